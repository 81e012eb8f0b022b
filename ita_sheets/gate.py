"""The gate before any parser: what a file really is, and whether it is small and plain enough to read.

Reads the first bytes, the zip directory and XML as a bounded stream; builds no document, expands no
entity, follows no link and believes no path or size that an archive states. The limits are far above any
honest report: an office has 10-60 measures, and the largest public form workbook measured had 2,100 KB. What
they are chosen for is that any file is answered within 3 seconds and 300 MB: docs/robustness.md.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Never
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ita_sheets.errors import UnreadableError
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_PARTS = 2_000
MAX_DEPTH = 64
MAX_SHEETS = 100
MAX_ROW = 20_000  # of a filled cell
MAX_COLUMN = 500
MAX_ELEMENTS = 800_000  # of all parts that are read; four attributes count as one more
MAX_LETTERS = 20_000_000  # of all texts that are kept
MAX_TOKEN_BYTES = 1_000_000  # of one tag, comment or the like: older parsers go over it again with each piece
_CHUNK = 65_536

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels", ".vml")


def refuse(refusal: refusals.Refusal, **facts: object) -> Never:
    """Raise `UnreadableError` for that refusal."""
    raise UnreadableError(refusal.code, refusal.words.fill(**facts))


def read_bytes(path: Path) -> bytes:
    """The file's bytes, at most `MAX_FILE_BYTES`; refuses what cannot be opened, is empty or too large."""
    try:
        if not path.is_file():
            refuse(refusals.MISSING)
        size = path.stat().st_size
        if size <= MAX_FILE_BYTES:
            with path.open("rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
            size = len(data)  # which may have grown since
    except OSError as error:
        refuse(refusals.NO_ACCESS, cause=error.strerror or type(error).__name__)
    if size > MAX_FILE_BYTES:
        refuse(refusals.TOO_LARGE, what=_megabytes(size), limit=_megabytes(MAX_FILE_BYTES))
    if not data:
        refuse(refusals.EMPTY)
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def is_true(value: str | None) -> bool:
    """Whether an attribute says yes, as XML Schema writes it."""
    return value in ("1", "true")


class Archive(ZipFile):
    """A zip whose directory was checked, and how much of it has been read.

    A part is found whatever the case and the slashes of its name, as Office does.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self.elements = self.letters = self.cells = 0  # read so far
        self._streamed: set[str] = set()  # the parts that a stream has gone through
        self._parts = {_key(name): name for name in self.namelist()}

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return _key(part) in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's bytes in pieces: a forged size in the directory is then found at once."""
        with self.open(self._parts[_key(part)]) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def streamed(self, stream: Stream) -> None:
        """Count what a stream has gone through towards what may be read."""
        self.elements, self.letters = stream.elements, stream.letters
        self._streamed.add(_key(stream.part))

    def unread(self) -> list[str]:
        """The parts that hold XML by their names and that no stream has gone through."""
        return [part for key, part in self._parts.items() if key.endswith(_XML) and key not in self._streamed]


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


@contextmanager
def open_archive(data: bytes) -> Iterator[Archive]:
    """A zip of any kind with its directory checked; damage met while it is read is refused as well.

    Nothing is unpacked to disk. Read its parts with its `chunks`, their XML with a `Stream`.
    """
    if not data.startswith(b"PK"):
        _refuse_other_kind(data)
    # Before the directory is read: that alone takes seconds where it names a hundred thousand parts.
    entries = data.count(b"PK\x01\x02")
    if entries > MAX_PARTS:
        refuse(refusals.TOO_LARGE, what=f"{entries:,}", limit=f"{MAX_PARTS:,}")
    try:
        with Archive(data) as archive:
            _check_directory(archive)
            yield archive
    except (BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError, OSError, struct.error):
        refuse(refusals.DAMAGED, part="zip")


def check_rest(archive: Archive) -> None:
    """Go through the parts that nothing was taken from."""
    for part in archive.unread():
        Stream(part).run(archive)


def _refuse_other_kind(data: bytes) -> Never:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(refusals.PASSWORD if _ENCRYPTED in data else refusals.OLD_EXCEL)
    kind, way_out = refusals.UNKNOWN, refusals.ASK_FOR_IT
    if head.startswith(b"%PDF"):
        kind = refusals.PDF
    elif head[:5].lower() in (b"<html", b"<!doc", b"<?xml"):
        kind, way_out = refusals.HTML, refusals.SAVE_IT
    elif head.startswith(b"{\\rtf"):
        kind, way_out = refusals.RTF, refusals.SAVE_IT
    elif data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        kind = refusals.IMAGE
    elif b"\x00" not in data[:2048]:
        kind, way_out = refusals.TEXT, refusals.IMPORT_IT
    refuse(refusals.NOT_A_WORKBOOK, kind=kind, way_out=way_out)


def _check_directory(archive: Archive) -> None:
    parts = archive.infolist()
    if len({_key(part.filename) for part in parts}) != len(parts):
        refuse(refusals.UNSAFE, part="zip")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        refuse(refusals.TOO_LARGE, what=_megabytes(unpacked), limit=_megabytes(MAX_UNPACKED_BYTES))
    if any(part.flag_bits & 0x1 for part in parts):
        refuse(refusals.PASSWORD)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        refuse(refusals.DAMAGED, part="zip")


class Stream:
    """An expat parser that refuses document types, great depth, and great numbers and sizes of anything."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.depth = self.elements = self.letters = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def run(self, archive: Archive) -> None:
        """Go through the part; what it holds counts towards what may be read of the archive."""
        self.elements, self.letters = archive.elements, archive.letters
        fed = 0
        try:
            for chunk in archive.chunks(self.part):
                self.parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - self.parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                    refuse(refusals.UNSAFE, part=self.part)
                self._check()
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            refuse(refusals.DAMAGED, part=self.part)
        archive.streamed(self)

    def _check(self) -> None:
        """After each piece, not after each element: a piece is too small to do harm by itself."""
        for count, most in ((self.elements, MAX_ELEMENTS), (self.letters, MAX_LETTERS)):
            if count > most:
                refuse(refusals.TOO_LARGE, what=self.part, limit=f"{most:,}")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Called for each element, its name without prefix."""

    def end(self, name: str) -> None:
        """Called at each element's end."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1 + len(attributes) // 4
        if self.depth > MAX_DEPTH:
            refuse(refusals.UNSAFE, part=self.part)
        self.start(name if ":" not in name else name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(name if ":" not in name else name.rpartition(":")[2])

    def _doctype(self, *_: object) -> None:
        refuse(refusals.UNSAFE, part=f"{self.part}: DTD")
