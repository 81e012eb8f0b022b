"""The sheet of answers given, and the drop-down of answers wherever one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.entries import choice_words
from ita_sheets.render.book import Say, area
from ita_sheets.render.long_texts import fitting, said_shortly
from ita_sheets.render.style import Role
from ita_sheets.render.tables import TEXT_LIMIT, TITLE_LIMIT
from ita_sheets.texts import summary as texts
from ita_sheets.texts import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.changes import Answer
    from ita_sheets.render.book import At, Book, Tab
    from ita_sheets.schema import Column, Sheet
    from ita_sheets.texts import Lang

KEY_ROW = 4
HEADER_ROW = KEY_ROW + 1
FIRST_ROW = HEADER_ROW + 1
LIST_ROW = 1  # of the drop-down's list, in a hidden column above the keys
HIDDEN = (schema.ANSWER_EARLIER, schema.ANSWER_LATER, schema.ANSWER_SHOWN)
KEY_WIDTH = 24.0  # characters, of a column that only the toolkit reads


def answers_sheet(book: Book, answers: Sequence[Answer], lang: Lang) -> None:
    """The answers, newest years first, each of which may be changed; no sheet without any."""
    if not answers:
        return
    sheet = schema.ANSWERS
    tab = book.tab(sheet.tab[lang], page_title=sheet.title[lang])
    tab.text((1, 1), sheet.title[lang], Role.TITLE)
    tab.text((2, 1), sheet.hint[lang], Role.HINT)
    for number, column in enumerate(sheet.columns, 1):
        hidden = column in HIDDEN
        tab.column(number, KEY_WIDTH if hidden else column.width, hidden=hidden)
        write_key(tab, (KEY_ROW, number), sheet, column)
        head = Role.HEAD_REQUIRED if column is schema.ANSWER_REPLY else Role.HEAD
        tab.text((HEADER_ROW, number), column.title[lang], head)
    tab.hide_row(KEY_ROW)
    listed = sorted(answers, key=lambda answer: answer.years, reverse=True)
    for row, answer in enumerate(listed, FIRST_ROW):
        _answer(tab, row, answer, lang)
    last = FIRST_ROW + len(listed) - 1
    reply = sheet.columns.index(schema.ANSWER_REPLY) + 1
    offer_replies(tab, (FIRST_ROW, reply), last, len(sheet.columns) + 1, lang)
    tab.table(sheet.key, (HEADER_ROW, 1), (last, len(sheet.columns)))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, len(sheet.columns))))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)


def _answer(tab: Tab, row: int, answer: Answer, lang: Lang) -> None:
    values = {
        schema.ANSWER_YEARS: (answer.years, Role.CENTRED),
        schema.ANSWER_EARLIER_TEXT: (answer.earlier_text, Role.TEXT),
        schema.ANSWER_LATER_TEXT: (answer.later_text, Role.TEXT),
        schema.ANSWER_REPLY: (reply_words(answer.reply, lang), Role.FIELD),
        schema.ANSWER_OTHER: (answer.other, Role.FIELD),
        schema.ANSWER_EARLIER: (answer.earlier, Role.KEY),
        schema.ANSWER_LATER: (answer.later, Role.KEY),
    }
    for number, column in enumerate(schema.ANSWERS.columns, 1):
        text, role = values[column]
        if role is Role.TEXT:
            text = fitting(text, column.width, texts.CUT_SHORT, lang)
        tab.text((row, number), text, role)


def write_key(tab: Tab, at: At, sheet: Sheet, column: Column) -> None:
    """The stamp by which the next run finds the column."""
    tab.text(at, sheet.stamp(column), Role.KEY)


def offer_replies(tab: Tab, first: At, last_row: int, list_column: int, lang: Lang) -> None:
    """A drop-down of the answers from the cell `first` down, and what belongs into the cell to its right.

    Every row has it, as a drop-down stays where it is when people sort the rows.
    """
    row, column = first
    items = schema.REPLIES.items
    for number, item in enumerate(items, LIST_ROW):
        tab.text((number, list_column), item.words[lang], Role.KEY)
    tab.column(list_column, KEY_WIDTH, hidden=True)
    source = area(
        (LIST_ROW, list_column), (LIST_ROW + len(items) - 1, list_column), absolute=True, tab=tab.name
    )
    refusal = Say(template.CHOOSE_REFUSED_TITLE[lang], template.CHOOSE_REFUSED[lang])
    cells = area(first, (last_row, column))
    tab.choose(cells, source, _prompt(schema.ANSWER_REPLY, lang), refusal, strict=True)
    tab.say(area((row, column + 1), (last_row, column + 1)), _prompt(schema.ANSWER_OTHER, lang))


def reply_words(reply: str, lang: Lang) -> str:
    """The answer as the drop-down has it."""
    words = choice_words(schema.REPLIES, reply)
    return words[lang] if words else ""


def _prompt(column: Column, lang: Lang) -> Say:
    text = column.prompt[lang] if column.prompt else ""
    return Say(said_shortly(column.title[lang], TITLE_LIMIT), said_shortly(text, TEXT_LIMIT))
