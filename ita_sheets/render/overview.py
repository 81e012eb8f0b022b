"""The first sheet of the summary: one printed page with the figures, what to do first, and the sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, scores
from ita_sheets.entries import choice_words
from ita_sheets.fiscal import said_time
from ita_sheets.model import Severity, Verdict
from ita_sheets.render import scores_sheet
from ita_sheets.render.book import LOWEST_ROW
from ita_sheets.render.reading_sheet import guidance, mark
from ita_sheets.render.step_counts import counted
from ita_sheets.render.style import Role
from ita_sheets.render.todo import todos
from ita_sheets.render.volumes import Lot, district_and_province, latest, share, span
from ita_sheets.texts import Words, verdicts, years
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.history import Compared
    from ita_sheets.model import Refused
    from ita_sheets.render.book import At, Tab, Target
    from ita_sheets.render.scores_sheet import ScoresSheet
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.texts import Lang

NAME_WIDTH, MARK_WIDTH, YEAR_WIDTH = 39.0, 20.0, 19.0  # characters
LEAST_YEARS = 5  # columns of years that the page has room for
FIRST_YEAR_COLUMN = 3
CHART_COLUMNS, CHART_ROWS = 3, 10  # what the chart of scores covers, right of a table
CHART_SIZE = (402, 308)  # pixels; the least that those columns and rows measure


_NO_MARK = (Words("", ""), Role.TEXT)
_SUM_MARK = (Words("", ""), Role.LABEL)
_SUMS = (Role.SUM, Role.SUM_LINK)
_NUMBERS = (Role.NUMBER, Role.NUMBER_LINK)


class Contents(NamedTuple):
    """What the overview tells: the agency, its files, and where the other sheets have their rows."""

    agency: AgencyYears
    volumes: Sequence[Volume]
    refused: Sequence[Refused]
    targets: Targets
    scores: ScoresSheet | None
    compared: Compared | None  # the newest step


class _Line(NamedTuple):
    """A line of the table: its two words, the mark's look, and what it says of each file."""

    name: Words
    mark: tuple[Words, Role]
    value: Callable[[Volume], float | str | None]
    counts: Verdict | Severity | Lot | None = None  # for the link
    roles: tuple[Role, Role] = _NUMBERS


def overview(tab: Tab, contents: Contents, lang: Lang) -> None:
    """Fill the sheet."""
    columns = max(LEAST_YEARS, len(contents.volumes))
    last = FIRST_YEAR_COLUMN + columns - 1
    for column in range(1, last + 1):
        tab.column(column, {1: NAME_WIDTH, 2: MARK_WIDTH}.get(column, YEAR_WIDTH))
    page = _Page(tab, contents, lang, last)
    row = page.head(1)
    row = page.figures(row + 1)
    row = page.todo(row + 1)
    beside = row + 1
    row = page.compared(beside, contents.compared) if contents.compared else row
    if contents.scores:
        row = page.chart(beside, row, contents.scores)
    row = page.table(row + 1)
    row = page.files(row + 1)
    row = page.refused(row + 1) if contents.refused else row
    reading = texts.READING_TAB[lang]
    tab.link((row + 1, 1), texts.HOW_LINE.fill(tab=reading)[lang], (reading, (1, 1)), Role.LIVE_LINK)
    tab.one_page()


