"""What makes an outcome more than words: links, references, dates, places and numbers that are new.

Found in that order, and what is found is blanked before the next search, so that nothing counts twice.
New is what neither the action nor the measure says: a number by its value and how often it stands there, a
date by its days, anything else by its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ita_sheets.fiscal import find_dates
from ita_sheets.fiscal.years import BE_OFFSET, MONTHS
from ita_sheets.model import Evidence, EvidenceKind
from ita_sheets.outcomes.reading import letters, letters_of_pattern, pattern
from ita_sheets.texts import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ita_sheets.outcomes.reading import Text

_Hit: TypeAlias = "tuple[EvidenceKind | None, int, int, str]"  # kind (None: shows nothing), start, end, same
_BLANK = "\x00"
_LINKS = re.compile(
    r"https?://[^\s\x00<>\"]+|www\.[^\s\x00<>\"]+"
    r"|[a-z0-9][a-z0-9._-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+"
    r"|@[a-z0-9][a-z0-9._-]{2,}"
    r"|(?<![a-z0-9.-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63})*\.(?:go\.th|or\.th|ac\.th|in\.th|co\.th|com|net|org)(?![a-z])[^\s\x00]*"
    r"|(?:facebook|fb|line)\.(?:com|me)[^\s\x00]*"
    r"|(?<![0-9])0[0-9](?:[ -]?[0-9]){7,8}(?![0-9])"
)
_THAI = "[\u0e01-\u0e4e]"
_ABBREVIATED = "|".join(re.escape(short) for _, short, _ in MONTHS)
_MONTHS = re.compile("|".join(letters(full) for full, _, _ in MONTHS) + rf"|(?<!{_THAI})(?:{_ABBREVIATED})")
_CONSONANT = "[\u0e01-\u0e2e]"
_MARK = "[\u0e47-\u0e4c]"  # a unit is whole only where no mark follows: it may begin another word
_FIGURE = r"(?<![0-9a-z.,/])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|(?<![0-9a-z.,/])[0-9]+(?:\.[0-9]+)?"
_NUMBERS = re.compile(
    letters_of_pattern(
        rf"(?P<percent>{cues.PERCENT_WORD}\s*)?(?P<figure>{_FIGURE})(?P<unit>\s*%|\s*(?:{cues.UNITS})(?!{_CONSONANT}?{_MARK}))?"
    )
)
_WORD = "|".join(sorted(map(letters, cues.NUMBER_WORDS), key=len, reverse=True))
_NUMBERS_IN_WORDS = re.compile(letters_of_pattern(rf"(?P<words>(?:{_WORD}){{1,12}})\s*(?:{cues.WORD_UNITS})"))
_WORD_PARTS = re.compile(_WORD)
_VALUES = {letters(word): value for word, value in cues.NUMBER_WORDS.items()}
_YEARS = range(2400, 2651)
_CE_YEARS = range(1990, 2101)
_YEAR_BEFORE = re.compile(letters_of_pattern(f"{cues.YEAR_BEFORE}\\s*$"))
_NAMED_YEAR = re.compile(letters_of_pattern(rf"{cues.YEAR_BEFORE}\s*([5-9][0-9]|20[0-9]{{2}})(?![0-9])"))
_CENTURY = 2500  # a year of two digits


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, date, place, reference or link: where it stands in `shown`, and what it is the same by."""

    kind: EvidenceKind
    start: int
    end: int
    same: str

    def evidence(self, text: Text) -> Evidence:
        """As it stands in the cell."""
        return Evidence(self.kind, text.shown[self.start : self.end].strip())


def new_items(mine: list[Item], action: Text, measure: Text) -> list[Item]:
    """Of an outcome's items those that neither the action nor the measure holds, in their order."""
    if not mine:
        return []
    known: Counter[tuple[EvidenceKind, str]] = Counter()
    for text in (action, measure):
        known |= Counter((item.kind, item.same) for item in all_items(text))
    words = action.tight + _BLANK + measure.tight
    new = []
    for item in mine:
        if known[item.kind, item.same] > 0:
            known[item.kind, item.same] -= 1
        elif item.kind is EvidenceKind.NUMBER or item.same not in words:
            new.append(item)
    return new


def all_items(text: Text) -> list[Item]:
    """Everything in the text that could be evidence, in its order."""
    found: list[Item] = []
    left = list(text.plain)

    for search in (_links, _references, _dates, _without_evidence, _places, _numbers):
        for kind, start, end, same in search("".join(left)):
            if kind is not None:
                found.append(Item(kind, start, end, same))
            left[start:end] = _BLANK * (end - start)
    return sorted(found, key=lambda item: item.start)


