"""The sheet that compares neighbouring years: one row a measure, and a place to answer beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, thai
from ita_sheets.answers import as_shown
from ita_sheets.changes import ReasonKind, Reply
from ita_sheets.entries import choice_words
from ita_sheets.history import Kind, Turn
from ita_sheets.linking import fingerprint
from ita_sheets.redline import redline
from ita_sheets.render.answers_sheet import HIDDEN, KEY_WIDTH, offer_replies, reply_words, write_key
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting, parts
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import Lot, item_name, unit_name
from ita_sheets.texts import Words, linking, verdicts
from ita_sheets.texts import summary as texts
from ita_sheets.texts import years as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ita_sheets.changes import Answer, Step
    from ita_sheets.history import Compared, Key, Row
    from ita_sheets.model import Judged, Measure
    from ita_sheets.render.book import At, Book, Tab
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.schema import Column
    from ita_sheets.texts import Lang

SHEET = schema.YEAR_OVER_YEAR
COUNTS_ROW = 4  # of the newest step; the others follow
OUTCOME_CLUSTERS, NEAR_CLUSTERS = 80, 45  # of an outcome, of a measure that is only near
MARKS = {
    Turn.LOST: Role.ERROR,
    Turn.SAID_AGAIN: Role.GAP,
    Turn.STILL_GAP: Role.GAP,
    Turn.WON: Role.OK,
    Turn.STILL_FINE: Role.TEXT,
}
# Head and width in characters. A column of `SHEET` carries its stamp.
_COLUMNS: tuple[tuple[Words | Column, float], ...] = (
    (schema.ANSWER_YEARS, 10.5),
    (words.GROUP, 6.5),
    (words.STATUS, 13.0),
    (words.ITEM_BEFORE, 8.5),
    (words.ITEM_NOW, 7.0),
    (texts.MEASURE, 38.0),
    (words.OUTCOME_BEFORE, 28.0),
    (words.OUTCOME_NOW, 28.0),
    (words.TURN, 14.0),
    (words.OTHER_CHANGES, 19.5),
    (words.HOW_SURE, 27.0),
    (schema.ANSWER_REPLY, 12.0),
    (schema.ANSWER_OTHER, 12.0),
    (schema.ANSWER_EARLIER, KEY_WIDTH),
    (schema.ANSWER_LATER, KEY_WIDTH),
    (schema.ANSWER_SHOWN, KEY_WIDTH),
)
_ITEM_NOW, _MEASURE, _TURN, _HOW_SURE, _REPLY = 5, 6, 9, 11, 12
_EARLIER, _LATER, _SHOWN = range(len(_COLUMNS) - 2, len(_COLUMNS) + 1)


class Compare(NamedTuple):
    """What the sheet tells: the steps, newest first, since when gaps are open, and answers given."""

    steps: Sequence[Compared]
    since: Mapping[Key, int]
    answers: Sequence[Answer]


def years_tab(book: Book, lang: Lang) -> Tab:
    """The empty sheet in its place, to be filled when it is known where other sheets have their rows."""
    return book.tab(SHEET.tab[lang], page_title=SHEET.title[lang])


def years_sheet(tab: Tab, told: Compare, found: Sequence[Volume], targets: Targets, lang: Lang) -> Targets:
    """Fill the sheet; where the rows of each kind and turn begin, by the file of the later year."""
    header = _head(tab, told.steps, lang)
    numbers = {volume.be: volume.number for volume in found}
    replies = {(answer.years, answer.earlier, answer.later): answer for answer in told.answers}
    own: Targets = {}
    at = header
    for compared in told.steps:
        page = _Step(tab, compared.step, numbers[compared.step.later.be], told.since, replies, targets, lang)
        for row in compared.rows:
            at += 1
            page.row(at, row)
            for key in _counted_as(row):
                own.setdefault((page.volume, key), (tab.name, (at, 1)))
    last = max(at, header + 1)
    offer_replies(tab, (header + 1, _REPLY), last, len(_COLUMNS) + 1, lang)
    tab.table(SHEET.key, (header, 1), (last, len(_COLUMNS)))
    tab.allow_digits_as_text(area((header + 1, 1), (last, len(_COLUMNS))))
    tab.freeze(header)
    tab.repeat(header, header)
    return own


def header_row(steps: int) -> int:
    """Where the heads stand on a sheet of so many steps; the keys are in the hidden row above."""
    return COUNTS_ROW + steps + 1


def _head(tab: Tab, steps: Sequence[Compared], lang: Lang) -> int:
    """Title, counts, keys and heads; the header's row."""
    header = header_row(len(steps))
    left = sum(len(compared.asked) for compared in steps)
    tab.text((1, 1), SHEET.title[lang], Role.TITLE)
    tab.text((2, 1), words.LEFT.fill(count=left)[lang], Role.LIVE)
    tab.text((3, 1), words.YEARS_HINT.fill(hint=SHEET.hint)[lang], Role.HINT)
    for row, compared in enumerate(steps, COUNTS_ROW):
        tab.text((row, 1), _counts(compared, lang), Role.HINT)
    for number, (head, width) in enumerate(_COLUMNS, 1):
        hidden = head in HIDDEN
        tab.column(number, width, hidden=hidden)
        asked = head in (schema.ANSWER_REPLY, schema.ANSWER_OTHER)
        title = head if isinstance(head, Words) else head.title
        tab.text((header, number), title[lang], Role.HEAD_REQUIRED if asked else Role.HEAD)
        if not isinstance(head, Words):
            write_key(tab, (header - 1, number), SHEET, head)
    tab.hide_row(header - 1)
    return header