class _Page:
    """The page in the making; each part is told its first row and gives the next free one."""

    def __init__(self, tab: Tab, contents: Contents, lang: Lang, last: int) -> None:
        self._tab = tab
        self._contents = contents
        self._lang = lang
        self._last = last

    def head(self, row: int) -> int:
        tab, agency = self._tab, self._contents.agency
        tab.text((row, 1), texts.TITLE[self._lang], Role.TITLE)
        name = agency.name or texts.NO_AGENCY[self._lang]
        tab.text((row + 1, 1), "  ".join((name, *self._where())), Role.SUBTITLE)
        of_years = texts.YEARS.fill(years=span(self._contents.volumes) or texts.NO_FILE)
        tab.text((row + 2, 1), of_years[self._lang], Role.SUBTITLE)
        tab.across((row + 3, 1), self._last, texts.ABOUT[self._lang], Role.BODY)
        return row + 4

    def _where(self) -> list[str]:
        """District and province of the latest report."""
        for volume in latest(self._contents.volumes):
            return district_and_province(volume.checked.reading.report.agency)
        return []

    def figures(self, row: int) -> int:
        """Four big figures of the latest year."""
        tab, found = self._tab, latest(self._contents.volumes)
        measures, gaps = sum(v.measures for v in found), sum(v.gaps for v in found)
        done = share(measures, gaps)
        year = span(found) or texts.NO_FILE
        tab.text((row, 1), texts.HEADLINE.fill(year=year)[self._lang], Role.SECTION)
        boxes = (
            (texts.FIGURE_MEASURES, measures, Lot.ALL),
            (texts.FIGURE_REAL, measures - gaps, Lot.REAL),
            (texts.FIGURE_GAPS, gaps, Lot.GAPS),
            (texts.FIGURE_SHARE, done, None),
        )
        edges = ((1, 1), (2, 3), (4, 5), (6, FIRST_YEAR_COLUMN + LEAST_YEARS - 1))
        for (words, value, lot), (first, end) in zip(boxes, edges, strict=True):
            target = self._target(found, lot) if lot and value else None
            self._figure((row + 1, first), end, value, target)
            if end > first:
                tab.join((row + 2, first), end, Role.FIGURE_LABEL)
            tab.text((row + 2, first), words[self._lang], Role.FIGURE_LABEL)
        return row + 3

    def _figure(self, at: At, end: int, value: float | None, target: Target | None) -> None:
        role = Role.FIGURE_LINK if target else Role.FIGURE
        role = Role.FIGURE_SHARE if isinstance(value, float) else role
        if end > at[1]:
            self._tab.join(at, end, role)
        if value is None:
            self._tab.text(at, texts.NOTHING[self._lang], role)
        elif target:
            self._tab.number_link(at, value, target, role)
        else:
            self._tab.number(at, value, role)

    def _target(self, found: Sequence[Volume], lot: Lot) -> Target | None:
        """Where the first of what is counted stands, in the last of the files that has any."""
        targets = (self._contents.targets.get((volume.number, lot)) for volume in reversed(found))
        return next((target for target in targets if target), None)

    def todo(self, row: int) -> int:
        tab = self._tab
        tab.text((row, 1), texts.TODO_SECTION[self._lang], Role.SECTION)
        contents = self._contents
        listed = todos(latest(contents.volumes), contents.targets, contents.compared)
        for number, todo in enumerate(listed, 1):
            line = texts.TODO_LINE.fill(number=number, todo=todo.words)[self._lang]
            role = Role.LINK if todo.target else Role.BODY
            tab.join((row + number, 1), self._last, role)
            if todo.target:
                tab.link((row + number, 1), line, todo.target, role)
            else:
                tab.text((row + number, 1), line, role)
        return row + 1 + len(listed)

    def compared(self, row: int, compared: Compared) -> int:
        """What became of the measures and their outcomes since the year before."""
        tab, lang, step = self._tab, self._lang, compared.step
        tab.text((row, 1), years.BLOCK.fill(earlier=step.earlier, later=step.later)[lang], Role.SECTION)
        volume = next(v.number for v in self._contents.volumes if v.be == step.later.be)
        heads = (years.MEASURES, years.ASKS, _said(step.earlier), _said(step.later))
        for column, head in enumerate(heads, 1):
            tab.text((row + 1, column), head[lang], Role.HEAD)
        lines = counted(compared)
        for number, line in enumerate(lines, row + 2):
            tab.text((number, 1), line.name[lang], Role.LABEL)
            tab.text((number, 2), line.mark[0][lang], line.mark[1])
            target = self._contents.targets.get((volume, line.key)) if line.key else None
            led_to = (target, None) if line.now is None else (None, target)
            roles = _SUMS if line.is_sum else _NUMBERS
            for column, count in enumerate((line.before, line.now)):
                self._value((number, FIRST_YEAR_COLUMN + column), roles, count, led_to[column])
        return row + 2 + len(lines)

    def chart(self, beside: int, row: int, scores: ScoresSheet) -> int:
        """The newest scores right of the tables, from the row `beside` on, where there is room; the free row.

        `row` is the free one below the comparison of years, beside which there always is room.
        """
        first = self._last - CHART_COLUMNS + 1
        is_clear = FIRST_YEAR_COLUMN + len(self._contents.volumes) <= first  # of the tables below
        if not (is_clear or self._contents.compared):
            return row
        self._tab.chart((beside, first), scores.chart(CHART_SIZE))
        if is_clear or row >= beside + CHART_ROWS:
            return row
        for blank in range(row, beside + CHART_ROWS):
            self._tab.height(blank, LOWEST_ROW)
        return beside + CHART_ROWS

    def table(self, row: int) -> int:
        """Verdicts, sums, findings and scores, one column a file."""
        tab, lang, found = self._tab, self._lang, self._contents.volumes
        tab.text((row, 1), texts.VERDICT_SECTION[lang], Role.SECTION)
        self._heads(row + 1, texts.VERDICT, texts.GUIDANCE)
        row = self._lines(row + 2, [*_verdict_lines(), *_sum_lines(), *_finding_lines(found)])
        if not any(volume.gaps for volume in found):
            tab.text((row, 1), texts.NO_GAPS.fill(tab=texts.GAPS_TAB)[lang], Role.HINT)
            row += 1
        lines = _score_lines(found, lang)
        if lines:
            tab.text((row + 1, 1), texts.SCORE_SECTION[lang], Role.SECTION)
            row = self._lines(row + 2, lines, self._contents.scores.totals if self._contents.scores else None)
        return row

    def _heads(self, row: int, *words: Words) -> None:
        heads = [*words, *(volume.label for volume in self._contents.volumes)]
        for column, head in enumerate(heads, 1):
            self._tab.text((row, column), head[self._lang], Role.HEAD)

    def _lines(self, row: int, lines: Sequence[_Line], target: Target | None = None) -> int:
        """The lines from that row on; figures lead to `target` or else to what they count."""
        for line in lines:
            self._tab.text((row, 1), line.name[self._lang], Role.LABEL)
            self._tab.text((row, 2), line.mark[0][self._lang], line.mark[1])
            for column, volume in enumerate(self._contents.volumes, FIRST_YEAR_COLUMN):
                rows = self._contents.targets.get((volume.number, line.counts)) if line.counts else None
                self._value((row, column), line.roles, line.value(volume), target or rows)
            row += 1
        return row

    def _value(
        self, at: At, roles: tuple[Role, Role], value: float | str | None, target: Target | None
    ) -> None:
        if value is None:
            self._tab.text(at, texts.NOTHING[self._lang], Role.CENTRED)
        elif isinstance(value, str):
            self._tab.text(at, value, roles[0])
        elif target and value:
            self._tab.number_link(at, value, target, roles[1])
        else:
            self._tab.number(at, value, roles[0])

    def files(self, row: int) -> int:
        tab = self._tab
        tab.text((row, 1), texts.FILES_SECTION[self._lang], Role.SECTION)
        tab.join((row + 1, 5), 7, Role.HEAD)
        for column, head in enumerate(texts.FILE_HEADS, 1):
            tab.text((row + 1, column), head[self._lang], Role.HEAD)
        for number, volume in enumerate(self._contents.volumes, row + 2):
            file = volume.checked.reading.file
            tab.text((number, 1), file.name)
            saved = said_time(file.saved) if file.saved else texts.NOT_SAVED
            for column, words in ((2, saved), (3, volume.label)):
                tab.text((number, column), words[self._lang], Role.CENTRED)
            tab.number((number, 4), volume.measures)
            tab.across((number, 5), 7, file.sha256, Role.TEXT)
        return row + 2 + len(self._contents.volumes)

    def refused(self, row: int) -> int:
        tab = self._tab
        tab.text((row, 1), texts.REFUSED_SECTION[self._lang], Role.SECTION)
        for number, item in enumerate(self._contents.refused, row + 1):
            tab.text((number, 1), item.file, Role.LABEL)
            tab.across((number, 2), self._last, item.words[self._lang], Role.TEXT)
        return row + 1 + len(self._contents.refused)


