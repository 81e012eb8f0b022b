"""The numbers that Word writes before paragraphs by itself: they are in no text of the document.

Definitions come from `word/numbering.xml` and, by way of a paragraph's style, `word/styles.xml`
(ECMA-376, part 1, sections 17.9 and 17.18.59).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_sheets import thai
from ita_sheets.gate import Stream

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = 9
_MOST = 100_000  # a count; a forged start of more would be written out letter by letter
_PLACEHOLDER = re.compile("%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # how symbol fonts are addressed
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
# The letters that Word counts with in Thai: without those no longer written, and the two that are vowels.
_THAI = "".join(
    chr(code) for code in range(0x0E01, 0x0E2F) if code not in (0x0E03, 0x0E05, 0x0E06, 0x0E24, 0x0E26)
)


@dataclass(slots=True)
class Level:
    """How a level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    tight: bool = False  # no space between number and text


@dataclass(slots=True)
class Numbering:
    """The lists of a document: their levels by the number that paragraphs name, and where each stands now."""

    lists: dict[str, str] = field(default_factory=dict)  # list -> its definition
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by definition
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    counts: dict[tuple[str, int], int] = field(default_factory=dict)  # by definition and level
    begun: set[str] = field(default_factory=set)  # lists whose own start has been set

    def before(self, name: str, depth: int) -> str:
        """What stands before the next paragraph of a list at that level, which counts it; "" for nothing."""
        definition = self.lists.get(name)
        if definition is None or not 0 <= depth < LEVELS:
            return ""
        level = self._level(name, depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return _PRIVATE.sub("•", level.text) + ("" if level.tight else " ")
        self._count(name, definition, depth)
        text = _PLACEHOLDER.sub(lambda match: self._written(name, definition, int(match[1]) - 1), level.text)
        return text + ("" if level.tight or not text else " ")

    def _level(self, name: str, depth: int) -> Level | None:
        own = self.overrides.get(name, {}).get(depth)
        return own if own and own.text else self.levels.get(self.lists[name], {}).get(depth)

    def _start(self, name: str, depth: int) -> int:
        own = self.overrides.get(name, {}).get(depth) or self._level(name, depth)
        return own.start if own else 1

    def _count(self, name: str, definition: str, depth: int) -> None:
        if name not in self.begun:
            self.begun.add(name)
            for overridden in self.overrides.get(name, {}):
                self.counts.pop((definition, overridden), None)
        at = (definition, depth)
        self.counts[at] = self.counts[at] + 1 if at in self.counts else self._start(name, depth)
        for deeper in range(depth + 1, LEVELS):
            self.counts.pop((definition, deeper), None)

    def _written(self, name: str, definition: str, depth: int) -> str:
        level = self._level(name, depth)
        count = self.counts.get((definition, depth), self._start(name, depth))
        return written(count, level.form if level else "decimal")


def written(count: int, form: str) -> str:
    """A count as a numbering format writes it; an unknown format counts in digits."""
    return _FORMS.get(form, str)(count) if 0 < count < _MOST else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN.items():
        times, count = divmod(count, value)
        letters += sign * times
    return letters


def _lettered(alphabet: str) -> Callable[[int], str]:
    """a, b ... z, aa, bb: a letter is repeated each time the alphabet is through."""

    def write(count: int) -> str:
        times, place = divmod(count - 1, len(alphabet))
        return alphabet[place] * min(times + 1, 30)

    return write


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "thaiNumbers": lambda count: thai.thai_digits(str(count)),
    "thaiCounting": lambda count: thai.thai_digits(str(count)),
    "thaiLetters": _lettered(_THAI),
    "lowerLetter": _lettered(_LATIN),
    "upperLetter": _lettered(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


class NumberingStream(Stream):
    """Collects the lists of `word/numbering.xml`."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found = Numbering()
        self._levels: dict[int, Level] = {}
        self._level = Level()
        self._list = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val")
        if name == "abstractNum":
            self._levels = self.found.levels.setdefault(attribute(attributes, "abstractNumId"), {})
        elif name == "num":
            self._list = attribute(attributes, "numId")
            self._levels = self.found.overrides.setdefault(self._list, {})
        elif name == "abstractNumId":
            self.found.lists[self._list] = value
        elif name in ("lvl", "lvlOverride"):
            depth = number(attribute(attributes, "ilvl"), 0)
            self._level = self._levels.setdefault(depth, Level())
        elif name in ("start", "startOverride"):
            self._level.start = number(value, 1)
        elif name == "numFmt":
            self._level.form = value
        elif name == "lvlText":
            self._level.text = value[:100]
        elif name == "suff":
            self._level.tight = value == "nothing"


class StylesStream(Stream):
    """Collects from `word/styles.xml` which list and level a paragraph style numbers with."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._lists: dict[str, str] = {}
        self._depths: dict[str, int] = {}
        self._parents: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val")
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "basedOn":
            self._parents[self._style] = value
        elif name == "numId":
            self._lists[self._style] = value
        elif name == "ilvl":
            self._depths[self._style] = number(value, 0)

    def numbering(self, style: str) -> tuple[str, int]:
        """(list, level) of a style or of those it is based on; ("", 0) where it has none."""
        depth: int | None = None
        for _ in range(LEVELS):
            depth = self._depths.get(style) if depth is None else depth
            if style in self._lists:
                return self._lists[style], depth or 0
            style = self._parents.get(style, "")
        return "", 0


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its name without a prefix; "" where there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


def number(text: str, otherwise: int) -> int:
    """A count as an attribute gives it, at most seven digits."""
    return int(text) if re.fullmatch("[0-9]{1,7}", text) else otherwise
