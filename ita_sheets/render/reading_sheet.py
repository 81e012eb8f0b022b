"""The last sheet of the summary: what verdicts and severities mean, and how they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.model import Severity, Verdict
from ita_sheets.render.findings_sheet import MARKS
from ita_sheets.render.style import Role
from ita_sheets.texts import summary as texts
from ita_sheets.texts import verdicts, years

if TYPE_CHECKING:
    from ita_sheets.render.book import Book, Tab
    from ita_sheets.texts import Lang, Words

WIDTHS = (28.0, 16.0, 62.0)  # characters
LAST = len(WIDTHS)


def reading_sheet(book: Book, lang: Lang, *, compared: bool) -> None:
    """The sheet; how years are `compared` is told where there are any to compare."""
    tab = book.tab(texts.READING_TAB[lang], landscape=False, page_title=texts.READING_TITLE[lang])
    for column, width in enumerate(WIDTHS, 1):
        tab.column(column, width)
    tab.text((1, 1), texts.READING_TITLE[lang], Role.TITLE)
    row = _verdicts(tab, 3, lang)
    row = _paragraphs(tab, row + 1, texts.GAP_SECTION, (texts.GAP_MEANING, texts.SHARE_MEANING), lang)
    row = _paragraphs(tab, row + 1, texts.METHOD_SECTION, texts.METHODS, lang, numbered=True)
    row = _comparison(tab, row + 1, lang) if compared else row
    row = _severities(tab, row + 1, lang)
    _statuses(tab, row + 1, lang)
    tab.one_page()


def _heads(tab: Tab, row: int, heads: tuple[Words, ...], lang: Lang) -> None:
    for column, head in enumerate(heads, 1):
        tab.text((row, column), head[lang], Role.HEAD)


def _verdicts(tab: Tab, row: int, lang: Lang) -> int:
    """The verdicts, those to mend first; the next free row."""
    tab.text((row, 1), texts.VERDICTS_SECTION[lang], Role.SECTION)
    _heads(tab, row + 1, (texts.VERDICT, texts.GUIDANCE, texts.MEANING), lang)
    for number, verdict in enumerate(Verdict, row + 2):
        tab.text((number, 1), verdicts.NAMES[verdict][lang], Role.LABEL)
        tab.text((number, 2), guidance(verdict)[lang], mark(verdict))
        tab.text((number, 3), verdicts.MEANINGS[verdict][lang])
    return row + 2 + len(Verdict)


def guidance(verdict: Verdict) -> Words:
    """What a verdict asks for, in words."""
    if verdict.is_gap:
        return texts.TO_MEND
    return texts.STRONGER_MARK if verdict is Verdict.STATED else texts.FINE


def mark(verdict: Verdict) -> Role:
    """How that is drawn."""
    if verdict.is_gap:
        return Role.GAP
    return Role.WEAK if verdict is Verdict.STATED else Role.OK


def _paragraphs(
    tab: Tab, row: int, title: Words, lines: tuple[Words, ...], lang: Lang, *, numbered: bool = False
) -> int:
    tab.text((row, 1), title[lang], Role.SECTION)
    for number, words in enumerate(lines, 1):
        line = texts.TODO_LINE.fill(number=number, todo=words) if numbered else words
        tab.across((row + number, 1), LAST, line[lang], Role.BODY)
    return row + 1 + len(lines)


def _comparison(tab: Tab, row: int, lang: Lang) -> int:
    """The kinds of rows of a comparison, and how to answer."""
    tab.text((row, 1), years.KINDS_SECTION[lang], Role.SECTION)
    for number, (kind, meaning) in enumerate(years.KIND_MEANINGS.items(), row + 1):
        tab.text((number, 1), years.KINDS[kind][lang], Role.LABEL)
        tab.across((number, 2), LAST, meaning[lang], Role.TEXT)
    steps = tuple(step.fill(tab=schema.YEAR_OVER_YEAR.tab) for step in years.ANSWER_STEPS)
    row += 2 + len(years.KIND_MEANINGS)
    return _paragraphs(tab, row, years.ANSWER_SECTION, steps, lang, numbered=True)


def _severities(tab: Tab, row: int, lang: Lang) -> int:
    tab.text((row, 1), texts.SEVERITY_SECTION[lang], Role.SECTION)
    for number, (severity, meaning) in enumerate(texts.SEVERITY_MEANINGS.items(), row + 1):
        tab.text((number, 1), texts.SEVERITIES[severity][lang], MARKS[Severity(severity)])
        tab.across((number, 2), LAST, meaning[lang], Role.TEXT)
    return row + 1 + len(texts.SEVERITY_MEANINGS)


def _statuses(tab: Tab, row: int, lang: Lang) -> None:
    tab.text((row, 1), texts.STATUS_SECTION[lang], Role.SECTION)
    for number, status in enumerate(schema.STATUSES.items, row + 1):
        tab.text((number, 1), status.words[lang], Role.LABEL)
        tab.across((number, 2), LAST, texts.STATUS_MEANINGS[status.key][lang], Role.TEXT)
    tab.across((row + 1 + len(schema.STATUSES.items), 1), LAST, texts.STATUS_NOTE[lang], Role.BODY)
