"""Which ITA indicator a measure's wording points to, and which weak points an analysis names.

The cues are turns of phrase of the public questionnaires of ITA (of officials: IIT; of the public: EIT) and
of the items agencies must publish (OIT); many a measure is worded as the questionnaire item it answers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ita_sheets import schema, thai
from ita_sheets.entries import indicator_number

# For each indicator: phrases that must stand in the text in this order, whatever stands between them.
_CUES: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (
        ("หน่วยงานของท่าน", "ตามขั้นตอน"),
        ("ของท่าน", "ระยะเวลา"),
        ("หน่วยงานของท่าน", "เท่าเทียม"),
        ("ผู้มาติดต่อ", "เท่าเทียม"),
        ("มุ่งผลสำเร็จของงาน",),
        ("รู้จักเป็นการส่วนตัว",),
    ),
    2: (
        ("ใช้จ่ายงบประมาณ",),
        ("การใช้งบประมาณ",),
        ("เบิกจ่ายเงิน",),
        ("จัดซื้อจัดจ้าง",),
        ("ตรวจรับพัสดุ",),
    ),
    3: (
        ("มอบหมายงาน", "เป็นธรรม"),
        ("ประเมินผลการปฏิบัติงาน",),
        ("ธุระส่วนตัว",),
        ("บริหารงานบุคคล",),
        ("ซื้อขายตำแหน่ง",),
        ("คัดเลือกผู้เข้ารับการ",),
        ("การใช้อำนาจ",),
    ),
    4: (("ทรัพย์สินของราชการ",), ("ทรัพย์สินของทางราชการ",), ("ทรัพย์สินทางราชการ",), ("ยืมทรัพย์สิน",)),
    5: (
        ("แก้ไขปัญหาการทุจริต",),
        ("แก้ปัญหาการทุจริต",),
        ("ป้องกันการทุจริต", "หน่วยงานท่าน"),
        ("ป้องกันการทุจริต", "หน่วยงานของท่าน"),
        ("ร้องเรียนการทุจริต", "หน่วยงานของท่าน"),
        ("ผู้บริหารสูงสุด", "ทุจริต"),
        ("เฝ้าระวัง", "ทุจริต"),
    ),
    6: (
        ("แก่ท่าน", "ตามขั้นตอน"),
        ("แก่ท่าน", "เท่าเทียม"),
        ("แก่ท่าน", "ตรงไปตรงมา"),
        ("ไม่ปิดบัง",),
        ("ประโยชน์ของประชาชนและส่วนรวม",),
        ("คุณภาพการดำเนินงาน",),
    ),
    7: (
        ("ช่องทางการเผยแพร่",),
        ("ช่องทางเผยแพร่",),
        ("เข้าถึงง่าย",),
        ("เข้าถึงได้ง่าย",),
        ("ตอบข้อซักถาม",),
        ("ชี้แจง", "ตอบคำถาม"),
        ("รับฟังคำติชม",),
        ("รับฟังความคิดเห็น",),
        ("ประสิทธิภาพการสื่อสาร",),
    ),
    8: (
        ("เปิดโอกาส", "มีส่วนร่วม"),
        ("บริการออนไลน์",),
        ("ปรับปรุงการดำเนินงาน",),
        ("ปรับปรุงการให้บริการ",),
        ("ปรับปรุงวิธีการ",),
        ("ปรับปรุงคุณภาพการ",),
        ("ปรับปรุงระบบการทำงาน",),
        ("ปรับปรุงการทำงาน",),
        ("นำเทคโนโลยีมาใช้",),
        ("eservice",),
    ),
    9: (("การเปิดเผยข้อมูล",), ("เปิดเผยข้อมูลสาธารณะ",)),
    10: (
        ("เจตจำนงสุจริต",),
        ("nogiftpolicy",),
        ("ไม่รับของขวัญ",),
        ("ความเสี่ยงการทุจริต",),
        ("แผนปฏิบัติการป้องกันการทุจริต",),
        ("มาตรฐานทางจริยธรรม",),
        ("มาตรการภายในเพื่อป้องกันการทุจริต",),
    ),
}
_WEAKNESS = re.compile("จุดอ่อน|ข้อบกพร่อง|ต้องพัฒนา|ต้องปรับปรุง|ควรพัฒนา|ควรปรับปรุง")
_LIST_BEGINS = re.compile(r"ได้แก่|ดังนี้|\bคือ")
_LIST_ENDS = re.compile(r"\s(?:จึง|ซึ่ง|โดย|ทั้งนี้|ดังนั้น)")
_JOINING = ("และ", "กับ")
_MOST_WEAKNESSES = 30  # there are ten indicators; a longer list is none of weak points
_INDICATOR_WORD = "ตัวชี้วัด"
_INDICATOR_NUMBER = re.compile(rf"{_INDICATOR_WORD}(?:ที่)?\s*([0-9]{{1,2}})")


class Proposal(NamedTuple):
    """An indicator and the phrases that speak for it, as they stand in the table of cues."""

    indicator: int
    cue: str


class NamedWeakness(NamedTuple):
    """A weak point as an analysis words it, and its indicator where the wording names one of the ten."""

    wording: str
    indicator: int | None


def propose_indicator(measure: str) -> Proposal | None:
    """The one indicator that a measure's wording speaks for; None when none or several do."""
    folded = thai.fold(measure)
    found = [
        Proposal(number, " … ".join(cue)) for number, cue in _folded_cues() if _stands_in_order(cue, folded)
    ]
    return found[0] if len({proposal.indicator for proposal in found}) == 1 else None


