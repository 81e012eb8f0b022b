"""The labelled pairs of years as lists of measures, with their true links; see labelled/years.toml."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ita_sheets import schema, thai
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Measure, Place

FILE = Path(__file__).parent / "labelled" / "years.toml"
KINDS = ("same", "renumbered", "digits", "ocr", "light", "heavy", "number", "split", "merge")
EARLIER, LATER = FiscalYear(2566), FiscalYear(2567)
_MARKS = "\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e48\u0e49\u0e47\u0e4c"

Rows = tuple[int, int]  # (earlier row, later row)


@dataclass(frozen=True, slots=True)
class Years:
    """Two lists of measures and the kind of each true link by (earlier row, later row)."""

    name: str
    part: str
    earlier: tuple[Measure, ...]
    later: tuple[Measure, ...]
    links: dict[Rows, str]

    def thinned(self, share: float, seed: int) -> Years:
        """The same years where each measure of either list goes with that probability (0-1)."""
        chance = random.Random(f"{self.name} {share} {seed}")
        earlier = tuple(item for item in self.earlier if chance.random() >= share)
        later = tuple(item for item in self.later if chance.random() >= share)
        rows = ({item.row for item in earlier}, {item.row for item in later})
        links = {pair: kind for pair, kind in self.links.items() if pair[0] in rows[0] and pair[1] in rows[1]}
        return replace(self, earlier=earlier, later=later, links=links)


def measure(row: int, text: str, year: FiscalYear = LATER, **values: Any) -> Measure:
    """A measure with that text and values by column key."""
    made, _ = read_record(
        Measure,
        schema.MEASURES,
        {"measure": text, **values},
        _nowhere,
        year,
        row=row,
        ref=values.get("id") or f"row-{row}",
    )
    return made


def _nowhere(column: schema.Column) -> Place:
    return Place("made.xlsx", column.key, None)


@cache
def pairs() -> tuple[Years, ...]:
    """All labelled pairs, in the order of the file."""
    return tuple(_years(pair) for pair in tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"])


def _years(pair: dict[str, Any]) -> Years:
    earlier: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    links: dict[Rows, str] = {}
    for item in pair["links"]:
        before = [_earlier(item, text) for text in _listed(item["a"])]
        after = [_later(item, text) for text in _listed(item.get("b", item["a"]))]
        first = (len(earlier), len(later))
        earlier += before
        later += after
        for i in range(len(before)):
            links.update({(first[0] + i, first[1] + j): item["is"] for j in range(len(after))})
    earlier += [_earlier(item, item["a"]) for item in pair["dropped"]]
    later += [_later(item, item["a"]) for item in pair["added"]]
    places = list(range(1, len(later) + 1))
    random.Random(pair["name"]).shuffle(places)  # the order of rows says nothing
    numbered = sorted(zip(places, later, strict=True), key=lambda placed: placed[0])
    return Years(
        pair["name"],
        pair["part"],
        tuple(measure(row, year=EARLIER, **values) for row, values in enumerate(earlier, start=1)),
        tuple(measure(row, year=LATER, **values) for row, values in numbered),
        {(i + 1, places[j]): kind for (i, j), kind in links.items()},
    )


def _listed(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


def _shared(item: dict[str, Any]) -> dict[str, Any]:
    return {"indicator": str(item.get("ita", ""))}


def _earlier(item: dict[str, Any], text: str) -> dict[str, Any]:
    return {"text": text, "action": item.get("do", ""), "unit": item.get("unit", ""), **_shared(item)}


def _later(item: dict[str, Any], text: str) -> dict[str, Any]:
    action = item.get("did", item.get("do", ""))
    unit = item.get("by", item.get("unit", ""))
    return {"text": _changed(item.get("is", ""), text), "action": action, "unit": unit, **_shared(item)}


def _changed(kind: str, text: str) -> str:
    """The later wording of the kinds that need no author."""
    if kind == "renumbered":
        return "14. " + text.lstrip("()0123456789๐๑๒๓๔๕๖๗๘๙. ").removeprefix("ข้อที่").removeprefix("ข้อ").lstrip(
            " 0123456789๐๑๒๓๔๕๖๗๘๙."
        )
    if kind == "digits":
        return thai.thai_digits(text).replace(" ", "  ", 1)
    return "".join(_scanned(text)) if kind == "ocr" else text


def _scanned(text: str) -> Iterator[str]:
    """The text as a scan gives it: marks lost, SARA AM as SARA AA or split off, two SARA E for SARA AE."""
    chance = random.Random(text)
    for char in text:
        if char in _MARKS and chance.random() < 0.12:
            continue
        if char == thai.SARA_AM:
            yield chance.choice((thai.SARA_AA, f" {thai.SARA_AA}"))
        elif char == thai.SARA_AE and chance.random() < 0.5:
            yield thai.SARA_E * 2
        else:
            yield char


def of_part(part: str) -> Iterable[Years]:
    """The pairs of a part: "tune", "held", "late" or "last"."""
    return tuple(years for years in pairs() if years.part == part)
