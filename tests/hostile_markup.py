"""Attacks on XML parsers, in each kind of part: entities, outer references, encodings, great tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import hostile
import raw_zip
from hostile import ANY, MEASURES, RELATIONS, STRINGS, STYLES, WORKBOOK, Bad
from hostile_archives import with_entries

UNSAFE, DAMAGED = "ITA110", "ITA108"
PARTS = {
    "the sheet": MEASURES,
    "the workbook": WORKBOOK,
    "the relations": RELATIONS,
    "the package's relations": "_rels/.rels",
    "the texts": STRINGS,
    "the styles": STYLES,
    "the content types": "[Content_Types].xml",
    "the theme": "xl/theme/theme1.xml",
    "the properties": "docProps/core.xml",
    "the custom properties": "docProps/custom.xml",
    "a note": "xl/comments1.xml",
    "a drawing": "xl/drawings/drawing1.xml",
    "a drawing of the old kind": "xl/drawings/vmlDrawing1.vml",
}
_LEVELS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
TYPES = {
    "a billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{_LEVELS}]>',
    "an entity of 50 KB": f'<!DOCTYPE r [<!ENTITY l9 "{"a" * 50_000}">]>',
    "a file as an entity": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "a web page as an entity": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "http://localhost:9/x">]>',
    "a parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "a document type elsewhere": '<!DOCTYPE r SYSTEM "http://localhost:9/x.dtd">',
    "a public document type": '<!DOCTYPE r PUBLIC "-//x" "file:///etc/passwd">',
    "a default attribute": '<!DOCTYPE r [<!ATTLIST c r CDATA "XFD1048576">]>',
}
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "us-ascii", "windows-1252")
NO_ENCODINGS = ("utf-7", "utf-32", "cp037", "tis-620", "x-unknown", "rot13", "unicode_escape", "idna")


def body_of(part: str) -> str:
    """A part's text without its first line; a small one where the sound workbook has none."""
    text = hostile.sound_parts().get(part, b"<r/>").decode()
    return re.sub(r"^<\?xml.*?\?>\s*", "", text)


def _attacked(part: str, kind: str, *, encoding: str = "UTF-8") -> bytes:
    """A document type at the part's head, its entity used in the first element."""
    body = body_of(part)
    end = re.match(r"<[^>]*?(/?)>", body)
    assert end is not None
    entity = "&l9;" * 100 if "l9 " in TYPES[kind] else ""
    if not end[1]:
        body = end[0] + entity + body[end.end() :]
    head = f'<?xml version="1.0" encoding="{encoding}"?>' + TYPES[kind]
    return hostile.with_parts(**{part: (head + body).encode(encoding, "xmlcharrefreplace")})


def _encoded(part: str, encoding: str) -> bytes:
    """A part in another encoding that it names."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{body_of(part)}'
    try:
        data = text.encode(encoding, "xmlcharrefreplace")
    except (LookupError, UnicodeError):
        data = text.encode()
    return hostile.with_parts(**{part: data})


def _types() -> Iterator[Bad]:
    for said, part in PARTS.items():
        for kind in TYPES:
            yield Bad(f"{kind}: {said}", UNSAFE, partial(_attacked, part, kind), "DTD")


def _encodings() -> Iterator[Bad]:
    for encoding in ENCODINGS:
        yield Bad(
            f"entities in another encoding: {encoding}",
            ANY,
            partial(_attacked, STRINGS, "a billion laughs", encoding=encoding),
        )
    for encoding in NO_ENCODINGS:
        for said in ("the texts", "the sheet"):
            yield Bad(
                f"an encoding that XML does not have, {said}: {encoding}",
                ANY,
                partial(_encoded, PARTS[said], encoding),
            )


def token(before: bytes, piece: bytes, megabytes: int, after: bytes) -> bytes:
    """The sound workbook with a part that holds one token of so many megabytes."""
    count = megabytes * 10**6 // len(piece)
    return with_entries(raw_zip.repeated("xl/x.xml", before, piece, count, after))


def with_attributes(count: int) -> bytes:
    """A cell of so many attributes."""
    attributes = b" ".join(b'a%d=""' % number for number in range(count))
    return hostile.with_row(b'<row r="900"><c r="A900" %s/></row>' % attributes)


def _inside(text: bytes) -> bytes:
    """A text in the measures' sheet that is no well-formed XML, or that XML does not allow."""
    return hostile.with_row(b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + text + b"</t></is></c></row>")


