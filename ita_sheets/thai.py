r"""Thai text as it stands in office files: tidy it, fold it for comparison, cut it, measure it.

Nothing here knows a word of the domain. Every function is pure and takes text of any kind, also
none at all. Character properties come from `unicodedata`; the traps are those of Thai office files:
NFC does not unify NIKHAHIT + SARA AA with SARA AM, NFKC splits the right letter, `str.strip` keeps
zero-width characters, and `\w` and `\b` cut Thai words at their vowel marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SARA_AM = "\u0e33"
NIKHAHIT = "\u0e4d"
SARA_AA = "\u0e32"
SARA_E = "\u0e40"
SARA_AE = "\u0e41"
_TONES = "\u0e48-\u0e4b"

_SPLIT_SARA_AM = re.compile(f"{NIKHAHIT}([{_TONES}]?){SARA_AA}|([{_TONES}]){NIKHAHIT}{SARA_AA}")
_DOUBLE_SARA_E = re.compile(f"{SARA_E}{SARA_E}")
_SPACES = re.compile(r"[^\S\n]+")
_SPACED_NEWLINE = re.compile(r" ?\n ?")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Text of these alone holds nothing invisible: the common case, told without asking for each character.
_ORDINARY = re.compile("[\n\t -~\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]*")
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # the Thai characters of category Mn
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]+")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|ul|ol|li|font|table|tr|td)\b[^<>]*>", re.IGNORECASE
)
_ENTITIES = re.compile(r"&(nbsp|amp|lt|gt|quot|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_ENTITY_TEXT = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"'}
_PARAGRAPH_END = re.compile(r"</(?:p|div|li|tr)\s*>|<br\s*/?>", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:^|(?<=\s))\(?([0-9]{1,2})(?:[.)]|\.\))(?![0-9])\s*")
_TO_ARABIC = {0x0E50 + n: str(n) for n in range(10)} | {0x0ED0 + n: str(n) for n in range(10)}
# Thai fonts before OpenType drew moved and lowered marks from U+F700 on; PDF text and old files hold them.
_OLD_FONT_MARKS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d"
    "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_OLD_FONT = {0xF700 + n: ord(mark) for n, mark in enumerate(_OLD_FONT_MARKS)}
_TO_THAI = {0x30 + n: chr(0x0E50 + n) for n in range(10)}
_QUOTES = {
    0x2018: "'",
    0x2019: "'",
    0x201C: '"',
    0x201D: '"',
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2013: "-",
    0x2014: "-",
}


class Tidying(StrEnum):
    """What `tidied` had to change, so that a report can say it."""

    INVISIBLE = "invisible"  # zero-width and other format characters, NBSP, control characters
    SARA_AM = "sara_am"  # NIKHAHIT + SARA AA typed for SARA AM
    SARA_AE = "sara_ae"  # SARA E typed twice for SARA AE
    MARKUP = "markup"  # <p> and its like
    OLD_FONT = "old_font"  # marks of old Thai fonts, in Unicode's private area


def tidied(text: str) -> tuple[str, frozenset[Tidying]]:
    r"""The text as a person sees it, and what was changed to get there.

    Line ends become ``\n``; runs of spaces become one; invisible characters go; mark-up tags go
    (a closing paragraph becomes a line end). Digits, quotes and letters stay as they were typed.
    """
    seen: set[Tidying] = set()

    def note(kind: Tidying, before: str, after: str) -> str:
        if before != after:
            seen.add(kind)
        return after

    text = _NEWLINES.sub("\n", text)
    text = note(Tidying.MARKUP, text, _without_markup(text))
    text = note(Tidying.OLD_FONT, text, text.translate(_OLD_FONT))
    text = note(Tidying.INVISIBLE, text, _without_invisible(text))
    text = unicodedata.normalize("NFC", text)
    text = note(Tidying.SARA_AM, text, _SPLIT_SARA_AM.sub(rf"\1\2{SARA_AM}", text))
    text = note(Tidying.SARA_AE, text, _DOUBLE_SARA_E.sub(SARA_AE, text))
    text = _SPACED_NEWLINE.sub("\n", _SPACES.sub(" ", text))
    return text.strip(), frozenset(seen)


def tidy(text: str) -> str:
    """The text as a person sees it; see `tidied`."""
    return tidied(text)[0]


def _without_markup(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    text = _MARKUP.sub("", _PARAGRAPH_END.sub("\n", text))
    return _ENTITIES.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _ENTITY_TEXT:
        return _ENTITY_TEXT[name]
    number = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
    return chr(number) if 0x20 <= number < 0xD800 else match.group(0)


def _without_invisible(text: str) -> str:
    """Without format and control characters; every space that is not a plain one becomes plain."""
    if _ORDINARY.fullmatch(text):
        return text
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category == "Zs":
            kept.append(" ")
        elif category[0] != "C" or char in "\n\t":
            kept.append(char)
    return "".join(kept)


def arabic_digits(text: str) -> str:
    """Thai (and Lao) digits as 0-9."""
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    """0-9 as Thai digits."""
    return text.translate(_TO_THAI)


_SHORT = 120  # characters of a header, a name or a choice: these are folded again and again


def fold(text: str) -> str:
    """A key for comparison only, never to be stored or shown.

    Tidy, Arabic digits, lower case, no white space and no punctuation. Two texts that a person would
    call the same but for typing have the same fold. Vowel and tone marks are kept: they make words.
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = arabic_digits(tidy(text)).translate(_QUOTES).casefold()
    return "".join(char for char in text if char.isalnum() or unicodedata.category(char)[0] == "M")


