r"""What changed between two wordings of one text, in pieces that a person can read.

Thai has no spaces between words, and a piece that began with a tone mark would be no text at all. So texts
are compared by what is never cut: a Thai consonant with the vowel before it and all that surely belongs to it
behind (marks, vowels, a silent letter), a number, a Latin word, one character of anything else. What is the
same by chance is not shown as kept: fewer than three such letters between two changes belong to the change,
and where a change would begin or end inside what looks like a word, the word's rest goes with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import thai

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST_KEPT = 3  # letters, of a run between two changes
LEAST_COMMON = 0.3  # of both texts' letters; with less, marks in the text would only confuse
MOST_PAIRS = 200_000  # of equal places in both texts; only texts that repeat themselves without end have more

_LEADING = r"\u0e40-\u0e44"  # vowels written before their consonant
_MARKS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TRAILING = rf"{_MARKS}\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46"  # marks, vowels and signs written behind it
_CONSONANT = r"[\u0e01-\u0e2e]"
_CLOSED = rf"\u0e31[\u0e48-\u0e4b]?{_CONSONANT}(?![{_TRAILING}])"  # MAI HAN AKAT always has a final consonant
_SILENT = rf"{_CONSONANT}[\u0e34\u0e38]?\u0e4c"
_CLUSTER = rf"(?:(?:[{_LEADING}][{_MARKS}]*)+\S?|{_CONSONANT})(?:{_CLOSED}|[{_TRAILING}]*)(?:{_SILENT})*"
_NUMBERING = r"^\(?\d{1,2}(?:\.\d{1,2})*(?:\.\)|[.)])(?!\d)[^\S\n]*(?=\S)"
_TOKEN = re.compile(
    rf"(?P<space>\s+|(?m:{_NUMBERING}))"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[A-Za-z\u00c0-\u024f]+)"
    rf"|(?P<cluster>{_CLUSTER})"
    r"|(?P<other>.)"
)
_LETTER = re.compile(_CONSONANT)
_NUMBERINGS = re.compile(_NUMBERING, re.MULTILINE)
_OPENS = re.compile(f"[{_LEADING}]")
_CLOSES = re.compile(r"[\u0e2f\u0e30\u0e33\u0e46\u0e4c]\Z")  # these stand at the end of a syllable


class PieceKind(StrEnum):
    """What became of a piece of text."""

    KEPT = auto()
    DELETED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, never empty."""

    kind: PieceKind
    text: str


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one wording to the other, in reading order; none for two blank texts.

    Both texts are taken as a person sees them (`thai.tidy`). Texts with the same `thai.fold`, or with the
    same but for numbers at the beginning of lines ("2. ..."), are one kept piece of the later text. Texts
    with little in common are two pieces: all deleted, all added.

    What always holds: no two neighbours are of one kind, and deleted stands before added. Kept and added
    pieces join to the later text, letter for letter. Kept and deleted pieces join to the earlier text but for
    white space, the script of digits, commas in numbers, upper and lower case, the kind of quotation marks
    and dashes, and numbers at the beginning of lines: in these the kept pieces are as in the later text. A
    piece begins with a mark, or with a vowel written behind its letter, only where the text itself does.
    """
    before, after = thai.tidy(before), thai.tidy(after)
    if _same(before, after):
        return _pieces([(PieceKind.KEPT, after)])
    old, new = _tokens(before), _tokens(after)
    kept = _kept(old, new)
    if not _much_in_common(kept, old, new):
        return _pieces([(PieceKind.DELETED, before), (PieceKind.ADDED, after)])
    return _pieces(_told(before, after, old, new, kept))


def _same(before: str, after: str) -> bool:
    if thai.fold(before) == thai.fold(after):
        return True
    return thai.fold(_NUMBERINGS.sub("", before)) == thai.fold(_NUMBERINGS.sub("", after))


def _pieces(parts: Sequence[tuple[PieceKind, str]]) -> tuple[Piece, ...]:
    """Without empty ones, and neighbours of one kind as one."""
    found: list[Piece] = []
    for kind, text in parts:
        if found and text and found[-1].kind is kind:
            found[-1] = Piece(kind, found[-1].text + text)
        elif text:
            found.append(Piece(kind, text))
    return tuple(found)


# --- tokens -----------------------------------------------------------------------------------------------


class _Token(NamedTuple):
    key: str  # equal for what a reader takes for the same
    text: str
    start: int
    weight: int  # letters that count when something is weighed
    is_cluster: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _tokens(text: str) -> list[_Token]:
    """All of the text but white space and numbers at the beginning of lines."""
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind, start = match.lastgroup or "", match.start()
        if kind == "space":
            continue
        if start and kind == "other" and unicodedata.category(match.group())[0] == "M":
            # A mark that no pattern foresees goes with what stands before it, be it a space.
            joined = bool(found) and found[-1].end == start
            start = found.pop().start if joined else start - 1
        found.append(_token(kind, text[start : match.end()], start))
    return found


def _token(kind: str, text: str, start: int) -> _Token:
    if kind == "number":
        return _Token(thai.arabic_digits(text).replace(",", ""), text, start, len(text), is_cluster=False)
    if kind == "word":
        return _Token(text.casefold(), text, start, len(text), is_cluster=False)
    if kind == "cluster":
        return _Token(text, text, start, len(_LETTER.findall(text)) or 1, is_cluster=True)
    return _Token(_sign(text), text, start, int(text.isalnum()), is_cluster=False)


def _sign(text: str) -> str:
    """Dashes are one sign, and so are quotation marks: word processors exchange them unasked."""
    category = unicodedata.category(text[0])
    if text in ('"', "'") or category in ("Pi", "Pf"):
        return '"'
    return "-" if category == "Pd" else text.casefold()


def _is_gap(tokens: Sequence[_Token], at: int) -> bool:
    """Whether white space, or the text's edge, stands before the token of this number."""
    return at in (0, len(tokens)) or tokens[at - 1].end < tokens[at].start