_LETTERS = b"a" * 65_536
TOKENS = (
    Bad("a comment of 50 MB", ANY, lambda: token(b"<x><!--", _LETTERS, 50, b"--></x>")),
    Bad("an instruction of 50 MB", ANY, lambda: token(b"<x><?p ", _LETTERS, 50, b"?></x>")),
    Bad("an attribute of 50 MB", ANY, lambda: token(b'<x a="', _LETTERS, 50, b'"/>')),
    Bad("a name of 50 MB", ANY, lambda: token(b"<", _LETTERS, 50, b"/>")),
    Bad("a tag of 50 MB of spaces", ANY, lambda: token(b"<x ", b" " * 65_536, 50, b"/>")),
    Bad("a document type of 50 MB", ANY, lambda: token(b"<!DOCTYPE x [<!--", _LETTERS, 50, b"-->]><x/>")),
    Bad("an unfinished token of 50 MB", UNSAFE, lambda: token(b'<x a="', _LETTERS, 50, b"")),
    Bad("CDATA of 50 MB", hostile.READ, lambda: token(b"<x><![CDATA[", _LETTERS, 50, b"]]></x>")),
    Bad("a million attributes", ANY, lambda: with_attributes(1_000_000)),
    Bad("a million levels", UNSAFE, lambda: token(b"<x>", b"<a>" * 1000, 3, b"")),
    Bad("a million namespaces", ANY, lambda: token(b"<x>", b'<a xmlns:p="urn:x"/>' * 1000, 20, b"</x>")),
    Bad(
        "a namespace of 60,000 letters",
        ANY,
        lambda: hostile.patched(MEASURES, b"<worksheet ", b'<worksheet xmlns:%s="x" ' % (b"p" * 60_000)),
    ),
)
LETTERS = (
    Bad("NUL in a text", DAMAGED, lambda: _inside(b"\0")),
    Bad("a control character in a text", DAMAGED, lambda: _inside(b"\x0b")),
    Bad("half of a pair in a text", DAMAGED, lambda: _inside(b"\xed\xa0\xbd")),
    Bad("bytes that are no UTF-8", DAMAGED, lambda: _inside(b"\xff\xfe\xfa")),
    Bad("overlong UTF-8", DAMAGED, lambda: _inside(b"\xc0\xbc")),
    Bad("a reference to NUL", DAMAGED, lambda: _inside(b"&#0;")),
    Bad("a reference beyond Unicode", DAMAGED, lambda: _inside(b"&#x110000;")),
    Bad("an entity that nobody declared", DAMAGED, lambda: _inside(b"&nbsp;")),
    Bad("escapes without end", hostile.READ, lambda: _inside(b"_x000D_" * 4000)),
    Bad(
        "a text of control escapes",
        hostile.READ,
        lambda: _inside(b"_x0000__x000B__x001F__x007F__xFFFE__xD800_"),
    ),
    Bad("text turned around", hostile.READ, lambda: _inside("\u202e\u2066\u200b\ufeffก".encode())),
    Bad("a thousand marks on one letter", hostile.READ, lambda: _inside(("ก" + "\u0e49" * 1000).encode())),
    Bad(
        "another document behind the end",
        DAMAGED,
        lambda: hostile.patched(MEASURES, b"</worksheet>", b"</worksheet><worksheet/>"),
    ),
)
MARKUP = (*_types(), *_encodings(), *LETTERS, *TOKENS)
