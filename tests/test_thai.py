"""Thai text: what a person sees is what is compared, and nothing sound is called a slip."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sheets import thai
from ita_sheets.thai import Tidying

SARA_AM, SPLIT_AM = "\u0e33", "\u0e4d\u0e32"
INVISIBLE, AM, AE, MARKUP = Tidying.INVISIBLE, Tidying.SARA_AM, Tidying.SARA_AE, Tidying.MARKUP

PIECES = [
    "การใช้อำนาจ", "ทํางาน", "น้\u0e4d\u0e32", "เเผน", "เช่น", " ", "  ", "\u00a0", "\u200b", "\ufeff",
    "\r\n", "\n", "<p>", "</p>", "<br/>", "&amp;", "&nbsp;", "&", "<", "๑. ", "2. ", "(3) ", "๒๕๖๗",
    "10", "ITA", "“", "”", "–", "-", "/", "\u0ec0", "\u0e4d", "\u0e32", "\u0e48",
]  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text())


@pytest.mark.parametrize(
    ("text", "tidy", "changes"),
    [
        ("", "", set()),
        ("คู่มือ ๒๕๖๗", "คู่มือ ๒๕๖๗", set()),
        ("  a\t b  ", "a b", set()),
        ("a \r\n b\rc", "a\nb\nc", set()),
        ("ประ\u200bชุม\ufeff", "ประชุม", {INVISIBLE}),
        ("a\u00a0b", "a b", {INVISIBLE}),
        ("อ\u0e4d\u0e32นาจ", "อำนาจ", {AM}),
        ("น\u0e49\u0e4d\u0e32", "น้ำ", {AM}),
        ("น\u0e4d\u0e49\u0e32", "น้ำ", {AM}),
        ("เเผน", "แผน", {AE}),
        ("<p>๑. ทบทวน</p> <p>๒. ติดตาม</p>", "๑. ทบทวน\n๒. ติดตาม", {MARKUP}),
        ("ก<br>ข", "ก\nข", {MARKUP}),
        ("ก&nbsp;ข &amp; ค", "ก ข & ค", {MARKUP}),
        ("1 < 2 และ 3 > 2", "1 < 2 และ 3 > 2", set()),
    ],
)
def test_tidied(text: str, tidy: str, changes: set[Tidying]) -> None:
    assert thai.tidied(text) == (tidy, frozenset(changes))
    assert thai.tidy(text) == tidy


@given(texts)
def test_tidy_is_idempotent_but_for_entities(text: str) -> None:
    once = thai.tidy(text)
    if "&" not in once and "<" not in once:  # "&amp;amp;" is two layers of mark-up, and one goes at a time
        assert thai.tidied(once) == (once, frozenset())


@given(texts)
def test_nothing_invisible_is_left(text: str) -> None:
    assert not set(thai.tidy(text)) & set("\u200b\u200c\u200d\u2060\ufeff\u00a0\r\t\x00\x07")


@given(texts, st.sampled_from(["\u200b", "\ufeff", "\u2060", " ", "\u00a0"]), st.data())
def test_fold_sees_no_blank_and_no_invisible(text: str, mark: str, data: st.DataObject) -> None:
    if set("<&\u0e40\u0e4d") & set(text):  # a mark inside a tag or a two-part letter makes another text
        return
    place = data.draw(st.integers(0, len(text)))
    assert thai.fold(text[:place] + mark + text[place:]) == thai.fold(text)


@given(texts)
def test_fold_sees_no_kind_of_digit(text: str) -> None:
    assert thai.fold(thai.thai_digits(text)) == thai.fold(thai.arabic_digits(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("การใช้อำนาจ", "การใช้อ" + SPLIT_AM + "นาจ"),
        ("มาตรการ/กิจกรรม", "มาตรการ / กิจกรรม"),
        ("ข้อ ๑๐", "ข้อ10"),
        ("“ITA”", '"ita"'),
        ("<p>แผน</p>", "แผน"),
    ],
)
def test_fold_of_two_writings(one: str, other: str) -> None:
    assert thai.fold(one) == thai.fold(other)


def test_fold_keeps_the_marks_that_make_words() -> None:
    assert len({thai.fold(word) for word in ("มา", "ม้า", "หมา", "มำ")}) == 4


def test_arabic_and_thai_digits() -> None:
    assert thai.arabic_digits("๐๑๒๓๔๕๖๗๘๙ ໐໙ 5") == "0123456789 09 5"
    assert thai.thai_digits("0123456789 ๕") == "๐๑๒๓๔๕๖๗๘๙ ๕"


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), (" \u200b\u00a0\n", True), ("<p></p>", True), ("-", False)]
)
def test_is_blank(text: str, blank: bool) -> None:
    assert thai.is_blank(text) is blank


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("ทบทวนคู่มือ", ["ทบทวนคู่มือ"]),
        ("๑. ทบทวน ๒. กำกับ ๓. ติดตาม", ["ทบทวน", "กำกับ", "ติดตาม"]),
        ("1) ทบทวน\n2) กำกับ", ["ทบทวน", "กำกับ"]),
        ("(1) ทบทวน (2) กำกับ", ["ทบทวน", "กำกับ"]),
        ("ดังนี้ ๑. ทบทวน ๒.กำกับ", ["ดังนี้", "ทบทวน", "กำกับ"]),
        ("<p>๑. ทบทวน</p><p>๒. กำกับ</p>", ["ทบทวน", "กำกับ"]),
        ("๒. กำกับ", ["๒. กำกับ"]),
        ("อบรม 2.5 ชั่วโมง", ["อบรม 2.5 ชั่วโมง"]),
        ("๑. อบรม 40 คน 5. ครั้ง", ["อบรม 40 คน 5. ครั้ง"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert thai.clauses(text) == expected


@given(st.lists(st.sampled_from(["ทบทวน", "กำกับ ดูแล", "ติดตาม 3 ครั้ง"]), min_size=1, max_size=15))
def test_numbered_clauses_come_back(parts: list[str]) -> None:
    numbered = " ".join(f"{n}. {part}" for n, part in enumerate(parts, 1))
    assert thai.clauses(numbered) == parts
    assert thai.clauses(thai.thai_digits(numbered)) == [thai.thai_digits(part) for part in parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", {}), ("ab", {"ab": 1}), ("abcabc", {"abc": 2, "bca": 1, "cab": 1}), ("aaaa", {"aaa": 2})],
)
def test_trigrams(text: str, expected: dict[str, int]) -> None:
    assert thai.trigrams(text) == Counter(expected)


@given(texts)
def test_clusters_join_to_the_text(text: str) -> None:
    assert "".join(thai.clusters(text)) == text


def test_clusters_take_one_place_each() -> None:
    assert list(thai.clusters("ที่น้ำ")) == ["ที่", "น้", "ำ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("นามสกุลกระโภก", []),
        ("นามสกุลกร\u0eb0โภก", [(9, "\u0eb0")]),
        ("LINE ทางITAครับ", []),
        ("ทางไลนé", []),
        ("абв ไทย", []),
        ("ไทยа", [(3, "а")]),
        ("", []),
    ],
)
def test_foreign_letters(text: str, expected: list[tuple[int, str]]) -> None:
    assert thai.foreign_letters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("มีเจ้าหน้าที่ที่ปฏิบัติงาน", []),
        ("หลากหลายเช่น เช่น เว็บไซต์", ["เช่น"]),
        ("ปรับปรุงปรับปรุงคู่มือ", ["ปรับปรุง"]),
        ("การดำเนินการการประเมิน", []),
        ("นักเรียนเรียนรู้", []),
        ("ในปีนี้ นี้เอง", []),
        ("ต่าง ๆ นานา", []),
        ("", []),
    ],
)
def test_doubled_words(text: str, expected: list[str]) -> None:
    assert thai.doubled_words(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("สั้น", 60, "สั้น"),
        ("สองบรรทัด\nต่อกัน", 60, "สองบรรทัด ต่อกัน"),
        ("ที่นี่ที่นั่น", 3, "ที่นี่…"),
        ("a" * 61, 60, "a" * 59 + "…"),
        ("a" * 60, 60, "a" * 60),
        ("ab cd", 4, "ab…"),
    ],
)
def test_shortened(text: str, limit: int, expected: str) -> None:
    assert thai.shortened(text, limit) == expected


@given(texts, st.integers(1, 20))
def test_shortened_keeps_its_limit(text: str, limit: int) -> None:
    short = thai.shortened(text, limit)
    assert len(list(thai.clusters(short))) <= limit
    assert "\n" not in short


def test_marks_of_old_fonts_become_letters() -> None:
    text, changes = thai.tidied("ที\uf705ทำการ ป\uf710น น\uf701")
    assert (text, changes) == ("ที่ทำการ ปัน นิ", frozenset({thai.Tidying.OLD_FONT}))
