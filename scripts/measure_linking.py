"""Measure the linking of two years on the labelled pairs; ``--write`` puts the figures into docs/linking.md.

Run from anywhere: ``python scripts/measure_linking.py [--write]``. A test holds that the page shows these
figures. Beside the toolkit's own method stands the plain one that an evaluation recommended: trigram Dice on
folded text, mutual best match, guards for "sure", groups where the joined text matches better by .05.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import labelled_years  # noqa: E402  (both folders have to be found first)

from ita_sheets import thai  # noqa: E402
from ita_sheets.changes import Band, Change  # noqa: E402
from ita_sheets.linking import fingerprint, link  # noqa: E402
from ita_sheets.texts.linking import STAGES  # noqa: E402

PAGE = ROOT / "docs" / "linking.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PARTS = {
    "tune": "looked at while thresholds were set",
    "held": "written afterwards",
    "late": "written by somebody else, then looked at",
    "last": "written after that",
}
SHARES = (0.0, 0.15, 0.30)  # of the measures that come and go
REPEATS = 10

Rows = labelled_years.Rows
Proposed = dict[Rows, tuple[Change, Band]]
Method = Callable[[labelled_years.Years], Proposed]


@dataclass
class Counts:
    """What a method got: links by kind and how many of them it found, its own links by band and by change."""

    links: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    bands: Counter[tuple[Band, bool]] = field(default_factory=Counter)
    changes: Counter[tuple[Change | None, Change | None]] = field(default_factory=Counter)  # labelled, said

    def precision_recall_f1(self) -> tuple[float, float, float]:
        right = self.found.total()
        return _three(right, self.bands.total(), self.links.total())

    def band_precision(self, band: Band) -> tuple[int, int]:
        """How many links of a band are right, and how many there are."""
        right = self.bands[band, True]
        return right, right + self.bands[band, False]


# --- the two methods --------------------------------------------------------------------------------------


def toolkit(years: labelled_years.Years) -> Proposed:
    """The links of `ita_sheets.linking`."""
    links = link(years.earlier, years.later).links
    return {(one.earlier.row, one.later.row): (one.change, one.band) for one in links}


def plain(years: labelled_years.Years) -> Proposed:
    """The links of the plain method."""
    texts = [[item.measure.text for item in measures] for measures in (years.earlier, years.later)]
    grams = [[thai.trigrams(thai.fold(text)) for text in some] for some in texts]
    table = [[_dice(one, other) for other in grams[1]] for one in grams[0]]
    found: dict[tuple[int, int], Band] = {}
    for i, j in _mutual_best(table):
        units = years.earlier[i].unit.text, years.later[j].unit.text
        found[i, j] = _band(table, i, j, texts[0][i], texts[1][j], units)
    changes = {pair: Change.SAME if table[pair[0]][pair[1]] == 1 else Change.REWORDED for pair in found}
    for side, change in ((0, Change.SPLIT), (1, Change.MERGED)):
        for pair, partner in _joined(grams, table, found, side):
            found[pair] = found[partner] = Band.CONFIRM
            changes[pair] = changes[partner] = change
    return {
        (years.earlier[i].row, years.later[j].row): (changes[i, j], band) for (i, j), band in found.items()
    }


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _mutual_best(table: list[list[float]]) -> Iterator[tuple[int, int]]:
    for i, row in enumerate(table):
        if not row:
            continue
        j = max(range(len(row)), key=lambda place: row[place])
        best = max(range(len(table)), key=lambda place: table[place][j])
        if best == i and row[j] >= 0.45:
            yield i, j


def _band(table: list[list[float]], i: int, j: int, one: str, other: str, units: tuple[str, str]) -> Band:
    if table[i][j] == 1:
        return Band.SURE
    rivals = [value for k, value in enumerate(table[i]) if k != j]
    rivals += [row[j] for k, row in enumerate(table) if k != i]
    figures = [sorted(re.findall("[0-9]+", thai.arabic_digits(text))) for text in (one, other)]
    stages = [[name for name in STAGES if name in text] for text in (one, other)]
    agree = figures[0] == figures[1] and stages[0] == stages[1] and units[0] == units[1]
    clear = table[i][j] >= 0.75 and table[i][j] - max(rivals, default=0.0) >= 0.10
    return Band.SURE if agree and clear else Band.CONFIRM


def _joined(
    grams: list[list[Counter[str]]],
    table: list[list[float]],
    found: dict[tuple[int, int], Band],
    side: int,
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Unlinked texts that make a link's text of the other side match better by .05, with that link."""
    linked = {pair[1 - side] for pair in found}
    additions = []
    for part in range(len(grams[1 - side])):
        if part in linked:
            continue
        gains = []
        for pair in sorted(found):
            together = grams[1 - side][pair[1 - side]] + grams[1 - side][part]
            gains.append((_dice(grams[side][pair[side]], together) - table[pair[0]][pair[1]], pair))
        gain, pair = max(gains, default=(0.0, (0, 0)))
        if gain >= 0.05:
            additions.append(((pair[0], part) if side == 0 else (part, pair[1]), pair))
    return additions


