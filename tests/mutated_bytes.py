"""Seeded damage to a file's bytes: by disks, by mail, and in the fields of a zip archive's records."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from random import Random

VALUES = (0, 1, 8, 12, 99, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
SIGNATURES = re.compile(rb"PK(?:\x01\x02|\x03\x04|\x05\x06|\x07\x08|\x06\x06|\x06\x07)")
LONGEST_RECORD = 46  # bytes before the name
MOST = 5  # damages to one file


def mutated(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """A copy with some damages; the others give bytes to splice in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST)):
        chance.choice(DAMAGES)(changed, chance)
    if chance.random() < 0.1:
        other = chance.choice(others)
        changed = changed[: chance.randrange(len(changed) + 1)] + other[chance.randrange(len(other) + 1) :]
    return bytes(changed)


def _at(data: bytearray, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, chance: Random) -> None:
    """A bit, or a byte."""
    if data:
        at = chance.randrange(len(data))
        data[at] = chance.choice((data[at] ^ 1 << chance.randrange(8), chance.randrange(256)))


def _cut(data: bytearray, chance: Random) -> None:
    """Bytes lost at the end, or a block in between."""
    at = _at(data, chance)
    del data[at : chance.choice((len(data), at + 1, at + 512))]


def _insert(data: bytearray, chance: Random) -> None:
    """A line end that mail made, zeros, or bytes from elsewhere in the file."""
    at, other = _at(data, chance), _at(data, chance)
    data[at:at] = chance.choice((b"\r\n", b"\r", bytes(4), bytes(512), bytes(data[other : other + 100])))


def _overwrite(data: bytearray, chance: Random) -> None:
    """A block of zeros, as on a disk that failed."""
    at = _at(data, chance)
    size = min(chance.choice((4, 64, 512)), len(data) - at)
    data[at : at + size] = bytes(size)


def _field(data: bytearray, chance: Random) -> None:
    """A field of two or four bytes in a record of the archive."""
    records = [match.start() for match in SIGNATURES.finditer(data)]
    if records:
        at = chance.choice(records) + 4 + 2 * chance.randrange((LONGEST_RECORD - 4) // 2)
        value = chance.choice(VALUES)
        packed = chance.choice((struct.pack("<H", value & 0xFFFF), struct.pack("<L", value)))
        data[at : at + len(packed)] = packed[: max(0, len(data) - at)]


DAMAGES: tuple[Callable[[bytearray, Random], None], ...] = (
    _flip,
    _flip,
    _cut,
    _insert,
    _overwrite,
    _field,
    _field,
    _field,
)
