"""The parts of a workbook's package: which sheet is where, and what relates to what.

Parts that nobody changes keep their bytes, their place in the archive and their date.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from ita_sheets.annotate.splice import Splice, cannot, parse, prefixed
from ita_sheets.texts import annotate as texts
from ita_sheets.xlsx.parts import relations_path

if TYPE_CHECKING:
    from ita_sheets.annotate.splice import Node

WORKBOOK = "xl/workbook.xml"
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEW_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_SIGNATURE = "digital-signature/origin"  # how the type of its relation ends
_PIECE = 65_536  # bytes read at once
_DATE = (1980, 1, 1, 0, 0, 0)  # of new parts; the first that an archive knows


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one part to another."""

    id: str
    kind: str  # the last word of its type
    target: str  # the other part's path


class Package:
    """A workbook's parts by path."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self._members = {info.filename: info for info in archive.infolist()}
            self._parts = {name: _unpacked(archive, name) for name in self._members}
        self._parsed: dict[str, Node] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def __getitem__(self, part: str) -> bytes:
        if part not in self._parts:
            raise cannot(texts.BAD_PART.fill(part=part))
        return self._parts[part]

    def __setitem__(self, part: str, data: bytes) -> None:
        self._parts[part] = data
        self._parsed.pop(part, None)

    def root(self, part: str) -> Node:
        """The part's root element."""
        if part not in self._parsed:
            self._parsed[part] = parse(self[part], part)
        return self._parsed[part]

    def edit(self, part: str) -> Splice:
        """Edits of a part; give what is done back to the package."""
        return Splice(self[part], self.root(part))

    def names(self, pattern: str) -> list[str]:
        """The paths that match."""
        return [name for name in self._parts if re.fullmatch(pattern, name, re.IGNORECASE)]

    def free_name(self, pattern: str) -> str:
        """The first path that is free; `{}` stands for the number."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        """The archive: old parts in their order, then the new ones."""
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name, data in self._parts.items():
                old = self._members.get(name)
                info = ZipInfo(name, old.date_time if old else _DATE)
                info.compress_type = old.compress_type if old else ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0o600 << 16
                info.create_system = old.create_system if old else 0
                archive.writestr(info, data)
        return stream.getvalue()

    # --- sheets

    def sheets(self) -> list[tuple[str, str]]:
        """(name, part) of every sheet in tab order."""
        parts = {relation.id: relation.target for relation in self.relations(WORKBOOK)}
        return [(str(node.get("name")), parts[str(node.get("id"))]) for node in self.sheet_nodes()]

    def sheet_nodes(self) -> list[Node]:
        """The `sheet` elements of the workbook."""
        sheets = self.root(WORKBOOK).first("sheets")
        return sheets.all("sheet") if sheets else []

    # --- relations

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part to other parts of the package."""
        rels = relations_path(part)
        if rels not in self:
            return []
        found = []
        for node in self.root(rels).all("Relationship"):
            if node.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), node.get("Target") or "")
                kind = (node.get("Type") or "").rpartition("/")[2]
                found.append(Relation(node.get("Id") or "", kind, posixpath.normpath(target)[1:]))
        return found

    def related(self, part: str, kind: str) -> Relation | None:
        """The part's first relation of that kind."""
        return next((relation for relation in self.relations(part) if relation.kind == kind), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation; its id."""
        rels = relations_path(part)
        if rels not in self:
            self[rels] = _NEW_RELATIONS
        edits = self.edit(rels)
        taken = {node.get("Id") for node in edits.root.all("Relationship")}
        number = 1 + max((int(i[3:]) for i in taken if i and re.fullmatch(r"rId[0-9]{1,6}", i)), default=0)
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        xml = f'<Relationship Id="rId{number}" Type="{RELATIONSHIP}/{kind}" Target={quoteattr(relative)}/>'
        edits.append(edits.root, prefixed(xml, edits.root))
        self[rels] = edits.done()
        return f"rId{number}"

    def unrelate(self, part: str, target: str) -> None:
        """The part's relations to the target go."""
        gone = {relation.id for relation in self.relations(part) if relation.target == target}
        edits = self.edit(relations_path(part))
        for node in edits.root.all("Relationship"):
            if node.get("Id") in gone:
                edits.drop(node)
        self[relations_path(part)] = edits.done()

    # --- parts that come and go

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """A new part with its content type."""
        self[part] = data
        xml = f'<Override PartName={quoteattr("/" + part)} ContentType="{content_type}"/>'
        self._declare(xml)

    def add_default(self, extension: str, content_type: str) -> None:
        """The content type of all parts with that ending, where none is declared."""
        declared = {(node.get("Extension") or "").lower() for node in self.root(CONTENT_TYPES).all("Default")}
        if extension not in declared:
            self._declare(f'<Default Extension="{extension}" ContentType="{content_type}"/>')

    def drop(self, part: str) -> None:
        """The part goes with its content type and its own relations."""
        for gone in (part, relations_path(part)):
            self._parts.pop(gone, None)
            self._members.pop(gone, None)
            self._parsed.pop(gone, None)
        edits = self.edit(CONTENT_TYPES)
        for node in edits.root.all("Override"):
            if (node.get("PartName") or "").removeprefix("/") == part:
                edits.drop(node)
        self[CONTENT_TYPES] = edits.done()

    def drop_signature(self) -> bool:
        """The package's digital signature goes, for it holds no longer; whether there was one."""
        if ROOT_RELATIONS not in self:
            return False
        edits = self.edit(ROOT_RELATIONS)
        signed = [n for n in edits.root.all("Relationship") if (n.get("Type") or "").endswith(_SIGNATURE)]
        for node in signed:
            edits.drop(node)
        if signed:
            self[ROOT_RELATIONS] = edits.done()
            for part in self.names(r"_xmlsignatures/.*"):
                self.drop(part)
        return bool(signed)

    def _declare(self, xml: str) -> None:
        edits = self.edit(CONTENT_TYPES)
        edits.append(edits.root, prefixed(xml, edits.root))
        self[CONTENT_TYPES] = edits.done()


def _unpacked(archive: ZipFile, part: str) -> bytes:
    """In pieces: a size forged in the archive's directory is then found before memory is filled."""
    pieces = []
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
    except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise cannot(texts.BAD_PART.fill(part=part)) from error
    return b"".join(pieces)
