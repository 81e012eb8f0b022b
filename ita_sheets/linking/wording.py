"""A measure's text in the forms that linking compares."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.linking.likeness import Grams, numbered
from ita_sheets.texts import linking as words

if TYPE_CHECKING:
    from ita_sheets.model import Measure

_OWN_NUMBER = re.compile(
    rf"(?:{words.NUMBERED}\s*)?[(\[]?[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*\s*[.)\]:]+(?![0-9])\s*"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+(?=\s+[^\s0-9%])"
    rf"|{words.NUMBERED}\s*[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*(?=\s)"
)
_FIGURE = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_YEAR = re.compile(r"2[45][0-9]{2}|26[0-9]{2}")
# PDF text and scans lose SARA AM and the marks above; what is left still tells one text from another.
_LOST = dict.fromkeys(range(0x0E47, 0x0E4F)) | {ord(thai.SARA_AM): thai.SARA_AA}
_SERIES = re.compile(words.SERIES)
_FILLERS = re.compile(words.FILLERS)
LEAST_LEFT = 8  # letters without fillers that still make a text
# A mark between figures is kept by a letter, or 1.5 would fold to 15; a time may have either.
_INNER_MARK, _KEPT = re.compile("(?<=[0-9])[.:](?=[0-9])"), "p"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One measure made ready for comparison.

    `key` is its text folded without its number, `fingerprint` the short form of that; `body` the key with
    fillers and scanning's losses taken off, `grams` the trigrams of that; `figures` its numbers but years;
    `stages` the words of plan and report; `series` (word, number) of what comes in a series; `sides` whom it
    is for, one set for each table; `content` every cell's text, to order rows that are otherwise alike.
    """

    measure: Measure
    key: str
    fingerprint: str
    body: str
    grams: Grams
    action: Grams
    outcome: Grams
    figures: tuple[str, ...]
    stages: tuple[str, ...]
    series: frozenset[tuple[str, str]]
    sides: tuple[frozenset[str], ...]
    unit: str
    content: tuple[str, ...]


def wording(measure: Measure) -> Wording:
    """The forms of a measure's text."""
    plain = _without_own_number(measure.measure.text)
    key = _key(plain)
    body = _body(key)
    return Wording(
        measure,
        key,
        _fingerprint(key),
        body,
        numbered(body),
        numbered(_body(thai.fold(measure.action.text))),
        numbered(_body(thai.fold(measure.outcome.text))),
        _figures(plain),
        tuple(name for name, form in words.STAGES.items() if re.search(form, plain)),
        frozenset((match[1], match[2]) for match in _SERIES.finditer(plain)),
        (*(_named(table, plain) for table in words.SIDES), _named(_units(), plain)),
        thai.fold(measure.unit.value or measure.unit.text),
        tuple(measure.entry(column).text for column in schema.MEASURES.columns),
    )


def fingerprint(measure: Measure) -> str:
    """A stable key of a measure's wording: 16 hex digits.

    The script of digits, spaces, punctuation and the measure's own number before the text do not change it,
    any other letter does. Two measures of the same wording share it.
    """
    return _fingerprint(_key(_without_own_number(measure.measure.text)))


def apart(one: Wording, other: Wording) -> bool:
    """Whether a word says that the two are different measures, however alike the texts are.

    One is a plan and the other the report on it; another group of people; another unit named in the text.
    """
    if one.stages and other.stages and not {*one.stages} & {*other.stages}:
        return True
    return any(
        mine and theirs and mine.isdisjoint(theirs)
        for mine, theirs in zip(one.sides, other.sides, strict=True)
    )


def moved(one: Wording, other: Wording) -> bool:
    """Whether the two are of another quarter, village or half-year."""
    kinds = {kind for kind, _ in one.series} & {kind for kind, _ in other.series}
    return bool(kinds - {kind for kind, _ in one.series & other.series})


def _fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _without_own_number(text: str) -> str:
    """The tidied text in Arabic digits, without the number it begins with."""
    plain = thai.arabic_digits(thai.tidy(text))
    match = _OWN_NUMBER.match(plain)
    rest = plain[match.end() :].strip() if match else ""
    return rest or plain


def _key(plain: str) -> str:
    return thai.fold(_INNER_MARK.sub(_KEPT, plain))


def _body(folded: str) -> str:
    left = _FILLERS.sub("", folded)
    return (left if len(left) >= LEAST_LEFT else folded).translate(_LOST)


def _figures(plain: str) -> tuple[str, ...]:
    found = (match.group().replace(",", "") for match in _FIGURE.finditer(plain))
    return tuple(sorted(figure for figure in found if not _YEAR.fullmatch(figure)))


def _named(table: dict[str, str], plain: str) -> frozenset[str]:
    return frozenset(name for name, form in table.items() if re.search(form, plain))


@cache
def _units() -> dict[str, str]:
    """The office's units by their names in a text."""
    return {
        unit.key: "|".join(re.escape(name) for name in (unit.words.th, *unit.aliases))
        for unit in schema.UNITS.items
    }
