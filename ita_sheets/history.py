"""What became of an agency's measures over its years: rows to compare, their counts, whole histories.

Everything here follows the links of `AgencyYears.steps`; nothing is linked or judged anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ita_sheets import thai
from ita_sheets.changes import Band
from ita_sheets.entries import ids_named
from ita_sheets.linking import fingerprint
from ita_sheets.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ita_sheets.changes import AgencyYears, Link, Near, Step, Unlinked
    from ita_sheets.model import Judged, Measure

Key = tuple[int, int]  # a measure: fiscal year (Buddhist Era) and row


class Kind(StrEnum):
    """What became of a measure from one year to the next."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DROPPED = "dropped"  # not found: whether it was given up is not known
    ENDED = "ended"  # not found, and the office says that it was given up


class Turn(StrEnum):
    """How a measure's outcome changed, the one to look at first before all others."""

    LOST = "lost"  # had a result, has none now
    SAID_AGAIN = "said_again"  # had a result, says the same again without anything new
    STILL_GAP = "still_gap"
    WON = "won"  # had no result, has one now
    STILL_FINE = "still_fine"


# A measure in links of several kinds is counted under the first of them.
_COUNTED_AS = (Kind.SPLIT, Kind.MERGED, Kind.REWORDED, Kind.SAME, Kind.ADDED, Kind.DROPPED, Kind.ENDED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: a link, or a measure that has none.

    `earlier` is None for an added measure, `later` for one that is not found; `link` is None for both, and
    `nearest` holds what resembles them in the other year. `group` numbers the splits and merges of a step.
    """

    kind: Kind
    earlier: Judged | None
    later: Judged | None
    link: Link | None = None
    nearest: tuple[Near, ...] = ()

    @property
    def group(self) -> int | None:
        """The number of the split or merge that the link belongs to."""
        return self.link.group if self.link else None

    @property
    def asks(self) -> bool:
        """Whether the link is a proposal that a person should confirm."""
        return self.link is not None and self.link.band is Band.CONFIRM

    @property
    def turn(self) -> Turn | None:
        """How the outcome changed, None where there is no outcome to compare with."""
        return turn(self.earlier, self.later) if self.earlier and self.later else None


@dataclass(frozen=True, slots=True)
class Compared:
    """A step with its rows: in the order of the later year's table, then what is not found in it."""

    step: Step
    rows: tuple[Row, ...]

    @property
    def earlier(self) -> Mapping[Kind, int]:
        """The earlier year's measures by what became of them; they add up to all of them."""
        return _counted((row.earlier.measure.row, row.kind) for row in self.rows if row.earlier)

    @property
    def later(self) -> Mapping[Kind, int]:
        """The later year's measures by where they come from; they add up to all of them."""
        return _counted((row.later.measure.row, row.kind) for row in self.rows if row.later)

    @property
    def asked(self) -> tuple[Row, ...]:
        """The proposals that are left to confirm."""
        return tuple(row for row in self.rows if row.asks)

    def turned(self, how: Turn) -> tuple[Row, ...]:
        """The later year's measures whose outcome changed so, each once."""
        found: dict[int, Row] = {}
        for row in self.rows:
            if row.turn is how and row.later:
                found.setdefault(row.later.measure.row, row)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Line:
    """A measure's history up to the last year it stands in.

    `years` holds, for each file of the agency in its order, the measures it was then: none, one, or several
    where they were merged later. `since` is the year from which a gap is open, None for no gap.
    """

    latest: Judged
    years: tuple[tuple[Judged, ...], ...]
    since: int | None


def turn(earlier: Judged, later: Judged) -> Turn:
    """How the outcome changed from one year to the next."""
    had, verdict = not earlier.judgement.verdict.is_gap, later.judgement.verdict
    if not verdict.is_gap:
        return Turn.STILL_FINE if had else Turn.WON
    if not had:
        return Turn.STILL_GAP
    return Turn.SAID_AGAIN if verdict is Verdict.CARRIED_OVER else Turn.LOST


def compared(agency: AgencyYears) -> tuple[Compared, ...]:
    """The agency's steps with their rows, the newest first."""
    judged = _judged(agency)
    steps = sorted(agency.steps, key=lambda step: -step.later.be)
    return tuple(Compared(step, tuple(_rows(step, judged, _ended(agency, step)))) for step in steps)


def open_since(agency: AgencyYears) -> dict[Key, int]:
    """Each measure to mend: the earliest year from which it has been a gap without a break.

    What a measure came from counts, through links of any band and through splits and merges; of several
    ancestors the earliest counts. It is the measure's own year where there was no gap before.
    """
    since = {key: key[0] for key, judged in _judged(agency).items() if judged.judgement.verdict.is_gap}
    for step in sorted(agency.steps, key=lambda step: step.later.be):
        for link in step.linked.links:
            before, now = (step.earlier.be, link.earlier.row), (step.later.be, link.later.row)
            if before in since and now in since:
                since[now] = min(since[now], since[before])
    return since


def carried_ids(agency: AgencyYears) -> dict[int, str]:
    """Row of each measure of the newest year -> the id that it has, or that it inherits from earlier years.

    An id goes on through links of one to one that need nobody to confirm them, or that somebody confirmed;
    a part of a split and a merged measure are new ones.
    """
    ids: dict[Key, str] = {
        key: judged.measure.id.text for key, judged in _judged(agency).items() if judged.measure.id.text
    }
    for step in sorted(agency.steps, key=lambda step: step.later.be):
        for link in step.linked.links:
            before, now = (step.earlier.be, link.earlier.row), (step.later.be, link.later.row)
            if link.group is None and link.band is Band.SURE:
                ids.setdefault(now, ids.get(before, link.earlier.ref))
    newest = agency.years[-1].reading.report.year
    return {row: ref for (be, row), ref in ids.items() if newest and be == newest.be}


def lines(agency: AgencyYears) -> tuple[Line, ...]:
    """The history of every measure: those of the newest file first, in its order, then those that ended.

    A measure that was split gives a line for each part, and one line holds all that were merged.
    """
    judged, since = _judged(agency), open_since(agency)
    parents: dict[Key, list[Key]] = defaultdict(list)
    gone_on = set()
    for step in agency.steps:
        for link in step.linked.links:
            before = step.earlier.be, link.earlier.row
            parents[step.later.be, link.later.row].append(before)
            gone_on.add(before)
    years = [checked.reading.report.year for checked in agency.years]
    found = []
    for own, checked in reversed(tuple(enumerate(agency.years))):
        year = years[own]
        for item in checked.judged:
            key = year.be if year else 0, item.measure.row
            if key in gone_on:
                continue
            past = sorted(_ancestors(key, parents))
            stood = [tuple(judged[old] for old in past if other and old[0] == other.be) for other in years]
            stood[own] = (item,)
            gap_since = (since.get(key, key[0]) or None) if item.judgement.verdict.is_gap else None
            found.append(Line(item, tuple(stood), gap_since))
    return tuple(found)


def _judged(agency: AgencyYears) -> dict[Key, Judged]:
    """The measures of the years that are known, by year and row."""
    return {
        (checked.reading.report.year.be, item.measure.row): item
        for checked in agency.years
        if checked.reading.report.year
        for item in checked.judged
    }


def _ended(agency: AgencyYears, step: Step) -> tuple[Measure, ...]:
    """What the later year's report marks as given up."""
    reports = (checked.reading.report for checked in agency.years)
    return next((report.ended for report in reports if report.year == step.later), ())


def _rows(step: Step, judged: Mapping[Key, Judged], ended: Sequence[Measure]) -> Iterable[Row]:
    linked = step.linked
    found = [
        Row(
            Kind(link.change),
            judged[step.earlier.be, link.earlier.row],
            judged[step.later.be, link.later.row],
            link,
        )
        for link in linked.links
    ]
    found += [
        Row(Kind.ADDED, None, judged[step.later.be, item.measure.row], nearest=item.nearest)
        for item in linked.added
    ]
    found.sort(key=_place)
    return found + [_gone(item, judged[step.earlier.be, item.measure.row], ended) for item in linked.dropped]


def _place(row: Row) -> Key:
    """Where a row stands that has a measure of the later year."""
    return row.later.measure.row if row.later else 0, row.earlier.measure.row if row.earlier else 0


def _gone(item: Unlinked, judged: Judged, ended: Sequence[Measure]) -> Row:
    if any(_is(item.measure, other) for other in ended):
        return Row(Kind.ENDED, judged, None)
    return Row(Kind.DROPPED, judged, None, nearest=item.nearest)


def _is(measure: Measure, ended: Measure) -> bool:
    """Whether a row marked as given up is that measure of the year before: by its id, or by its wording."""
    ids = {thai.fold(name) for name in (ended.id.text, *ids_named(ended.previous_id.text))} - {""}
    return bool({thai.fold(measure.id.text), thai.fold(measure.ref)} & ids) or (
        not ended.measure.blank and fingerprint(measure) == fingerprint(ended)
    )


def _counted(kinds: Iterable[tuple[int, Kind]]) -> Mapping[Kind, int]:
    by_row: dict[int, set[Kind]] = defaultdict(set)
    for row, kind in kinds:
        by_row[row].add(kind)
    counted = Counter(min(own, key=_COUNTED_AS.index) for own in by_row.values())
    return {kind: counted[kind] for kind in Kind if counted[kind]}


def _ancestors(key: Key, parents: Mapping[Key, Sequence[Key]]) -> set[Key]:
    found: set[Key] = set()
    ahead = [key]
    while ahead:
        for parent in parents.get(ahead.pop(), ()):
            if parent not in found:
                found.add(parent)
                ahead.append(parent)
    return found
