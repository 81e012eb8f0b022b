"""Text files as lines: with tabs, bars or commas between the cells, in any encoding that offices use."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from ita_sheets import gate
from ita_sheets.importer.lines import Line, Piece, Sheet, filled_of, row
from ita_sheets.model import Place
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = frozenset({".txt", ".tsv", ".tab", ".csv", ".md"})
_MAX_BYTES = 2_000_000  # some forty times the longest report seen
_LINE_END = re.compile(r"\r\n?|\n")  # str.splitlines would also cut at characters that stand inside a cell
_RULER = frozenset(" \t|:+-=")  # what stands under the header of a table drawn with bars
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MOST_CONTROLS = 0.005  # of a text's letters; more of them mean that it is none
_CLAUSE = re.compile(r"(?:^|(?<=\s))\(?([0-9\u0e50-\u0e59]{1,2})[.)](?![0-9\u0e50-\u0e59])")
_MOST_OF = 0.9  # of the high bytes of a text in UTF-16 are Thai or Latin
_MOST_FOLDED = 100  # lines of one cell in quotes
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, file: str, suffix: str) -> Sheet:
    """All of a text file as one sheet. Raises `UnreadableError` where it is too large or no text."""
    if len(data) > _MAX_BYTES:
        gate.refuse(refusals.TOO_LARGE, what=f"{len(data):,}", limit=f"{_MAX_BYTES:,}")
    text = _decoded(data)
    return Sheet("", tuple(_csv_lines(text, file) if suffix == ".csv" else _text_lines(text, file)))


def _check_extent(number: int, parts: list[str]) -> None:
    """Refuse a line that stands, or reaches, further than any report does."""
    if number > gate.MAX_ROW or len(parts) > gate.MAX_COLUMN:
        limit = f"{gate.MAX_ROW:,} x {gate.MAX_COLUMN}"
        gate.refuse(refusals.TOO_LARGE, what=f"L{number:,} x {len(parts):,}", limit=limit)


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 by their marks or without, else the Thai code page of Windows."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for attempt in (encoding,) if encoding else (_bare_utf16(data) or "utf-8", "cp874"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) <= _MOST_CONTROLS * len(text):
            return text
    return gate.refuse(refusals.OLD_IMPORT, kind=refusals.UNKNOWN)


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: most of every second byte is that of Thai or Latin letters."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = data[start : len(data) // 2 * 2 : 2]
        if sum(map(high.count, (b"\x0e", b"\x00"))) > len(high) * _MOST_OF:
            return encoding
    return None


def _text_lines(text: str, file: str) -> Iterator[Line]:
    """Lines cut at tabs; where a table is drawn with bars, at bars."""
    has_bars = _as_a_table(text, "|") > _as_a_table(text, "\t")
    for number, line, parts in _at_bars(text) if has_bars else _at_tabs(text):
        _check_extent(number, parts)
        at = Place(file, None, f"L{number}")
        cells = {i: Piece(part, at) for i, part in enumerate(parts)}
        is_row = len(parts) > 1 or ("|" in line and has_bars)
        yield Line(number, line, cells, filled_of(cells), is_row=is_row, is_paragraph=not is_row)


def _as_a_table(text: str, sign: str) -> int:
    """How many of the signs stand in lines that have equally many of them: a table's, not a sentence's."""
    lines = Counter(line.count(sign) for line in _LINE_END.split(text))
    return max(count * number for count, number in lines.items())


def _at_tabs(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """(number, line, cells); a cell in quotes over several lines, as spreadsheets write it, is one."""
    lines = _LINE_END.split(text)
    width = max(line.count("\t") for line in lines) + 1
    number = 0
    while number < len(lines):
        ahead = lines[number : number + _MOST_FOLDED]
        parts, taken = _quoted(ahead, width) or _unbroken(ahead, width)
        yield number + 1, "\n".join(ahead[:taken]), parts
        number += taken


def _quoted(lines: list[str], width: int) -> tuple[list[str], int] | None:
    """The cells of a row with an open quote in its first line, and how many lines it takes."""
    parts = lines[0].split("\t")
    if len(parts) == width or not any(part.startswith('"') and part.count('"') % 2 for part in parts):
        return None
    folded, taken = _folded(lines)
    try:
        cells = next(csv.reader(StringIO(folded, newline=""), delimiter="\t"))
    except csv.Error:
        return None  # longer than any cell may be
    return (cells, taken) if len(cells) == width else None


def _unbroken(lines: list[str], width: int) -> tuple[list[str], int]:
    """The cells of the first line and how many lines they take: a table pasted into a text breaks its cells.

    Lines go on with the row where they make up its width, or where clause numbers go on in its last cell.
    """
    first = parts = lines[0].split("\t")
    whole = (first, 1)
    for taken, line in enumerate(lines[1:] if len(first) > 1 else [], 2):
        more = line.split("\t")
        if len(parts) + len(more) - 1 > width or not _goes_on(parts, more, width):
            break
        parts = [*parts[:-1], f"{parts[-1]}\n{more[0]}", *more[1:]]
        if len(parts) == width:
            whole = (parts, taken)
    return whole


def _goes_on(parts: list[str], more: list[str], width: int) -> bool:
    """Whether a line goes on with a row: a number counts on; without one the row must lack cells."""
    clause = _CLAUSE.match(more[0])
    if clause:
        return int(clause[1]) - 1 in [int(match[1]) for match in _CLAUSE.finditer(parts[-1])][-1:]
    is_text = len(more) == 1 or _CLAUSE.match(parts[0]) is not None  # where measures are numbered, it is none
    return bool(more[0].strip()) and is_text and len(parts) < width


def _folded(lines: list[str]) -> tuple[str, int]:
    """The first lines up to the one that closes the quotes, and how many; the first alone where none does."""
    quotes = 0
    for taken, line in enumerate(lines, 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return "\n".join(lines[:taken]), taken
    return lines[0], 1


def _at_bars(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """(number, line, cells). A bar at an end of the line bounds none; one blank beside a bar is the bar's."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        if "|" not in line:
            yield number, line, [line]
        elif not _RULER.issuperset(line):
            inner = line.strip().removeprefix("|").removesuffix("|")
            yield number, line, [part.removeprefix(" ").removesuffix(" ") for part in inner.split("|")]


def _csv_lines(text: str, file: str) -> Iterator[Line]:
    body = text.removeprefix(_hint(text))
    number = 1 + (body != text)
    reader = csv.reader(StringIO(body, newline=""), delimiter=_delimiter(body))
    try:
        for parts in reader:
            _check_extent(number, parts)
            at = Place(file, None, f"L{number}")
            yield row(number, {i: Piece(part, at) for i, part in enumerate(parts)})
            number = reader.line_num + 1 + (body != text)
    except csv.Error:
        gate.refuse(refusals.DAMAGED, part=f"L{number}")


def _hint(text: str) -> str:
    """The line by which Excel is told the delimiter; it is no part of the table."""
    match = re.match(r'"?sep=[,;\t|]"?(?:\r\n?|\n)', text)
    return match[0] if match else ""


def _delimiter(text: str) -> str:
    """The delimiter by which most rows have the same number of cells."""

    def alike(delimiter: str) -> int:
        try:
            widths = Counter(map(len, csv.reader(StringIO(text, newline=""), delimiter=delimiter)))
        except csv.Error:
            return 0
        return max((rows * width for width, rows in widths.items() if width > 1), default=0)

    return max(",;\t|", key=alike)