_fold_short = lru_cache(maxsize=4096)(_fold)


def is_blank(text: str) -> bool:
    """Whether nothing of the text is visible."""
    return not tidy(text)


def clauses(text: str) -> list[str]:
    """The numbered clauses of one cell ("๑. ... ๒. ..."), without their numbers.

    Numbers must count upwards from 1; whatever stands before the first is a clause of its own. A text
    without such numbers is one clause; a blank text is none.
    """
    text = tidy(text)
    digits = arabic_digits(text)
    marks: list[re.Match[str]] = []
    for match in _CLAUSE.finditer(digits):
        if int(match.group(1)) == len(marks) + 1:
            marks.append(match)
    edges = [0, *(match.start() for match in marks), len(text)]
    starts = [0, *(match.end() for match in marks)]
    parts = (text[start:end].strip() for start, end in zip(starts, edges[1:], strict=True))
    return [part for part in parts if part]


def trigrams(folded: str) -> Counter[str]:
    """The character trigrams of a folded text, counted; a text under three characters is its own."""
    if len(folded) < 3:
        return Counter([folded] if folded else [])
    return Counter(folded[i : i + 3] for i in range(len(folded) - 2))


_EDGES = "\x02\x02{}\x03\x03"  # so that first and last letters count as much as those between


def nearest(text: str, candidates: Iterable[str], least: float) -> str | None:
    """The candidate that resembles the text most without being equal to it; None under `least` (0-1).

    Resemblance is the Dice share of character trigrams of the folded texts with their edges, which hold
    single slips of typing in short words better than bare trigrams: measured on every one-letter slip in
    the names of units .75 finds 86 % and takes none of 50 names of other units for one, .5 finds all.
    """
    folded = fold(text)
    mine = trigrams(_EDGES.format(folded))
    best, share = None, least
    for candidate in candidates:
        other = fold(candidate)
        if not other or not folded or other == folded:
            continue
        theirs = trigrams(_EDGES.format(other))
        found = 2 * (mine & theirs).total() / (mine.total() + theirs.total())
        if found > share or (best is None and found == share):
            best, share = candidate, found
    return best


def clusters(text: str) -> Iterator[str]:
    """Base characters with the marks that sit on them: what takes one place on a line."""
    if _ORDINARY.fullmatch(text):
        yield from _CLUSTER.findall(text)
        return
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or unicodedata.category(text[i]) not in ("Mn", "Me"):
            yield text[start:i]
            start = i


def is_thai(char: str) -> bool:
    """Whether the character is of the Thai block."""
    return "\u0e00" <= char <= "\u0e7f"


def foreign_letters(text: str) -> list[tuple[int, str]]:
    """(index, character) of each letter or mark of another script that touches Thai letters.

    Latin is no foreign script here: "LINE" and "ITA" stand unspaced in sound Thai text.
    """
    if _ORDINARY.fullmatch(text):
        return []
    found = []
    for i, char in enumerate(text):
        if char.isascii() or is_thai(char) or unicodedata.category(char)[0] not in "LM":
            continue
        if unicodedata.name(char, "").startswith(("LATIN", "COMBINING")):
            continue
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        if (before and is_thai(before)) or (after and is_thai(after)):
            found.append((i, char))
    return found


# A run of Thai letters that stands twice: parted by a space it may be short ("such as such as"); unspaced
# only a long one counts, for Thai has many sound short ones (a word's last syllable, then the next word).
_WORD = "[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e45\u0e47-\u0e4e]"
_DOUBLED_SPACED = re.compile(rf"({_WORD}{{2,}})[ \n]\1(?![\u0e01-\u0e4e])")
_DOUBLED_JOINED = re.compile(rf"({_WORD}{{5,19}})\1")


def doubled_words(text: str) -> list[str]:
    """Words that stand twice in a row, each as typed once, in the order of the text."""
    text = tidy(text)
    found = [match for pattern in (_DOUBLED_SPACED, _DOUBLED_JOINED) for match in pattern.finditer(text)]
    return list(dict.fromkeys(match.group(1) for match in sorted(found, key=re.Match.start)))


def shortened(text: str, limit: int = 60) -> str:
    """The text on one line, cut at a cluster with an ellipsis when longer than `limit` clusters."""
    line = " ".join(_without_invisible(_NEWLINES.sub("\n", text)).split())
    parts = list(clusters(line))
    if len(parts) <= limit:
        return line
    return "".join(parts[: limit - 1]).rstrip() + "…"


def word_around(text: str, index: int, limit: int = 24) -> str:
    """The unbroken run around a character, at most `limit` characters to each side."""
    start = max(text.rfind(" ", 0, index), text.rfind("\n", 0, index)) + 1
    ends = [end for end in (text.find(" ", index), text.find("\n", index)) if end >= 0]
    start, end = max(start, index - limit), min(*ends, index + limit, len(text))
    while start < index and unicodedata.category(text[start]) == "Mn":
        start += 1
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return text[start:end]
