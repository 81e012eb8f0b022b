"""Links of one to one that the texts propose: best matches, and rewordings past recognition.

The thresholds were set on the tuned part of the labelled years; docs/linking.md has the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.changes import Band, Reason, ReasonKind
from ita_sheets.linking.board import NOTHING_BESIDE, same_indicator
from ita_sheets.linking.doubts import differences, doubts, percent, reworded_lightly
from ita_sheets.linking.likeness import lead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ita_sheets.linking.board import Board, Pair
    from ita_sheets.linking.likeness import Table

SURE, CONFIRM = 0.75, 0.45  # similarity of the texts, 0-1 (research: 0 wrong, and 80-99 in 100 right)

# Rewording past recognition: a second witness must single the pair out
TITLE, WITNESS = 0.20, 0.45  # some likeness of the texts, and of what was done
WITNESS_ALONE = 0.60  # hardly any of the texts
WITNESS_LEAD = 0.10  # over the runner-up, in both years
TITLE_ALONE = 0.30  # with the same indicator
FAINT = 0.10  # where an indicator is not given


# --- one to one -------------------------------------------------------------------------------------------


def alike(board: Board) -> None:
    """Link free measures that are each other's best match."""
    for i, j in _mutual(board, board.closeness, board.by_text, CONFIRM):
        against = doubts(board, i, j)
        sure = not against and board.similar[i][j] >= SURE and _sound(board, i, j)
        band = Band.SURE if sure else Band.CONFIRM
        board.add((i, j), band, similar(board, i, j), *against, by_text=True)


def moved(board: Board) -> None:
    """Link free measures alike but for quarter, village or half-year, where no other is like them."""
    for i, j in _mutual(board, board.similar, board.may_have_moved, SURE):
        against = doubts(board, i, j)
        if all(reason.kind is not ReasonKind.LEAD for reason in against):
            board.add((i, j), Band.CONFIRM, similar(board, i, j), *against, by_text=True)


def _sound(board: Board, i: int, j: int) -> bool:
    """Whether the rewording is a light one, about the same people, in the same unit's hands."""
    one, other = board.earlier[i], board.later[j]
    return one.sides == other.sides and one.unit == other.unit and reworded_lightly(one.key, other.key)


def similar(board: Board, i: int, j: int) -> Reason:
    """That the texts are the same, or by how much they are alike."""
    if board.similar[i][j] == 1.0:
        return Reason(ReasonKind.IDENTICAL)
    return Reason(ReasonKind.SIMILAR, {"percent": percent(board.similar[i][j])})


def _mutual(
    board: Board, table: Table, may: Callable[[int, int], bool], least: float = 0.0
) -> Iterator[Pair]:
    """Free pairs that are the best of their row and of their column in the table; equals by their content.

    Only pairs that may be linked and whose texts are at least so alike stand for choice.
    """
    rows, columns = board.free()
    values = {
        (i, j): table[i][j] for i in rows for j in columns if board.similar[i][j] >= least and may(i, j)
    }
    row_best: dict[int, float] = {}
    column_best: dict[int, float] = {}
    for (i, j), value in values.items():
        row_best[i] = max(value, row_best.get(i, value))
        column_best[j] = max(value, column_best.get(j, value))
    best = [pair for pair, value in values.items() if value == row_best[pair[0]] == column_best[pair[1]]]
    taken: tuple[set[int], set[int]] = (set(), set())
    for i, j in board.by_content(best):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


# --- reworded past recognition ----------------------------------------------------------------------------


def witnessed(board: Board) -> None:
    """Link free pairs that something beside the text singles out."""
    tables = _witnesses(board)
    combined = [
        [similarity + max(table[i][j] for table in tables) for j, similarity in enumerate(row)]
        for i, row in enumerate(board.similar)
    ]
    for i, j in _mutual(board, combined, board.comparable):
        reason = _witness(board, tables, i, j)
        if reason:
            against = differences(board.earlier[i], board.later[j])
            board.add((i, j), Band.CONFIRM, similar(board, i, j), reason, *against, by_text=True)


def _witnesses(board: Board) -> tuple[Table, ...]:
    """What beside the text may speak for a pair, as `Board.beside` has it; 0 where neither row is free."""
    rows, columns = (set(places) for places in board.free())
    cells = [
        [board.beside(i, j) if i in rows or j in columns else NOTHING_BESIDE for j in range(len(board.later))]
        for i in range(len(board.earlier))
    ]
    return tuple([[cell[kind] for cell in row] for row in cells] for kind in range(len(NOTHING_BESIDE)))


def _witness(board: Board, tables: tuple[Table, ...], i: int, j: int) -> Reason | None:
    """The second witness of a pair, None where there is none."""
    one, other = board.earlier[i], board.later[j]
    similarity = 0.0 if board.opening_alone(i, j) else board.similar[i][j]
    same = same_indicator(one, other)
    given = None not in (one.measure.indicator.value, other.measure.indicator.value)
    if (given and not same) or (not given and similarity < FAINT):
        return None
    least = WITNESS if similarity >= TITLE else WITNESS_ALONE
    leading = (table[i][j] for table in tables if lead(table, i, j)[0] >= WITNESS_LEAD)
    strongest = max(leading, default=0.0)
    if strongest >= least:
        return Reason(ReasonKind.ACTION, {"percent": percent(strongest)})
    if same and similarity >= TITLE_ALONE and lead(board.similar, i, j)[0] >= WITNESS_LEAD:
        return Reason(ReasonKind.INDICATOR, {"indicator": one.measure.indicator.value})
    return None
