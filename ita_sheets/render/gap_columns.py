"""What the gap list tells of each outcome to mend, column by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import outcomes, schema, thai
from ita_sheets.changes import Band
from ita_sheets.history import compared, open_since
from ita_sheets.model import Verdict
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import item_name, place_name, unit_name
from ita_sheets.texts import gaps as words
from ita_sheets.texts import summary as texts
from ita_sheets.texts import verdicts, years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.history import Key
    from ita_sheets.render.volumes import Row
    from ita_sheets.texts import Lang, Words

WRITTEN_CLUSTERS = 120  # of what stands in the cell now, and of what stood there a year before
_GAP_NAMES = {verdicts.NAMES[verdict].th for verdict in Verdict if verdict.is_gap}


@dataclass(frozen=True, slots=True)
class Part:
    """A column: its head, its width in characters, what it tells of a measure, and how that looks."""

    head: Words
    width: float
    tell: Callable[[Row], str]
    role: Role = Role.TEXT

    def text(self, row: Row, lang: Lang) -> str:
        """The cell's text, as much of it as a row holds."""
        return fitting(self.tell(row), self.width, texts.CUT_SHORT, lang)


@dataclass(frozen=True, slots=True)
class Known:
    """What the years tell of the gaps, and whether the columns of the years tell anything.

    `since` is the year from which each is open, `before` the last year's result where there was one; both by
    the measure's year and row.
    """

    since: Mapping[Key, int]
    before: Mapping[Key, Words]
    several_years: bool
    old_gaps: bool
    lang: Lang


def known(agency: AgencyYears, listed: Sequence[Row], lang: Lang) -> Known:
    """What is known of the agency's gaps."""
    since = open_since(agency)
    return Known(
        since,
        {_key(row): said for row in listed if (said := _before(row))} | _linked_results(agency),
        several_years=len(agency.years) > 1,
        old_gaps=any(since.get(_key(row), row.volume.be) < row.volume.be for row in listed),
        lang=lang,
    )


def item(known: Known) -> list[Part]:
    """Year, age and number, by which people know a measure."""
    lang = known.lang
    parts = [Part(texts.ITEM, 5.0, lambda row: item_name(row.measure), Role.CENTRED)]
    if known.old_gaps:
        parts.insert(0, Part(years.OPEN_SINCE, 9.5, lambda row: _since(known, row), Role.CENTRED))
    if known.several_years:
        parts.insert(0, Part(texts.YEAR, 7.0, lambda row: row.volume.label[lang], Role.CENTRED))
    return parts


def measure(width: float) -> Part:
    """The measure."""
    return Part(texts.MEASURE, width, lambda row: row.measure.measure.text)


def unit(known: Known, width: float) -> Part:
    """The responsible unit."""
    return Part(texts.UNIT, width, lambda row: unit_name(row.measure)[known.lang])


def verdict(known: Known, width: float) -> Part:
    """The verdict."""
    return Part(texts.VERDICT, width, lambda row: verdicts.NAMES[row.verdict][known.lang], Role.GAP)


def why_and_how(known: Known, width: float) -> Part:
    """Why it is to be mended, but for a blank, and what to write."""

    def tell(row: Row) -> str:
        why = "" if row.verdict is Verdict.BLANK else outcomes.reason(row.judged)[known.lang]
        return f"{why}\n{outcomes.needs(row.judged.judgement)[known.lang]}".strip()

    return Part(words.WHY_AND_HOW, width, tell)


def written(known: Known, width: float) -> Part:
    """What the outcome says now, and the year before if that was a result."""

    def tell(row: Row) -> str:
        now = thai.shortened(row.measure.outcome.text, WRITTEN_CLUSTERS)
        before = known.before.get(_key(row))
        if before is None or row.verdict is Verdict.CARRIED_OVER:  # which says the same again
            return now
        return f"{now}\n{before[known.lang]}".strip()

    return Part(words.WRITTEN, width, tell)


def place(width: float) -> Part:
    """Where the outcome stands."""
    return Part(texts.PLACE, width, lambda row: place_name(row.measure.where(schema.OUTCOME)))


def _key(row: Row) -> Key:
    return row.volume.be, row.measure.row


def _since(known: Known, row: Row) -> str:
    return str(known.since.get(_key(row), row.volume.be) or years.NONE[known.lang])


def _before(row: Row) -> Words | None:
    """The result that a rolled-forward workbook carries along from the year before."""
    measure = row.measure
    if measure.previous_outcome.blank or measure.previous_verdict.text in _GAP_NAMES:
        return None
    text = thai.shortened(measure.previous_outcome.text, WRITTEN_CLUSTERS)
    return words.YEAR_BEFORE.fill(text=text)


def _linked_results(agency: AgencyYears) -> dict[Key, Words]:
    """The result of the measure that each came from, where that is sure; of several the first."""
    found: dict[Key, Words] = {}
    for step in compared(agency):
        for row in step.rows:
            if not (row.link and row.earlier and row.later) or row.link.band is not Band.SURE:
                continue
            if not row.earlier.judgement.verdict.is_gap:
                text = thai.shortened(row.earlier.measure.outcome.text, WRITTEN_CLUSTERS)
                said = words.LAST_YEAR.fill(year=step.step.earlier, text=text)
                found.setdefault((step.step.later.be, row.later.measure.row), said)
    return found