def latest_year(text: Text) -> int:
    """The latest Buddhist Era year that the text names, alone or in a date; 0 where it names none."""
    years = {int(figure) for figure in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text.plain)} & {*_YEARS}
    for match in _NAMED_YEAR.finditer(text.plain):
        figure = int(match.group(1))
        years.add(_CENTURY + figure if figure < 100 else figure + BE_OFFSET if figure in _CE_YEARS else 0)
    years.update(found.span.end.year + BE_OFFSET for found in find_dates(text.plain))
    return max(years, default=0)


def named_places(text: Text) -> set[str]:
    """The beginnings of the villages' names in the text, by their letters.

    Less than evidence (a village may be named in passing), but a sentence about another village is no copy.
    """
    return {match.group() for match in pattern(cues.VILLAGES).finditer(text.tight)}


def _links(plain: str) -> Iterator[_Hit]:
    for match in _LINKS.finditer(plain):
        end = match.start() + len(match.group().rstrip(".,;)"))
        yield EvidenceKind.LINK, match.start(), end, _bare(match.group())


def _references(plain: str) -> Iterator[_Hit]:
    for match in pattern(*cues.REFERENCES).finditer(plain):
        yield EvidenceKind.REFERENCE, match.start(), match.end(), _bare(match.group())


def _dates(plain: str) -> Iterator[_Hit]:
    """Days and months; the whole of a year is the period of the report and shows nothing."""
    taken = list(plain)
    for found in find_dates(plain):
        days = (found.span.end - found.span.start).days
        same = f"{found.span.start}/{found.span.end}"
        yield None if days >= 360 else EvidenceKind.DATE, found.start_index, found.end_index, same
        taken[found.start_index : found.end_index] = _BLANK * (found.end_index - found.start_index)
    rest = "".join(taken)
    for match in _MONTHS.finditer(rest):
        start = match.start()
        day = re.search(r"[0-9]{1,2}\s?$", rest[max(0, start - 3) : start])
        yield EvidenceKind.DATE, start - len(day.group()) if day else start, match.end(), _bare(match.group())
    for match in pattern(cues.QUARTERS).finditer(rest):
        whole_year = set(re.findall("[0-9]", match.group())) >= {"1", "4"}
        yield None if whole_year else EvidenceKind.DATE, match.start(), match.end(), _bare(match.group())


def _without_evidence(plain: str) -> Iterator[_Hit]:
    for match in pattern(*cues.NO_EVIDENCE).finditer(plain):
        yield None, match.start(), match.end(), ""


def _places(plain: str) -> Iterator[_Hit]:
    for match in pattern(*cues.PLACES).finditer(plain):
        yield EvidenceKind.PLACE, match.start(), match.end(), _bare(match.group())


def _numbers(plain: str) -> Iterator[_Hit]:
    for match in _NUMBERS.finditer(plain):
        value = match.group("figure").replace(",", "")
        if "." in value:
            value = value.rstrip("0").rstrip(".")
        value = value.lstrip("0") or "0"
        if value != "0" and not value.startswith(".") and not _is_year(plain, match):
            yield EvidenceKind.NUMBER, match.start(), match.end(), value
    for match in _NUMBERS_IN_WORDS.finditer(plain):
        yield EvidenceKind.NUMBER, match.start(), match.end(), str(_value(match.group("words")))


def _is_year(plain: str, match: re.Match[str]) -> bool:
    """A B.E. year alone, or a C.E. one after a word for year; "2,567" and "2567 baht" are amounts."""
    figure = match.group("figure")
    if len(figure) != 4 or not figure.isdigit():
        return False
    named = _YEAR_BEFORE.search(plain, max(0, match.start() - 16), match.start()) is not None
    if int(figure) in _YEARS:
        return named or not pattern(cues.SURELY_COUNTED).search(match.group("unit") or "")
    return named and int(figure) in _CE_YEARS


def _value(words: str) -> int:
    """The value of a number in Thai words: twelve is ten-two, twenty-one is two-ten-one."""
    total = unit = 0
    for match in _WORD_PARTS.finditer(words):
        value = _VALUES[match.group()]
        if value < 10:
            unit = value
        else:
            total += (unit or 1) * value
            unit = 0
    return total + unit


def _bare(text: str) -> str:
    """The letters and digits alone, as they stand in `tight`."""
    return re.sub(r"[^a-z0-9\u0e01-\u0e4e]", "", text)
