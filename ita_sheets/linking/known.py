"""Links that need no comparison: a person's answers, ids carried forward, identical texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.changes import Band, Reason, ReasonKind
from ita_sheets.entries import ids_named
from ita_sheets.linking.board import same_indicator
from ita_sheets.linking.doubts import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ita_sheets.linking.board import Board, Pair
    from ita_sheets.linking.wording import Wording

# Texts under this speak of different things: so it is for 94 in 100 labelled unrelated pairs, 1 in 100 true.
OTHER_SUBJECT = 0.20
SAME_ACTION = 0.45  # but the same deed under another title is the same subject

# What a person chose for a row in place of the "unchanged" that it begins with.
_SAME_MEASURE = {schema.REWORDED.key, schema.SPLIT.key, schema.MERGED.key}
_IDENTICAL = Reason(ReasonKind.IDENTICAL)


def answered(board: Board) -> None:
    """Link what a person confirmed."""
    for (earlier, later), same in board.answers.items():
        if not same:
            continue
        rows = [i for i, one in enumerate(board.earlier) if one.fingerprint == earlier]
        columns = [j for j, other in enumerate(board.later) if other.fingerprint == later]
        for pair, _ in _paired(board, rows, columns):
            board.add(pair, Band.SURE, Reason(ReasonKind.ANSWER))


def carried_ids(board: Board) -> None:
    """Link what holds the same id or names the other's id as last year's.

    An id on texts of different subjects waits for a person, and gives way to an answer and to the same text
    elsewhere; to that gives way, too, an id that a row has from its place alone.
    """
    settled = set(board.found)
    pairs = [pair for pair in _pairs_by_id(board) if not board.barred(*pair)]
    for i, j in pairs:
        one, other = board.earlier[i], board.later[j]
        others = [pair for pair in _same_text(board, i, j) if pair not in pairs]
        if _other_subject(board, i, j):
            if not others and not any(i == a or j == b for a, b in settled):
                board.add((i, j), Band.CONFIRM, Reason(ReasonKind.ID_OTHER_SUBJECT))
        elif not (others and _from_its_place(one, other)):
            band = Band.CONFIRM if others else Band.SURE
            reasons = (Reason(ReasonKind.ID), *_also_there(board, (i, j), others))
            board.add((i, j), band, *reasons, *differences(one, other))


def identical_texts(board: Board) -> None:
    """Link texts that are the same after folding; those that stand twice by what stands beside them."""
    rows, columns = board.free()
    earlier, later = _by_key(board.earlier, rows), _by_key(board.later, columns)
    for key in sorted(earlier.keys() & later.keys()):
        for pair, rivals in _paired(board, earlier[key], later[key]):
            i, j = pair
            beside = tuple(differences(board.earlier[i], board.later[j]))
            band = Band.CONFIRM if rivals or beside else Band.SURE
            board.add(pair, band, _IDENTICAL, *_also_there(board, pair, rivals), *beside)


def _by_key(wordings: Sequence[Wording], places: Iterable[int]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        if wordings[place].key:
            found[wordings[place].key].append(place)
    return found


def _paired(board: Board, rows: list[int], columns: list[int]) -> Iterator[tuple[Pair, list[Pair]]]:
    """Rows and columns of one wording each, paired one to one, the closest first, and a pair's rivals.

    A rival is a pair as close that would link a row of other content.
    """
    pairs = board.by_content((i, j) for i in rows for j in columns if not board.barred(i, j))
    close = {pair: _beside(board, *pair) for pair in pairs}
    taken: tuple[set[int], set[int]] = (set(), set())
    for pair in sorted(pairs, key=lambda pair: close[pair], reverse=True):
        i, j = pair
        if i in taken[0] or j in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(j)
        rivals = [
            (a, b)
            for a, b in pairs
            if (a == i) != (b == j)
            and close[a, b] >= close[pair]
            and (board.earlier[a].content, board.later[b].content)
            != (board.earlier[i].content, board.later[j].content)
        ]
        yield pair, rivals


def _beside(board: Board, i: int, j: int) -> tuple[bool, float]:
    """How close two rows of one wording are: the same in every cell, then by the cells that tell most."""
    one, other = board.earlier[i], board.later[j]
    alike = (one.unit == other.unit) + same_indicator(one, other) + sum(board.beside(i, j)[:2])
    return one.content == other.content, round(alike, 6)


def _also_there(board: Board, pair: Pair, others: list[Pair]) -> Iterator[Reason]:
    """That the same text stands in another row too: the first such row in order of content."""
    for i, j in board.by_content(others)[:1]:
        wording = board.later[j] if j != pair[1] else board.earlier[i]
        yield Reason(ReasonKind.LEAD, {"percent": 100, "row": wording.measure.row})


# --- ids --------------------------------------------------------------------------------------------------


def _pairs_by_id(board: Board) -> list[Pair]:
    """The pairs that an id relates: one row names the other's as last year's, or both have the same.

    The same id says nothing where it was typed in neither row, or where one of them names another row.
    """
    earlier, later = _unique_ids(board.earlier), _unique_ids(board.later)
    forward = {(earlier[name], j) for j, name in _named_before(board.later) if name in earlier}
    backward = {(i, later[name]) for i, name in _named_before(board.earlier) if name in later}
    told = {i for i, _ in backward}, {j for _, j in forward}
    alike = {
        (i, j)
        for name, i in earlier.items()
        if (j := later.get(name)) is not None
        and not (i in told[0] or j in told[1])
        and (board.earlier[i].measure.id.text or board.later[j].measure.id.text)
    }
    return sorted(alike | forward | backward)


def _unique_ids(wordings: Sequence[Wording]) -> dict[str, int]:
    """The places of the ids that stand once; a row without one has that which a rolled template gives it."""
    ids = [thai.fold(wording.measure.ref) for wording in wordings]
    counts = Counter(ids)
    return {name: place for place, name in enumerate(ids) if name and counts[name] == 1}


def _named_before(wordings: Iterable[Wording]) -> Iterator[tuple[int, str]]:
    """Each place with an id that it names as last year's."""
    for place, wording in enumerate(wordings):
        for name in ids_named(wording.measure.previous_id.text):
            yield place, thai.fold(name)


def _from_its_place(one: Wording, other: Wording) -> bool:
    """Whether the id that relates the two is made of a row's place, which a row put in since would change."""
    return not (one.measure.id.text and other.measure.id.text) and not any(
        thai.fold(mine.measure.id.text) in {name for _, name in _named_before([theirs])}
        for mine, theirs in ((one, other), (other, one))
    )


def _other_subject(board: Board, i: int, j: int) -> bool:
    """Whether nothing in the two rows speaks of the same thing, nor does the office say that it is the same.

    A blank text speaks of nothing yet.
    """
    said = board.later[j].measure.relation.value
    if said in _SAME_MEASURE or not (board.earlier[i].key and board.later[j].key):
        return False
    return board.similar[i][j] < OTHER_SUBJECT and max(board.beside(i, j)) < SAME_ACTION


def _same_text(board: Board, i: int, j: int) -> list[Pair]:
    """The pairs of either row with its own text in the other year, where the two texts differ."""
    one, other = board.earlier[i], board.later[j]
    if one.key == other.key:
        return []
    pairs = [(i, b) for b, text in enumerate(board.later) if one.key and text.key == one.key]
    pairs += [(a, j) for a, text in enumerate(board.earlier) if other.key and text.key == other.key]
    return [pair for pair in pairs if not board.barred(*pair)]
