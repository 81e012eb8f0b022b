"""Archives that lie about sizes, places, names and numbers of their parts, or hide bytes around them."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from dataclasses import replace
from functools import partial

import factory
import hostile
import raw_zip
from hostile import ANY, MEASURES, READ, RELATIONS, Bad
from raw_zip import Entry

DAMAGED, LARGE = "ITA108", "ITA104"
HUGE = 2**32 - 1  # in the place of a size: look into the zip64 field
NAMES_OUTSIDE = (
    "../../../../tmp/x.xml",
    "/etc/x.xml",
    "C:\\Windows\\x.xml",
    "..\\..\\x.xml",
    "//host/share/x.xml",
    "xl/../../x.xml",
    "CON.xml",
    "x.xml:stream",
)


def sound_entries(*others: Entry) -> list[Entry]:
    """The sound workbook's parts, and others, which take the place of those of the same name."""
    taken = {item.name for item in others}
    sound = (raw_zip.entry(name, data) for name, data in hostile.sound_parts().items())
    return [*(item for item in sound if item.name not in taken), *others]


def with_entries(*others: Entry) -> bytes:
    """The sound workbook with these entries."""
    return raw_zip.archive(sound_entries(*others))


def _with_part(name: str) -> bytes:
    """The sound workbook with a part of that name."""
    return with_entries(raw_zip.entry(name))


def _measures(**changed: object) -> bytes:
    """The sound workbook with other fields in the record of the measures' part."""
    sound = raw_zip.entry(MEASURES, hostile.sound_parts()[MEASURES])
    return with_entries(replace(sound, **changed))  # type: ignore[arg-type]


def _otherwise_packed(method: int, packed: bytes, size: int) -> bytes:
    """Content packed in a way that no spreadsheet program uses."""
    return with_entries(Entry(b"xl/x.xml", packed, size, zlib.crc32(b"<x/>"), method))


def _bomb_of_another_method(method: int) -> bytes:
    """Some kilobytes that unpack to many megabytes at the first look, said to be 400 bytes."""
    if method == raw_zip.BZIP2:
        packed = bz2.compress(bytes(2**26))
    else:
        settings = {"id": lzma.FILTER_LZMA1, "dict_size": 2**16, "lc": 3, "lp": 0, "pb": 2, "nice_len": 273}
        settings |= {"mode": lzma.MODE_FAST, "mf": lzma.MF_HC3}
        packed = struct.pack("<BBHBL", 9, 4, 5, 93, 2**16)
        packed += lzma.compress(bytes(2**25), lzma.FORMAT_RAW, filters=[settings])
    return _otherwise_packed(method, packed, 400)


def _zip64(size: int, *, fields: bool = True) -> bytes:
    """The measures' unpacked size said in the field for archives above 4 GB."""
    extra = struct.pack("<HHQ", 1, 8, size) if fields else struct.pack("<HH", 1, 8)
    return _measures(size=HUGE, extra=extra)


def _end(count: int = 12, size: int | None = None, at: int | None = None) -> bytes:
    """The sound workbook with another record at its end."""
    sound = raw_zip.archive(sound_entries())
    body, _, end = sound.rpartition(b"PK\x05\x06")
    true_size, true_at = struct.unpack("<LL", end[8:16])
    size, at = true_size if size is None else size, true_at if at is None else at
    return body + raw_zip.end_record(count, size, at)


def _overlapping() -> bytes:
    """A hundred parts that share a megabyte: 100 MB said, 100 MB unpacked, a thousandth of it in the file."""
    names = [f"xl/media/{number}.xml" for number in range(100)]
    shared = raw_zip.quoted(names, raw_zip.repeated("xl/media/x.xml", b"<x>", b" " * 2**16, 16, b"</x>"))
    start = len(raw_zip.local_record(shared[0]))
    rest = raw_zip.archive(sound_entries(), before=bytes(start))[start:]
    body, _, end = rest.rpartition(b"PK\x05\x06")
    size, at = struct.unpack("<LL", end[8:16])
    directory = raw_zip.archive(shared)[start : -len(raw_zip.end_record(0, 0, 0))]
    total = len(shared) + len(sound_entries())
    return (
        raw_zip.local_record(shared[0])
        + body
        + directory
        + raw_zip.end_record(total, size + len(directory), at)
    )


def _same_bytes_twice() -> bytes:
    """Two parts that the directory places at the same bytes."""
    first = raw_zip.entry("xl/a.xml")
    return raw_zip.archive([first, replace(first, name=b"xl/b.xml", at=0), *sound_entries()])


def _nested() -> bytes:
    """Archives within archives, as in "42.zip"."""
    inner = raw_zip.archive([raw_zip.repeated("0.bin", b"", bytes(2**20), 100)])
    for _ in range(5):
        inner = raw_zip.archive([raw_zip.entry(f"{number}.zip", inner) for number in range(8)])
    return with_entries(raw_zip.entry("xl/media/x.zip", inner))


