"""Which header means which column: by the schema's title, then by alias, then by a near miss.

Shared by the reader of templates and the importer of foreign tables. Headers are compared folded, so
stray spaces, slashes, digits' script and invisible characters do not matter.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from ita_sheets import thai

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ita_sheets.schema import Column

NEAR = 0.85  # least similarity of a header that was mistyped
NEAR_LENGTH = 6  # a shorter header is never matched by nearness

# Every cell is held against every column's names: folding each name once makes reading ten times as fast.
_folded = lru_cache(maxsize=2048)(thai.fold)


def match_headers(
    columns: Sequence[Column], headers: Mapping[int, str], *, near: bool = False
) -> dict[str, list[int]]:
    """Column key -> the positions whose header means it, left to right (more than one: it stands twice).

    `headers` gives a text by position. An exact title wins over an alias, and a column that has its title
    takes no alias; an alias that several columns share goes to the first that is still free. With `near`,
    headers that are left over go to the free column they resemble most.
    """
    folded = {position: _folded(text) for position, text in headers.items() if _folded(text)}
    matched: dict[str, list[int]] = {}
    tests: list[Callable[[Column, str], bool]] = [_is_title, _is_alias]
    if near:
        tests.append(_is_near)
    for test in tests:
        free = [column for column in columns if column.key not in matched]
        for position, text in sorted(folded.items()):
            key = next((column.key for column in free if test(column, text)), None)
            if key is not None:
                matched.setdefault(key, []).append(position)
                del folded[position]
                # An alias shared by two columns goes to the next free one when it stands twice.
                free = [c for c in free if c.key != key or test is _is_title]
    return matched


def is_header_of(column: Column, text: str) -> bool:
    """Whether a text is that column's title or one of its aliases."""
    folded = _folded(text)
    return _is_title(column, folded) or _is_alias(column, folded)


def _is_title(column: Column, folded: str) -> bool:
    return folded in (_folded(column.title.th), _folded(column.title.en))


def _is_alias(column: Column, folded: str) -> bool:
    return any(folded == _folded(alias) for alias in column.aliases)


def _is_near(column: Column, folded: str) -> bool:
    if len(folded) < NEAR_LENGTH:
        return False
    names = (column.title.th, *column.aliases)
    matchers = (SequenceMatcher(None, folded, _folded(name), autojunk=False) for name in names)
    # The two quick ratios are upper bounds: all but a few names are done with before the slow one.
    return any(
        m.real_quick_ratio() >= NEAR and m.quick_ratio() >= NEAR and m.ratio() >= NEAR for m in matchers
    )
