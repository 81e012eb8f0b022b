"""Outcomes that are no result, or a nil: placeholders, intentions and assignments, spelled-out nils."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.model import EvidenceKind
from ita_sheets.outcomes.reading import CLAUSE, letters, letters_of_pattern, pattern
from ita_sheets.texts import cues

if TYPE_CHECKING:
    from ita_sheets.outcomes.evidence import Item
    from ita_sheets.outcomes.reading import Text

LONGEST_PLACEHOLDER = 400  # letters; a longer text says something
LONGEST_PROMPT = 80  # letters of a prompt left in the cell
LEAST_DEED = 5  # letters of a deed that holds evidence
LEAST_DEED_IN_WORDS = 15  # letters of a deed in words alone
LONGEST_FRAME = 12  # letters before a nil that are still its frame
# Without tone marks and the sign over silent letters, and uu as u.
_LOOSE = dict.fromkeys(range(0x0E48, 0x0E4D)) | {0x0E39: 0x0E38}
_HARD = (EvidenceKind.NUMBER, EvidenceKind.REFERENCE, EvidenceKind.LINK)


# --- placeholders ----------------------------------------------------------------------------------------


def placeholder(text: Text, found: list[Item]) -> str | None:
    """The words that make the text a placeholder, or None.

    A text is one when nothing is left of it without the phrases and the glue of `texts.cues`; so is a bare
    number (which may be of anything), a single sign or letter, and a prompt that was left standing.
    """
    tight = text.tight.replace(CLAUSE, "")
    if len(tight) > LONGEST_PLACEHOLDER:
        return None
    said = thai.shortened(text.shown)
    if not any(char.isalpha() for char in tight):
        telling = any(item.kind is not EvidenceKind.NUMBER for item in found) or (
            "%" in text.plain and bool(found) and tight != "100"
        )
        return None if telling else said
    if len(set(tight)) == 1 or thai.fold(text.shown) in _own_words():
        return said
    if any(item.kind is not EvidenceKind.NUMBER for item in found):
        return None
    if pattern(*cues.PROMPTS).match(tight) and len(tight) <= LONGEST_PROMPT:
        return said
    left = _phrases().sub("", tight.translate(_LOOSE)).strip(" 0123456789")
    return said if not left and not _counts(tight) else None


def _counts(tight: str) -> bool:
    """Whether a figure other than 100 is named as a share: that is a result, be it ever so short."""
    share = re.search(rf"{cues.PERCENT_WORD}([0-9]+)", tight)
    return share is not None and share.group(1) not in ("100", "10000", "100 00")


@cache
def _own_words() -> frozenset[str]:
    """The template's own words for the outcome column, which may be left or pasted into a cell."""
    column = schema.OUTCOME
    words = [column.title.th, column.title.en, *column.aliases]
    words += [column.prompt.th, column.prompt.en] if column.prompt else []
    return frozenset(map(thai.fold, words))


@cache
def _phrases() -> re.Pattern[str]:
    """Every phrase and glue word, matched without tone marks and with one short u: what typing slips lose."""
    table = (*_units(), *cues.PLACEHOLDERS, *cues.PLACEHOLDER_GLUE)
    return re.compile("|".join(letters_of_pattern(entry).translate(_LOOSE) for entry in table))


@cache
def _units() -> tuple[str, ...]:
    """The names of the responsible units: the name of one is no result."""
    names = [name for item in schema.UNITS.items for name in (item.words.th, *item.aliases)]
    return tuple(re.escape(letters(name).replace(" ", "")) for name in sorted(names, key=len, reverse=True))


# --- plans -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """What a text with a word of plan is.

    `cue` is that word, `deeds` the parts of the text (in `shown`) that tell of something done, `done` whether
    they make it a result all the same.
    """

    cue: str
    deeds: tuple[tuple[int, int], ...]
    done: bool


def plan(text: Text, found: list[Item]) -> Plan | None:
    """The text as a plan, or None where no word of plan stands.

    A sentence is a plan from its word of plan to its end. What stands before that word, or in a sentence
    without one, is a deed when it holds a word of doing, or a figure and the plan is to do so again.
    """
    cue = pattern(*cues.PLAN_WORDS).search(text.tight)
    if cue is None:
        return None
    deeds = []
    done = False
    for start, end in _sentences(text.tight):
        part = _deed(text, start, end, found, before=cue.start() >= end)
        if part is not None:
            span, proven = part
            deeds.append(span)
            done = done or proven
    return Plan(text.said(cue.start(), cue.end()).strip(), tuple(deeds), done)


def _sentences(tight: str) -> list[tuple[int, int]]:
    starts = [match.start() for match in pattern(f"{CLAUSE}|{cues.SENTENCE_STARTS}").finditer(tight)]
    return [(start, end) for start, end in pairwise([0, *starts, len(tight)]) if end > start]


def _deed(
    text: Text, start: int, end: int, found: list[Item], *, before: bool
) -> tuple[tuple[int, int], bool] | None:
    """The part of a sentence that tells of a deed (its place in `shown`), and whether it makes a result."""
    tight = text.tight
    cue = pattern(*cues.PLAN_WORDS).search(tight, start, end)
    stop = cue.start() if cue else end
    if stop - start < LEAST_DEED or pattern(cues.CONDITION_WORDS).match(tight, start):
        return None
    span = (text.at[start], text.at[stop - 1] + 1)
    inside = [item for item in found if span[0] <= item.start < span[1]]
    worded = pattern(cues.DONE_WORDS).search(tight, start, stop) is not None
    hard = any(item.kind in _HARD for item in inside)
    referred = any(item.kind is EvidenceKind.REFERENCE for item in inside)
    again = cue is None or pattern(cues.AGAIN_WORDS).search(tight, cue.end(), end) is not None
    if worded:
        return span, bool(inside) or stop - start >= LEAST_DEED_IN_WORDS
    if referred or (hard and again and (before or cue is not None)):
        return span, True
    return None


# --- nils ------------------------------------------------------------------------------------------------


def nil(text: Text, found: list[Item]) -> str | None:
    """The words of a spelled-out nil when it is what the text mainly says, or None.

    It is when nothing but its frame (a period, a name) stands before it; after a sentence in words it
    is when it speaks of an incident; after a figure, a place, a reference or a dated deed it is not.
    """
    match = pattern(*cues.NIL_WORDS).search(text.tight)
    if match is None:
        return None
    said = thai.shortened(text.shown[text.at[match.start()] :], 40)
    place = text.at[match.start()]
    earlier = [item for item in found if item.start < place]
    front = _without_frame(text, place, earlier)
    if any(item.kind is not EvidenceKind.DATE for item in earlier):
        return None
    if len(front) <= LONGEST_FRAME or pattern(*cues.NIL_COUNTS).match(text.tight, match.start()):
        return said
    if earlier or not pattern(cues.INCIDENTS).search(text.tight, match.start()):
        return None
    return said


def nil_words(text: Text) -> set[str]:
    """The nils of a text by their letters, to see which are new."""
    return {match.group() for match in pattern(*cues.NIL_WORDS).finditer(text.tight)}


def _without_frame(text: Text, end: int, earlier: list[Item]) -> str:
    """The letters before a nil that are neither a date nor a framing word nor a figure."""
    dated = [(item.start, item.end) for item in earlier]
    kept = [
        char
        for char, place in zip(text.tight, text.at, strict=True)
        if place < end and not any(start <= place < stop for start, stop in dated)
    ]
    return re.sub(r"[0-9 \n]", "", pattern(cues.NIL_FRAME).sub("", "".join(kept)))