def named_weaknesses(paragraph: str) -> list[NamedWeakness]:
    """The weak points that a paragraph lists, letter for letter and in order.

    They are the items called an indicator behind the words that open a list; where none is called so, the
    indicators' own names.
    """
    subject = _WEAKNESS.search(paragraph)
    opening = _LIST_BEGINS.search(paragraph, subject.end()) if subject else None
    if opening is None:
        return []
    rest = paragraph[opening.end() :]
    ending = _LIST_ENDS.search(rest)
    listed = rest[: ending.start()] if ending else rest
    if _INDICATOR_WORD in listed:
        items = [_INDICATOR_WORD + item for item in listed.split(_INDICATOR_WORD)[1:_MOST_WEAKNESSES]]
        wordings = [_without_joining(item) for item in items]
        return [NamedWeakness(wording, _indicator_in(wording)) for wording in wordings]
    return _indicators_by_name(listed)


def opens_list(paragraph: str) -> bool:
    """Whether a paragraph announces weak points and names none: they stand in the lines below it."""
    subject = _WEAKNESS.search(paragraph)
    opening = _LIST_BEGINS.search(paragraph, subject.end()) if subject else None
    return opening is not None and not paragraph[opening.end() :].strip(" \t\u00a0:.")


def weakness_of_line(line: str) -> NamedWeakness | None:
    """The weak point that a line of a list names, letter for letter; None for a line that names none."""
    is_one = _INDICATOR_WORD in line or _indicators_by_name(line)
    return NamedWeakness(line, _indicator_in(line)) if is_one else None


def _indicator_in(wording: str) -> int | None:
    """The indicator that a wording names, whatever follows; None where number and name differ."""
    named = {item.indicator for item in _indicators_by_name(wording)}
    numbers = {int(match) for match in _INDICATOR_NUMBER.findall(thai.arabic_digits(wording))}
    found = named if numbers <= named or not numbers else set()
    return indicator_number(wording) or (found.pop() if len(found) == 1 else None)


def _without_joining(item: str) -> str:
    item = item.rstrip(" \t\u00a0,;")
    for word in _JOINING:
        item = item.removesuffix(word)
    return item.rstrip(" \t\u00a0,;")


def _indicators_by_name(text: str) -> list[NamedWeakness]:
    names = {name: item.number for item in schema.INDICATORS for name in (item.name.th, *item.aliases)}
    found = re.findall("|".join(map(re.escape, names)), text)
    return [NamedWeakness(name, names[name]) for name in found[:_MOST_WEAKNESSES]]


@cache
def _folded_cues() -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(map(thai.fold, cue))) for number, cues in _CUES.items() for cue in cues)


def _stands_in_order(cue: tuple[str, ...], folded: str) -> bool:
    end = 0
    for phrase in cue:
        start = folded.find(phrase, end)
        if start < 0:
            return False
        end = start + len(phrase)
    return True
