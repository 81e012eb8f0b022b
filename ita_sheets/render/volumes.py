"""One agency's files as the written workbooks speak of them: their names, counts, and the order of gaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.model import Verdict
from ita_sheets.texts import Words
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.history import Kind, Turn
    from ita_sheets.model import Agency, Checked, Judged, Measure, Place, Severity
    from ita_sheets.render.book import Target

URGENCY = (
    Verdict.BLANK,
    Verdict.PLACEHOLDER,
    Verdict.PLANNED,
    Verdict.RESTATED,
    Verdict.CARRIED_OVER,
)  # the most urgent first
FINE = tuple(verdict for verdict in Verdict if not verdict.is_gap)
_MOST_ITEMS = 12  # numbers or runs of numbers that one line names
_UNITS = {item.words.th: item.words for item in schema.UNITS.items}
_UNIT_ORDER = {name: order for order, name in enumerate(_UNITS)}


class Lot(StrEnum):
    """What is counted of a file beside single verdicts and severities."""

    ALL = auto()
    REAL = auto()
    GAPS = auto()
    ASKED = auto()  # links with the year before that a person should confirm


# (number of the file, what is counted) -> the first row that was counted; a number is that of a measure's
# row, and leads to its line among those to mend
Targets = dict[tuple[int, "Verdict | Severity | Lot | Kind | Turn | int"], "Target"]


@dataclass(frozen=True, slots=True)
class Volume:
    """One file of an agency.

    `number` counts from 0 in the agency's order; `label` is its fiscal year, with a running number in
    brackets where several files are of that year.
    """

    number: int
    checked: Checked
    label: Words

    @property
    def be(self) -> int:
        """The fiscal year, 0 where it is not known."""
        year = self.checked.reading.report.year
        return year.be if year else 0

    @property
    def measures(self) -> int:
        """How many measures it holds."""
        return len(self.checked.judged)

    @property
    def gaps(self) -> int:
        """How many of them have an outcome to mend."""
        return len(self.checked.gaps)

    def of(self, verdict: Verdict) -> list[Judged]:
        """The measures of that verdict, in the table's order."""
        return [item for item in self.checked.judged if item.judgement.verdict is verdict]


@dataclass(frozen=True, slots=True)
class Row:
    """A judged measure with the file it stands in."""

    volume: Volume
    judged: Judged

    @property
    def measure(self) -> Measure:
        return self.judged.measure

    @property
    def verdict(self) -> Verdict:
        return self.judged.judgement.verdict


def volumes(agency: AgencyYears) -> tuple[Volume, ...]:
    """The agency's files in its order; what was found outside of them is told with the newest."""
    files = list(agency.years)
    if files and agency.elsewhere:
        files[-1] = replace(files[-1], findings=files[-1].findings + agency.elsewhere)
    years = [item.reading.report.year for item in files]
    many, seen = Counter(years), Counter[object]()
    found = []
    for number, (year, item) in enumerate(zip(years, files, strict=True)):
        seen[year] += 1
        mark = f" ({seen[year]})" if many[year] > 1 else ""
        name = Words(str(year), str(year)) if year else texts.NO_YEAR
        found.append(Volume(number, item, Words(name.th + mark, name.en + mark)))
    return tuple(found)


def latest(found: Sequence[Volume]) -> tuple[Volume, ...]:
    """The files of the latest fiscal year."""
    last = max((volume.be for volume in found), default=0)
    return tuple(volume for volume in found if volume.be == last)


def span(found: Sequence[Volume]) -> Words | None:
    """The fiscal years from first to last, such as "2566-2568"; None where there is no file."""
    known = sorted({volume.be for volume in found if volume.be})
    if not known:
        return texts.NO_YEAR if found else None
    text = "-".join(map(str, dict.fromkeys((known[0], known[-1]))))
    return Words(text, text)


def share(measures: int, gaps: int) -> float | None:
    """The completion, 0-1 in whole percent, rounded down: it is 1 only when nothing is left to mend."""
    return (measures - gaps) * 100 // measures / 100 if measures else None


def rows(found: Iterable[Volume], *verdicts: Verdict) -> list[Row]:
    """The measures of those verdicts: newest year first, then by unit, urgency and place in the table."""
    kept = [Row(volume, judged) for volume in found for verdict in verdicts for judged in volume.of(verdict)]
    return sorted(kept, key=lambda row: _order(row, verdicts))


def _order(row: Row, verdicts: Sequence[Verdict]) -> tuple[object, ...]:
    name = row.measure.unit.value or row.measure.unit.text
    unit = (not name, _UNIT_ORDER.get(name, len(_UNITS)), name)
    return -row.volume.be, *unit, verdicts.index(row.verdict), row.volume.number, row.measure.row


def unit_name(measure: Measure) -> Words:
    """The responsible unit; an office's own is called as it was typed."""
    name = measure.unit.value or measure.unit.text
    return _UNITS.get(name, Words(name, name)) if name else texts.NO_UNIT


def item_name(measure: Measure) -> str:
    """The measure's number in the report as typed, else its place in the table."""
    return measure.number.text or str(measure.row)


def place_name(place: Place) -> str:
    """A place as text: file, sheet and cell."""
    cell = "!".join(part for part in (place.sheet, place.cell) if part)
    return " - ".join(part for part in (place.file, cell) if part)


def district_and_province(agency: Agency) -> list[str]:
    """What is known of where the agency lies, each with its word before it, in Thai as on its letters."""
    named = ((agency.district.text, texts.DISTRICT), (agency.province.text, texts.PROVINCE))
    return [name if name.startswith(already) else f"{word}{name}" for name, (word, already) in named if name]


def items(found: Sequence[Row]) -> Words:
    """The measures by number, such as "1-4, 6-11"; with the file before them when they stand in several."""
    by_file: dict[int, list[Row]] = {}
    for row in sorted(found, key=lambda row: (row.volume.number, row.measure.row)):
        by_file.setdefault(row.volume.number, []).append(row)
    words = [
        texts.ITEMS.fill(items=_runs(group))
        if len(by_file) == 1
        else texts.ITEMS_OF.fill(year=group[0].volume.label, items=_runs(group))
        for group in by_file.values()
    ]
    return Words("; ".join(word.th for word in words), "; ".join(word.en for word in words))


def _runs(found: Sequence[Row]) -> Words:
    """Numbers in order, neighbours drawn together; a long list is cut and says how many are left."""
    names = [thai.arabic_digits(item_name(row.measure)).rstrip(". ") for row in found]
    runs: list[list[str]] = []
    for name in names:
        follows = (
            runs and name.isdecimal() and runs[-1][-1].isdecimal() and int(name) == int(runs[-1][-1]) + 1
        )
        if follows:
            runs[-1].append(name)
        else:
            runs.append([name])
    said = ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_MOST_ITEMS])
    left = sum(len(run) for run in runs[_MOST_ITEMS:])
    more = texts.AND_MORE.fill(count=left)
    return Words(f"{said} {more.th}", f"{said} {more.en}") if left else Words(said, said)
