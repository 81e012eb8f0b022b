"""What is counted of a step from one year to the next, line by line, on overview and first page alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets.history import Kind, Turn
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import Lot
from ita_sheets.texts import years as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.history import Compared
    from ita_sheets.texts import Words

_TURNS = {Turn.LOST: Role.GAP, Turn.SAID_AGAIN: Role.GAP, Turn.WON: Role.OK}  # those that are counted


class Counted(NamedTuple):
    """A line: its words, the counts in the earlier and the later year, what it links to, and its look."""

    name: Words
    before: int | None
    now: int | None
    key: Kind | Turn | Lot | None = None
    role: Role = Role.NAME

    @property
    def is_sum(self) -> bool:
        """Whether the lines above add up to it."""
        return self.name is words.ALL


def counted(compared: Compared) -> list[Counted]:
    """The kinds that occur, which add up for either year; then the outcomes, and what is left to answer."""
    before, now = compared.earlier, compared.later
    lines = [
        Counted(words.KINDS[kind], before.get(kind), now.get(kind), kind)
        for kind in Kind
        if kind in before or kind in now
    ]
    sums = sum(before.values()), sum(now.values())
    lines.append(Counted(words.ALL, *sums))
    for turn, role in _TURNS.items():
        if found := compared.turned(turn):
            lines.append(Counted(words.TURNS[turn], None, len(found), turn, role))
    if compared.asked:
        lines.append(Counted(words.LEFT_LINE, None, len(compared.asked), Lot.ASKED, Role.WARNING))
    return lines


def names(steps: Sequence[Sequence[Counted]]) -> list[Words]:
    """The names of the lines that any of the steps has, in the order of the lines."""
    order = [*words.KINDS.values(), words.ALL, *(words.TURNS[turn] for turn in _TURNS), words.LEFT_LINE]
    used = {line.name for lines in steps for line in lines}
    return [name for name in order if name in used]