def _counts(compared: Compared, lang: Lang) -> str:
    """Both years' measures as sums of what became of them."""
    sides = ((compared.step.earlier, compared.earlier), (compared.step.later, compared.later))
    said = [
        words.COUNT.fill(
            year=year,
            count=sum(kinds.values()),
            parts=" + ".join(
                words.PART.fill(kind=words.KINDS[kind], count=n)[lang] for kind, n in kinds.items()
            ),
        )[lang]
        for year, kinds in sides
    ]
    return "      ".join([*said, words.LEFT.fill(count=len(compared.asked))[lang]])


def _counted_as(row: Row) -> Iterator[Kind | Turn | Lot]:
    yield row.kind
    if row.turn:
        yield row.turn
    if row.asks:
        yield Lot.ASKED


class _Step(NamedTuple):
    """The rows of one step in the making."""

    tab: Tab
    step: Step
    volume: int  # the number of the later year's file
    since: Mapping[Key, int]
    replies: Mapping[tuple[str, str, str], Answer]
    targets: Targets
    lang: Lang

    def row(self, at: int, row: Row) -> None:
        """One row."""
        tab, lang = self.tab, self.lang
        years = words.STEP.fill(earlier=self.step.earlier, later=self.step.later)[lang]
        keys = [fingerprint(item.measure) if item else "" for item in (row.earlier, row.later)]
        before, now = (_item(item) for item in (row.earlier, row.later))
        cells = (
            (years, Role.CENTRED),
            (str(row.group or ""), Role.CENTRED),
            (words.KINDS[row.kind][lang], Role.TEXT),
            (before, Role.CENTRED),
        )
        for number, (text, role) in enumerate(cells, 1):
            tab.text((at, number), text, role)
        self._now((at, _ITEM_NOW), row, now)
        self._measure((at, _MEASURE), row)
        turn, how = row.turn, self._turn(row)
        told = (
            (_outcome(row.earlier, lang), Role.TEXT),
            (_outcome(row.later, lang), Role.TEXT),
            (how, MARKS[turn] if turn else Role.TEXT),
            (_others(row, lang), Role.TEXT),
            (self._how_sure(row), Role.TEXT),
        )
        for number, (text, role) in enumerate(told, _MEASURE + 1):
            tab.text((at, number), fitting(text, _COLUMNS[number - 1][1], texts.CUT_SHORT, lang), role)
        self._answer(at, row, (years, keys[0], keys[1]))
        for number, key in zip((_EARLIER, _LATER), keys, strict=True):
            tab.text((at, number), key, Role.KEY)

    def _now(self, at: At, row: Row, item: str) -> None:
        """The item of the later year; where it is to be mended, a link to what should be written."""
        target = self.targets.get((self.volume, row.later.measure.row)) if row.later else None
        if target:
            self.tab.link(at, item, target)
        else:
            self.tab.text(at, item, Role.CENTRED)

    def _measure(self, at: At, row: Row) -> None:
        """The wording with marks where it changed; plain where both wordings together are too long."""
        measures = [item.measure.measure.text for item in (row.earlier, row.later) if item]
        pieces = redline(measures[0], measures[-1])
        width = _COLUMNS[_MEASURE - 1][1]
        if len(parts("".join(piece.text for piece in pieces), width)) == 1:
            self.tab.redlined(at, pieces, Role.TEXT)
        else:
            self.tab.text(at, fitting(measures[-1], width, texts.CUT_SHORT, self.lang))

    def _turn(self, row: Row) -> str:
        if row.turn is None or row.later is None:
            return ""
        said = words.TURNS[row.turn]
        if row.turn is Turn.STILL_GAP:
            since = self.since[self.step.later.be, row.later.measure.row]
            said = words.SINCE.fill(turn=said, year=since)
        return said[self.lang]

    def _how_sure(self, row: Row) -> str:
        lang = self.lang
        if row.link:
            reasons = [linking.REASONS[reason.kind].fill(**reason.facts)[lang] for reason in row.link.reasons]
            return words.BANDS[row.link.band].fill(reasons="\n".join(reasons))[lang]
        other = self.step.earlier if row.kind is Kind.ADDED else self.step.later
        if row.kind is Kind.ENDED:
            return words.TOLD_ENDED.fill(year=other)[lang]
        if not row.nearest:
            return words.NOTHING_NEAR.fill(year=other)[lang]
        near = [
            words.NEAR.fill(
                item=item_name(each.measure),
                percent=int(each.similarity * 100),
                text=thai.shortened(each.measure.measure.text, NEAR_CLUSTERS),
            )[lang]
            for each in row.nearest
        ]
        return "\n".join([words.NEAREST.fill(year=other)[lang], *near])

    def _answer(self, at: int, row: Row, question: tuple[str, str, str]) -> None:
        """The answer that holds, or a blank cell for one; what is asked for stands out."""
        given = self.replies.get(question)
        answered = row.link is not None and any(r.kind is ReasonKind.ANSWER for r in row.link.reasons)
        reply = Reply.YES if answered else given.reply if given and not row.link else ""
        role = Role.ASKED if row.asks and not reply else Role.FIELD
        said = reply_words(reply, self.lang) if reply else ""
        other = given.other if given and given.reply == reply else ""
        self.tab.text((at, _REPLY), said, role)
        self.tab.text((at, _REPLY + 1), other, role)
        self.tab.text((at, _SHOWN), as_shown(said, other), Role.KEY)


