"""Link the measures of two years.

In order: a person's answers, ids carried forward, identical texts, texts that are each other's best match,
parts of a split or merge, and rewordings that only something beside the text gives away. docs/linking.md says
how each is decided and what was measured.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ita_sheets.changes import Change, Link, Linked, Near, Unlinked
from ita_sheets.linking import known, proposals
from ita_sheets.linking.board import set_up
from ita_sheets.linking.parts import parts
from ita_sheets.linking.wording import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.linking.board import Board, Pair
    from ita_sheets.model import Measure

__all__ = ["fingerprint", "link"]

NEAREST = 3  # measures of the other year shown beside one without a link
_NO_ANSWERS: Mapping[tuple[str, str], bool] = MappingProxyType({})


def link(
    earlier: Sequence[Measure],
    later: Sequence[Measure],
    answers: Mapping[tuple[str, str], bool] = _NO_ANSWERS,
) -> Linked:
    """Link the measures of an earlier and a later year.

    `answers` says of (fingerprint of an earlier wording, fingerprint of a later one) whether a person called
    them the same measure. Every measure is in exactly one of links and dropped, or links and added. The order
    of the sequences and of the rows makes no difference to what is linked.
    """
    board = set_up(earlier, later, answers)
    known.answered(board)
    known.carried_ids(board)
    known.identical_texts(board)
    proposals.alike(board)
    proposals.moved(board)
    parts(board)
    proposals.witnessed(board)
    return _linked(board)


def _linked(board: Board) -> Linked:
    rows, columns = board.free()
    measures = [wording.measure for wording in board.earlier], [wording.measure for wording in board.later]
    links = _links(board)
    dropped = [Unlinked(measures[0][i], _nearest(board.similar[i], measures[1])) for i in rows]
    added = [
        Unlinked(measures[1][j], _nearest([row[j] for row in board.similar], measures[0])) for j in columns
    ]
    return Linked(links, tuple(added), tuple(dropped))


def _nearest(similar: list[float], measures: Sequence[Measure]) -> tuple[Near, ...]:
    order = sorted(range(len(similar)), key=lambda place: (-similar[place], place))
    return tuple(
        Near(measures[place], round(similar[place], 4)) for place in order[:NEAREST] if similar[place]
    )


def _links(board: Board) -> tuple[Link, ...]:
    groups = _group_numbers(board)
    links = []
    for i, j in sorted(board.found):
        one, other = board.earlier[i], board.later[j]
        found = board.found[i, j]
        links.append(
            Link(
                one.measure,
                other.measure,
                _change(board, (i, j)),
                found.band,
                round(board.similar[i][j], 4),
                found.reasons,
                groups.get(i),
            )
        )
    return tuple(links)


def _change(board: Board, pair: Pair) -> Change:
    """What became of the wording; where both sides have several links, the side with more decides."""
    degrees = board.degrees()
    later, earlier = degrees[0][pair[0]], degrees[1][pair[1]]
    if later != earlier:
        return Change.SPLIT if later > earlier else Change.MERGED
    one, other = board.earlier[pair[0]], board.later[pair[1]]
    return Change.SAME if one.key == other.key else Change.REWORDED


def _group_numbers(board: Board) -> dict[int, int]:
    """The number of its split or merge for each earlier place that is in one, counted from 1."""
    root = {i: i for i, _ in board.found}

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    first: dict[int, int] = {}
    for i, j in sorted(board.found):
        a, b = sorted((find(i), find(first.setdefault(j, i))))
        root[b] = a
    sizes: dict[int, int] = {}
    for i, _ in board.found:
        sizes[find(i)] = sizes.get(find(i), 0) + 1
    numbers = {
        place: n for n, place in enumerate(sorted(p for p, size in sizes.items() if size > 1), start=1)
    }
    return {i: numbers[find(i)] for i in root if find(i) in numbers}
