"""Long texts in cells: Excel's rows end at 409 points, and what does not fit is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import thai
from ita_sheets.render.heights import column_points, lines
from ita_sheets.render.style import LOOKS, Role

if TYPE_CHECKING:
    from ita_sheets.texts import Lang, Words

MOST_LINES = 18  # of 16 pt, with room to spare in the highest row


def parts(text: str, width: float, role: Role = Role.TEXT) -> list[str]:
    """The text in parts that each fit into a row, for a column of `width` characters; [""] for none."""
    found = []
    while not _fits(text, width, role):
        start, rest = _cut(text, width, role)
        found.append(start)
        text = rest
    return [*found, text]


def fitting(text: str, width: float, more: Words, lang: Lang, role: Role = Role.TEXT) -> str:
    """The text, or as much of it as a row holds with a word on where the rest is."""
    if _fits(text, width, role):
        return text
    start, _ = _cut(text, width, role, ending=more[lang])
    return start + more[lang]


def at_clauses(text: str) -> str:
    """The tidied text with each numbered clause of it ("1. ... 2. ...") on a line of its own."""
    text = thai.tidy(text)
    found, at = [], 0
    for part in thai.clauses(text):
        end = text.index(part, at) + len(part)
        found.append(text[at:end].strip())
        at = end
    return "\n".join(found) + text[at:]


def said_shortly(text: str, limit: int) -> str:
    """The text cut to `limit` characters, never inside a Thai cluster."""
    if len(text) <= limit:
        return text
    kept = ""
    for cluster in thai.clusters(text):
        if len(kept) + len(cluster) + 1 > limit:
            break
        kept += cluster
    return kept.rstrip() + "…"


def _fits(text: str, width: float, role: Role) -> bool:
    return _lines(text, width, role) <= MOST_LINES


def _lines(text: str, width: float, role: Role) -> int:
    return lines(text, column_points(width), LOOKS[role])


def _cut(text: str, width: float, role: Role, ending: str = "") -> tuple[str, str]:
    """A beginning that fits, cut at a blank where one is near, and the rest.

    Its length is guessed from the lines of the whole: to look for the longest would take ten times as long.
    """
    clusters = list(thai.clusters(text))
    count = max(1, len(clusters) * MOST_LINES // _lines(text, width, role))
    while count > 1 and not _fits("".join(clusters[:count]) + ending, width, role):
        count = count * 19 // 20
    start = "".join(clusters[:count])
    blank = max(start.rfind(" "), start.rfind("\n"))
    end = blank if blank > len(start) * 3 // 4 else len(start)
    return text[:end].rstrip(), text[end:].lstrip()