def _item(item: Judged | None) -> str:
    return item_name(item.measure) if item else ""


def _outcome(item: Judged | None, lang: Lang) -> str:
    """The verdict and the outcome's beginning."""
    if item is None:
        return ""
    said = thai.shortened(item.measure.outcome.text, OUTCOME_CLUSTERS)
    verdict = verdicts.NAMES[item.judgement.verdict]
    return words.OUTCOME.fill(verdict=verdict, text=said)[lang].strip()


def _others(row: Row, lang: Lang) -> str:
    """What else changed: the unit, the status, the value achieved; a line each."""
    if row.earlier is None or row.later is None:
        return ""
    before, now = row.earlier.measure, row.later.measure
    changed = (
        (schema.UNIT, _unit(before, lang), _unit(now, lang)),
        (schema.STATUS, _status(before, lang), _status(now, lang)),
        (schema.ACHIEVED, before.achieved.text, now.achieved.text),
    )
    return "\n".join(
        words.CHANGED.fill(
            column=column.title, earlier=old or words.NOT_STATED, later=new or words.NOT_STATED
        )[lang]
        for column, old, new in changed
        if thai.fold(old) != thai.fold(new)
    )


def _unit(measure: Measure, lang: Lang) -> str:
    return "" if measure.unit.blank else unit_name(measure)[lang]


def _status(measure: Measure, lang: Lang) -> str:
    status = measure.status
    known = choice_words(schema.STATUSES, status.value) if status.value else None
    return known[lang] if known else status.text