def _relation(target: str, *, mode: str = "") -> bytes:
    """The measures' sheet looked for elsewhere."""
    new = f'Target="{target}"{mode}'.encode()
    return hostile.patched(RELATIONS, rb'Target="worksheets/sheet3\.xml"', new)


_SOUND = factory.sound
NAMES = tuple(
    Bad(f"a part outside the package: {name}", READ, partial(_with_part, name)) for name in NAMES_OUTSIDE
)
SIZES = (
    Bad("a part said to be smaller", DAMAGED, lambda: _measures(size=100)),
    Bad("a part said to be larger", ANY, lambda: _measures(size=100_000_000)),
    Bad("a wrong checksum", DAMAGED, lambda: _measures(crc=1)),
    Bad("a size in a zip64 field", READ, lambda: _zip64(len(hostile.sound_parts()[MEASURES]))),
    Bad("a size of 8 EiB in a zip64 field", LARGE, lambda: _zip64(2**63)),
    Bad("a zip64 field cut off", DAMAGED, lambda: _zip64(0, fields=False)),
    Bad("a bzip2 bomb said to be small", ANY, lambda: _bomb_of_another_method(raw_zip.BZIP2)),
    Bad("an LZMA bomb said to be small", ANY, lambda: _bomb_of_another_method(raw_zip.LZMA)),
    Bad("an unknown method of packing", DAMAGED, lambda: _otherwise_packed(99, b"<x/>", 4)),
    Bad("parts that overlap", ANY, _overlapping),
    Bad("two parts of the same bytes", ANY, _same_bytes_twice),
    Bad("archives in archives", READ, _nested),
)
PLACES = (
    Bad("a count of parts that is wrong", READ, lambda: _end(count=65_000)),
    Bad("a directory beyond the end", DAMAGED, lambda: _end(at=2**31)),
    Bad("a directory larger than the file", DAMAGED, lambda: _end(size=2**31)),
    Bad("a directory of no size", ANY, lambda: _end(size=0)),
    Bad("a part beyond the end", DAMAGED, lambda: _measures(at=2**31)),
    Bad("another name before the part than in the directory", DAMAGED, lambda: _measures(name_inside=b"x")),
    Bad("the longest comment", READ, lambda: raw_zip.archive(sound_entries(), comment=b"x" * 65_535)),
    Bad(
        "an end within the comment", ANY, lambda: raw_zip.archive(sound_entries(), comment=b"PK\x05\x06" * 99)
    ),
    Bad("a program before the archive", "ITA107", lambda: b"MZ" + bytes(5000) + _SOUND()),
    Bad("an archive after an archive", READ, lambda: raw_zip.archive([raw_zip.entry("x")]) + _SOUND()),
    Bad("letters after the archive", ANY, lambda: _SOUND() + b"<script>" * 1000),
    Bad("a megabyte after the archive", ANY, lambda: _SOUND() + bytes(1_000_000)),
)
LINKS = (
    Bad(
        "a part that is a link",
        READ,
        lambda: with_entries(
            replace(raw_zip.entry("xl/x.xml", b"/etc/passwd"), attributes=raw_zip.SYMLINK, name=b"xl/link")
        ),
    ),
    Bad("a sheet that is a link", ANY, lambda: _measures(attributes=raw_zip.SYMLINK)),
    Bad("NUL in a part's name", ANY, lambda: with_entries(raw_zip.entry(b"xl/x.xml\0.png"))),
    Bad(
        "a sheet twice by NUL in its name",
        ANY,
        lambda: with_entries(raw_zip.entry(MEASURES.encode() + b"\0.png", b"<worksheet/>")),
    ),
    Bad(
        "a sheet twice by capitals",
        ANY,
        lambda: with_entries(raw_zip.entry(MEASURES.upper(), b"<worksheet/>")),
    ),
    Bad("a name of 60,000 letters", READ, lambda: with_entries(raw_zip.entry("x" * 60_000))),
    Bad("a name that is no UTF-8", ANY, lambda: with_entries(raw_zip.entry(b"xl/\xff\xfe.xml"))),
    Bad(
        "backslashes in all names",
        ANY,
        lambda: raw_zip.archive(
            [replace(item, name=item.name.replace(b"/", b"\\")) for item in sound_entries()]
        ),
    ),
    Bad("a sheet outside the package", ANY, lambda: _relation("../../../../etc/passwd"), ""),
    Bad(
        "a sheet on another computer",
        DAMAGED,
        lambda: _relation("file://host/share/x.xml", mode=' TargetMode="External"'),
    ),
    Bad("a sheet's place from the root", READ, lambda: _relation("/xl/worksheets/sheet3.xml")),
    Bad("a sheet's place by detours", READ, lambda: _relation("../xl/./worksheets/../worksheets/sheet3.xml")),
    Bad("a sheet that is the relations", ANY, lambda: _relation("_rels/workbook.xml.rels")),
    Bad("a sheet that is a theme", ANY, lambda: _relation("theme/theme1.xml")),
)
ARCHIVES = (*NAMES, *SIZES, *PLACES, *LINKS)
