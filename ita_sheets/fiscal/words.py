"""Date words: a text cut into numbers, month names and the words that stand around them.

One pass of one expression without nested repeats: junk costs linear time.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import thai
from ita_sheets.fiscal.years import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_GAP = 8  # blanks between two words of one date
# Spellings so frequent in office files that refusing them would help nobody.
_MISSPELT = {
    "กุมภาพันธุ์": 2,
    "กุมพาพันธ์": 2,
    "พฤกษภาคม": 5,
    "กรกฏาคม": 7,
    "พฤษจิกายน": 11,
    "พฤศจิกายย": 11,
    "sept": 9,
}
_THAI_LETTER = "[\u0e01-\u0e4e]"


class Kind(StrEnum):
    NUMERIC = auto()  # 15/10/2567, 2567-10-15
    NUMBER = auto()
    MONTH = auto()
    QUARTER = auto()
    WHOLE = auto()
    FISCAL = auto()
    ERA = auto()
    MONTH_WORD = auto()
    LEAD = auto()
    RANGE = auto()
    SLASH = auto()
    COMMA = auto()


class Word(NamedTuple):
    kind: Kind
    text: str
    start: int
    end: int


def _abbreviation(short: str) -> str:
    """An expression for "ม.ค." and its like; without the inner dot only where no word goes before it."""
    first, last = short.rstrip(".").split(".")
    return rf"(?:{first}\. ?|(?<!{_THAI_LETTER}){first}){last}(?:\.|(?!{_THAI_LETTER}))"


_ENGLISH = "|".join(rf"{name}|{name[:3]}\.?" for _, _, name in MONTHS)
_WEEKDAYS = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์"
_MONTH_PATTERN = "|".join(
    [
        *(full for full, _, _ in MONTHS),
        *_MISSPELT,
        *(_abbreviation(short) for _, short, _ in MONTHS),
        rf"(?<![a-z])(?:{_ENGLISH})(?![a-z])",
    ]
)
MONTH_KEYS = {
    name.replace(".", "").casefold(): number
    for number, (full, short, english) in enumerate(MONTHS, 1)
    for name in (full, short, english, english[:3])
} | _MISSPELT
_NUMERIC = (
    r"(?<![0-9])(?<![0-9][./-])(?:[0-9]{1,2}(?P<a> ?/ ?|[-.])[0-9]{1,2}(?P=a)(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}(?P<b>[-/.])[0-9]{1,2}(?P=b)[0-9]{1,2})(?![0-9]|\.[0-9])(?:[ T]00:00(?::00)?)?"
)
_PATTERNS = {
    Kind.NUMERIC: _NUMERIC,
    Kind.NUMBER: "[0-9]+",
    Kind.MONTH: _MONTH_PATTERN,
    Kind.QUARTER: "ไตรมาส(?:ที่)?",
    Kind.WHOLE: "(?:ตลอด(?:ทั้ง)?|ทั้ง)ปี(?:งบประมาณ)?",
    Kind.FISCAL: "ปีงบ(?:ประมาณ)?|fiscal year|(?<![a-z])fy",
    Kind.ERA: rf"ปี|[พค]\. ?ศ\.?|(?<!{_THAI_LETTER})[พค]ศ\.?(?!{_THAI_LETTER})",
    Kind.MONTH_WORD: "เดือน",
    Kind.LEAD: rf"ภายใน|ระหว่าง|ตั้งแต่|ประจำ|ช่วง|เมื่อ|ใน|ณ|วัน(?:{_WEEKDAYS})(?:ที่)?|วันที่",
    Kind.RANGE: r"[-–—−‐‑~]|(?:จน)?ถึง|(?<![a-z])to(?![a-z])",
    Kind.SLASH: "/",
    Kind.COMMA: ",",
}
_WORDS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.IGNORECASE)
ANCHOR = re.compile(f"{_NUMERIC}|{_MONTH_PATTERN}", re.IGNORECASE)  # no date of a running text goes without

BEFORE_YEAR = frozenset({Kind.LEAD, Kind.FISCAL, Kind.ERA})


def readable(text: str) -> str:
    return thai.arabic_digits(thai.tidy(text))


def runs(text: str) -> Iterator[list[Word]]:
    """The date words of a text with Arabic digits, in runs parted by anything but blanks."""
    words: list[Word] = []
    for match in _WORDS.finditer(text):
        if words and not _touch(text, words[-1].end, match.start()):
            yield words
            words = []
        words.append(Word(Kind(match.lastgroup or ""), match.group(), match.start(), match.end()))
    if words:
        yield words


def only_run(text: str) -> list[Word]:
    """The date words of a text that holds nothing else; none when it does."""
    words = next(runs(text), None)
    if words is None:
        return []
    around = text[: words[0].start] + text[words[-1].end :]
    return [] if around.strip() else words


def _touch(text: str, end: int, start: int) -> bool:
    gap = text[end:start] if start - end <= _LONGEST_GAP else "far"
    return not gap.strip() or thai.is_blank(gap)


def small(text: str) -> int | None:
    """One or two digits as a number, else None (a run of digits may be of any length)."""
    return int(text) if len(text) <= 2 else None
