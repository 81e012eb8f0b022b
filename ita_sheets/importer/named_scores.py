"""Scores of the ten indicators that a report tells outside its table of measures, in sentences or in rows.

A score counts only where the indicator is named beside it and the year is clear; two scores for one place are
a contradiction that a person must settle, so neither is taken. The text itself stays on the source sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import indicator_number, shown
from ita_sheets.fiscal import parse_year
from ita_sheets.importer.lines import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.importer.lines import Line
    from ita_sheets.schema import Column

_NUMBER = r"(?P<score>100(?:\.0{1,2})?|[1-9]?[0-9](?:\.[0-9]{1,2})?)(?![0-9.]*[0-9])"
_SCORE_CELL = re.compile(rf"\s*{_NUMBER}\s*(?:คะแนน|%)?\s*")
# In a sentence a number is a score where it says so, or has decimals and stands right behind the name.
_SCORES_SAID = (
    re.compile(rf"(?:คะแนน|ร้อยละ)[\s:=]*(?:เท่ากับ|ได้)?[\s:=]*{_NUMBER}"),
    re.compile(rf"(?<![0-9.,]){_NUMBER}\s*(?:คะแนน|%)"),
    re.compile(rf"^[\s:=(,-]*(?:ได้|เท่ากับ)?\s*(?=[0-9]+\.[0-9]){_NUMBER}"),
)
_YEAR = re.compile(r"(?<![0-9])25[0-9]{2}(?![0-9])")
_OF_SCORES = re.compile("คะแนน|ผลการประเมิน|ผลประเมิน|วิเคราะห์ผล|ITA")
_NAMES = {name: item.number for item in schema.INDICATORS for name in (item.name.th, *item.aliases)}
_NAME = re.compile("|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class NamedScore:
    """A score as it is written, of which indicator and year, and the line (by index) that tells it."""

    indicator: int
    year: FiscalYear
    piece: Piece
    line: int


def read_scores(lines: Sequence[Line], basis: FiscalYear | None) -> list[NamedScore]:
    """The scores that the lines tell, without those that contradict each other.

    `basis` is the year that a score is of where no line names one.
    """
    found = list(_scores(lines, basis))
    said: dict[tuple[int, FiscalYear], set[str]] = {}
    for score in found:
        said.setdefault((score.indicator, score.year), set()).add(_plain(score.piece))
    taken: dict[tuple[int, FiscalYear], NamedScore] = {}
    for score in found:
        key = (score.indicator, score.year)
        if len(said[key]) == 1:
            taken.setdefault(key, score)
    return list(taken.values())


def column_of(score: NamedScore, year: FiscalYear | None) -> Column | None:
    """The column of the score sheet: of the year reported on or of the one before it."""
    if year is None:
        return None
    return {year: schema.SCORE, year.previous: schema.PREVIOUS_SCORE}.get(score.year)


def _scores(lines: Sequence[Line], basis: FiscalYear | None) -> Iterator[NamedScore]:
    context = basis
    columns: dict[int, FiscalYear] = {}
    for i, line in enumerate(lines):
        text = thai.arabic_digits(line.text)
        years = [year for match in _YEAR.findall(text) if (year := parse_year(match))]
        if line.is_row:
            heads = {position: year for position, cell in line.filled.items() if (year := _only_year(cell))}
            columns = heads or columns
            if not heads:
                yield from _of_row(i, line, columns, context)
        else:
            columns = {}
            if years and _OF_SCORES.search(text):
                context = years[0]
            yield from _of_sentence(i, line, context)


def _of_row(
    i: int, line: Line, columns: dict[int, FiscalYear], context: FiscalYear | None
) -> Iterator[NamedScore]:
    named = [
        (position, number)
        for position, cell in line.filled.items()
        if (number := indicator_number(shown(cell.raw))) and not _SCORE_CELL.fullmatch(_plain(cell))
    ]
    if len(named) != 1:
        return
    position, indicator = named[0]
    scores = {
        at: cell for at, cell in line.filled.items() if at > position and _SCORE_CELL.fullmatch(_plain(cell))
    }
    for at, cell in scores.items():
        year = columns.get(at) or (context if len(scores) == 1 and not columns else None)
        if year is not None:
            match = _SCORE_CELL.fullmatch(_plain(cell))
            yield NamedScore(indicator, year, Piece(match["score"] if match else cell.raw, cell.at), i)


def _of_sentence(i: int, line: Line, context: FiscalYear | None) -> Iterator[NamedScore]:
    text = thai.arabic_digits(line.text)
    names = list(_NAME.finditer(text))
    ends = [*(name.start() for name in names[1:]), len(text)]
    for name, end in zip(names, ends, strict=False):
        rest = text[name.end() : end]
        said = [match for form in _SCORES_SAID if (match := form.search(_YEAR.sub("    ", rest)))]
        if said and context is not None:
            yield NamedScore(_NAMES[name.group()], context, Piece(said[0]["score"], line.at), i)


def _only_year(cell: Piece) -> FiscalYear | None:
    """The year of a header such as "2567" or "คะแนนปี 2567"."""
    years = _YEAR.findall(_plain(cell))
    return parse_year(years[0]) if len(years) == 1 else None


def _plain(cell: Piece) -> str:
    return thai.arabic_digits(shown(cell.raw))
