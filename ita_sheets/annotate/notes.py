"""The notes of one sheet: ours go above what a person wrote, and can be taken out again.

A note of ours ends in a line that begins with `schema.MARKS_NOTE`; all above it is ours, all below it is the
person's. Neither Excel nor LibreOffice changes that, while LibreOffice drops the authors' names. A note that
belongs to a conversation of Excel 365 is left alone: Excel makes it anew from the conversation's own part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from ita_sheets import schema
from ita_sheets.annotate.sheets import plain_text
from ita_sheets.annotate.splice import Splice, prefixed, written
from ita_sheets.render.heights import column_points, line_height, lines
from ita_sheets.render.style import FONT, Look
from ita_sheets.xlsx.references import address, position

if TYPE_CHECKING:
    from collections.abc import Callable

    from ita_sheets.annotate.package import Package
    from ita_sheets.annotate.sheets import At, SheetPart
    from ita_sheets.annotate.splice import Node

AUTHOR = "ita-sheets"
_CONVERSATION = "tc="  # begins the author's name in the note that stands in for a conversation
_LOOK = Look(size=14)
_WIDTH = 46.0  # characters of the box
_NEW_NOTES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors/><commentList/></comments>"
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BOX_KIND = "_x0000_t202"
_BOX = (
    f'<v:shapetype {_NAMESPACES} id="{_BOX_KIND}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape {namespaces} id="_x0000_s{number}" type="#{kind}" style="position:absolute;margin-left:0;'
    'margin-top:0;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_DRAWING = (
    '<xml {namespaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>'
    "</o:shapelayout></xml>"
)
_END = re.compile(rf"^{re.escape(schema.MARKS_NOTE)}.*\n?", re.MULTILINE)
_BLOCKS = re.compile(rb"""idmap[^>]*?data\s*=\s*["']([0-9, ]+)["']""")
_SHAPE_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})\b")


class Said(NamedTuple):
    """A piece of a note; bold or not."""

    text: str
    bold: bool = False


