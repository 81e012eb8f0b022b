"""Family 3, letters: what scanning, old fonts and broken conversions leave, in any text of the workbook.

Nothing is repaired: a program that guesses a word in a signed report does harm. Each rule names the place in
the text and leaves the word to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.model import Severity
from ita_sheets.rules.catalogue import Case, Hit, put, rule
from ita_sheets.schema import Kind
from ita_sheets.texts import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = 14  # letters around the fault that are shown
_CONSONANT = "ก-ฮ"
_ABOVE_BELOW = "ัิ-ฺู็"  # vowels that stand over or under a consonant
_TONE = "่-๋"
_FOREIGN = "A-Za-z\u00c0-\u0dff\u0e80-\u1fff"  # letters of others are ITA320's affair
_STANDS_ON = _CONSONANT + _ABOVE_BELOW + _TONE + _FOREIGN

# U+FFFD, and Thai read by the wrong table: of Windows-874 as Latin-1, of UTF-8 as Latin-1 or Windows-1252.
_LOST = re.compile("\ufffd+|(?:à[¸¹][\u0080-\u024f\u2010-\u20ff]?){2,}|[¡-ÚÞ-ûß÷]{4,}")
# Orders that no Thai word has (Thai API Consortium, WTT 2.0, and the spelling of the Royal Institute).
_IMPOSSIBLE = re.compile(
    f"[{_TONE}]{{2,}}"  # two tone marks
    f"|[{_ABOVE_BELOW}]{{2,}}"  # two vowels on one consonant
    f"|[{_TONE}][{_ABOVE_BELOW}]"  # the tone before the vowel
    "|าา|ะะ|ำำ|ำา|าำ|ะา"
    f"|[ิ-ู็][{_TONE}]?[ะาำ]"
    f"|(?<![{_STANDS_ON}์ํๆฤ])[{_ABOVE_BELOW}{_TONE}์ํ]"  # a sign with nothing to stand on
    f"|(?<![{_STANDS_ON}าฤ])[ะำ]|(?<![{_STANDS_ON}])า"
    f"|[เ-ไ](?![{_CONSONANT}{_FOREIGN}เ])"  # a leading vowel that leads nothing
)
# A capital O for a nought, l or I for a one; item codes such as O12 stand with the letter first.
_LETTER_IN_NUMBER = re.compile(
    "(?<![A-Za-z0-9๐-๙])[0-9๐-๙][0-9๐-๙.,]*(?:[OQ](?![A-Za-z])|[lI](?=[0-9๐-๙]))[0-9๐-๙OlI.,]*"
)


@rule(
    "ITA350",
    Severity.WARNING,
    title=Words("ตัวอักษรเสียจากการแปลงไฟล์", "Letters lost in a conversion"),
    message=Words(
        "“{found}” อ่านไม่ได้ ตัวอักษรเสียจากการแปลงไฟล์", "“{found}” cannot be read: its letters were lost."
    ),
    why=Words(
        "ผู้อ่านจะเห็นเป็นอักขระแปลก และเทียบกับปีก่อนไม่ได้", "Readers see odd signs, and no year can be compared."
    ),
    fix=Words("คัดลอกข้อความจากไฟล์ต้นฉบับใหม่ หรือพิมพ์ใหม่", "Copy the text from the original again, or type it."),
    bad=(put(schema.NOTE, "จัดทำคู่\ufffdมือแล้ว"),),
    good=(put(schema.NOTE, "café ที่ใกล้สำนักงาน"),),
)
def lost_letters(case: Case) -> Iterator[Hit]:
    """Replacement characters, and Thai bytes read by a table of another language."""
    for column, entry in case.entries(Kind.TEXT):
        if match := _LOST.search(entry.text):
            yield Hit(entry.at, (), column, entry.text, {"found": match.group()[:_WORD]})


@rule(
    "ITA351",
    Severity.WARNING,
    title=Words("สระหรือวรรณยุกต์ผิดตำแหน่ง", "A vowel or tone mark out of place"),
    message=Words(
        "ใกล้คำว่า “{word}” มีสระหรือวรรณยุกต์ที่เรียงกันไม่ได้ในภาษาไทย",
        "Near “{word}” vowels or tone marks stand in an order that Thai does not have.",
    ),
    why=Words(
        "มักมาจากการสแกนหรือพิมพ์ซ้ำ บนจออาจดูปกติ แต่ค้นหาคำไม่พบ",
        "It comes from scanning or double typing; it may look right and is not found by a search.",
    ),
    fix=Words("ลบคำนี้แล้วพิมพ์ใหม่", "Delete the word and type it again."),
    bad=(put(schema.NOTE, "สำานักปลัดแจ้งเวียนแล้ว"),),
    good=(put(schema.NOTE, "เกาะ แพะ เยอะ ฤๅษี น้ำ ก็ ทั้งนี้ ๆ"),),
)
def impossible_order(case: Case) -> Iterator[Hit]:
    """Signs doubled, out of order or without a consonant; the word around the first is said."""
    for column, entry in case.entries(Kind.TEXT):
        if match := _IMPOSSIBLE.search(entry.text):
            word = thai.word_around(entry.text, match.start(), _WORD)
            yield Hit(entry.at, (), column, word, {"word": word})


@rule(
    "ITA352",
    Severity.WARNING,
    title=Words("มีตัวอักษรในจำนวน", "A letter inside a number"),
    message=Words("“{found}” มีตัวอักษรแทนตัวเลข", "“{found}” has a letter in place of a digit."),
    why=Words("มักมาจากการสแกน ตัวเลขจึงนับไม่ได้", "It comes from scanning, and the number cannot be counted."),
    fix=Words("ตรวจจำนวนกับต้นฉบับ แล้วพิมพ์ใหม่", "Check the number against the original and type it again."),
    bad=(put(schema.NOTE, "ผู้เข้าร่วม 1O คน"),),
    good=(put(schema.NOTE, "หัวข้อ O12 และ O34 ปี 2568 ใช้ระบบ 5G"),),
)
def letter_in_number(case: Case) -> Iterator[Hit]:
    """O for a nought, l or I for a one."""
    for column, entry in case.entries(Kind.TEXT):
        if match := _LETTER_IN_NUMBER.search(entry.text):
            yield Hit(entry.at, (), column, match.group(), {"found": match.group()})


# Words that lost the sign over ำ, as PDF programs lose it; none of them stands in a sound word.
_WITHOUT_SIGN = re.compile(
    "อานาจ|อานวย|ดาเนิน|กาหนด|สานัก|ตาบล|อาเภอ|จานวน|ประจาปี|สาคัญ|ตาแหน่ง|แนะนา|บารุง|ชารุด|สาเร็จ|สารวจ"
    "|(?<!รา)คา(?:สั่ง|ร้อง)|(?<!เว)(?<!ศา)ลาดับ"  # not of a price, of a time
)


@rule(
    "ITA353",
    Severity.WARNING,
    title=Words("สระอำกลายเป็นสระอา", "Sara am became sara aa"),
    message=Words("“{found}” น่าจะเป็น “{expected}”", "“{found}” is likely “{expected}”."),
    why=Words("ไฟล์ PDF มักทำสระอำหาย คำที่หายจะหายทั้งเอกสาร", "PDFs lose the sign, and then all through a text."),
    fix=Words("ตรวจทุกคำที่มีสระอำ แล้วพิมพ์ใหม่", "Look at every word with sara am and type it again."),
    bad=(put(schema.NOTE, "รายงานการใช้อานาจของผู้บริหาร"),),
    good=(put(schema.NOTE, "ราคาสั่งซื้อ เวลาดับไฟ และการใช้อำนาจ"),),
)
def lost_sara_am(case: Case) -> Iterator[Hit]:
    """Words of office language that are none with a plain sara aa."""
    for column, entry in case.entries(Kind.TEXT):
        if match := _WITHOUT_SIGN.search(entry.text):
            found = match.group()
            yield Hit(entry.at, (), column, found, {"found": found, "expected": _with_sign(found)})


def _with_sign(word: str) -> str:
    """The word as it should be: of two vowels the first lost its sign."""
    return word.replace("า", "ำ", 1)
