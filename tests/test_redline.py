"""What changed in a text: whole words where they can be told, and never a torn letter."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sheets import thai
from ita_sheets.redline import Piece, PieceKind, redline

KEPT, DELETED, ADDED = PieceKind.KEPT, PieceKind.DELETED, PieceKind.ADDED
MARKS = {"-": DELETED, "+": ADDED}

PAIRS = [
    # only added, only deleted
    ("จัดทำคู่มือการให้บริการ", "จัดทำคู่มือการให้บริการประชาชน", "จัดทำคู่มือการให้บริการ{+ประชาชน}"),
    ("ผู้รับผิดชอบจัดประชุมชี้แจง", "จัดประชุมชี้แจง", "{-ผู้รับผิดชอบ}จัดประชุมชี้แจง"),
    ("ติดประกาศ (ฉบับเดิม) ที่สำนักงาน", "ติดประกาศที่สำนักงาน", "ติดประกาศ{- (ฉบับเดิม)}ที่สำนักงาน"),
    ("อบรมพนักงาน ทุกคน", "อบรมพนักงาน และลูกจ้าง ทุกคน", "อบรมพนักงาน{+ และลูกจ้าง} ทุกคน"),
    ("ด่วน ส่งรายงานประจำเดือน", "ส่งรายงานประจำเดือน", "{-ด่วน }ส่งรายงานประจำเดือน"),
    # letters that repeat: the change begins with the word, not behind the letters it shares
    ("ประชาชน", "ประชุมประชาชน", "{+ประชุม}ประชาชน"),
    ("ตรวจงานและตรวจพัสดุประจำปี", "ตรวจพัสดุประจำปี", "{-ตรวจงานและ}ตรวจพัสดุประจำปี"),
    ("จัดประชุม ประชาสัมพันธ์งาน", "จัดประชุม ประชาชน ประชาสัมพันธ์งาน", "จัดประชุม{+ ประชาชน} ประชาสัมพันธ์งาน"),
    ("รับรองจำนวนมาตรฐาน", "รับรองคนจำนวน", "รับรอง{+คน}จำนวน{-มาตรฐาน}"),
    ("ประกาศประกาศ", "ประกาศ", "ประกาศ{-ประกาศ}"),
    # one for another
    ("ปรับปรุงเว็บไซต์ของหน่วยงาน", "ประกาศเว็บไซต์ของหน่วยงาน", "{-ปรับปรุง}{+ประกาศ}เว็บไซต์ของหน่วยงาน"),
    (
        "แต่งตั้งคณะกรรมการตรวจรับพัสดุ",
        "แต่งตั้งคณะทำงานตรวจสอบพัสดุประจำปี",
        "แต่งตั้งคณะ{-กรรมการ}{+ทำงาน}ตรวจ{-รับ}{+สอบ}พัสดุ{+ประจำปี}",
    ),
    ("ขอความร่วมมือ ส่งเสริม", "ขอความร่วมมือ สนับสนุน", "ขอความร่วมมือ {-ส่งเสริม}{+สนับสนุน}"),
    ("ทางหลวง ท้องถิ่นสายบึงสว่าง", "ทางหลวง ชนบทสายบึงสว่าง", "ทางหลวง {-ท้องถิ่น}{+ชนบท}สายบึงสว่าง"),
    ("กติกาการเบิกจ่ายงบประมาณ", "เอกสารการเบิกจ่ายงบประมาณ", "{-กติกา}{+เอกสาร}การเบิกจ่ายงบประมาณ"),
    ("จัดทำประกาศ", "จัดทำรับรอง", "จัดทำ{-ประกาศ}{+รับรอง}"),
    ("แนวทางกองคลังจัดทำ", "แนวทางและจัดทำ", "แนวทาง{-กองคลัง}{+และ}จัดทำ"),
    ("ประกาศเจตนารม ประจำปี", "ประกาศเจตนารมณ์ ประจำปี", "ประกาศเจตนาร{-ม}{+มณ์} ประจำปี"),
    # numbers and Latin words change as a whole, their script and commas are no change
    ("อบรมเจ้าหน้าที่ ๓๐ คน ปี ๒๕๖๗", "อบรมเจ้าหน้าที่ 35 คน ปี 2567", "อบรมเจ้าหน้าที่ {-๓๐}{+35} คน ปี 2567"),
    ("งบประมาณ 12,500 บาท", "งบประมาณ ๑๒๕๐๐ บาท ทั้งสิ้น", "งบประมาณ ๑๒๕๐๐ บาท{+ ทั้งสิ้น}"),
    ("งบประมาณ 1.5 ล้านบาท ต่อปี", "งบประมาณ 15 ล้านบาท", "งบประมาณ {-1.5}{+15} ล้านบาท{- ต่อปี}"),
    ("ทาง Facebook และเว็บไซต์", "ทาง Flickr และเว็บไซต์", "ทาง {-Facebook}{+Flickr} และเว็บไซต์"),
    ("เผยแพร่ทาง Line ทุกเดือน", "เผยแพร่ทาง LINE ทุกสัปดาห์", "เผยแพร่ทาง LINE ทุก{-เดือน}{+สัปดาห์}"),
    ("ประกาศ “งดรับ” ทุกปี", 'ประกาศ "งดรับ" ทุกปีงบประมาณ', 'ประกาศ "งดรับ" ทุกปี{+งบประมาณ}'),
    ("ไตรมาส 1 - 2 ของปี", "ไตรมาส 1 – 2", "ไตรมาส 1 – 2{- ของปี}"),
    ("1.5 ล้านบาท ต่อปี", "2.5 ล้านบาท ต่อปี", "{-1.5}{+2.5} ล้านบาท ต่อปี"),
    # spaces and numbers of lines go with the later text
    ("1. สำรวจ\n2. ซ่อมแซม", "๑. สำรวจ\n๒. จัดซื้อ\n๓. ซ่อมแซม", "๑. สำรวจ{+\n๒. จัดซื้อ}\n๓. ซ่อมแซม"),
    ("1. สำรวจ ถนนสายหลัก", "๒) สำรวจถนนสายรอง", "๒) สำรวจถนนสาย{-หลัก}{+รอง}"),
    ("1. ถนนสายหลักของตำบล", "2. ทางสายหลักของตำบล", "2. {-ถนน}{+ทาง}สายหลักของตำบล"),
    ("ครั้งที่ 1. อบรม ครั้งที่ 2. สัมมนา", "ครั้งที่ 1. อบรม ครั้งที่ 3. สัมมนา", "ครั้งที่ 1. อบรม ครั้งที่ {-2}{+3}. สัมมนา"),
    # what is the same by chance is not kept
    ("เปิดโอกาสให้ผู้มีส่วนได้เสียร่วม", "เปิดโอกาสแก่เด็กและผู้สูงอายุร่วม", "เปิดโอกาส{-ให้ผู้มีส่วนได้เสีย}{+แก่เด็กและผู้สูงอายุ}ร่วม"),
    ("กองคลังจัดซื้อวัสดุ", "ผู้บริหารประกาศเจตนารมณ์", "{-กองคลังจัดซื้อวัสดุ}{+ผู้บริหารประกาศเจตนารมณ์}"),
    ("-", "แจ้งเวียนทุกกอง", "{--}{+แจ้งเวียนทุกกอง}"),
    ("มาตรการป้องกันการรับสินบน", "มาตรการใช้รถยนต์ส่วนกลาง", "{-มาตรการป้องกันการรับสินบน}{+มาตรการใช้รถยนต์ส่วนกลาง}"),
    ("ละเว้นคู่มือและกองคลัง", "จัดซื้อละเว้นของพัสดุกองคลัง", "{-ละเว้นคู่มือและ}{+จัดซื้อละเว้นของพัสดุ}กองคลัง"),
    # what stands twice is kept once
    ("1 กาขาคางาจาฉาชา 3", "2 กาขาคางา แทรก งาจาฉาชา 4", "{-1}{+2} กาขาคางา{+ แทรก งา}จาฉาชา {-3}{+4}"),
    # one text all in the other, however much longer
    ("จัดประชุม", f"จัดประชุม{'คณะทำงานขับเคลื่อนจริยธรรม' * 4}", f"จัดประชุม{{+{'คณะทำงานขับเคลื่อนจริยธรรม' * 4}}}"),
    # no change at all
    ("", "", ""),
    ("ทบทวนคู่มือ", "ทบทวนคู่มือ", "ทบทวนคู่มือ"),
    ("๑. ทบทวน คู่มือ ปี ๒๕๖๗", "(2) ทบทวนคู่มือ ปี 2567", "(2) ทบทวนคู่มือ ปี 2567"),
    ("ก. อ\u0e4d\u0e32นาจ, หน้าที่", "ก อำนาจ หน้าที่", "ก อำนาจ หน้าที่"),
    ("1.2. ทบทวน, คู่มือ", "1.3) ทบทวนคู่มือ", "1.3) ทบทวนคู่มือ"),
    ("ก่อนอื่น 5. ข้อมูล", "ก่อนอื่น\n5. ข้อมูล", "ก่อนอื่น\n5. ข้อมูล"),
    ("<p>ทบทวน</p>", " ทบทวน\u200b ", "ทบทวน"),
    # one blank
    ("", "ทบทวน", "{+ทบทวน}"),
    ("1. ทบทวน", " ", "{-1. ทบทวน}"),
    # marks out of place go with what stands before them
    ("ปี 2567\u0e48 ก่อนอื่น", "ปี 2568\u0e48 ก่อนอื่น", "ปี {-2567\u0e48}{+2568\u0e48} ก่อนอื่น"),
    ("ข้อมูลเดิม \u0e48ก ครบถ้วน", "ข้อมูลเดิม ครบถ้วน", "ข้อมูลเดิม{- \u0e48ก} ครบถ้วน"),
]  # fmt: skip


def pieces(drawn: str) -> tuple[Piece, ...]:
    """Pieces from their drawing: "kept{-deleted}{+added}"."""
    found = re.findall(r"\{([-+])([^}]+)\}|([^{}]+)", drawn)
    return tuple(Piece(MARKS.get(sign, KEPT), marked or plain) for sign, marked, plain in found)


@pytest.mark.parametrize(("before", "after", "drawn"), PAIRS)
def test_pieces(before: str, after: str, drawn: str) -> None:
    assert redline(before, after) == pieces(drawn)


# --- what always holds ------------------------------------------------------------------------------------

WORDS = [
    "จัดทำ", "คู่มือ", "การให้บริการ", "ประชาชน", "ประชุม", "ปรับปรุง", "ประกาศ", "เว็บไซต์", "และ", "ให้", "ใน",
    "น้ำ", "ที่", "ทรัพย์สิน", "ต่าง ๆ", "อำนาจ", "ฯลฯ", "เจตนารมณ์", "ณ", "ก", "กา", "รับ", "พัสดุ", "ศาสตร์",
    "๓๐", "2567", "๑๒", "ITA", "Line", "LINE", "(", "/", "%", " ", " ", "  ", "\n", "\u00a0", "\u200b",
]  # fmt: skip
NUMBERS = ["\n1. ", "\n๒) ", "\n(3) ", "1.2. ", "\n10. ", "1.5", ".", ")"]


@st.composite
def drafts(draw: st.DrawFn, words: list[str]) -> tuple[str, str]:
    """A text, and the same with a few words taken out or put in."""
    before = draw(st.lists(st.sampled_from(words), max_size=40))
    after = list(before)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(after)))
        after[start : start + draw(st.integers(0, 4))] = draw(st.lists(st.sampled_from(words), max_size=3))
    return "".join(before), "".join(after)


@st.composite
def torn(draw: st.DrawFn) -> tuple[str, str]:
    """Texts cut anywhere, also inside letters."""
    texts = draw(drafts(WORDS))
    cuts = [draw(st.tuples(st.integers(0, len(text)), st.integers(0, 3))) for text in texts]
    before, after = (text[:at] + text[at + count :] for text, (at, count) in zip(texts, cuts, strict=True))
    return before, after


def joined(found: tuple[Piece, ...], *kinds: PieceKind) -> str:
    return "".join(piece.text for piece in found if piece.kind in kinds)


def unspaced(text: str) -> str:
    """Without what makes no change: white space, the script of digits, upper and lower case."""
    return re.sub(r"\s+", "", thai.arabic_digits(text).casefold())


def letters(text: str) -> str:
    return "".join(char for char in thai.fold(text) if not char.isdigit())


@given(st.one_of(drafts(WORDS), torn()))
def test_the_pieces_hold_both_texts(pair: tuple[str, str]) -> None:
    before, after = pair
    found = redline(before, after)
    assert joined(found, KEPT, ADDED) == thai.tidy(after)
    if thai.fold(before) == thai.fold(after):
        assert {piece.kind for piece in found} <= {KEPT}
    else:
        assert unspaced(joined(found, KEPT, DELETED)) == unspaced(thai.tidy(before))


@given(drafts(WORDS + NUMBERS))
def test_only_numbers_of_lines_go_unsaid(pair: tuple[str, str]) -> None:
    before, after = pair
    found = redline(before, after)
    assert joined(found, KEPT, ADDED) == thai.tidy(after)
    assert letters(joined(found, KEPT, DELETED)) == letters(before)


@given(drafts(WORDS + NUMBERS))
def test_no_piece_is_empty_or_out_of_order(pair: tuple[str, str]) -> None:
    found = redline(*pair)
    assert all(piece.text for piece in found)
    followers = {KEPT: {DELETED, ADDED}, DELETED: {ADDED, KEPT}, ADDED: {KEPT}}
    assert all(right.kind in followers[left.kind] for left, right in pairwise(found))


@given(drafts(WORDS))
def test_no_piece_tears_a_letter(pair: tuple[str, str]) -> None:
    for piece in redline(*pair):
        assert unicodedata.category(piece.text[0]) != "Mn"
        assert not re.match("[ะาำๅ]|[ก-ฮ][ิุ]?์", piece.text)
        assert not re.search("[เแโใไ]$|ั[่-๋]?$", piece.text)


@given(st.text(), st.text())
def test_any_texts_have_pieces(before: str, after: str) -> None:
    assert joined(redline(before, after), KEPT, ADDED) == thai.tidy(after)


@given(st.text())
def test_a_text_is_no_change_of_itself(text: str) -> None:
    assert redline(text, text) == tuple(Piece(KEPT, seen) for seen in [thai.tidy(text)] if seen)


# --- long texts -------------------------------------------------------------------------------------------


def test_changes_far_apart_in_a_long_text() -> None:
    filler = [f"รายการที่ {n} ตรวจสอบแล้วพบว่าครบถ้วนตามทะเบียนคุมพัสดุ " for n in range(1, 61)]
    before, after = list(filler), list(filler)
    before[9] = "กองช่างซ่อมถนน "
    after[40] = "กองคลังรับชำระภาษี "
    assert redline("".join(before), "".join(after)) == (
        Piece(KEPT, "".join(filler[:9])),
        Piece(DELETED, before[9].rstrip()),
        Piece(ADDED, after[9].rstrip()),
        Piece(KEPT, " " + "".join(filler[10:40])),
        Piece(DELETED, before[40].rstrip()),
        Piece(ADDED, after[40].rstrip()),
        Piece(KEPT, " " + "".join(filler[41:]).rstrip()),
    )


def test_texts_that_repeat_themselves_without_end_are_not_searched() -> None:
    before, after = "กขค" * 1000, "คกข" * 1000
    assert redline(before, after) == (Piece(DELETED, before), Piece(ADDED, after))
    assert len(redline(before[:300], after[:300])) > 2