class Notes:
    """The notes of one sheet; `done` gives the parts back to the package."""

    def __init__(self, package: Package, sheet: SheetPart) -> None:
        self._package = package
        self._sheet = sheet
        relation = package.related(sheet.part, "comments")
        self._part = relation.target if relation else None
        self._own: dict[At, Node] = {}
        self._author_added = False
        self._edits: Splice | None = None
        if self._part is not None:
            self._open(self._part)
        self._shapes: list[bytes] = []
        self._gone: set[At] = set()

    def in_conversation(self, at: At) -> bool:
        """Whether the cell's note stands in for a conversation of Excel 365."""
        note = self._own.get(at)
        if note is None or self._edits is None:
            return False
        authors = self._edits.root.first("authors")
        names = [author.text for author in authors.all("author")] if authors else []
        number = int(note.get("authorId") or 0)
        return number < len(names) and names[number].startswith(_CONVERSATION)

    def remove_marks(self) -> None:
        """Take our text out of every note; a note with nothing else in it goes."""
        for at, note in self._own.items():
            text = note.first("text")
            whole = plain_text(text)
            end = _end_of_ours(whole)
            if end is None or text is None or self._edits is None or self.in_conversation(at):
                continue
            if whole[end:].strip():
                self._cut(self._edits, text, end)
            else:
                self._edits.drop(note)
                self._gone.add(at)

    def put(self, at: At, said: list[Said], end: str, end_above_own: str) -> None:
        """Our text into the cell's note, above what stands there."""
        edits = self._edits or self._open(self._new_part())
        note = self._own.get(at)
        text = note.first("text") if note is not None else None
        if text is not None and plain_text(text):
            ours = _runs([*said, Said(f"\n{schema.MARKS_NOTE} {end_above_own}\n")])
            edits.before(text.children[0], prefixed(ours, text))
            for piece in text.all("t"):  # a text beside runs has to be one of them
                run = prefixed("<r></r>", text)
                opening = run[: run.index(b">") + 1]
                whole = opening + edits.source(piece) + run[len(opening) :]
                edits.replace(piece.start, piece.end, whole)
            return
        if note is None:
            self._shapes.append(self._shape(at, said))
        else:
            edits.drop(note)
        self._add(edits, at, _runs([*said, Said(f"\n{schema.MARKS_NOTE} {end}")]))

    def done(self) -> None:
        """Give the parts back to the package."""
        if self._edits is not None and self._part is not None:
            changed = self._edits.done()
            if changed != self._edits.data:
                self._package[self._part] = changed
        if self._shapes or self._gone:
            self._draw(self._shapes)

    # --- texts

    def _new_part(self) -> str:
        self._part = self._package.free_name("xl/comments{}.xml")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
        self._package.add(self._part, _NEW_NOTES, kind)
        self._package.relate(self._sheet.part, "comments", self._part)
        return self._part

    def _open(self, part: str) -> Splice:
        self._edits = edits = self._package.edit(part)
        listed = edits.root.first("commentList")
        for note in listed.all("comment") if listed else ():
            at = position(note.get("ref") or "")
            if at is not None:
                self._own[at] = note
        return edits

    def _add(self, edits: Splice, at: At, runs: str) -> None:
        listed = edits.root.first("commentList")
        if listed is not None:
            author = self._author(edits)
            xml = f'<comment ref="{address(*at)}" authorId="{author}"><text>{runs}</text></comment>'
            edits.append(listed, prefixed(xml, listed))

    def _author(self, edits: Splice) -> int:
        """The number of our author, who is added where there is none."""
        authors = edits.root.first("authors")
        names = [author.text for author in authors.all("author")] if authors else []
        if AUTHOR in names:
            return names.index(AUTHOR)
        if authors is not None and not self._author_added:
            edits.append(authors, prefixed(f"<author>{AUTHOR}</author>", authors))
            self._author_added = True
        return len(names)

    def _cut(self, edits: Splice, text: Node, end: int) -> None:
        """Drop the first `end` characters of a note's text, with the pieces that held them."""
        at = 0
        for piece in text.all("t", "r"):
            said = plain_text(piece)
            if at + len(said) <= end:
                edits.drop(piece)
            elif at < end:
                inner = piece if piece.local == "t" else piece.first("t")
                if inner is not None:
                    kept = f'<t xml:space="preserve">{escape(said[end - at :])}</t>'
                    edits.replace(inner.start, inner.end, prefixed(kept, text))
            at += len(said)

    # --- boxes

    def _draw(self, shapes: list[bytes]) -> None:
        """Boxes for new notes into the sheet's drawing; those of notes that went go."""
        drawing = self._drawing()
        if drawing is None:
            if not shapes:
                return
            drawing = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            new = _DRAWING.format(namespaces=_NAMESPACES, block=self._free_block())
            self._package[drawing] = new.encode()
            kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
            self._package.add_default("vml", kind)
            self._sheet.draw_notes(self._package.relate(self._sheet.part, "vmlDrawing", drawing))
        edits = self._package.edit(drawing)
        for shape in edits.root.all("shape"):
            if _cell_of(shape) in self._gone:
                edits.drop(shape)
        if shapes and not any(kind.get("id") == _BOX_KIND for kind in edits.root.below("shapetype")):
            edits.append(edits.root, _BOX.encode())
        number = self._last_number(edits.data)
        for step, box in enumerate(shapes, 1):
            edits.append(edits.root, box.replace(b"{number}", str(number + step).encode()))
        self._package[drawing] = edits.done()

    def _drawing(self) -> str | None:
        named = self._sheet.root.first("legacyDrawing")
        if named is None:
            return None
        relations = self._package.relations(self._sheet.part)
        return next(
            (r.target for r in relations if r.id == named.get("id") and r.target in self._package), None
        )

    def _free_block(self) -> int:
        """A block of shape numbers that no other drawing uses."""
        drawings = (self._package[name] for name in self._package.names(r".*\.vml"))
        used = {int(n) for data in drawings for m in _BLOCKS.findall(data) for n in re.findall(rb"[0-9]+", m)}
        return max(used, default=0) + 1

    @staticmethod
    def _last_number(data: bytes) -> int:
        block = _BLOCKS.search(data)
        first = int(re.findall(rb"[0-9]+", block.group(1))[0]) * 1024 if block else 1024
        return max([first, *(int(number) for number in _SHAPE_NUMBER.findall(data))])

    def _shape(self, at: At, said: list[Said]) -> bytes:
        """The box of a new note; its number is filled in when all are known."""
        points = column_points(_WIDTH)
        high = (lines("".join(piece.text for piece in said), points, _LOOK) + 2) * line_height(_LOOK) + 8
        width, height = int(points + 12) * 4 // 3, int(high) * 4 // 3
        across = _span(self._sheet.pixels_wide, at[1], 15, width)
        down = _span(self._sheet.pixels_high, max(0, at[0] - 2), 8, height)
        anchor = ", ".join(map(str, (*across[:2], *down[:2], *across[2:], *down[2:])))
        xml = _SHAPE.format(
            namespaces=_NAMESPACES,
            number="{number}",
            kind=_BOX_KIND,
            width=width * 3 // 4,
            height=height * 3 // 4,
            anchor=anchor,
            row=at[0] - 1,
            column=at[1] - 1,
        )
        return xml.encode()


def _runs(said: list[Said]) -> str:
    font = f'<sz val="{_LOOK.size:g}"/><color rgb="FF{_LOOK.ink}"/><rFont val="{FONT}"/><family val="2"/>'
    looks = {True: f"<rPr><b/>{font}</rPr>", False: f"<rPr>{font}</rPr>"}
    return "".join(
        f'<r>{looks[piece.bold]}<t xml:space="preserve">{written(piece.text)}</t></r>' for piece in said
    )


def _end_of_ours(text: str) -> int | None:
    """Where our part of a note's text ends, with its line's end; None for a note without one."""
    match = _END.search(text)
    return match.end() if match else None


def _cell_of(shape: Node) -> At | None:
    """The cell that a box is the note of."""
    data = shape.first("ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return None
    row, column = data.first("Row"), data.first("Column")
    if row is None or column is None or not (row.text.isdecimal() and column.text.isdecimal()):
        return None
    return int(row.text) + 1, int(column.text) + 1


def _span(size: Callable[[int], int], first: int, offset: int, length: int) -> tuple[int, int, int, int]:
    """Where a box begins and ends along one axis: (line, pixels into it) twice, lines from 0.

    It begins `offset` pixels behind the line after `first`.
    """
    line, rest = first + 1, offset + length
    while rest > size(line) and line < first + 200:
        rest -= size(line)
        line += 1
    return first, offset, line - 1, rest
