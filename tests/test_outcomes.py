"""The verdicts on outcomes: decisions one by one, the labelled set, properties, the real report."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ita_sheets import schema, thai
from ita_sheets.model import (
    Against,
    Certainty,
    Entry,
    Evidence,
    EvidenceKind,
    Judged,
    Measure,
    Place,
    Report,
    Verdict,
)
from ita_sheets.outcomes import judge, judge_report, needs, reason
from ita_sheets.outcomes.reading import read
from ita_sheets.texts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ita_sheets.model import Agency

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed" / "000_9ed9cbf621fb5477.txt"
MEASURE = "การให้บริการประชาชนเป็นไปตามขั้นตอน"
ACTION = "สำนักปลัดจัดอบรมพนักงานเรื่องมาตรฐานการให้บริการ จำนวน 2 ครั้ง ณ ห้องประชุมสภา"
LAST_YEAR = "๑. คิวยาวที่สุดเหลือ ๖ ราย ๒. ตอบข้อซักถามได้ครบ ๔๑ เรื่อง ในปีงบประมาณ ๒๕๖๗"


def verdict(outcome: str, action: str = ACTION, measure: str = MEASURE) -> str:
    return judge(measure, action, outcome).verdict


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "measure_outcomes", ROOT / "scripts" / "measure_outcomes.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


measure_outcomes = _script()


# --- decisions --------------------------------------------------------------------------------------------

DECISIONS = {
    "blank": ["", " \u00a0\u200b\n", "<p>&nbsp;</p>", "\ufeff"],
    "placeholder": [
        "-", "–", "...", "/", "✓", '"', "〃", "”", "''", "xxx", "0", "56", "ü", "๑. -  ๒. -", "ไม่มี",
        "(ไม่มี)", "๑. ไม่มี", "N/A",
        "null", "ทดสอบ", "ดำเนินการแล้ว", "กองคลังดำเนินการแล้ว", "เรียบร้อย", "แล้วเสร็จ", "สำเร็จ", "100%",
        "แล้วเสร็จ ร้อยละ ๑๐๐",
        "อยู่ระหว่างดำเนินการ", "อยุ่ระหวางดําเนินการ", "กาลังดาเนินการ", "ด าเนินการเเล้ว", "รอผล",
        "ยังไม่ได้ดำเนินการ", "ตามเอกสารแนบ",
        "รายละเอียดตามเอกสารแนบ 1", "เหมือนข้อ ๑", "เช่นเดียวกับข้อ 3", "ดูข้อ ๒", "โปรดระบุผลลัพธ์",
        "ผลลัพธ์/ความสำเร็จของการดำเนินการ",
        "๑. ดำเนินการแล้ว ๒. - ๓. อยู่ระหว่างดำเนินการ", "มากที่สุด", "สำนักปลัด", "ไม่ได้ดำเนินการ",
        "ดำเนินการแล้วในปี 2567", "เช่นเดิม", "คงเดิม", "ผลเช่นเดียวกับปีที่ผ่านมา", "เหมือนกับปีก่อน",
        "ตามรายงานปีที่แล้ว", "เช่นเดียวกับปีงบประมาณ พ.ศ. ๒๕๖๗", "ไม่มีการเปลี่ยนแปลงจากปีก่อน",
    ],
    "restated": [
        ACTION, MEASURE, "ได้มีการจัดอบรมพนักงานเรื่องมาตรฐานการให้บริการแล้ว",
        "จัดอบรมพนักงานเรื่องมาตรฐานการให้บริการ จำนวน ๒ ครั้ง ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        "สานักปลัดจัดอบรมพนักงานเรื่องมาตรฐานการให้บริการ", "จะจัดอบรมพนักงานเรื่องมาตรฐานการให้บริการ",
    ],
    "carried_over": [
        LAST_YEAR, "๑. ตอบข้อซักถามได้ครบ 41 เรื่อง ๒. คิวยาวที่สุดเหลือ 6 ราย", "คิวยาวที่สุดเหลือ ๖ ราย",
        "คิวยาวที่สุดเหลือ 6 ราย ในปีงบประมาณ 2568", "ตอบข้อซักถามได้ครบ 41 เรื่อง เช่นเดียวกับปีที่ผ่านมา",
        "ตอบข้อซักถามได้ครบ 41 เรื่อง ระหว่างวันที่ ๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘",
        "ได้ตอบข้อซักถามครบ 41 เรื่อง อย่างต่อเนื่อง",
    ],
    "planned": [
        "จะลงพื้นที่ 40 คน ในเดือนมีนาคม 2568", "ควรเพิ่มเก้าอี้", "มอบหมายกองช่าง", "อยู่ในแผนปีถัดไป",
        "เตรียมเปิดศูนย์รับคำร้อง",
        "คาดว่าชาวบ้านพอใจ", "เพื่อให้ชาวบ้านสะดวก", "ให้ทุกกองรายงานผล", "กำหนดจัดในไตรมาสที่ ๓",
        "อาจพิจารณาเพิ่มช่องทาง", "ขอให้ทุกฝ่ายร่วมมือ",
        "เจ้าหน้าที่จะติดป้าย", "ยังไม่ได้ติดป้าย เนื่องจากไม่มีงบประมาณ", "อยู่ระหว่างติดตั้งป้าย 3 จุด", "เห็นสมควรให้ติดป้าย",
        "ทุกกองต้องจัดทำป้ายให้แล้วเสร็จภายในเดือนกันยายน ๒๕๖๘", "บรรจุในแผนปี 2568 แล้ว คาดว่าจะทำได้ 4 แห่ง",
    ],
    "nil": [
        "ไม่มีเรื่องร้องเรียน", "ไม่พบการทุจริต", "ไม่ปรากฏผู้ร้องเรียน", "ไม่มีข้อร้องเรียนการทุจริตในปีงบประมาณ ๒๕๖๗",
        "จำนวนเรื่องร้องเรียน 0 เรื่อง",
        "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๖ ถึงวันที่ ๓๐ กันยายน ๒๕๖๗ ไม่มีเรื่องร้องเรียน",
        "ไม่พบการใช้รถผิดวัตถุประสงค์ จากการสุ่มตรวจ 12 ครั้ง",
        "เรื่องร้องเรียน : ไม่มี", "ไม่มีปัญหา/อุปสรรค", "ไม่ใช้งบประมาณ", ACTION + " ไม่มีเรื่องร้องเรียน",
    ],
    "evidenced": [
        ACTION + " ผู้เข้าร่วม 56 คน", "อบรม 22 คน", "เบิกจ่ายร้อยละ 94.18", "แจกแล้ว 1,200 ชุด", "ประชุมครบสิบสองครั้ง",
        "จัดเมื่อเดือนมีนาคม",
        "จัดเมื่อ ๑๒ ม.ค. ๖๗", "จัด ณ วัดบ้านโคก", "ซ่อมที่หมู่ที่ ๔", "ตามคำสั่งที่ 12/2567",
        "หนังสือ เลขที่ นม 12345/ว 67", "ดูที่ www.example.go.th",
        "สอบถามที่ไลน์ @nongdaeng", "โทร 044-123-456",
        "มอบหมายเจ้าหน้าที่ ทำให้เรื่องร้องเรียนลดลงจาก 5 เหลือ 2", "จัดกิจกรรม 4 แห่ง",
        "อบรม 56 คน เมื่อ 12 ม.ค. 67 ไม่มีเรื่องร้องเรียน", "แต่งตั้งกรรมการ 6 คน และจะเพิ่มอีกในปีต่อไป",
        "ผู้เข้าร่วม 2567 คน", "อบรม ITA 56 คน",
        "ในไตรมาสที่ ๒ ติดป้ายครบทุกกอง", "ปชช.พึงพอใจร้อยละ ๘๙ รายละเอียดตามเอกสารแนบ", "1. 56 คนเข้าร่วม",
        "ทำวิดีโอ 12 คลิป", "ผลประเมินอยู่ระหว่าง 85-90 คะแนน", "อบรม 31 คน เช่นเดียวกับปีที่ผ่านมา",
    ],
    "stated": [
        "ประชาชนเข้าถึงข้อมูลได้เร็วขึ้น", "หัวข้อ O๓๔ มีข้อมูลครบแล้ว", "ทำตาม พ.ร.บ. พ.ศ. 2540 มาตรา 9 ทุกขั้นตอน",
        "แจ้งเหตุได้ตลอด 24 ชั่วโมง",
        "จะเห็นได้ว่างานเร็วขึ้น", "กลุ่มสัจจะออมทรัพย์ช่วยสอดส่อง", "ชาวบ้านกล้าที่จะแจ้งเบาะแส", "มีความรู้พอสมควร",
        "เตรียมหลักฐานได้ครบ",
        "การมอบหมายงานเป็นธรรม", "ได้รับบริการโดยไม่มีการเลือกปฏิบัติ", "ตลอดปีงบประมาณ 2567 งานไม่ค้าง",
        "บรรลุวัตถุประสงค์ที่ตั้งไว้",
        "ชาวบ้านตรวจสอบยอดเงินได้เอง และจะทำต่อเนื่องในปีหน้า", "ไตรมาส 1-4 งานไม่ค้าง", "ผ่านมาตรฐาน ISO 9001",
        "สำนักปลัดจัดอบรมพนักงานเรื่องมาตรฐานการให้บริการ จำนวน 2 ครั้ง ทำให้ผู้มาติดต่อใช้เวลารอคิวน้อยลงอย่างเห็นได้ชัด",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "outcome"), [(name, text) for name, texts in DECISIONS.items() for text in texts]
)
def test_decision(expected: str, outcome: str) -> None:
    assert decided(expected, outcome) == expected


def decided(expected: str, outcome: str) -> str:
    """The verdict on a decision's text, with last year's outcome beside where the decision is about that."""
    return judge(MEASURE, ACTION, outcome, LAST_YEAR if expected == "carried_over" else "").verdict


@pytest.mark.parametrize(
    "outcome", [text for name, texts in DECISIONS.items() for text in texts if name != "carried_over"]
)
def test_last_years_other_text_changes_no_verdict(outcome: str) -> None:
    assert judge(MEASURE, ACTION, outcome, LAST_YEAR).verdict == verdict(outcome)


@pytest.mark.parametrize(
    ("outcome", "previous", "expected"),
    [
        ("ไม่มีเรื่องร้องเรียนในปี 2567", "ไม่มีเรื่องร้องเรียนในปี 2567", "carried_over"),
        ("ไม่มีเรื่องร้องเรียนในปี 2568", "ไม่มีเรื่องร้องเรียนในปี 2567", "nil"),
        ("ไม่มีเรื่องร้องเรียน", "ไม่มีเรื่องร้องเรียนในปี 2567", "carried_over"),
        ("ตามเอกสารแนบ", "ตามเอกสารแนบ", "placeholder"),
        (ACTION, ACTION, "restated"),
        ("จะติดตั้งป้ายบอกทางในปีหน้า", "จะติดตั้งป้ายบอกทางในปีหน้า", "carried_over"),
        ("คิวยาวที่สุดเหลือ ๔ ราย", LAST_YEAR, "evidenced"),
        ("คิวยาวที่สุดเหลือ ๖ ราย เมื่อ 3 มีนาคม 2568", LAST_YEAR, "evidenced"),
        # A date that moves by a year is a new date.
        ("ติดป้ายเมื่อ 12 มกราคม 2567", "ติดป้ายเมื่อ ๑๒ มกราคม ๒๕๖๗", "carried_over"),
        ("ติดป้ายเมื่อ 12 มกราคม 2568", "ติดป้ายเมื่อ 12 มกราคม 2567", "evidenced"),
        # A nil is this year's where it names a later year, in any wording of one.
        ("ไม่มีเรื่องร้องเรียนปี 68", "ไม่มีเรื่องร้องเรียนปี 2567", "nil"),
        ("ไม่มีเรื่องร้องเรียนปี 67", "ไม่มีเรื่องร้องเรียนปี 2567", "carried_over"),
        ("ไม่มีเรื่องร้องเรียนปี ค.ศ. 2025", "ไม่มีเรื่องร้องเรียนปี 2567", "nil"),
        ("ไม่มีเรื่องร้องเรียน ต.ค. 67 - ก.ย. 68", "ไม่มีเรื่องร้องเรียนปี 2567", "nil"),
        ("ไม่มีเรื่องร้องเรียน ต.ค. 66 - ก.ย. 67", "ไม่มีเรื่องร้องเรียนปี 2567", "carried_over"),
        ("ไม่มีเรื่องร้องเรียนปี 2566", "ไม่มีเรื่องร้องเรียนปี 2567", "carried_over"),
        # A nil beside a count of last year's is not what the text says.
        ("อบรม 56 คน ไม่มีเรื่องร้องเรียนปี 2568", "อบรม 56 คน ไม่มีเรื่องร้องเรียนปี 2567", "carried_over"),
        # Another village is another result; the villagers are not a village.
        ("ทำท่อสายบ้านหนองแดงแล้ว ชาวบ้านไม่ลุยน้ำ", "ทำท่อสายบ้านหนองบัวแล้ว ชาวบ้านไม่ลุยน้ำ", "stated"),
        ("ทำท่อสายบ้านหนองบัวเสร็จ ชาวบ้านไม่ลุยน้ำ", "ทำท่อสายบ้านหนองบัวแล้ว ชาวบ้านไม่ลุยน้ำ", "carried_over"),
        # What was no result last year is none to carry over.
        ("แจกแผ่นพับ 300 แผ่น", "โปรดระบุผล เช่น แจกแผ่นพับ 300 แผ่น", "evidenced"),
        # A result of last year's as an intention is an intention, unless it is a bare copy.
        (
            "จะขยายที่นั่งพักและติดพัดลมให้คนชราที่มายื่นเรื่องรับเบี้ยยังชีพ",
            "ขยายที่นั่งพักให้คนชราที่มายื่นเรื่องรับเบี้ยยังชีพแล้ว",
            "planned",
        ),
        ("จะขยายที่นั่งพักให้คนชรา", "ขยายที่นั่งพักให้คนชรา", "carried_over"),
    ],
)
def test_beside_last_years_outcome(outcome: str, previous: str, expected: str) -> None:
    assert judge(MEASURE, ACTION, outcome, previous).verdict == expected


@pytest.mark.parametrize("blank", ["", " \u00a0\u200b", "<p></p>"])
def test_without_last_years_outcome_nothing_is_carried_over(blank: str) -> None:
    for texts in DECISIONS.values():
        for text in texts:
            found = judge(MEASURE, ACTION, text, blank)
            assert found == judge(MEASURE, ACTION, text)
            assert found.verdict is not Verdict.CARRIED_OVER


def test_what_is_carried_over_says_how_much_of_it_stands_in_last_years() -> None:
    found = judge(MEASURE, ACTION, LAST_YEAR, LAST_YEAR)
    assert (found.overlap, found.against, found.certainty, found.evidence) == (
        1.0, Against.PREVIOUS, None, (),
    )  # fmt: skip


def test_precedence_is_the_order_of_the_table() -> None:
    assert list(DECISIONS) == [str(item) for item in Verdict]


def test_a_copy_says_against_which_column_and_how_sure() -> None:
    copy = judge(MEASURE, ACTION, thai.thai_digits(ACTION.replace(" ", "")))
    assert (copy.certainty, copy.overlap, copy.against) == (Certainty.COPY, 1.0, Against.ACTION)
    near = judge(MEASURE, ACTION, MEASURE + "แล้ว")
    assert (near.certainty, near.against) == (Certainty.NEAR, Against.MEASURE)
    assert near.overlap is not None
    assert near.overlap >= 0.6


def test_no_overlap_where_there_is_nothing_to_compare() -> None:
    assert judge("", "", "ประชาชนพอใจ").overlap is None
    assert judge("", "-", "ประชาชนพอใจ").overlap is None


def test_evidence_is_as_it_stands_in_the_cell() -> None:
    found = judge(
        MEASURE,
        ACTION,
        "๑. อบรม ๕๖ คน เมื่อ ๑๒ มกราคม ๒๕๖๗ ณ วัดบ้านโคก ตามคำสั่งที่ ๑๒/๒๕๖๗ พอใจร้อยละ 92.5 ดู www.example.go.th.",
    ).evidence
    assert [(item.kind, item.text) for item in found] == [
        (EvidenceKind.NUMBER, "๕๖ คน"),
        (EvidenceKind.DATE, "๑๒ มกราคม ๒๕๖๗"),
        (EvidenceKind.PLACE, "ณ วัดบ้านโคก"),
        (EvidenceKind.REFERENCE, "คำสั่งที่ ๑๒/๒๕๖๗"),
        (EvidenceKind.NUMBER, "ร้อยละ 92.5"),
        (EvidenceKind.LINK, "www.example.go.th"),
    ]


def test_a_unit_is_shown_whole() -> None:
    for outcome, unit in (("ตรวจพัสดุ 214 รายการ", "214 รายการ"), ("ตรวจพัสดุสามรายการ", "สามรายการ")):
        assert judge(MEASURE, ACTION, outcome).evidence == (Evidence(EvidenceKind.NUMBER, unit),)


def test_numbers_of_the_action_are_counted_not_only_known() -> None:
    assert verdict("จัด 2 ครั้ง", "ติดป้าย 2 จุด") == "stated"
    assert verdict("จัด 2 ครั้ง ครั้งละ 2 วัน", "ติดป้าย 2 จุด") == "evidenced"
    assert verdict("จัดสองครั้ง", "ติดป้าย 2 จุด") == "stated"


def test_figures_of_a_plan_are_no_evidence_of_the_deed_beside_it() -> None:
    for outcome in ("อบรมแล้ว 3 คน และมีแผนจัดอีก 40 คน", "ซ่อม 3 คน และจะซ่อมอีก 40 คน", "ทำแล้ว 3 คน จะทำอีก 40 คน"):
        assert judge(MEASURE, ACTION, outcome).evidence == (Evidence(EvidenceKind.NUMBER, "3 คน"),)


LONG_ACTION = (
    "ผู้บังคับบัญชาตามลำดับชั้นกำกับ ดูแล และติดตามการปฏิบัติงานของเจ้าหน้าที่ผู้ให้บริการ เพื่อให้การปฏิบัติงานเป็นไปด้วย"
    "ความถูกต้อง และเกิดประโยชน์สูงสุดแก่ประชาชนผู้มาติดต่อขอรับบริการจากทุกส่วนราชการขององค์การบริหารส่วนตำบล"
)


@pytest.mark.parametrize(
    ("expected", "tail"),
    [
        ("restated", " ส่งผลให้การดำเนินงานมีประสิทธิภาพมากยิ่งขึ้น"),
        ("restated", " ทั้งนี้ เพื่อเป็นการเสริมสร้างภาพลักษณ์ที่ดีและธรรมาภิบาลในสายตาของสาธารณชนสืบเนื่องไป"),
        ("restated", " ระหว่างวันที่ 1 ตุลาคม 2566 - 30 กันยายน 2567"),
        ("restated", " ตั้งแต่วันที่ 1 เดือนตุลาคม พ.ศ. 2566 จนถึงวันที่ 30 เดือนกันยายน พ.ศ. 2567"),
        ("stated", " ชาวบ้านรอคิวไม่นาน หงุดหงิดน้อยลงอย่างเห็นได้ชัด"),
        ("stated", " มีแม่ค้าในตลาดเล่าว่าเดี๋ยวนี้ยื่นใบอนุญาตที่เคาน์เตอร์เดียวจบ พนักงานยิ้มแย้มทักทาย"),
    ],
)
def test_a_long_copy_is_restated_unless_a_passage_is_new(expected: str, tail: str) -> None:
    found = judge(MEASURE, LONG_ACTION, LONG_ACTION + tail)
    assert found.overlap is not None
    assert found.overlap >= 0.6
    assert found.verdict == expected


def test_the_whole_fiscal_year_is_no_date() -> None:
    assert verdict("ระหว่างวันที่ 1 ตุลาคม 2566 - 30 กันยายน 2567 งานไม่ค้าง") == "stated"
    assert verdict("ระหว่างวันที่ 1 ตุลาคม 2566 - 31 มีนาคม 2567 งานไม่ค้าง") == "evidenced"


def test_clause_numbers_are_no_figures() -> None:
    assert read("๑. ก ๒.ข (3) ค 4) ง 4.1 จ").tight.replace("\n", "|") == "|ก|ข|ค|ง|จ"
    assert read("ได้ 4.52 คะแนน จาก 5. ").plain == "ได้ 4.52 คะแนน จาก 5."


def test_tight_leads_back_to_what_is_shown() -> None:
    text = read("ด าเนินการ เ เล้ว ๑ ๒")
    assert text.tight == "ดาเนินการแล้ว1 2"
    assert len(text.at) == len(text.tight)
    assert text.said(0, 9) == "ด าเนินการ"


# --- what a clerk reads -----------------------------------------------------------------------------------


def judged(outcome: str) -> Judged:
    at = Place("a.xlsx", "s", "A1")
    fields: dict[str, Any] = {column.key: Entry(None, "", "", at) for column in schema.MEASURES.columns}
    measure = Measure(row=1, ref="M01", **fields)
    return Judged(measure, judge(MEASURE, ACTION, outcome))


def test_reasons_name_what_was_found() -> None:
    column = schema.ACTION.title.th
    assert reason(judged(ACTION)).th.startswith(f"ข้อความเหมือนกับช่อง “{column}” ทั้งหมด")
    assert "%" in reason(judged("จัดอบรมพนักงานเรื่องมาตรฐานการให้บริการที่ดี")).th
    assert "“ตามเอกสารแนบ”" in reason(judged("ตามเอกสารแนบ")).th
    assert "“จะ”" in reason(judged("จะติดป้ายเพิ่ม")).th
    assert "“ไม่มีเรื่องร้องเรียน”" in reason(judged("ไม่มีเรื่องร้องเรียน")).en
    assert reason(judged("อบรม 56 คน เมื่อ 12 มกราคม 2567")).th == "มีหลักฐานของผล: 56 คน, 12 มกราคม 2567"
    assert reason(judged("อบรม 56 คน 3 วัน 4 รุ่น 5 เรื่อง")).en.endswith("56 คน, 3 วัน, 4 รุ่น and 1 more")


def test_a_report_is_judged_in_the_tables_order() -> None:
    at = Place("a.xlsx", "s", "A1")
    texts = ["-", ACTION, "อบรม 56 คน"]
    blank = judged("").measure
    measures = tuple(
        replace(blank, row=row, action=Entry(ACTION, ACTION, ACTION, at), outcome=Entry(text, text, text, at))
        for row, text in enumerate(texts, 1)
    )
    report = Report(None, cast("Agency", None), measures, (), ())
    found = [(item.measure.row, str(item.judgement.verdict)) for item in judge_report(report)]
    assert found == [(1, "placeholder"), (2, "restated"), (3, "evidenced")]


def test_every_verdict_has_its_words() -> None:
    for table in (verdicts.NAMES, verdicts.MEANINGS, verdicts.NEEDS):
        assert set(table) == set(Verdict)
        assert all(words.th and words.en for words in table.values())
    assert set(verdicts.REASONS) == set(Verdict) - {Verdict.RESTATED}
    assert set(verdicts.CERTAINTIES) == set(verdicts.RESTATED_REASONS) == set(Certainty)
    assert set(verdicts.EVIDENCE_KINDS) == set(EvidenceKind)
    for outcome in ("", *(texts[0] for texts in DECISIONS.values())):
        said = reason(judged(outcome))
        assert "{" not in said.th + said.en
        assert needs(judged(outcome).judgement).th


# --- the labelled set -------------------------------------------------------------------------------------

FIGURES = measure_outcomes.measured()


@pytest.mark.parametrize("part", ["tune", "held"])
def test_no_verdict_falls_below_its_floor(part: str) -> None:
    for item in Verdict:
        precision, recall = measure_outcomes.precision_recall(FIGURES[part], item)
        assert precision >= 0.9, item
        assert recall >= 0.9, item
    assert min(measure_outcomes.gaps(FIGURES[part])) >= 0.97


def test_the_page_shows_the_figures_that_were_measured() -> None:
    page = measure_outcomes.PAGE.read_text(encoding="utf-8")
    assert page == measure_outcomes.page_with(page, measure_outcomes.figures(FIGURES))


def test_the_labelled_set_is_large_and_even() -> None:
    labels = Counter(
        label for counts in FIGURES.values() for (label, _), n in counts.items() for _ in range(n)
    )
    assert labels.total() >= 300
    beside = measure_outcomes.rows(measure_outcomes.BESIDE)
    assert len(beside) >= 120
    assert sum(part == "held" for part, _, _ in beside) >= 40
    assert sum(label is Verdict.CARRIED_OVER for _, label, _ in beside) >= 45
    assert all(labels[item] >= 20 for item in Verdict if item is not Verdict.BLANK)


def test_the_page_lists_the_verdicts_as_the_program_names_them() -> None:
    page = measure_outcomes.PAGE.read_text(encoding="utf-8")
    for item in Verdict:
        assert f"| `{item}` | {verdicts.NAMES[item].th} |" in page


# --- the real report --------------------------------------------------------------------------------------


@pytest.mark.skipif(not SEED.exists(), reason="the real report lies outside this repository")
def test_the_real_report_repeats_itself_in_ten_of_eleven_rows() -> None:
    rows = [
        line.split("\t") for line in SEED.read_text(encoding="utf-8").splitlines() if line.count("\t") == 2
    ]
    found = [judge(*row) for row in rows if not row[0].startswith(schema.MEASURE.title.th)]
    assert [item.verdict for item in found] == [
        Verdict.STATED if n == 5 else Verdict.RESTATED for n in range(1, 12)
    ]
    assert [n for n, item in enumerate(found, 1) if item.certainty is Certainty.COPY] == [4, 6, 7, 8, 9, 11]
    assert not any(item.evidence for item in found)


# --- properties -------------------------------------------------------------------------------------------

WORDS = [
    "จัดอบรม", "พนักงานส่วนตำบล", "เผยแพร่", "เว็บไซต์", "คู่มือการให้บริการ", "เรื่องร้องเรียน", "ทะเบียนคุม", "ทรัพย์สิน",
    "งบประมาณ", "ประชาคมหมู่บ้าน",
    "ตรวจสอบพัสดุ", "แผนปฏิบัติการ", "ป้องกันการทุจริต", "ช่องทางออนไลน์", "ความพึงพอใจ",
    "บุคลากร", "ประชาสัมพันธ์", "สภาท้องถิ่น",
]  # fmt: skip
actions = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12, unique=True).map(" ".join)
samples = st.sampled_from([text for texts in DECISIONS.values() for text in texts])


@settings(deadline=None)
@given(
    st.one_of(samples, st.text(max_size=200), st.lists(samples, max_size=4).map(" ".join)),
    st.one_of(samples, st.text(max_size=200)),
)
def test_what_is_said_again_is_never_this_years_result(outcome: str, action: str) -> None:
    found = judge(MEASURE, action, outcome, outcome).verdict
    assert found in (Verdict.BLANK, Verdict.PLACEHOLDER, Verdict.RESTATED, Verdict.CARRIED_OVER)


@pytest.mark.parametrize("old", [thai.thai_digits, thai.arabic_digits, lambda text: text.replace(" ", "")])
@pytest.mark.parametrize("new", [thai.thai_digits, thai.arabic_digits, lambda text: text.replace(" ", "\n")])
def test_how_last_years_was_typed_makes_no_difference(
    old: Callable[[str], str], new: Callable[[str], str]
) -> None:
    said = "ตอบข้อซักถามได้ครบ ๔๑ เรื่อง คิวยาวที่สุดเหลือ 6 ราย พอใจร้อยละ 92.5 เมื่อ ๑๒ ม.ค. ๖๗"
    assert judge(MEASURE, ACTION, new(said), old(said)).verdict is Verdict.CARRIED_OVER
    later = said.replace("6 ราย", "4 ราย")
    assert judge(MEASURE, ACTION, new(later), old(said)).verdict is Verdict.EVIDENCED


@given(
    actions,
    st.sampled_from(
        ["ได้{}แล้ว", "มีการ{}เรียบร้อยแล้ว", "๑. {}", "<p>{}</p>", "{} ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", "ได้ดำเนินการ{}"]
    ),
)
def test_a_copy_with_fillers_is_restated(action: str, frame: str) -> None:
    assert verdict(frame.format(action), action) == "restated"


@settings(deadline=None)
@given(actions, st.integers(2, 999))
def test_a_copy_with_a_new_count_is_evidenced(action: str, count: int) -> None:
    assert verdict(f"{action} ผู้เข้าร่วม {count} คน", action) == "evidenced"


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_any_text_gets_a_verdict_and_always_the_same(measure: str, action: str, outcome: str) -> None:
    first = judge(measure, action, outcome)
    assert first == judge(measure, action, outcome)
    assert (first.verdict is Verdict.BLANK) == thai.is_blank(outcome)
    assert first.overlap is None or 0 <= first.overlap <= 1
    assert (first.certainty is not None) == (first.verdict is Verdict.RESTATED)


TYPINGS: dict[str, Callable[[str], str]] = {
    "Thai digits": thai.thai_digits,
    "Arabic digits": thai.arabic_digits,
    "double spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "line ends": lambda text: text.replace(" ", "\n"),
    "paragraph": lambda text: f"<p>{text}</p>",
    "am in two": lambda text: text.replace("\u0e33", "\u0e4d\u0e32"),
    "am lost": lambda text: text.replace("\u0e33", "\u0e32"),
    "am torn": lambda text: text.replace("\u0e33", " \u0e32"),
    "ae in two": lambda text: text.replace("\u0e41", "\u0e40\u0e40"),
    "full stop": lambda text: f"{text}." if text.strip() else text,
}


@pytest.mark.parametrize("typing", TYPINGS)
def test_typing_makes_no_difference(typing: str) -> None:
    changed = [
        (expected, text)
        for expected, texts in DECISIONS.items()
        for text in texts
        if not (expected == "blank" and typing == "full stop")
        and decided(expected, TYPINGS[typing](text)) != expected
    ]
    assert changed == []


@settings(deadline=None)
@given(samples, st.data())
def test_invisible_characters_make_no_difference(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assume("<" not in text)
    char = data.draw(st.sampled_from("\u200b\u200c\ufeff\u00ad"))
    assert verdict(text[:at] + char + text[at:]) == verdict(text)


LONG = [
    "ประชาชนเข้าถึงข้อมูลได้เร็วขึ้น ",
    "เมื่อวันที่ ๑๒ มกราคม ๒๕๖๗ มี 56 คน ",
    "1",
    "1.",
    "1. ",
    "@",
    "a.",
    "จะ",
    "เพื่อ",
    "ไม่มี",
    "แผน",
    "ที่",
    "หมู่ 1,",
    "0 ",
    "สิบ",
]


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_cell_takes_linear_time(piece: str) -> None:
    """Some 0.1 s of a quiet machine for 32,000 characters; the bound leaves room for a busy one, and a search
    that goes back over the text would take tens of seconds."""
    text = (piece * 32_000)[:32_000]
    start = time.process_time()
    judge(MEASURE, text, text + " 7")
    assert time.process_time() - start < 2
