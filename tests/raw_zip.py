"""Zip archives put together field by field: large ones from repeated pieces, and ones whose fields lie.

Python's own writer packs every byte anew and writes no lies. APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
UTF8 = 0x800  # the flag of a name in UTF-8
SYMLINK = 0o120777 << 16  # the outer attributes that Unix gives a link


@dataclass(frozen=True)
class Entry:
    """A part as the archive holds it; `size` and `crc` are what is said of its unpacked bytes.

    `name_inside` is the name before the part's bytes where it differs from the directory's. A part with an
    `at` is not written: the directory says that it stands there.
    """

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = DEFLATED
    flags: int = UTF8
    extra: bytes = b""
    attributes: int = 0
    name_inside: bytes | None = None
    at: int | None = None


def entry(name: str | bytes, data: bytes = b"<x/>") -> Entry:
    """A part of these bytes."""
    return repeated(name, data)


def repeated(name: str | bytes, head: bytes, piece: bytes = b"", count: int = 0, tail: bytes = b"") -> Entry:
    """A part of head, count times the piece, and tail; only one piece is ever packed."""
    packed = _packed(head) + _packed(piece) * count + _packed(tail, zlib.Z_FINISH)
    crc = zlib.crc32(head)
    for _ in range(count):
        crc = zlib.crc32(piece, crc)
    size = len(head) + len(piece) * count + len(tail)
    return Entry(name.encode() if isinstance(name, str) else name, packed, size, zlib.crc32(tail, crc))


def _packed(data: bytes, flush: int = zlib.Z_FULL_FLUSH) -> bytes:
    """Deflate blocks that refer to nothing before them, so that they may stand anywhere."""
    packer = zlib.compressobj(6, wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(flush)


def archive(entries: Iterable[Entry], *, before: bytes = b"", comment: bytes = b"") -> bytes:
    """The archive; `before` are bytes in front of it, which its offsets count."""
    listed = list(entries)
    body, directory = bytearray(before), bytearray()
    for item in listed:
        directory += _directory_record(item, len(body) if item.at is None else item.at)
        body += local_record(item) if item.at is None else b""
    return bytes(body + directory + end_record(len(listed), len(directory), len(body), comment))


def local_record(item: Entry) -> bytes:
    """A part with the record before it."""
    name = item.name if item.name_inside is None else item.name_inside
    return b"PK\x03\x04" + _common(item) + struct.pack("<HH", len(name), 0) + name + item.packed


def _directory_record(item: Entry, at: int) -> bytes:
    lengths = struct.pack("<HHHHHLL", len(item.name), len(item.extra), 0, 0, 0, item.attributes, at)
    return b"PK\x01\x02\x14\x03" + _common(item) + lengths + item.name + item.extra


def _common(item: Entry) -> bytes:
    sizes = (item.crc, len(item.packed), item.size)
    return struct.pack("<HHHHHLLL", 20, item.flags, item.method, 0, 0x21, *sizes)


def end_record(count: int, size: int, at: int, comment: bytes = b"") -> bytes:
    """The record at the archive's end: how many parts, how large their directory is and where it stands."""
    count = min(count, 0xFFFF)
    return b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, size, at, len(comment)) + comment


def quoted(names: Iterable[str], kernel: Entry) -> list[Entry]:
    """Parts that share the kernel's bytes: each holds the next one's record as a part of its own content.

    D. Fifield, "A better zip bomb", 2019.
    """
    chain = [kernel]
    content = unpacked(kernel)
    for name in names:
        record = local_record(chain[-1]).removesuffix(chain[-1].packed)
        content = record + content
        packed = b"\x00" + struct.pack("<HH", len(record), len(record) ^ 0xFFFF) + record + chain[-1].packed
        chain.append(Entry(name.encode(), packed, len(content), zlib.crc32(content)))
    whole = len(local_record(chain[-1]))
    inner = [replace(item, at=whole - len(local_record(item))) for item in chain[:-1]]
    return [chain[-1], *reversed(inner)]


def unpacked(item: Entry) -> bytes:
    """A deflated part's content."""
    return zlib.decompress(item.packed, wbits=-zlib.MAX_WBITS)
