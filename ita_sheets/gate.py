"""The gate before any parser: what a file really is, and whether it is small and plain enough to read.

Reads the first bytes, the zip directory and the XML as a bounded stream; builds no document, expands no
entity, follows no link and believes no path or size that an archive states. The limits are far above any
honest report: an office has 10-60 measures, and the largest public form workbook measured had 2,100 KB.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Never
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from ita_sheets.errors import UnreadableError
from ita_sheets.texts import Words, refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 120_000_000
MAX_PARTS = 2_000
MAX_DEPTH = 64
MAX_ELEMENTS = 2_000_000  # of one part: about a second of reading
MAX_SHEETS = 100
MAX_ROW = 20_000  # of a filled cell
MAX_COLUMN = 500
MAX_MERGED_CELLS = 100_000
MAX_BLANK_ROWS = 60_000  # formatted rows; openpyxl takes 27 s for a million
_CHUNK = 65_536

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_STRICT_NAMESPACE = "purl.oclc.org/ooxml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class SheetScan:
    """What the stream saw of one sheet. Rows and columns count from 1."""

    filled: set[tuple[int, int]] = field(default_factory=set)  # the cells that hold something
    formulas: set[tuple[int, int]] = field(default_factory=set)
    empty_formulas: set[tuple[int, int]] = field(default_factory=set)  # those whose result was never saved
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scan:
    """The scans of the sheets by sheet name."""

    sheets: dict[str, SheetScan]


def refuse(refusal: refusals.Refusal, **facts: object) -> Never:
    """Raise `UnreadableError` for that refusal."""
    raise UnreadableError(refusal.code, refusal.words.fill(**facts))


def read_bytes(path: Path) -> bytes:
    """The file's bytes, at most `MAX_FILE_BYTES`; refuses what cannot be opened, is empty or too large."""
    try:
        if not path.is_file():
            refuse(refusals.MISSING)
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            refuse(refusals.TOO_LARGE, what=_megabytes(size), limit=_megabytes(MAX_FILE_BYTES))
        data = path.read_bytes()
    except OSError as error:
        refuse(refusals.NO_ACCESS, cause=error.strerror or type(error).__name__)
    if not data:
        refuse(refusals.EMPTY)
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def scan(data: bytes) -> Scan:
    """Go through a workbook's parts once. Raises `UnreadableError` for whatever must not be read."""
    with open_archive(data) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            _refuse_other_archive(set(archive.namelist()))
        paths = _sheet_paths(archive)
        sheets = {name: SheetScan() for name in paths.values()}
        for part in archive.namelist():
            if part in paths or part.lower().endswith((".xml", ".rels", ".vml")):
                _scan_part(archive, part, paths.get(part), sheets)
    return Scan(sheets)


@contextmanager
def open_archive(data: bytes) -> Iterator[ZipFile]:
    """A zip of any kind with its directory checked; damage met while it is read is refused as well.

    Nothing is unpacked to disk. Read its parts with `chunks`, their XML with a `Stream`.
    """
    if not data.startswith(b"PK"):
        _refuse_other_kind(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_directory(archive)
            yield archive
    except (BadZipFile, zlib.error, EOFError, LookupError, RuntimeError, ValueError, OSError):
        refuse(refusals.DAMAGED, part="zip")


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


def _check_directory(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        refuse(refusals.TOO_LARGE, what=f"{len(parts):,}", limit=f"{MAX_PARTS:,}")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        refuse(refusals.TOO_LARGE, what=_megabytes(unpacked), limit=_megabytes(MAX_UNPACKED_BYTES))
    if len(names) != len(parts):
        refuse(refusals.UNSAFE, part="zip")
    if any(part.flag_bits & 0x1 for part in parts):
        refuse(refusals.PASSWORD)


def _refuse_other_archive(names: set[str]) -> Never:
    kinds: tuple[tuple[str, Words, Words], ...] = (
        ("word/document.xml", refusals.WORD, refusals.IMPORT_IT),
        ("xl/workbook.bin", refusals.XLSB, refusals.SAVE_IT),
        ("mimetype", refusals.ODS, refusals.SAVE_IT),
    )
    for part, kind, way_out in kinds:
        if part in names:
            refuse(refusals.NOT_A_WORKBOOK, kind=kind, way_out=way_out)
    if "[Content_Types].xml" in names:
        refuse(refusals.DAMAGED, part="xl/workbook.xml")
    refuse(refusals.NOT_A_WORKBOOK, kind=refusals.ZIP, way_out=refusals.UNZIP_IT)


def chunks(archive: ZipFile, part: str) -> Iterator[bytes]:
    """The part's bytes in pieces: a forged size in the directory is then found at once."""
    seen = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            seen += len(chunk)
            if seen > MAX_UNPACKED_BYTES:
                refuse(refusals.TOO_LARGE, what=part, limit=_megabytes(MAX_UNPACKED_BYTES))
            yield chunk


class Stream:
    """An expat parser that refuses document types, great depth and great numbers of elements."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.depth = 0
        self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def run(self, chunks: Iterator[bytes]) -> None:
        try:
            for chunk in chunks:
                self.parser.Parse(chunk, False)
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            refuse(refusals.DAMAGED, part=self.part)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Called for each element, its name without prefix."""

    def end(self, name: str) -> None:
        """Called at each element's end."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            refuse(refusals.UNSAFE, part=self.part)
        if self.elements > MAX_ELEMENTS:
            refuse(refusals.TOO_LARGE, what=self.part, limit=f"{MAX_ELEMENTS:,}")
        self.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rpartition(":")[2])

    def _doctype(self, *_: object) -> None:
        refuse(refusals.UNSAFE, part=f"{self.part}: DTD")


class _WorkbookStream(Stream):
    """Collects (sheet name, relation id) and notices a Strict workbook."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if any(_STRICT_NAMESPACE in value for key, value in attributes.items() if key.startswith("xmlns")):
            refuse(refusals.STRICT)
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation))


