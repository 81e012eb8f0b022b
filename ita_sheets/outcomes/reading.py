"""One text in the three forms that judging needs, with the way back to what stands in the cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ita_sheets import thai

if TYPE_CHECKING:
    from collections.abc import Iterable

# A number that opens a clause: "1.", "(1)", "1)", "1.2", never inside a figure, a date or a path.
_MARK = re.compile(r"(?<![0-9./:,\-])\(?([0-9]{1,2})(?:\.([0-9]{1,2}))?(?: ?[.)]{1,2})?(?![0-9/])(?=\s*\S)")
_WORD_NEXT = re.compile(r"\s+[^\s0-9%]")
_TO_AA = {ord(thai.SARA_AM): thai.SARA_AA}
CLAUSE = "\n"  # stands in `tight` where a numbered clause begins


@dataclass(frozen=True, slots=True)
class Text:
    """A cell's text.

    `shown` is the tidied text. `plain` is `shown` place for place, with Arabic digits, small letters, SARA AA
    for SARA AM, and blanks where clause numbers stand. `tight` is `plain` without anything but letters, marks
    and digits (a space parts two figures, `CLAUSE` opens a numbered clause); `at[i]` is the place in `shown`
    of ``tight[i]``.
    """

    shown: str
    plain: str
    tight: str
    at: tuple[int, ...]

    def said(self, start: int, end: int) -> str:
        """What stands in the cell for ``tight[start:end]``."""
        return self.shown[self.at[start] : self.at[end - 1] + 1] if end > start else ""


def read(raw: str) -> Text:
    """The text of a cell in all its forms."""
    shown = thai.tidy(raw)
    plain = letters(thai.arabic_digits(shown))
    plain, starts = _without_clause_numbers(plain)
    tight, at = _tightened(plain, starts)
    return Text(shown, plain, tight, at)


NOTHING = Text("", "", "", ())


def letters(text: str) -> str:
    """Small letters and SARA AA for SARA AM, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.translate(_TO_AA)


@cache
def pattern(*table: str) -> re.Pattern[str]:
    """The expression that finds any entry of a table of `texts.cues` in `plain` or `tight`."""
    return re.compile("|".join(letters_of_pattern(entry) for entry in table))


def letters_of_pattern(entry: str) -> str:
    """An entry of a table as it must be to match `plain`: its Thai letters changed, its escapes kept."""
    return entry.translate(_TO_AA)


def _without_clause_numbers(plain: str) -> tuple[str, frozenset[int]]:
    """The text with blanks for clause numbers, and where the clauses begin.

    Clause numbers count upwards by one. They start at 1, or at any number that opens the text (a measure
    carries its own number); "2.1" belongs to clause 2 and counts upwards as well.
    """
    chars: list[str] | None = None
    starts = set()
    clause, part = 0, 0
    for match in _MARK.finditer(plain):
        major, minor = int(match.group(1)), match.group(2)
        opening = not plain[: match.start()].strip()
        has_sign = match.group().rstrip()[-1] in ".)"
        if minor is None:
            if not has_sign or not (opening or major == clause + 1 or (major == 1 and clause)):
                continue
            clause, part = major, 0
        else:
            follows = int(minor) == (part + 1 if major == clause else 1)
            if not follows or not (opening or major in (clause, clause + 1)):
                continue
            if not has_sign and not _WORD_NEXT.match(plain, match.end()):
                continue  # "2.1 %" or "2.1" is a figure
            clause, part = major, int(minor)
        chars = chars or list(plain)
        chars[match.start() : match.end()] = " " * (match.end() - match.start())
        starts.add(match.end())
    return ("".join(chars) if chars else plain), frozenset(starts)


def _tightened(plain: str, starts: Iterable[int]) -> tuple[str, tuple[int, ...]]:
    tight: list[str] = []
    at: list[int] = []
    openings = sorted(starts, reverse=True)
    kept = {char for char in set(plain) if unicodedata.category(char)[0] in "LMN" and char != thai.NIKHAHIT}
    gap = False
    for i, char in enumerate(plain):
        if openings and i >= openings[-1]:
            openings.pop()
            tight.append(CLAUSE)
            at.append(i)
        if char not in kept:
            gap = True
            continue
        if char == thai.SARA_E and tight and tight[-1] == thai.SARA_E:
            tight[-1] = thai.SARA_AE
            continue
        if gap and char.isdigit() and tight and tight[-1].isdigit():
            tight.append(" ")
            at.append(i)
        gap = False
        tight.append(char)
        at.append(i)
    return "".join(tight), tuple(at)
