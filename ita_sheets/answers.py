"""What people answered to proposed links, read back from a workbook that the toolkit wrote.

Answers stand on two sheets: beside each proposal, and on the list of those given before. An answer holds for
two wordings; where one of them changes the question is asked again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ita_sheets import schema, thai
from ita_sheets.changes import Answer, Reply
from ita_sheets.entries import measures_called
from ita_sheets.errors import ItaSheetsError
from ita_sheets.grid import open_book, peek
from ita_sheets.layout import is_result, locate
from ita_sheets.linking import fingerprint
from ita_sheets.reader import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ita_sheets.grid import Book, Peek
    from ita_sheets.model import Entry, Measure

ANSWERED_KINDS = ("summary", "comparison")  # values of `schema.PROPERTY_KIND` in what asks for answers
_WRITTEN_BY = "Microsoft Excel"  # the program that xlsxwriter names in what it writes
Pair = tuple[str, str]  # fingerprints of an earlier and a later wording


class Decided(NamedTuple):
    """What the answers say of two years: pairs that are (or are not) the same, and answers to no purpose."""

    pairs: dict[Pair, bool]
    lost: tuple[Answer, ...]


def read_answers(book: Book) -> tuple[Answer, ...]:
    """The answers in a summary or comparison workbook, one for each question, the newest last.

    The list holds those given before. What stands beside a proposal is newer, and a person's own only where
    it differs from what was shown there: a pair that came of an answer to another question shows a "yes".
    """
    listed = [_answer(row.entries) for row in read_table(locate(book, schema.ANSWERS), None)]
    beside = read_table(locate(book, schema.YEAR_OVER_YEAR), None)
    return _last_words([*listed, *(_answer(row.entries) for row in beside if _is_new(row.entries))])


def _last_words(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The last answer to each question, in the order in which these were given."""
    found: dict[tuple[str, Pair], Answer] = {}
    for answer in answers:
        question = answer.years, (answer.earlier, answer.later)
        found.pop(question, None)
        found[question] = answer
    return tuple(found.values())


def _is_new(entries: Mapping[str, Entry[Any]]) -> bool:
    said, other, shown = (
        entries[column.key].text if column.key in entries else ""
        for column in (schema.ANSWER_REPLY, schema.ANSWER_OTHER, schema.ANSWER_SHOWN)
    )
    return thai.fold(as_shown(said, other)) != thai.fold(shown)


def as_shown(reply: str, other: str) -> str:
    """An answer in one text: what a written row keeps of the one that it shows."""
    return f"{reply} {other}".strip()


def _answer(entries: Mapping[str, Entry[Any]]) -> Answer:
    """The answer of a row; a measure named where the reply belongs means that one."""

    def text(column: schema.Column) -> str:
        entry = entries.get(column.key)
        return entry.text if entry else ""

    reply, other = entries[schema.ANSWER_REPLY.key], text(schema.ANSWER_OTHER)
    return Answer(
        years=text(schema.ANSWER_YEARS),
        earlier=text(schema.ANSWER_EARLIER),
        later=text(schema.ANSWER_LATER),
        reply=Reply(reply.value) if reply.value else Reply.OTHER,
        other=other or (reply.text if reply.value is None else ""),
        at=reply.at,
        earlier_text=text(schema.ANSWER_EARLIER_TEXT),
        later_text=text(schema.ANSWER_LATER_TEXT),
    )


def newest(books: Iterable[Book]) -> tuple[Answer, ...]:
    """The answers of several workbooks: to one question that of the workbook that was saved last.

    One without a date was saved by another program: the toolkit's own have one.
    """
    by_age = sorted(books, key=lambda b: (b.file.saved is None, str(b.file.saved), b.file.name))
    return _last_words(answer for book in by_age for answer in read_answers(book))


