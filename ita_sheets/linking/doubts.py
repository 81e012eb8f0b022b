"""What speaks against a pair whose texts are alike, as reasons a person can read."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ita_sheets.changes import Reason, ReasonKind
from ita_sheets.linking.likeness import lead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ita_sheets.linking.board import Board
    from ita_sheets.linking.wording import Wording

LEAD = 0.10  # over the runner-up; measured: 0 wrong in about 1,000 sure links (research)
REPLACED = 3  # letters on both sides: a word that stands for another
INSERTED = 10  # letters on one side: enough to name another subject
ISLAND = 3  # letters in common that are chance, not text


def doubts(board: Board, i: int, j: int) -> tuple[Reason, ...]:
    """What a person should look at before believing the pair; the texts are alike, but."""
    return (*nearly_as_alike(board, i, j), *differences(board.earlier[i], board.later[j]))


def nearly_as_alike(board: Board, i: int, j: int) -> Iterator[Reason]:
    """The runner-up, where the pair does not lead it by enough."""
    ahead, where = lead(board.similar, i, j)
    if where is not None and ahead < LEAD:
        side = board.later[where[1]] if where[1] != j else board.earlier[where[0]]
        yield Reason(
            ReasonKind.LEAD, {"percent": percent(board.similar[where[0]][where[1]]), "row": side.measure.row}
        )


def differences(one: Wording, other: Wording) -> Iterator[Reason]:
    """Figures, words of plan and report, and units that do not agree."""
    if one.figures != other.figures:
        yield _differ(ReasonKind.NUMBERS, ", ".join(one.figures), ", ".join(other.figures))
    if one.stages != other.stages:
        yield _differ(ReasonKind.STAGE, ", ".join(one.stages), ", ".join(other.stages))
    if one.unit != other.unit and one.unit and other.unit:
        yield _differ(ReasonKind.UNIT, one.measure.unit.text, other.measure.unit.text)


def _differ(kind: ReasonKind, earlier: str, later: str) -> Reason:
    return Reason(kind, {"earlier": earlier or "-", "later": later or "-"})


def reworded_lightly(one: str, other: str) -> bool:
    """Whether two folded texts differ by less than a word replaced or a subject put in."""
    first = second = 0
    for step, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if step != "equal":
            first, second = first + i2 - i1, second + j2 - j1
        elif i2 - i1 >= ISLAND:
            first = second = 0
        if min(first, second) >= REPLACED or max(first, second) >= INSERTED:
            return False
    return True


def percent(similarity: float) -> int:
    """A similarity as a whole number of percent; 100 only for identical texts."""
    return min(round(100 * similarity), 100 if similarity == 1.0 else 99)
