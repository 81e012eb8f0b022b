"""Seeded damage to the XML parts of a package, and to its list of parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Parts = dict[str, bytes]
NUMBERS = (
    "0", "-1", "1", "1048577", "16385", "4294967296", "99999999", "9" * 40, "1e309", "-1e309", "NaN", "INF",
    "1.5", "0x10", " 7 ", "๒", "", "true", "A1", "XFD1048576", "A0", "A1:B2", "_x0000_",
)  # fmt: skip
TEXTS = (
    "", " ", "\n", "_x0000_", "_x000D_", "_xD800_", "_x005F_x0041_", "&#13;", "&#x0;", "&lt;x&gt;",
    "&nope;", "]]>", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "\x00", "\x1f", "\ufffe", "ก\u0e49\u0e49",
    "=1+1", "ไม่มี", "x" * 40_000, "2567",
)  # fmt: skip
NAMES = (
    "c",
    "row",
    "v",
    "f",
    "is",
    "t",
    "si",
    "r",
    "sheetData",
    "mergeCell",
    "sheet",
    "Relationship",
    "x",
    "p",
    "tbl",
)
URIS = (
    b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main", b"urn:x", b"",
)  # fmt: skip
MOST = 4  # damages to one package
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r'\s([\w:.-]+)="([^"]*)"')


def mutated(parts: Parts, chance: Random) -> Parts:
    """A copy with some damages."""
    changed = dict(parts)
    for _ in range(chance.randint(1, MOST)):
        chance.choice(DAMAGES)(changed, chance)
    return changed


def is_markup(name: str) -> bool:
    """Whether a part is one of XML."""
    return name.endswith((".xml", ".rels", ".vml"))


def _part(parts: Parts, chance: Random) -> str:
    """A part of XML, those that hold much more often than others."""
    names = [name for name in parts if is_markup(name)] or list(parts)
    return chance.choices(names, [1 + len(parts[name]) ** 0.5 for name in names])[0]


def _tokens(parts: Parts, name: str) -> list[str]:
    """A part's tags and texts; joined again they are the part."""
    return _TOKEN.findall(parts[name].decode("utf-8", "replace")) or [""]


def _store(parts: Parts, name: str, tokens: list[str]) -> None:
    parts[name] = "".join(tokens).encode("utf-8", "replace")


def _element(tokens: list[str], chance: Random) -> tuple[int, int]:
    """The first token of an element and the one behind its last; where there is no end, the tag alone."""
    starts = [i for i, token in enumerate(tokens) if re.match(r"<[^/?!]", token)]
    if not starts:
        return 0, 1
    first = chance.choice(starts)
    depth = 0
    for i in range(first, len(tokens)):
        if tokens[i].startswith("</"):
            depth -= 1
        elif re.match(r"<[^?!]", tokens[i]) and not tokens[i].endswith("/>"):
            depth += 1
        if depth <= 0:
            return first, i + 1
    return first, first + 1


def _take_out(parts: Parts, chance: Random) -> None:
    name = _part(parts, chance)
    tokens = _tokens(parts, name)
    first, last = _element(tokens, chance)
    _store(parts, name, tokens[:first] + tokens[last:])


def _repeat(parts: Parts, chance: Random) -> None:
    """An element again, some times, beside itself or elsewhere."""
    name = _part(parts, chance)
    tokens = _tokens(parts, name)
    first, last = _element(tokens, chance)
    place = chance.choice((last, _element(tokens, chance)[0]))
    _store(parts, name, tokens[:place] + tokens[first:last] * chance.choice((1, 1, 5)) + tokens[place:])


def _exchange(parts: Parts, chance: Random) -> None:
    """Two elements in each other's place, where neither holds the other."""
    name = _part(parts, chance)
    tokens = _tokens(parts, name)
    (a, b), (c, d) = sorted((_element(tokens, chance), _element(tokens, chance)))
    if b <= c:
        _store(parts, name, tokens[:a] + tokens[c:d] + tokens[b:c] + tokens[a:b] + tokens[d:])