# --- counting ---------------------------------------------------------------------------------------------


def measured(method: Method, part: str, share: float) -> Counts:
    """What a method gets on a part of the labelled pairs when that share of measures comes and goes."""
    counts = Counts()
    for years in labelled_years.of_part(part):
        for seed in range(REPEATS if share else 1):
            _count(counts, years.thinned(share, seed) if share else years, method)
    return counts


def _count(counts: Counts, years: labelled_years.Years, method: Method) -> None:
    proposed = method(years)
    labelled = _changes(years)
    for pair, kind in years.links.items():
        counts.links[kind] += 1
        counts.found[kind] += pair in proposed
    for pair, (_, band) in proposed.items():
        counts.bands[band, pair in years.links] += 1
    for pair in labelled.keys() | proposed.keys():
        counts.changes[labelled.get(pair), proposed[pair][0] if pair in proposed else None] += 1


def _changes(years: labelled_years.Years) -> dict[Rows, Change]:
    """The labelled change of every true link; a part whose other parts are gone is a rewording."""
    earlier = {item.row: fingerprint(item) for item in years.earlier}
    later = {item.row: fingerprint(item) for item in years.later}
    degrees = Counter(("earlier", i) for i, _ in years.links) + Counter(("later", j) for _, j in years.links)
    changes = {}
    for i, j in years.links:
        if degrees["earlier", i] > 1:
            changes[i, j] = Change.SPLIT
        elif degrees["later", j] > 1:
            changes[i, j] = Change.MERGED
        else:
            changes[i, j] = Change.SAME if earlier[i] == later[j] else Change.REWORDED
    return changes


def _three(right: int, said: int, labelled: int) -> tuple[float, float, float]:
    precision, recall = right / said if said else 1.0, right / labelled if labelled else 1.0
    return precision, recall, 2 * right / (said + labelled) if said + labelled else 1.0


# --- the page ---------------------------------------------------------------------------------------------


def figures() -> str:
    """The figures as Markdown tables."""
    return "\n".join(line for part, meaning in PARTS.items() for line in _part(part, meaning))


def _part(part: str, meaning: str) -> Iterator[str]:
    found = {
        (name, share): measured(method, part, share)
        for name, method in (("plain", plain), ("toolkit", toolkit))
        for share in SHARES
    }
    whole = found["toolkit", 0.0]
    lists = len(tuple(labelled_years.of_part(part)))
    yield f"### `{part}` ({meaning}): {lists} pairs of years, {whole.links.total()} true links"
    yield ""
    yield "| come and go | method | precision | recall | F1 | sure: right | confirm: right |"
    yield "|---|---|---|---|---|---|---|"
    for share in SHARES:
        for name in ("plain", "toolkit"):
            yield _overall(found[name, share], f"{share:.0%}", name)
    yield ""
    yield "| kind of link | links | found by the plain method | found by the toolkit |"
    yield "|---|---|---|---|"
    for kind in labelled_years.KINDS:
        cells = (f"{found[name, 0.0].found[kind]}" for name in ("plain", "toolkit"))
        yield f"| {kind} | {whole.links[kind]} | " + " | ".join(cells) + " |"
    yield ""
    yield "| change | links | precision (plain) | recall (plain) | F1 (plain) | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    for change in Change:
        yield _change(change, found["plain", 0.0], whole)
    yield ""


def _overall(counts: Counts, share: str, name: str) -> str:
    three = " | ".join(f"{value:.3f}" for value in counts.precision_recall_f1())
    bands = " | ".join(_of(*counts.band_precision(band)) for band in Band)
    return f"| {share} | {name} | {three} | {bands} |"


def _of(right: int, said: int) -> str:
    return f"{right} of {said} ({right / said:.3f})" if said else "-"


def _change(change: Change, *both: Counts) -> str:
    labelled = sum(n for (label, _), n in both[0].changes.items() if label is change)
    cells = []
    for counts in both:
        said = sum(n for (_, told), n in counts.changes.items() if told is change)
        cells += [f"{value:.2f}" for value in _three(counts.changes[change, change], said, labelled)]
    return f"| `{change}` | {labelled} | " + " | ".join(cells) + " |"


def page_with(text: str, tables: str) -> str:
    """The page with the tables between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def main(arguments: Iterable[str]) -> None:
    """Print the figures, or rewrite the page's."""
    tables = figures()
    if "--write" not in arguments:
        print(tables)
        return
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with(text, tables), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