def _is_edge(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word may begin with the token of this number, by its look alone."""
    if _is_gap(tokens, at):
        return True
    left, right = tokens[at - 1], tokens[at]
    inside = left.is_cluster and right.is_cluster
    return not inside or bool(_OPENS.match(right.text) or _CLOSES.search(left.text))


# --- what is kept -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Tokens `old` to `old + count` of the earlier text that stand from `new` on in the later one."""

    old: int
    new: int
    count: int

    @property
    def ends(self) -> tuple[int, int]:
        return self.old + self.count, self.new + self.count


def _kept(old: list[_Token], new: list[_Token]) -> list[_Run]:
    """The runs that both texts have, in order; the last is empty and stands at the ends of the texts."""
    runs = [_Run(0, 0, 0)]
    for run in _matched([token.key for token in old], [token.key for token in new]):
        if runs[-1].ends == (run.old, run.new):
            runs[-1].count += run.count
        else:
            runs.append(run)
    if runs[-1].ends != (len(old), len(new)):
        runs.append(_Run(len(old), len(new), 0))
    for left, right in pairwise(runs):
        _slide(left, right, old, new)
    runs = _without_islands(runs, old, new)
    for left, right in pairwise(runs):
        _give_up_rests(left, right, old, new)
    return _without_islands(runs, old, new)


def _matched(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Common runs in order: the beginning, the end, and in between the longest of two tokens and more."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    yield _Run(0, 0, head)
    done = head, head
    # A single letter in common is chance, and how often pairs are equal tells how long a search may take.
    pairs = [list(pairwise(keys)) for keys in (old[head : len(old) - tail], new[head : len(new) - tail])]
    for i, j, count in _blocks(*pairs):
        skipped = max(done[0] - i - head, done[1] - j - head, 0)
        run = _Run(i + head + skipped, j + head + skipped, count + 1 - skipped)
        if count and run.count > 0:
            done = run.ends
            yield run
    yield _Run(len(old) - tail, len(new) - tail, tail)


def _blocks(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Sequence[tuple[int, int, int]]:
    """(place in old, place in new, count) of equal runs; none where to look for them would take too long."""
    counted = Counter(new)
    if sum(counted[pair] for pair in old) > MOST_PAIRS:
        return []
    return SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


def _slide(left: _Run, right: _Run, old: list[_Token], new: list[_Token]) -> None:
    """Let what was only added, or only deleted, begin and end with a word where letters repeat."""
    if left.ends[0] == right.old:
        tokens, start, end = new, left.ends[1], right.new
    elif left.ends[1] == right.new:
        tokens, start, end = old, left.ends[0], right.old
    else:
        return
    back = on = 0
    while back < left.count and tokens[start - back - 1].key == tokens[end - back - 1].key:
        back += 1
    while on < right.count and tokens[start + on].key == tokens[end + on].key:
        on += 1

    def edges(shift: int) -> int:
        places = start + shift, end + shift
        return sum(2 * _is_gap(tokens, at) + _is_edge(tokens, at) for at in places)

    shift = max(range(on, -back - 1, -1), key=edges)
    left.count += shift
    right.old, right.new, right.count = right.old + shift, right.new + shift, right.count - shift


def _without_islands(runs: list[_Run], old: list[_Token], new: list[_Token]) -> list[_Run]:
    """Without runs too small to be seen between two changes."""
    ends = len(old), len(new)

    def counts(run: _Run) -> bool:
        if run.ends == ends or (run.count and (run.old, run.new) == (0, 0)):
            return True
        return sum(token.weight for token in new[run.new : run.ends[1]]) >= LEAST_KEPT

    return [run for run in runs if counts(run)]


def _give_up_rests(left: _Run, right: _Run, old: list[_Token], new: list[_Token]) -> None:
    """Where a word was changed for another, its first or last letters are not kept by themselves."""
    if left.ends[0] == right.old or left.ends[1] == right.new:
        return
    if not (_is_edge(old, left.ends[0]) or _is_edge(new, left.ends[1])):
        rest = _letters_to_edge(new, range(left.ends[1] - 1, left.new - 1, -1))
        left.count -= rest
    if not (_is_edge(old, right.old) or _is_edge(new, right.new)):
        rest = _letters_to_edge(new, range(right.new + 1, right.ends[1] + 1))
        right.old, right.new, right.count = right.old + rest, right.new + rest, right.count - rest


def _letters_to_edge(tokens: list[_Token], places: range) -> int:
    """Tokens up to the nearest edge of a word, 0 where it is not near."""
    near = places[: LEAST_KEPT - 1]
    return next((count for count, at in enumerate(near, 1) if _is_edge(tokens, at)), 0)


def _much_in_common(runs: list[_Run], old: list[_Token], new: list[_Token]) -> bool:
    """Whether marks would help; also where one text is all in the other, however much longer that is."""
    common = sum(token.weight for run in runs for token in new[run.new : run.ends[1]])
    sizes = [sum(token.weight for token in tokens) for tokens in (old, new)]
    return bool(common) and (2 * common >= LEAST_COMMON * sum(sizes) or common == min(sizes))


# --- pieces -----------------------------------------------------------------------------------------------


def _told(
    before: str, after: str, old: list[_Token], new: list[_Token], runs: list[_Run]
) -> list[tuple[PieceKind, str]]:
    """The changes between the runs, and the later text around them."""
    parts: list[tuple[PieceKind, str]] = []
    told, done = 0, (0, 0)  # characters of the later text; tokens of both
    for run in runs:
        deleted, added = range(done[0], run.old), range(done[1], run.new)
        start, end = _span(new, added, alone=not deleted)
        parts.append((PieceKind.KEPT, after[told:start]))
        if deleted:
            first, last = _span(old, deleted, alone=not added)
            parts.append((PieceKind.DELETED, before[first:last]))
        parts.append((PieceKind.ADDED, after[start:end]))
        told, done = end, run.ends
    parts.append((PieceKind.KEPT, after[told:]))
    return parts


def _span(tokens: list[_Token], changed: range, *, alone: bool) -> tuple[int, int]:
    """First and last character of a change; one that replaces nothing brings the space beside it along."""
    first, last = changed.start, changed.stop
    if first == last:
        at = tokens[first - 1].end if first else tokens[0].start
        return at, at
    if not alone:
        return tokens[first].start, tokens[last - 1].end
    if first:
        return tokens[first - 1].end, tokens[last - 1].end
    return tokens[0].start, tokens[last].start
