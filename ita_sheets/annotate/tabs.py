"""The workbook's own list of sheets: one comes in front, or goes. What counts sheets by number follows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from ita_sheets.annotate.package import RELATIONSHIP, WORKBOOK
from ita_sheets.annotate.splice import clean, prefixed

if TYPE_CHECKING:
    from ita_sheets.annotate.package import Package
    from ita_sheets.annotate.splice import Node, Splice

_VIEWS = ("activeTab", "firstSheet")  # attributes of a view that count sheets from 0


def enter(package: Package, tab: str, relation: str) -> None:
    """Put a sheet first in order and in front of the others; `relation` leads to its part."""
    edits, nodes = package.edit(WORKBOOK), package.sheet_nodes()
    number = 1 + max(int(node.get("sheetId") or 0) for node in nodes)
    xml = prefixed(f'<sheet name={quoteattr(clean(tab))} sheetId="{number}"/>', nodes[0])
    link = f' xmlns:r="{RELATIONSHIP}" r:id="{relation}"/>'
    edits.before(nodes[0], xml.removesuffix(b"/>") + link.encode())
    for name in _names(edits):
        if name.get("localSheetId") is not None:
            edits.set(name, localSheetId=str(int(name.get("localSheetId") or 0) + 1))
    for view in _views(edits):
        edits.set(view, activeTab=None, firstSheet=None)
    package[WORKBOOK] = edits.done()


def leave(package: Package, part: str) -> None:
    """Drop a sheet with its part and with the names that belong to it alone."""
    edits, parts = package.edit(WORKBOOK), [sheet for _, sheet in package.sheets()]
    gone = parts.index(part)
    edits.drop(package.sheet_nodes()[gone])
    for name in _names(edits):
        local = name.get("localSheetId")
        if local is not None and int(local) == gone:
            edits.drop(name)
        elif local is not None and int(local) > gone:
            edits.set(name, localSheetId=str(int(local) - 1))
    for view in _views(edits):
        for attribute in _VIEWS:
            shown = int(view.get(attribute) or 0)
            if shown > gone:
                edits.set(view, **{attribute: str(shown - 1)})
    package[WORKBOOK] = edits.done()
    package.unrelate(WORKBOOK, part)
    package.drop(part)


def _names(edits: Splice) -> list[Node]:
    return [name for listed in edits.root.all("definedNames") for name in listed.all("definedName")]


def _views(edits: Splice) -> list[Node]:
    return [view for listed in edits.root.all("bookViews") for view in listed.all("workbookView")]