def _attribute(parts: Parts, chance: Random) -> None:
    """An attribute changed, taken out, or named twice."""
    name = _part(parts, chance)
    tokens = _tokens(parts, name)
    tags = [i for i, token in enumerate(tokens) if _ATTRIBUTE.search(token)]
    if not tags:
        return
    i = chance.choice(tags)
    found = chance.choice(list(_ATTRIBUTE.finditer(tokens[i])))
    key, value = found.groups()
    others = _ATTRIBUTE.findall(tokens[chance.choice(tags)])
    new = chance.choice((chance.choice(NUMBERS), value + "0", value[:-1], chance.choice(others)[1], ""))
    text = chance.choice((f' {key}="{new}"', f' {key}="{new}"', f' {key}="{new}"', "", found[0] * 2))
    tokens[i] = tokens[i][: found.start()] + text + tokens[i][found.end() :]
    _store(parts, name, tokens)


def _text(parts: Parts, chance: Random) -> None:
    """The text of an element: a number, or letters that XML or Excel minds."""
    name = _part(parts, chance)
    tokens = _tokens(parts, name)
    texts = [i for i, token in enumerate(tokens) if not token.startswith("<")]
    if texts:
        tokens[chance.choice(texts)] = chance.choice(chance.choice((NUMBERS, TEXTS)))
        _store(parts, name, tokens)


def _number(parts: Parts, chance: Random) -> None:
    """One number anywhere, as text or in an attribute."""
    name = _part(parts, chance)
    text = parts[name].decode("utf-8", "replace")
    numbers = list(re.finditer(r"(?<=[>\"])-?\d+(?:\.\d+)?(?=[<\"])", text))
    if numbers:
        found = chance.choice(numbers)
        parts[name] = f"{text[: found.start()]}{chance.choice(NUMBERS)}{text[found.end() :]}".encode()


def _rename(parts: Parts, chance: Random) -> None:
    """One element, or all of its name, under another name."""
    name = _part(parts, chance)
    text = parts[name].decode("utf-8", "replace")
    names = re.findall(r"<([\w:]+)", text)
    if names:
        old, new = chance.choice(names), chance.choice((*NAMES, "x:" + chance.choice(names)))
        count = chance.choice((0, 1))
        text = re.sub(rf"(</?){re.escape(old)}(?=[\s/>])", lambda match: match[1] + new, text, count=count)
        parts[name] = text.encode()


def _namespace(parts: Parts, chance: Random) -> None:
    name = _part(parts, chance)
    found = re.findall(rb'xmlns(?::\w+)?="([^"]*)"', parts[name])
    if found:
        parts[name] = parts[name].replace(chance.choice(found), chance.choice(URIS))


def _cut(parts: Parts, chance: Random) -> None:
    """A part that ends too early, or begins too late."""
    name = _part(parts, chance)
    at = chance.randrange(len(parts[name]) + 1)
    parts[name] = chance.choice((parts[name][:at], parts[name][at:]))


def _lose_part(parts: Parts, chance: Random) -> None:
    if len(parts) > 1:
        del parts[chance.choice(list(parts))]


def _move_part(parts: Parts, chance: Random) -> None:
    """A part under another name, or two in each other's place."""
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    if chance.random() < 0.5:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        new = chance.choice((one.upper(), f"/{one}", f"../{one}", one.replace("/", "\\"), f"{one}.bak", "x"))
        parts[new] = parts.pop(one)


DAMAGES: tuple[Callable[[Parts, Random], None], ...] = (
    _take_out, _take_out, _repeat, _repeat, _exchange, _attribute, _attribute, _attribute, _text, _text,
    _number, _number, _rename, _namespace, _cut, _lose_part, _move_part,
)  # fmt: skip
