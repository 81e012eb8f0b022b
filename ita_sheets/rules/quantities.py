"""Quantities in the cells of targets and results: a number with its unit, and which way it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ita_sheets import thai
from ita_sheets.texts import cues

PERCENT = "%"
_NUMBER = r"(?<![0-9.,/])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?![0-9,/])"
_QUANTITY = re.compile(
    rf"(?P<before>{cues.PERCENT_WORD}\s*)?{_NUMBER}\s*(?P<unit>%|เปอร์เซ็นต์|{cues.UNITS})?"
    rf"(?P<rate>\s*(?:ต่อ|/)\s*(?:{cues.UNITS}))?"
)
_SAME_UNITS = {
    "ราย": "คน",
    "หมู่": "หมู่บ้าน",
    "วันทำการ": "วัน",
    "เปอร์เซ็นต์": PERCENT,
    "ชม.": "ชั่วโมง",
    "กม.": "กิโลเมตร",
}
_OF_TIME = frozenset({"นาที", "ชั่วโมง", "วัน", "สัปดาห์", "เดือน"})
_AT_MOST = re.compile("ไม่เกิน|ไม่มากกว่า|ไม่สูงกว่า|ไม่ช้ากว่า|ภายใน|(?<!ไม่)น้อยกว่า|(?<!ไม่)ต่ำกว่า|เหลือ|สูงสุด|อย่างมาก")
_AT_LEAST = re.compile("ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|(?<!ไม่)(?:มากกว่า|สูงกว่า|เกิน)|ขึ้นไป|อย่างต่ำ|ขั้นต่ำ")
_YEARS = range(2400, 2651)
_OUT_OF = re.compile("จาก(?:ทั้งหมด|จำนวน)?")


class Way(StrEnum):
    """Whether more or less of a target is better."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" where none stands), per what ("" where not), and as typed."""

    value: Decimal
    unit: str
    rate: str
    text: str


def quantities(text: str) -> list[Quantity]:
    """The quantities of a cell in their order, without those that say of how many they are.

    Numbers without a unit count only where nothing else stands; years and item numbers have none.
    """
    plain = thai.arabic_digits(text)
    part = _OUT_OF.split(plain, maxsplit=1)[0]
    plain = part if _QUANTITY.search(part) else plain
    found = []
    for match in _QUANTITY.finditer(plain):
        unit = PERCENT if match["before"] else match["unit"] or ""
        alone = thai.fold(plain) == thai.fold(match["number"])
        value = Decimal(match["number"].replace(",", ""))
        if (unit or alone) and not ("," not in match["number"] and value in _YEARS):
            rate = (match["rate"] or "").strip(" /").removeprefix("ต่อ").strip()
            shown = text[match.start() : match.end()].strip()
            found.append(Quantity(value, _SAME_UNITS.get(unit, unit), _SAME_UNITS.get(rate, rate), shown))
    return found


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether the two count the same thing, as far as their words say."""
    return one.unit == other.unit and (not one.rate or not other.rate or one.rate == other.rate)


def way(text: str, target: Quantity) -> Way | None:
    """Which way a target is meant, None where its words leave it open.

    Plain counts are meant at least; a target of nothing at most; a plain time may be either.
    """
    if _AT_LEAST.search(text):
        return Way.AT_LEAST
    if _AT_MOST.search(text) or not target.value:
        return Way.AT_MOST
    return None if target.unit in _OF_TIME else Way.AT_LEAST
