"""Splits and merges: measures that are, together, what one measure of the other year was or became.

What parts share (the opening words of each) stands in the whole once, so texts are put together with what
they share counted once. The thresholds were set on the tuned part of the labelled years.
"""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from itertools import combinations
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets.changes import Band, Reason, ReasonKind
from ita_sheets.linking.doubts import percent
from ita_sheets.linking.likeness import dice
from ita_sheets.linking.proposals import similar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ita_sheets.linking.board import Board, Pair
    from ita_sheets.linking.likeness import Grams
    from ita_sheets.linking.wording import Wording

PART = 0.25  # similarity of a part to the whole, at least
GAIN = 0.04  # by which the whole is more like all parts than like those before
NEW_SHARE = 0.33  # of what the part adds to the others, the share that stands in the rest of the whole
JOINED, JOINED_GAIN = 0.40, 0.05  # of two parts, neither linked yet: alike to the whole, and more than one
FEW = 8  # parts looked at for one whole that is not linked, the most similar first

Side = int  # the list a whole stands in: 0 the earlier, 1 the later


class _Addition(NamedTuple):
    """New parts for a whole; the best addition is the greatest."""

    gain: float
    share: float
    content: tuple[tuple[str, ...], ...]
    side: Side
    whole: int
    parts: tuple[int, ...]


def parts(board: Board) -> None:
    """Give free measures to the whole that they are a part of, the best addition first; a person confirms."""
    search = _Search(board)
    while addition := search.best():
        for part in addition.parts:
            pair = _pair(addition.side, addition.whole, part)
            board.add(pair, Band.CONFIRM, similar(board, *pair), by_text=True)
    _explain(board)


class _Search:
    """The search for additions: what is near enough, and what was measured already."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.near = tuple(_near(board, side) for side in (0, 1))
        self.measured: dict[tuple[Side, int, tuple[int, ...], int], tuple[float, float]] = {}
        self.doubled: dict[tuple[Side, int, tuple[int, ...]], list[_Addition]] = {}

    def best(self) -> _Addition | None:
        """The best addition to what is linked; where there is none, the best new whole of two parts."""
        free = tuple(frozenset(places) for places in self.board.free())
        found = [item for side in (0, 1) for item in self._singles(side, free[1 - side])]
        if not found:
            found = [
                item for side in (0, 1) for whole in free[side] for item in self._doubles(side, whole, free)
            ]
        return max(found, default=None)

    def _singles(self, side: Side, free: frozenset[int]) -> Iterator[_Addition]:
        """One more part for a whole that is linked already."""
        wholes, others = _lists(self.board, side)
        for whole, some in _groups(self.board, side).items():
            for part in self.near[side].get(whole, ()):
                if part not in free:
                    continue
                key = (side, whole, some, part)
                if key not in self.measured:
                    joined = _joined(others[other] for other in some)
                    self.measured[key] = _measured(wholes[whole].grams, joined, others[part].grams)
                gain, share = self.measured[key]
                if gain >= GAIN and share >= NEW_SHARE:
                    content = (wholes[whole].content, others[part].content)
                    yield _Addition(gain, share, content, side, whole, (part,))

    def _doubles(self, side: Side, whole: int, free: tuple[frozenset[int], ...]) -> list[_Addition]:
        """Two parts for a whole that is not linked: together they match, one alone would not."""
        some = tuple(part for part in self.near[side].get(whole, ()) if part in free[1 - side])[:FEW]
        key = (side, whole, some)
        if key not in self.doubled:
            self.doubled[key] = list(_pairs_of_parts(self.board, side, whole, some))
        return self.doubled[key]


def _pairs_of_parts(board: Board, side: Side, whole: int, some: Sequence[int]) -> Iterator[_Addition]:
    wholes, others = _lists(board, side)
    text = wholes[whole].grams
    for first, second in combinations(some, 2):
        one, two = others[first].grams, others[second].grams
        together = dice(text, one | two)
        gain = together - max(dice(text, one), dice(text, two))
        share = min(_measured(text, one, two)[1], _measured(text, two, one)[1])
        if together >= JOINED and gain >= JOINED_GAIN and share >= NEW_SHARE:
            content = (wholes[whole].content, *sorted((others[first].content, others[second].content)))
            yield _Addition(gain, share, content, side, whole, (first, second))


def _near(board: Board, side: Side) -> dict[int, list[int]]:
    """For each whole the free measures like enough to be its parts, the most similar first."""
    found: defaultdict[int, list[tuple[float, tuple[str, ...], int]]] = defaultdict(list)
    wholes, others = _lists(board, side)
    for part in board.free()[1 - side]:
        for whole in range(len(wholes)):
            i, j = _pair(side, whole, part)
            if board.similar[i][j] >= PART and board.by_text(i, j):
                found[whole].append((-board.similar[i][j], others[part].content, part))
    return {whole: [part for _, _, part in sorted(some)] for whole, some in found.items()}


def _pair(side: Side, whole: int, part: int) -> Pair:
    return (whole, part) if side == 0 else (part, whole)


def _lists(board: Board, side: Side) -> tuple[Sequence[Wording], Sequence[Wording]]:
    """The wholes' list and the parts' list."""
    return (board.earlier, board.later) if side == 0 else (board.later, board.earlier)


def _groups(board: Board, side: Side) -> dict[int, tuple[int, ...]]:
    """The wholes linked so far with their parts, none of which has another whole."""
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for pair in sorted(board.found):
        partners[pair[side]].append(pair[1 - side])
    degrees = board.degrees()[1 - side]
    return {
        whole: tuple(some) for whole, some in partners.items() if all(degrees[part] == 1 for part in some)
    }


def _joined(wordings: Iterable[Wording]) -> Grams:
    """The trigrams of several texts put together."""
    return reduce(or_, (wording.grams for wording in wordings))


def _measured(whole: Grams, joined: Grams, part: Grams) -> tuple[float, float]:
    """What a part adds to those joined: the gain in likeness, and how much of its own is the whole's."""
    new = part - joined
    share = len(new & (whole - joined)) / len(new) if new else 0.0
    return dice(whole, joined | part) - dice(whole, joined), share


def _explain(board: Board) -> None:
    """Say of every split or merge that the texts proposed how well it matches together; ask a person."""
    for side in (0, 1):
        wholes, others = _lists(board, side)
        for whole, some in _groups(board, side).items():
            if len(some) < 2:
                continue
            together = dice(wholes[whole].grams, _joined(others[part] for part in some))
            reason = Reason(ReasonKind.JOINED, {"percent": percent(together)})
            rows = {others[part].measure.row for part in some}
            for part in some:
                link = board.found[_pair(side, whole, part)]
                if link.by_text:
                    kept = (one for one in link.reasons if not _names_a_part(one, rows))
                    link.band, link.reasons = Band.CONFIRM, (*kept, reason)


def _names_a_part(reason: Reason, rows: set[int]) -> bool:
    """Whether a reason names another part of the same whole as the runner-up: that is no rival."""
    return reason.kind is ReasonKind.LEAD and reason.facts["row"] in rows
