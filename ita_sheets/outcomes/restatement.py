"""How much of an outcome stands in the action or the measure already.

Containment, not likeness: the share of the outcome's character trigrams that the other text holds. A long
copy with a short result behind it shares nearly as much as a bare copy, so new passages are looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from ita_sheets import thai
from ita_sheets.fiscal.years import MONTHS
from ita_sheets.model import Against, Certainty
from ita_sheets.outcomes.reading import CLAUSE, pattern, read
from ita_sheets.texts import cues

if TYPE_CHECKING:
    from ita_sheets.outcomes.reading import Text

RESTATED_FROM = 0.60  # share of trigrams; measured: precision 1.00, recall .98 (research on 150 outcomes)
SHORT = 16  # letters; of a shorter outcome a few common words make a large share
SHORT_FROM = 0.75
CLAIM_BELOW = 0.5  # share, fillers counted, under which a short outcome with a word of result is a claim
BLOCK = 5  # letters that must stand together to be copied
NEW_RESULT = 18  # letters of a passage that the other text lacks and that holds a word of result
NEW_WORDS = 45  # letters of such a passage without one
NEAR = 8  # letters around such a passage in which the word may stand, and that fillers may take inside it
LONGEST_PURPOSE = 120  # letters
NEW_BELOW = 0.30  # share of a passage that may still stand in copied blocks


@dataclass(frozen=True, slots=True)
class Overlap:
    """The highest share found, against which column, and whether it is a copy and a restatement."""

    share: float
    against: Against
    certainty: Certainty | None  # None: not restated


def overlap(outcome: Text, action: Text, measure: Text) -> Overlap | None:
    """The outcome beside the action and the measure; None where either side has no words."""
    key = _key(outcome)
    columns = ((Against.ACTION, action), (Against.MEASURE, measure))
    sides = [(side, text, _key(text)) for side, text in columns if _key(text)]
    if not key or not sides:
        return None
    shares = [(_share(key, other), against) for against, _, other in sides]
    share, against = max(shares, key=lambda item: item[0])
    for side, text, _ in sides:
        if _folded(outcome) == _folded(text):
            return Overlap(1.0, side, Certainty.COPY)
    joined = CLAUSE.join(other for _, _, other in sides)
    share_of_both = _share(key, joined)
    least = RESTATED_FROM if len(key) >= SHORT else SHORT_FROM
    restated = (
        max(share, share_of_both) >= least
        and not _new_passage(outcome.tight, joined)
        and not (len(key) < SHORT and _claims(outcome, action, measure))
    )
    if restated and share < least:
        share = share_of_both
    return Overlap(round(share, 4), against, Certainty.NEAR if restated else None)


def vocabulary(*texts: str) -> frozenset[str]:
    """The trigrams of texts without fillers: what an outcome can share with a measure it answers."""
    return frozenset(thai.trigrams(CLAUSE.join(_key(read(text)) for text in texts)))


def _claims(outcome: Text, action: Text, measure: Text) -> bool:
    """Whether a few shared words carry a claim of their own: mostly new with its fillers, and of a result."""
    others = CLAUSE.join((_folded(action), _folded(measure)))
    mostly_new = _share(_folded(outcome), others) < CLAIM_BELOW
    word = pattern(cues.RESULT_WORDS)
    return mostly_new and bool(set(word.findall(outcome.tight)) - set(word.findall(others)))


def _folded(text: Text) -> str:
    return text.tight.replace(CLAUSE, "")


def _key(text: Text) -> str:
    """The letters that count: without fillers and clause marks."""
    return pattern(*cues.FILLERS).sub("", _folded(text)) or _folded(text)


def _share(key: str, other: str) -> float:
    mine = thai.trigrams(key)
    return (mine & thai.trigrams(other)).total() / mine.total()


def _covered(key: str, other: str, size: int) -> list[bool]:
    """For each letter whether it lies in a block of `size` letters that the other text holds."""
    blocks = {other[i : i + size] for i in range(len(other) - size + 1)}
    covered = [False] * len(key)
    for i in range(len(key) - size + 1):
        if key[i : i + size] in blocks:
            covered[i : i + size] = [True] * size
    return covered


def _new_passage(tight: str, other: str) -> bool:
    """Whether some stretch of the outcome is new: a shorter one when it holds a word of result."""
    said = _said_anything(tight)
    places = [i for i, keep in enumerate(said) if keep]
    key = "".join(tight[i] for i in places)
    sums = [0, *accumulate(_covered(key, other, min(BLOCK, len(key))))]
    word = pattern(cues.RESULT_WORDS)
    for size, needs_word in ((NEW_RESULT, True), (NEW_WORDS, False)):
        for start in range(len(key) - size + 1):
            if sums[start + size] - sums[start] > NEW_BELOW * size:
                continue
            first, last = places[start], places[start + size - 1] + 1
            if last - first > size + 3 * NEAR:
                continue  # two passages, parted by a purpose
            if not needs_word or word.search(tight, max(0, first - NEAR), min(len(tight), last + NEAR)):
                return True
    return False


def _said_anything(tight: str) -> list[bool]:
    """For each letter whether it may say something new: no filler, no wording of a period, no purpose.

    A purpose reaches from its word to the next sentence.
    """
    kept = [char != CLAUSE for char in tight]
    for match in pattern(*cues.FILLERS, cues.PERIOD_WORDS, _MONTHS).finditer(tight):
        kept[match.start() : match.end()] = [False] * len(match.group())
    for match in pattern(cues.PURPOSE).finditer(tight):
        furthest = min(len(tight), match.start() + LONGEST_PURPOSE)
        end = pattern(f"{CLAUSE}|{cues.SENTENCE_STARTS}").search(tight, match.end(), furthest)
        stop = end.start() if end else furthest
        kept[match.start() : stop] = [False] * (stop - match.start())
    return kept


_MONTHS = "|".join(full for full, _, _ in MONTHS)