def decide(
    answers: Iterable[Answer], years: str, earlier: Sequence[Measure], later: Sequence[Measure]
) -> Decided:
    """What the answers about those two years ("2567-2568") decide for the measures as they now read.

    Of answers that contradict each other the later in order holds.
    """
    before = {fingerprint(measure) for measure in earlier}
    after = {fingerprint(measure) for measure in later}
    pairs: dict[Pair, bool] = {}
    lost = []
    for answer in answers:
        is_present = answer.earlier in before | {""} and answer.later in after | {""}
        if answer.years != years or not is_present or answer.earlier == answer.later == "":
            continue
        pair = answer.earlier, answer.later
        if answer.reply is not Reply.OTHER:
            if all(pair):
                pairs[pair] = answer.reply is Reply.YES
            continue
        meant = _meant(answer, earlier, later)
        if not meant:
            lost.append(answer)
            continue
        if all(pair):
            pairs[pair] = False
        pairs.update(dict.fromkeys(meant, True))
    return Decided(pairs, tuple(lost))


def own_answers(answers: Iterable[Answer], measures: Iterable[Measure]) -> tuple[Answer, ...]:
    """The answers about wordings of these measures, with the wordings as they now read."""
    texts = {fingerprint(measure): measure.measure.text for measure in measures}
    return tuple(
        replace(
            answer,
            earlier_text=texts.get(answer.earlier, answer.earlier_text),
            later_text=texts.get(answer.later, answer.later_text),
        )
        for answer in answers
        if answer.earlier in texts or answer.later in texts
    )


def _meant(answer: Answer, earlier: Sequence[Measure], later: Sequence[Measure]) -> list[Pair]:
    """The pair that a person named: of a measure and the number or id of one in the other year."""
    name = thai.arabic_digits(answer.other)
    if answer.later:
        return [(fingerprint(item), answer.later) for item in measures_called(earlier, name)]
    return [(answer.earlier, fingerprint(item)) for item in measures_called(later, name)]


# --- where answers are found ----------------------------------------------------------------------


def holds_answers(book: Book) -> bool:
    """Whether a workbook is one of ours that asks about links, or lists answers."""
    return is_result(book) and any(locate(book, sheet) for sheet in schema.ANSWER_SHEETS)


def _is_as_written(seen: Peek) -> bool:
    """Whether nobody has saved a result since. Some programs leave the dates alone, but not the name."""
    return seen.saved == seen.created and seen.program == _WRITTEN_BY


def earlier_results(folder: Path) -> list[Book]:
    """The results of earlier runs in a folder, or in an agency's own inside it, that may hold answers.

    Those that a person saved; of the others, which only carry answers along, the newest of each folder. Only
    files that are called as results are: somebody's folder may hold thousands of workbooks. What cannot be
    read among them is passed over: it is no report.
    """
    saved: list[Path] = []
    carried: dict[Path, list[Path]] = {}
    for path in _called_as_results(folder):
        with suppress(ItaSheetsError):
            seen = peek(path)
            kind = seen.properties.get(schema.PROPERTY_KIND)
            if kind is None or (kind in ANSWERED_KINDS and not _is_as_written(seen)):
                saved.append(path)  # without our property it went through a program that keeps none
            elif kind in ANSWERED_KINDS and {schema.ANSWERS.tab.th, schema.ANSWERS.tab.en} & set(seen.sheets):
                carried.setdefault(path.parent, []).append(path)
    newest_carried = [max(paths, key=lambda path: path.stat().st_mtime) for paths in carried.values()]
    books = []
    for path in (*saved, *newest_carried):
        with suppress(ItaSheetsError):
            books.append(open_book(path))
    return [book for book in books if holds_answers(book)]


def _called_as_results(folder: Path) -> list[Path]:
    called = f"{schema.RESULT_PREFIX}*.xlsx"
    with suppress(OSError):  # such as a name too long for a folder to have
        return sorted((*folder.glob(called), *folder.glob(f"*/{called}")))
    return []
