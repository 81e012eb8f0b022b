"""Edits of an XML part that leave every other byte as it is.

The part is parsed only to learn where its elements stand; what is changed is spliced into the bytes. A parser
that writes the document anew would lose prefixes that other programs rely on (`mc:Ignorable` names some).
Names are compared without their prefix; what is written takes the prefix of the element it goes into.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from ita_sheets.errors import CannotAnnotateError
from ita_sheets.texts import annotate as texts
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ita_sheets.texts import Words

MAX_ELEMENTS = 150_000  # of a part that is edited: each is kept, and takes half a kilobyte
_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
_ATTRIBUTE = r"""(\s{name}\s*=\s*)("[^"]*"|'[^']*')"""
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_OURS = re.compile(rb"<(/?)(?=[A-Za-z])")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read it as a character


class Node:
    """An element: its name and attributes, its children, and where its bytes stand.

    `start` to `end` is the whole element, `inside` to `inside_end` what lies between its tags; for `<a/>`
    both are its end.
    """

    __slots__ = ("attributes", "children", "closed", "end", "inside", "inside_end", "name", "start", "text")

    def __init__(
        self, name: str, attributes: dict[str, str], start: int, inside: int, *, closed: bool
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.inside = self.inside_end = self.end = inside
        self.closed = closed  # <a/>
        self.children: list[Node] = []
        self.text = ""  # directly inside, not in the children

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.name[: -len(self.local)]

    def get(self, local: str) -> str | None:
        """The attribute of that name, whatever its prefix."""
        if local in self.attributes:
            return self.attributes[local]
        return next((v for k, v in self.attributes.items() if k.endswith(f":{local}")), None)

    def all(self, *names: str) -> list[Node]:
        """The children of those names."""
        return [child for child in self.children if child.local in names]

    def first(self, *names: str) -> Node | None:
        """The first child of those names."""
        return next((child for child in self.children if child.local in names), None)

    def below(self, name: str) -> Iterator[Node]:
        """Every element of that name at any depth."""
        for child in self.children:
            if child.local == name:
                yield child
            yield from child.below(name)


def cannot(cause: Words) -> CannotAnnotateError:
    """The error that says why no marked copy can be made."""
    refusal = refusals.CANNOT_ANNOTATE
    return CannotAnnotateError(refusal.code, refusal.words.fill(cause=cause))


def parse(data: bytes, part: str) -> Node:
    """The part's root element. Raises `CannotAnnotateError` for another encoding than UTF-8."""
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    named = encoding.group(1).lower() if encoding else b"utf-8"
    if (
        data.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\0" in data[:4]
        or named not in (b"utf-8", b"us-ascii")
    ):
        raise cannot(texts.OTHER_ENCODING.fill(part=part))
    try:
        return _Builder(data, part).root()
    except expat.ExpatError as error:
        raise cannot(texts.BAD_PART.fill(part=part)) from error


class _Builder:
    """Builds the elements from the parser's calls; its byte index says where each stands."""

    def __init__(self, data: bytes, part: str) -> None:
        self._data = data
        self._part = part
        self._count = 0
        self._open: list[Node] = [Node("", {}, 0, 0, closed=False)]
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def root(self) -> Node:
        self._parser.Parse(self._data, True)
        return self._open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise cannot(refusals.ELEMENTS.fill(part=self._part, limit=f"{MAX_ELEMENTS:,}"))
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        inside = tag.end() if tag else start
        node = Node(name, attributes, start, inside, closed=self._data[inside - 2 : inside] == b"/>")
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if not node.closed:
            node.inside_end = self._parser.CurrentByteIndex
            node.end = self._data.index(b">", node.inside_end) + 1

    def _characters(self, text: str) -> None:
        self._open[-1].text += text


class Splice:
    """The edits of one part; `done` gives its new bytes. No two edits may overlap."""

    def __init__(self, data: bytes, root: Node) -> None:
        self.data = data
        self.root = root
        self._edits: list[tuple[int, int, bytes]] = []
        self._tags: dict[int, _Tag] = {}

    @classmethod
    def of(cls, data: bytes, part: str) -> Splice:
        """Edits of a part."""
        return cls(data, parse(data, part))

    def source(self, node: Node) -> bytes:
        """The element as it stands there."""
        return self.data[node.start : node.end]

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Other bytes in place of those from `start` to `end`."""
        self._edits.append((start, end, new))

    def drop(self, node: Node) -> None:
        """The element goes, with all that is in it."""
        self.replace(node.start, node.end, b"")

    def before(self, node: Node, new: bytes) -> None:
        """New elements before one that is there."""
        self.replace(node.start, node.start, new)

    def append(self, node: Node, new: bytes) -> None:
        """New elements at the end of one that is there; several calls keep their order."""
        if node.closed:
            self._tag(node).contents.append(new)
        else:
            self.replace(node.inside_end, node.inside_end, new)

    def set(self, node: Node, **attributes: str | None) -> None:
        """Attributes of an element (those without a prefix); None takes one away."""
        self._tag(node).attributes.update(attributes)

    def done(self) -> bytes:
        """The part with all edits."""
        tags = [(t.node.start, t.node.inside, self._written(t)) for t in self._tags.values()]
        pieces, at = [], 0
        for start, end, new in sorted([*self._edits, *tags], key=lambda edit: edit[:2]):
            pieces += [self.data[at:start], new]
            at = max(at, end)
        return b"".join([*pieces, self.data[at:]])

    def _tag(self, node: Node) -> _Tag:
        return self._tags.setdefault(node.start, _Tag(node))

    def _written(self, change: _Tag) -> bytes:
        node = change.node
        tag = self.data[node.start : node.inside]
        for name, value in change.attributes.items():
            tag = with_attribute(tag, name, value)
        if not change.contents:
            return tag
        return re.sub(rb"\s*/>$", b">", tag) + b"".join(change.contents) + f"</{node.name}>".encode()


@dataclass(slots=True)
class _Tag:
    """What becomes of a start tag; `contents` of one that is closed in itself."""

    node: Node
    attributes: dict[str, str | None] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """A start tag with an attribute set, or taken away."""
    pattern = re.compile(_ATTRIBUTE.format(name=re.escape(name)).encode())
    written = b"" if value is None else f" {name}={quoteattr(value)}".encode()
    found = pattern.search(tag)
    if found:
        return tag[: found.start()] + written + tag[found.end() :]
    end = re.search(rb"\s*/?>$", tag)
    at = end.start() if end else len(tag)
    return tag[:at] + written + tag[at:]


def prefixed(xml: str, parent: Node) -> bytes:
    """Elements written without a prefix, in the prefix of the element they go into."""
    return _OURS.sub(rb"<\1" + parent.prefix.encode(), xml.encode())


def clean(text: str) -> str:
    """The text as a cell or a note can hold it."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def written(text: str) -> str:
    """The text as it stands in a `t` element: escaped for XML, and for Excel's own escapes."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", clean(text)))
