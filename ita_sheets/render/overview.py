"""The first sheet of the summary: one printed page with the figures, what to do first, and the sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, scores
from ita_sheets.entries import choice_words
from ita_sheets.fiscal import said_time
from ita_sheets.model import Place, Severity, Verdict
from ita_sheets.render import scores_sheet
from ita_sheets.render.book import LOWEST_ROW
from ita_sheets.render.reading_sheet import guidance, mark
from ita_sheets.render.sources import address
from ita_sheets.render.step_counts import counted
from ita_sheets.render.style import Role
from ita_sheets.render.todo import todos
from ita_sheets.render.volumes import Lot, district_and_province, latest, share, span
from ita_sheets.texts import Lang, Words, verdicts, years
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.history import Compared
    from ita_sheets.model import Refused
    from ita_sheets.render.book import At, Tab, Target
    from ita_sheets.render.scores_sheet import ScoresSheet
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Targets, Volume

NAME_WIDTH, MARK_WIDTH = 27.0, 19.0  # characters, of the tables on the left
YEAR_WIDTH = {Lang.TH: 11.0, Lang.EN: 13.0}  # for the longest word of a level
GAP_WIDTH, KIND_WIDTH, COUNT_WIDTH = 1.5, 29.0, 9.0  # of the space between, and of the table on the right
LEAST_YEARS = 3  # columns of years that the page has room for
FIRST_YEAR_COLUMN = 3
CHART_ROWS, CHART_HEIGHT = 10, 310  # what the chart of scores covers at least, and its height in pixels
SPACER = 9.0  # points, of the rows between parts

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
    sources: Sources


class _Line(NamedTuple):
    """A line of the table: its two words, the mark's look, and what it says of each file.

    Its figures lead to the rows of what it `counts`, the first of these that the file has.
    """

    name: Words
    mark: tuple[Words, Role]
    value: Callable[[Volume], float | str | None]
    counts: tuple[Verdict | Severity | Lot, ...]
    roles: tuple[Role, Role] = _NUMBERS


def overview(tab: Tab, contents: Contents, lang: Lang) -> None:
    """Fill the sheet."""
    years = max(LEAST_YEARS, len(contents.volumes))
    widths = (
        NAME_WIDTH,
        MARK_WIDTH,
        *[YEAR_WIDTH[lang]] * years,
        GAP_WIDTH,
        KIND_WIDTH,
        COUNT_WIDTH,
        COUNT_WIDTH,
    )
    for column, width in enumerate(widths, 1):
        tab.column(column, width)
    page = _Page(tab, contents, lang, FIRST_YEAR_COLUMN + years + 1)
    row = page.figures(page.spaced(page.head(1)))
    row = page.spaced(page.todo(page.spaced(row)))
    row = page.spaced(page.tables_with_room(row))
    row = page.spaced(page.files(row))
    row = page.spaced(page.refused(row)) if contents.refused else row
    reading = texts.READING_TAB[lang]
    tab.link((row, 1), texts.HOW_LINE.fill(tab=reading)[lang], (reading, (1, 1)), Role.LIVE_LINK)
    tab.one_page()


class _Page:
    """The page in the making; each part is told its first row and gives the next free one.

    What tells of every file stands on the left, from the column `right` on what tells of the newest years.
    """

    def __init__(self, tab: Tab, contents: Contents, lang: Lang, right: int) -> None:
        self._tab = tab
        self._contents = contents
        self._lang = lang
        self._right = right
        self._last = right + 2

    def spaced(self, row: int) -> int:
        """A narrow row between two parts."""
        self._tab.height(row, SPACER)
        return row + 1

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
        """Five big figures of the latest year."""
        tab, found, right = self._tab, latest(self._contents.volumes), self._right
        measures, gaps = sum(v.measures for v in found), sum(v.gaps for v in found)
        every, to_mend = (self._target(found, lot) for lot in (Lot.ALL, Lot.GAPS))
        tab.text((row, 1), texts.HEADLINE.fill(year=span(found) or texts.NO_FILE)[self._lang], Role.SECTION)
        boxes = (
            (texts.FIGURE_MEASURES, measures, every, Role.FIGURE_LINK),
            (texts.FIGURE_REAL, measures - gaps, self._target(found, Lot.REAL), Role.FIGURE_LINK),
            (texts.FIGURE_GAPS, gaps, to_mend, Role.FIGURE_LINK),
            (texts.FIGURE_SHARE, share(measures, gaps), to_mend or every, Role.FIGURE_SHARE),
            (
                texts.FIGURE_SCORE,
                next(filter(None, map(_total, found)), None),
                self._target(found, Lot.SCORES),
                Role.FIGURE_SCORE,
            ),
        )
        edges = ((1, 1), (2, 3), (4, right - 1), (right, right), (right + 1, right + 2))
        for (words, value, target, linked), (first, end) in zip(boxes, edges, strict=True):
            if end > first:
                tab.join((row + 1, first), end, linked if _has_rows(value) else Role.FIGURE)
                tab.join((row + 2, first), end, Role.FIGURE_LABEL)
            self._value((row + 1, first), (Role.FIGURE, linked), value, target)
            tab.text((row + 2, first), words[self._lang], Role.FIGURE_LABEL)
        return row + 3

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
            tab.join((row + number, 1), self._last, Role.BODY)
            tab.text_to((row + number, 1), line, todo.target, (Role.BODY, Role.LINK))
        return row + 1 + len(listed)

    def tables_with_room(self, row: int) -> int:
        """The tables, and beside them what changed since the year before with the newest scores below."""
        compared, scored = self._contents.compared, self._contents.scores
        left = right = self._tables(row)
        if compared:
            row = self._compared(row, compared) + 1
        if scored:
            pixels = int(KIND_WIDTH * 7) + 5 + 2 * (int(COUNT_WIDTH * 7) + 5)
            self._tab.chart((row, self._right), scored.chart((pixels, CHART_HEIGHT)))
            right = row + CHART_ROWS
        for blank in range(left, right):
            self._tab.height(blank, LOWEST_ROW)
        return max(left, right, row)

    def _compared(self, row: int, compared: Compared) -> int:
        """What became of the measures and their outcomes since the year before."""
        tab, lang, step, first = self._tab, self._lang, compared.step, self._right
        targets = self._contents.targets
        numbers = {volume.be: volume.number for volume in self._contents.volumes}
        before, now = numbers[step.earlier.be], numbers[step.later.be]
        heads = (years.BLOCK, _said(step.earlier), _said(step.later))
        for column, head in enumerate(heads, first):
            tab.text((row, column), head[lang], Role.HEAD)
        for number, line in enumerate(counted(compared), row + 1):
            tab.text((number, first), line.name[lang], line.role)
            roles = _SUMS if line.is_sum else _NUMBERS
            for column, (count, file) in enumerate(((line.before, before), (line.now, now)), first + 1):
                target = targets.get((file, Lot.ALL) if line.is_sum else (now, line.key or Lot.ALL))
                self._value((number, column), roles, count, target)
        return row + 1 + len(counted(compared))

    def _tables(self, row: int) -> int:
        """Verdicts, sums, findings and scores, one column a file."""
        tab, lang, found = self._tab, self._lang, self._contents.volumes
        self._heads(row, texts.VERDICT_HEAD, texts.GUIDANCE)
        row = self._lines(row + 1, [*_verdict_lines(), *_sum_lines(), *_finding_lines(found)])
        if not any(volume.gaps for volume in found):
            tab.text((row, 1), texts.NO_GAPS.fill(tab=texts.GAPS_TAB)[lang], Role.HINT)
            row += 1
        if lines := _score_lines(found, lang):
            self._heads(row + 1, texts.SCORE_HEAD, Words("", ""))
            row = self._lines(row + 2, lines)
        return row

    def _heads(self, row: int, *words: Words) -> None:
        heads = [*words, *(volume.label for volume in self._contents.volumes)]
        for column, head in enumerate(heads, 1):
            self._tab.text((row, column), head[self._lang], Role.HEAD)

    def _lines(self, row: int, lines: Sequence[_Line]) -> int:
        for line in lines:
            self._tab.text((row, 1), line.name[self._lang], Role.NAME)
            self._tab.text((row, 2), line.mark[0][self._lang], line.mark[1])
            for column, volume in enumerate(self._contents.volumes, FIRST_YEAR_COLUMN):
                rows = (self._contents.targets.get((volume.number, key)) for key in line.counts)
                self._value((row, column), line.roles, line.value(volume), next(filter(None, rows), None))
            row += 1
        return row

    def _value(
        self, at: At, roles: tuple[Role, Role], value: float | str | None, target: Target | None
    ) -> None:
        if value is None:
            role = Role.FIGURE if roles[0] is Role.FIGURE else Role.CENTRED
            self._tab.text(at, texts.NOTHING[self._lang], role)
        elif isinstance(value, str):
            self._tab.text_to(at, value, target, roles)
        else:
            self._tab.number_to(at, value, target if _has_rows(value) else None, roles)

    def files(self, row: int) -> int:
        """The source files, each leading to itself where it is known where they lie."""
        tab, lang, last = self._tab, self._lang, self._last
        tab.join((row, 4), last, Role.HEAD)
        for column, head in enumerate(texts.FILE_HEADS, 1):
            tab.text((row, column), head[lang], Role.HEAD)
        for number, volume in enumerate(self._contents.volumes, row + 1):
            file = volume.checked.reading.file
            saved = said_time(file.saved) if file.saved else texts.NOT_SAVED
            tab.text_to((number, 1), file.name, address(self._contents.sources, Place(file.name, None, None)))
            tab.text((number, 2), saved[lang], Role.DETAIL)
            tab.text((number, 3), volume.label[lang], Role.CENTRED)
            tab.across((number, 4), last, file.sha256, Role.DETAIL)
        return row + 1 + len(self._contents.volumes)

    def refused(self, row: int) -> int:
        tab = self._tab
        tab.text((row, 1), texts.REFUSED_SECTION[self._lang], Role.SECTION)
        for number, item in enumerate(self._contents.refused, row + 1):
            tab.text((number, 1), item.file, Role.LABEL)
            tab.across((number, 2), self._last, item.words[self._lang], Role.TEXT)
        return row + 1 + len(self._contents.refused)


def _said(year: FiscalYear) -> Words:
    return Words(str(year), str(year))


def _has_rows(value: float | str | None) -> bool:
    """Whether there are rows to lead to: a count of none has none, a share or score of 0 has."""
    return isinstance(value, float) or bool(value)


def _verdict_lines() -> list[_Line]:
    def line(verdict: Verdict) -> _Line:
        marked = (guidance(verdict), mark(verdict))
        return _Line(verdicts.NAMES[verdict], marked, lambda volume: len(volume.of(verdict)), (verdict,))

    return [line(verdict) for verdict in Verdict]


def _sum_lines() -> list[_Line]:
    shares = (Role.PERCENT_LINK, Role.PERCENT_LINK)
    either = (Lot.GAPS, Lot.ALL)
    return [
        _Line(texts.ALL_MEASURES, _SUM_MARK, lambda volume: volume.measures, (Lot.ALL,), _SUMS),
        _Line(texts.ALL_GAPS, _SUM_MARK, lambda volume: volume.gaps, (Lot.GAPS,), _SUMS),
        _Line(texts.COMPLETION, _SUM_MARK, lambda v: share(v.measures, v.gaps), either, shares),
    ]


def _finding_lines(found: Sequence[Volume]) -> list[_Line]:
    """A line for each severity that was found at all."""

    def count(volume: Volume, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in volume.checked.findings)

    def line(severity: Severity) -> _Line:
        name = texts.FINDINGS_ROW.fill(severity=texts.SEVERITIES[severity])
        return _Line(name, _NO_MARK, lambda volume: count(volume, severity), (severity,))

    return [line(severity) for severity in Severity if any(count(volume, severity) for volume in found)]


def _score_lines(found: Sequence[Volume], lang: Lang) -> list[_Line]:
    """Totals and levels by computation, and what was typed where it differs."""
    figures, words = (Role.SCORE, Role.SCORE_LINK), (Role.CENTRED, Role.CENTRED_LINK)
    told: list[tuple[Words, Callable[[Volume], float | str | None], tuple[Role, Role]]] = [
        (texts.SCORE_TOTAL, _total, figures),
        (texts.SCORE_LEVEL, lambda volume: _level(volume, lang), words),
        (texts.SCORE_TYPED, _typed_total, figures),
        (texts.LEVEL_TYPED, lambda volume: _typed_level(volume, lang), words),
    ]
    if len(found) == 1:  # of several files the one before tells it
        told.append((texts.SCORE_BEFORE, lambda v: scores.total(scores_sheet.previous(v)), figures))
    lines = [_Line(name, _NO_MARK, value, (Lot.SCORES,), roles) for name, value, roles in told]
    return [line for line in lines if any(line.value(volume) is not None for volume in found)]


def _total(volume: Volume) -> float | None:
    return scores.total(scores_sheet.own(volume))


def _level(volume: Volume, lang: Lang) -> str | None:
    words = scores_sheet.level(scores_sheet.own(volume), volume.be) if volume.be else None
    return words[lang] if words else None


def _typed_total(volume: Volume) -> float | None:
    """The announced total as typed, where it is not the computed one."""
    typed = volume.checked.reading.report.agency.announced_total.value
    total = _total(volume)
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
