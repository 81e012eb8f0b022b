"""What a header of a foreign table may mean: the words, and how far each may be trusted.

Titles and aliases are the schema's. What stands here are words that other agencies use in more than one
sense: they count only where the column they mean has no better header.
"""

from __future__ import annotations

import re
from functools import cache

from ita_sheets import schema, thai

COLUMNS = schema.MEASURES.columns
# Headers that mean a further column when their own is already taken. Results alone are the outcome.
_SECOND_MEANINGS = {
    schema.OUTCOME.key: ("ผลการดำเนินงาน", "ผลการปฏิบัติงาน", "ความสำเร็จของการดำเนินการ"),
    schema.ACTION.key: ("ผลการดำเนินการ", "ผลการดำเนินงาน", "ผลการปฏิบัติงาน", "การดำเนินงาน"),
    schema.UNIT.key: ("หน่วยงาน", "กอง/สำนัก", "สำนัก/กอง", "ส่วนราชการ"),
}
# Headers of which another in the same row may have the better right.
_LAST_MEANINGS = {
    schema.MEASURE.key: (
        "กิจกรรม", "โครงการ", "แผนงาน/โครงการ", "ประเด็น",
        "แนวทาง", "แนวทางการพัฒนา", "แนวทางการแก้ไข", "แนวทางการปรับปรุง",
    ),
    schema.STEPS.key: ("กิจกรรม", "แนวทาง"),
}  # fmt: skip
_LEAST_OPENING = 5  # characters of a name that may open a longer header
_LONGEST_LOOSE = 60  # characters of a header that is known by its opening only
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_DIGITS = re.compile("[0-9]")
# The year that a row of a table of several years is of.
_YEAR_HEADERS = frozenset(
    map(thai.fold, ("ปี", "ปี พ.ศ.", "พ.ศ.", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "Year", "Fiscal year"))
)


def is_year(header: str) -> bool:
    """Whether the header stands over the years that rows are of."""
    return thai.fold(header) in _YEAR_HEADERS


def certain(header: str) -> list[str]:
    """The keys of the columns that the header names, by title, by alias, by second meaning."""
    return _names().get(thai.fold(header), [])


def opened(header: str) -> list[str]:
    """The keys of the columns whose name opens the header: the longest such name counts.

    What follows the name must hold no number: "results of quarter 2" are not the results.
    """
    name = _opening(header, _names())
    return _names()[name] if name and not _DIGITS.search(_said(header), len(name)) else []


def doubtful(header: str) -> list[str]:
    """The keys of the columns that the header means where no other header does."""
    return _last_names().get(thai.fold(header), [])


def opened_doubtfully(header: str) -> list[str]:
    """The keys of the columns that the opening of the header means where no other header does."""
    return _last_names().get(_opening(header, _last_names()), [])


def of_a_part(header: str) -> list[str]:
    """The key of the column whose name opens the header, whatever follows, such as a quarter."""
    return _names().get(_opening(header, _names()), [])[:1]


def _opening(header: str, names: dict[str, list[str]]) -> str:
    """The longest of the names that is or opens the header; "" for none."""
    folded = _said(header)
    lengths = range(len(folded), _LEAST_OPENING - 1, -1)
    return next((folded[:length] for length in lengths if folded[:length] in names), "")


def _said(header: str) -> str:
    """The header, folded, without what explains it: text in brackets, and lines below a long one's first."""
    folded = thai.fold(_IN_BRACKETS.sub("", header))
    first = header.split("\n", maxsplit=1)[0]
    return folded if len(folded) <= _LONGEST_LOOSE else thai.fold(first)[:_LONGEST_LOOSE]


@cache
def _names() -> dict[str, list[str]]:
    """Folded name -> the keys of the columns it may mean, the likeliest first."""
    ranks = (
        ((column.key, (column.title.th, column.title.en)) for column in COLUMNS),
        ((column.key, column.aliases) for column in COLUMNS),
        _SECOND_MEANINGS.items(),
    )
    last = _last_names()
    names: dict[str, list[str]] = {}
    for key, words in (pair for rank in ranks for pair in rank):
        for folded in map(thai.fold, words):
            if key not in last.get(folded, []):
                names.setdefault(folded, []).append(key)
    return names


@cache
def _last_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for key, words in _LAST_MEANINGS.items():
        for word in words:
            names.setdefault(thai.fold(word), []).append(key)
    return names
