"""How alike two texts are, from their character trigrams."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ita_sheets import thai

if TYPE_CHECKING:
    from collections.abc import Sequence

Grams = frozenset[str]
Table = list[list[float]]  # one row for each earlier text, one column for each later one, 0-1

SHORT = 12  # trigrams; a shorter text stands inside too many others to be looked for


@lru_cache(maxsize=256)
def numbered(folded: str) -> Grams:
    """A text's trigrams as a set: one that stands again is told apart by a number, so that each one counts.

    The operators of sets then do what those of counters do, many times faster.
    """
    found = thai.trigrams(folded)
    return frozenset(gram if n == 0 else f"{gram}{n}" for gram, count in found.items() for n in range(count))


def dice(one: Grams, other: Grams) -> float:
    """The share that two texts have in common: twice the common trigrams over all, 0-1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def alike(earlier: Sequence[Grams], later: Sequence[Grams]) -> Table:
    """`dice` of every pair."""
    return [[dice(one, other) for other in later] for one in earlier]


def contained(part: Grams, whole: Grams) -> float:
    """The share of a part's trigrams that stand in a whole; 0 for a part too short to tell."""
    return len(part & whole) / len(part) if len(part) >= SHORT else 0.0


def opening(one: str, other: str) -> str:
    """What two texts begin with alike."""
    shorter = min(len(one), len(other))
    return one[: next((n for n in range(shorter) if one[n] != other[n]), shorter)]


def lead(table: Table, i: int, j: int) -> tuple[float, tuple[int, int] | None]:
    """By how much a pair leads the best other pair of its row and column, and which pair that is."""
    others = [(value, (i, k)) for k, value in enumerate(table[i]) if k != j]
    others += [(row[j], (k, j)) for k, row in enumerate(table) if k != i]
    if not others:
        return table[i][j], None
    value, where = max(others, key=lambda other: other[0])  # the first of equals
    return table[i][j] - value, where