class _RelationsStream(Stream):
    """Collects the targets of relations by id."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _sheet_paths(archive: ZipFile) -> dict[str, str]:
    """Part path -> sheet name. A sheet without a part of its own is damage: readers pass it over silently."""
    workbook = _WorkbookStream("xl/workbook.xml")
    workbook.run(chunks(archive, workbook.part))
    if len(workbook.sheets) > MAX_SHEETS:
        refuse(refusals.TOO_LARGE, what=f"{len(workbook.sheets):,}", limit=f"{MAX_SHEETS}")
    relations = _RelationsStream("xl/_rels/workbook.xml.rels")
    parts = set(archive.namelist())
    if relations.part not in parts:
        refuse(refusals.DAMAGED, part=relations.part)
    relations.run(chunks(archive, relations.part))
    paths: dict[str, str] = {}
    for name, relation in workbook.sheets:
        target = posixpath.join("/xl", relations.targets.get(relation, ""))
        path = posixpath.normpath(target).removeprefix("/")
        if path not in parts or path in paths:
            refuse(refusals.DAMAGED, part=path)
        paths[path] = name
    return paths


class _SheetStream(Stream):
    """Watches the extents of one sheet, and what cell readers hide."""

    def __init__(self, part: str, sheet: str, seen: SheetScan) -> None:
        super().__init__(part)
        self.sheet = sheet
        self.seen = seen
        self.hidden: set[int] = set()
        self.row = self.column = self.rows = 0
        self.formula = self.value = self.in_value = self.is_text = False
        self.parser.CharacterDataHandler = self._characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row(attributes)
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self.formula = True
        elif name == "v":
            # A text formula's saved result may be empty; an empty <v/> of any other kind was never saved.
            self.in_value = True
            self.value = self.is_text
        elif name == "is":
            self.value = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "v":
            self.in_value = False
        elif name == "c":
            self._end_cell()
        elif name == "sheetData":
            self.seen.hidden_rows = frozenset(self.hidden)

    def _characters(self, _text: str) -> None:
        if self.in_value:
            self.value = True

    def _end_cell(self) -> None:
        if self.formula:
            self.seen.formulas.add((self.row, self.column))
        if self.formula and not self.value:
            self.seen.empty_formulas.add((self.row, self.column))
        if self.formula or self.value:
            if self.row > MAX_ROW or self.column > MAX_COLUMN:
                self._far_away()
            self.seen.filled.add((self.row, self.column))

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) <= 7 else self.row + 1
        self.column = 0
        self.rows += 1
        if self.rows > MAX_BLANK_ROWS:
            self._far_away()
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.formula = self.value = False
        self.is_text = attributes.get("t") == "str"
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self.row, self.column = int(match.group(2)), column_number(match.group(1))
        else:
            self.column += 1

    def _merge(self, ref: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in ref.split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            return
        height = int(corners[1].group(2)) - int(corners[0].group(2)) + 1
        width = column_number(corners[1].group(1)) - column_number(corners[0].group(1)) + 1
        if height * width > MAX_MERGED_CELLS:
            refuse(refusals.FAR_AWAY, sheet=self.sheet, cell=ref)

    def _far_away(self) -> Never:
        refuse(refusals.FAR_AWAY, sheet=self.sheet, cell=_a1(self.row, self.column))


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _a1(row: int, column: int) -> str:
    letters = ""
    column = max(column, 1)
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _scan_part(archive: ZipFile, part: str, sheet: str | None, sheets: dict[str, SheetScan]) -> None:
    stream = Stream(part) if sheet is None else _SheetStream(part, sheet, sheets[sheet])
    stream.run(chunks(archive, part))
