"""The styles part: looks for what is added, and the marks' fills over the looks that cells have.

Styles are only appended and never changed; an equal one that stands there already is used again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.annotate.splice import cannot, prefixed, with_attribute
from ita_sheets.model import Severity
from ita_sheets.render.style import FONT, HEAVY_LINE, LINE, LOOKS, Frame
from ita_sheets.texts import annotate as texts

if TYPE_CHECKING:
    from ita_sheets.annotate.package import Package
    from ita_sheets.annotate.splice import Node
    from ita_sheets.render.style import Look, Role

# Colours of the marks' fills. They tell a marked cell from all others, also after another program saved the
# file, so they are none of the template's and none that Excel's palette offers.
FILLS = {Severity.ERROR: "F8D6D9", Severity.WARNING: "FFEFC2", Severity.NOTE: "DCE7F6"}
_TEXT_FORMAT = 49  # Excel's number for "@"


class Styles:
    """The styles of a workbook; `done` gives the part back to the package."""

    def __init__(self, package: Package) -> None:
        relation = package.related("xl/workbook.xml", "styles")
        self._part = relation.target if relation else "xl/styles.xml"
        self._package = package
        self._edits = package.edit(self._part)
        self._lists = {name: self._list(name) for name in ("fonts", "fills", "borders", "cellXfs")}
        self._known = {
            name: [self._edits.source(n) for n in node.children] for name, node in self._lists.items()
        }
        self._before = {name: len(known) for name, known in self._known.items()}
        ours = {number for number, fill in enumerate(self._lists["fills"].children) if _is_mark(fill)}
        xfs = self._lists["cellXfs"].children
        self.marked = frozenset(n for n, xf in enumerate(xfs) if int(xf.get("fillId") or 0) in ours)

    def filled(self, style: int, severity: Severity) -> int:
        """The style with the severity's fill."""
        colour = f'rgb="FF{FILLS[severity]}"'
        inside = f'<patternFill patternType="solid"><fgColor {colour}/><bgColor {colour}/></patternFill>'
        return self._with_fill(style, self._add("fills", f"<fill>{inside}</fill>"))

    def plain(self, style: int) -> int:
        """The style without a fill."""
        return self._with_fill(style, 0)

    def look(self, role: Role) -> int:
        """The style of a role, as in the workbooks that are written anew."""
        look = LOOKS[role]
        font = self._add("fonts", _font(look))
        fill = self._add("fills", _fill(look)) if look.fill else 0
        border = self._add("borders", _border(look)) if look.frame is not Frame.NONE else 0
        number = _TEXT_FORMAT if look.number else 0
        ids = f'numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        vertical = "center" if look.middle else "top"
        wrap = ' wrapText="1"' if look.wrap else ""
        alignment = f'<alignment horizontal="{look.align}" vertical="{vertical}"{wrap}/>'
        return self._add("cellXfs", f"<xf {ids} {applied}>{alignment}</xf>")

    def done(self) -> None:
        """Give what was added to the package."""
        for name, node in self._lists.items():
            new = self._known[name][self._before[name] :]
            if new:
                self._edits.append(node, b"".join(new))
                self._edits.set(node, count=str(len(self._known[name])))
        if self._before != {name: len(known) for name, known in self._known.items()}:
            self._package[self._part] = self._edits.done()

    def _list(self, name: str) -> Node:
        found = self._edits.root.first(name)
        if found is None or not found.children:
            raise cannot(texts.BAD_PART.fill(part=self._part))
        return found

    def _with_fill(self, style: int, fill: int) -> int:
        known = self._known["cellXfs"]
        xf = known[style if style < len(known) else 0]
        end = xf.index(b">") + 1
        tag = with_attribute(with_attribute(xf[:end], "fillId", str(fill)), "applyFill", "1")
        return self._keep("cellXfs", tag + xf[end:])

    def _add(self, name: str, xml: str) -> int:
        return self._keep(name, prefixed(xml, self._lists[name]))

    def _keep(self, name: str, element: bytes) -> int:
        known = self._known[name]
        if element not in known:
            known.append(element)
        return known.index(element)


def _is_mark(fill: Node) -> bool:
    """Whether a fill is one of the marks', whoever wrote it."""
    pattern = fill.first("patternFill")
    colour = pattern.first("fgColor") if pattern else None
    if pattern is None or colour is None or pattern.get("patternType") != "solid":
        return False
    return (colour.get("rgb") or "").upper()[-6:] in FILLS.values()


def _font(look: Look) -> str:
    flags = "".join(f"<{name}/>" for name, on in (("b", look.bold), ("i", look.italic)) if on)
    underline = "<u/>" if look.underline else ""
    ink = f'<sz val="{look.size:g}"/><color rgb="FF{look.ink}"/>'
    return f'<font>{flags}{underline}{ink}<name val="{FONT}"/></font>'


def _fill(look: Look) -> str:
    colour = f'rgb="FF{look.fill}"'
    return (
        f'<fill><patternFill patternType="solid"><fgColor {colour}/><bgColor {colour}/></patternFill></fill>'
    )


def _border(look: Look) -> str:
    thin = dict.fromkeys(("left", "right", "top", "bottom"), ("thin", LINE))
    if look.frame is Frame.HEAD:
        thin["bottom"] = ("medium", HEAVY_LINE)
    sides = (f'<{side} style="{kind}"><color rgb="FF{ink}"/></{side}>' for side, (kind, ink) in thin.items())
    return f"<border>{''.join(sides)}<diagonal/></border>"
