"""What is known while two years are being linked: the texts, how alike they are, the links so far."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.changes import Band
from ita_sheets.linking.likeness import Table, alike, contained, dice, numbered, opening
from ita_sheets.linking.wording import Wording, apart, moved, wording
from ita_sheets.texts.linking import REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ita_sheets.changes import Reason
    from ita_sheets.model import Measure

Pair = tuple[int, int]  # places in the earlier and in the later list

# Beside the texts, what tells near equals apart; too little to lift a pair over a threshold by itself.
ACTION_WEIGHT, UNIT_WEIGHT, INDICATOR_WEIGHT = 0.05, 0.02, 0.02
COULD_MATCH = 0.30  # similarity under which a pair is out of reach of a link by text alone
OPENING = 12  # letters that texts begin with alike to have an opening in common
BY_CHANCE = 4  # letters that two of them may go on alike
SHORTEST_REST, REST = 6, 0.20  # letters behind it that can be compared, and how alike they are at least
NOTHING_BESIDE = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Found:
    """A link on its way: how sure, why, and whether the texts alone speak for it."""

    band: Band
    reasons: tuple[Reason, ...]
    by_text: bool = False


@dataclass
class Board:
    """Two lists and the links between them so far, by place."""

    earlier: Sequence[Wording]
    later: Sequence[Wording]
    answers: Mapping[tuple[str, str], bool]
    found: dict[Pair, Found] = field(default_factory=dict)

    @cached_property
    def similar(self) -> Table:
        """How alike the measures' texts are; 1.0 where they are identical after folding."""
        table = alike([one.grams for one in self.earlier], [other.grams for other in self.later])
        for i, one in enumerate(self.earlier):
            for j, other in enumerate(self.later):
                if one.key and one.key == other.key:
                    table[i][j] = 1.0
                elif table[i][j] == 1.0:
                    table[i][j] = NEARLY_ONE
        return table

    @cached_property
    def closeness(self) -> Table:
        """`similar` with a little for the same action, unit and indicator: it chooses between near equals."""
        return [
            [self._closeness(i, j, similarity) for j, similarity in enumerate(row)]
            for i, row in enumerate(self.similar)
        ]

    def _closeness(self, i: int, j: int, similarity: float) -> float:
        if similarity < COULD_MATCH:
            return similarity
        one, other = self.earlier[i], self.later[j]
        return (
            similarity
            + ACTION_WEIGHT * dice(one.action, other.action)
            + UNIT_WEIGHT * (one.unit == other.unit != "")
            + INDICATOR_WEIGHT * same_indicator(one, other)
        )

    def beside(self, i: int, j: int) -> tuple[float, float, float]:
        """How alike actions and outcomes are, and how much of one text was the other year's action, 0-1."""
        one, other = self.earlier[i], self.later[j]
        crossed = max(contained(one.grams, other.action), contained(other.grams, one.action))
        return dice(one.action, other.action), dice(one.outcome, other.outcome), crossed

    def add(self, pair: Pair, band: Band, *reasons: Reason, by_text: bool = False) -> None:
        """Link a pair that is not linked yet."""
        self.found.setdefault(pair, Found(band, reasons, by_text))

    def barred(self, i: int, j: int) -> bool:
        """Whether a person said that the two are not the same, or that the later one is new."""
        one, other = self.earlier[i], self.later[j]
        answer = self.answers.get((one.fingerprint, other.fingerprint))
        if answer is not None:
            return not answer
        return other.measure.relation.value == schema.NEW.key

    def comparable(self, i: int, j: int) -> bool:
        """Whether the pair may be proposed."""
        one, other = self.earlier[i], self.later[j]
        return not (self.barred(i, j) or apart(one, other) or moved(one, other))

    def by_text(self, i: int, j: int) -> bool:
        """Whether the texts by themselves may propose the pair."""
        return self.comparable(i, j) and not self.opening_alone(i, j)

    def may_have_moved(self, i: int, j: int) -> bool:
        """Whether the texts may propose the pair as the same deed in another quarter, village or half-year.

        A report on another quarter is another report.
        """
        one, other = self.earlier[i], self.later[j]
        is_report = REPORT in (*one.stages, *other.stages)
        return moved(one, other) and not (is_report or self.barred(i, j) or apart(one, other))

    def opening_alone(self, i: int, j: int) -> bool:
        """Whether two texts have only an opening in common, which other measures have, too."""
        one, other = self.earlier[i], self.later[j]
        shared = opening(one.body, other.body)
        shorter = min(len(one.body), len(other.body))
        if len(shared) < OPENING or shorter - len(shared) < SHORTEST_REST:
            return False
        begins = shared[: max(OPENING, len(shared) - BY_CHANCE)]
        first = bisect_left(self._bodies, begins)
        third = self._bodies[first + 2 : first + 3]
        if not any(body.startswith(begins) for body in third):
            return False
        said = numbered(shared)
        return dice(one.grams - said, other.grams - said) < REST

    @cached_property
    def _bodies(self) -> list[str]:
        """Every text of both years once, in order of its letters."""
        return sorted({wording.body for wording in (*self.earlier, *self.later)})

    def free(self) -> tuple[list[int], list[int]]:
        """The places in both lists that no link holds."""
        taken = ({i for i, _ in self.found}, {j for _, j in self.found})
        return (
            [i for i in range(len(self.earlier)) if i not in taken[0]],
            [j for j in range(len(self.later)) if j not in taken[1]],
        )

    def degrees(self) -> tuple[Counter[int], Counter[int]]:
        """How many links each place holds."""
        return Counter(i for i, _ in self.found), Counter(j for _, j in self.found)

    def by_content(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs in an order that depends neither on the order of rows nor on which year stands first."""

        def contents(pair: Pair) -> list[tuple[str, ...]]:
            return sorted((self.earlier[pair[0]].content, self.later[pair[1]].content))

        return sorted(pairs, key=contents)


NEARLY_ONE = 0.9999  # the same trigrams in texts that are not the same


def set_up(
    earlier: Sequence[Measure], later: Sequence[Measure], answers: Mapping[tuple[str, str], bool]
) -> Board:
    """A board without links, both lists in order of their rows."""
    return Board(_made_ready(earlier), _made_ready(later), answers)


def _made_ready(measures: Sequence[Measure]) -> list[Wording]:
    return [wording(measure) for measure in sorted(measures, key=lambda measure: measure.row)]


def same_indicator(one: Wording, other: Wording) -> bool:
    """Whether both name an ITA indicator and it is the same."""
    number = one.measure.indicator.value
    return number is not None and number == other.measure.indicator.value