def _said(year: FiscalYear) -> Words:
    return Words(str(year), str(year))


def _verdict_lines() -> list[_Line]:
    def line(verdict: Verdict) -> _Line:
        marked = (guidance(verdict), mark(verdict))
        return _Line(verdicts.NAMES[verdict], marked, lambda volume: len(volume.of(verdict)), verdict)

    return [line(verdict) for verdict in Verdict]


def _sum_lines() -> list[_Line]:
    shares = (Role.PERCENT, Role.PERCENT)
    return [
        _Line(texts.ALL_MEASURES, _SUM_MARK, lambda volume: volume.measures, Lot.ALL, _SUMS),
        _Line(texts.ALL_GAPS, _SUM_MARK, lambda volume: volume.gaps, Lot.GAPS, _SUMS),
        _Line(texts.COMPLETION, _SUM_MARK, lambda volume: share(volume.measures, volume.gaps), roles=shares),
    ]


def _finding_lines(found: Sequence[Volume]) -> list[_Line]:
    """A line for each severity that was found at all."""

    def count(volume: Volume, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in volume.checked.findings)

    def line(severity: Severity) -> _Line:
        name = texts.FINDINGS_ROW.fill(severity=texts.SEVERITIES[severity])
        return _Line(name, _NO_MARK, lambda volume: count(volume, severity), severity)

    return [line(severity) for severity in Severity if any(count(volume, severity) for volume in found)]


def _score_lines(found: Sequence[Volume], lang: Lang) -> list[_Line]:
    """Totals and levels by computation, and what was typed where it differs."""
    roles = (Role.SCORE, Role.SCORE_LINK)
    words = (Role.CENTRED, Role.CENTRED)
    lines = [
        _Line(
            texts.SCORE_TOTAL,
            _NO_MARK,
            lambda volume: scores.total(scores_sheet.own(volume)),
            roles=roles,
        ),
        _Line(texts.SCORE_LEVEL, _NO_MARK, lambda volume: _level(volume, lang), roles=words),
        _Line(texts.SCORE_TYPED, _NO_MARK, _typed_total, roles=roles),
        _Line(texts.LEVEL_TYPED, _NO_MARK, lambda volume: _typed_level(volume, lang), roles=words),
        _Line(
            texts.SCORE_BEFORE,
            _NO_MARK,
            lambda volume: scores.total(scores_sheet.previous(volume)),
            roles=roles,
        ),
    ]
    return [line for line in lines if any(line.value(volume) is not None for volume in found)]


def _level(volume: Volume, lang: Lang) -> str | None:
    words = scores_sheet.level(scores_sheet.own(volume), volume.be) if volume.be else None
    return words[lang] if words else None


def _typed_total(volume: Volume) -> float | None:
    """The announced total as typed, where it is not the computed one."""
    typed = volume.checked.reading.report.agency.announced_total.value
    total = scores.total(scores_sheet.own(volume))
    return (
        typed if typed is not None and total is not None and abs(typed - total) > scores.TOLERANCE else None
    )


def _typed_level(volume: Volume, lang: Lang) -> str | None:
    """The announced level as typed, where the scores do not allow it."""
    entry = volume.checked.reading.report.agency.announced_level
    allowed = scores.levels(scores_sheet.own(volume), volume.be) if volume.be else ()
    if entry.blank or not allowed or entry.value in {item.words.th for item in allowed}:
        return None
    words = choice_words(schema.LEVEL_CHOICES, entry.value) if entry.value else None
    return words[lang] if words else entry.text
