"""Fiscal years and dates: one table for each thing that is read, with full expected values."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sheets import thai
from ita_sheets.fiscal import DateNote, FiscalYear, Found, Span, find_dates, parse_span, parse_year, thai_date

FY = FiscalYear(2567)
TWO, CE, BE = DateNote.TWO_DIGIT_YEAR, DateNote.CE_YEAR, DateNote.BE_AS_GREGORIAN
SERIAL, MIXED, ASSUMED = DateNote.SERIAL, DateNote.MIXED_DIGITS, DateNote.YEAR_ASSUMED


def span(start: str, end: str | None = None, *notes: DateNote) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end or start), frozenset(notes))


WHOLE_2567 = span("2023-10-01", "2024-09-30")


class TestFiscalYear:
    def test_days(self) -> None:
        assert (FY.start, FY.end) == (date(2023, 10, 1), date(2024, 9, 30))
        assert FY.span == WHOLE_2567
        assert (FY.previous, FY.next, str(FY)) == (FiscalYear(2566), FiscalYear(2568), "2567")

    @pytest.mark.parametrize(
        ("day", "inside"),
        [("2023-09-30", False), ("2023-10-01", True), ("2024-09-30", True), ("2024-10-01", False)],
    )
    def test_contains(self, day: str, inside: bool) -> None:
        assert FY.contains(date.fromisoformat(day)) is inside

    def test_quarters(self) -> None:
        assert [FY.quarter(n) for n in (1, 2, 3, 4)] == [
            span("2023-10-01", "2023-12-31"),
            span("2024-01-01", "2024-03-31"),
            span("2024-04-01", "2024-06-30"),
            span("2024-07-01", "2024-09-30"),
        ]

    @pytest.mark.parametrize("number", [0, 5, -1])
    def test_no_such_quarter(self, number: int) -> None:
        with pytest.raises(ValueError, match="quarter"):
            FY.quarter(number)

    @pytest.mark.parametrize("be", [2499, 2651, 2024, 0])
    def test_no_such_year(self, be: int) -> None:
        with pytest.raises(ValueError, match="fiscal year"):
            FiscalYear(be)

    def test_ordered(self) -> None:
        assert sorted([FiscalYear(2568), FiscalYear(2500), FY]) == [FiscalYear(2500), FY, FiscalYear(2568)]


@pytest.mark.parametrize(
    ("value", "be"),
    [
        (2567, 2567),
        (2567.0, 2567),
        (67, 2567),
        (2024, 2567),
        ("๒๕๖๗", 2567),
        (" 2567 ", 2567),
        ("2567.0", 2567),
        ("๒๕67", 2567),
        ("67", 2567),
        ("2024", 2567),
        ("พ.ศ.2567", 2567),
        ("พ.ศ. ๒๕๖๗", 2567),
        ("ค.ศ. 2024", 2567),
        ("ปี 2567", 2567),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗", 2567),
        ("ประจำปีงบประมาณ\u200b\u00a0พ.ศ.\u00a02567", 2567),
        ("FY2567", 2567),
        (datetime(2567, 1, 1), 2567),
        (date(2024, 12, 31), 2567),
        (2500, 2500),
        (2650, 2650),
        (2499, None),
        (2651, None),
        (3105, None),
        (1956, None),
        ("567", None),
        (2567.5, None),
        (-2567, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
        ("", None),
        ("ปีงบประมาณ", None),
        ("2566 2567", None),
        ("2566-2567", None),
        ("โครงการปี 2567", None),
        (b"2567", None),
    ],
)
def test_parse_year(value: object, be: int | None) -> None:
    assert parse_year(value) == (None if be is None else FiscalYear(be))


DAYS = {
    "๑๕ ตุลาคม ๒๕๖๗": span("2024-10-15"),
    "15 ต.ค. 67": span("2024-10-15", None, TWO),
    "15ต.ค.67": span("2024-10-15", None, TWO),
    "15 ต. ค. 2567": span("2024-10-15"),
    "15 ตค 2567": span("2024-10-15"),
    "15/10/2567": span("2024-10-15"),
    "15 / 10 / 2567": span("2024-10-15"),
    "15-10-2567": span("2024-10-15"),
    "15.10.67": span("2024-10-15", None, TWO),
    "15/10/2024": span("2024-10-15"),
    "๑๕/๑๐/๒๐๒๔": span("2024-10-15", None, CE),
    "2024-10-15": span("2024-10-15"),
    "2024-10-15 00:00:00": span("2024-10-15"),
    "2567-10-15": span("2024-10-15", None, BE),
    "16 กุมภาพันธ์ 2025": span("2025-02-16", None, CE),
    "๑๕ ตุลาคม 2567": span("2024-10-15", None, MIXED),
    "วันที่ 5 เดือน มกราคม พ.ศ. 2567": span("2024-01-05"),
    "วันศุกร์ที่ 5 มกราคม 2567": span("2024-01-05"),
    "ภายในวันที่ ๓๐ ก.ย. ๒๕๖๗": span("2024-09-30"),
    "5 กรกฏาคม 2567": span("2024-07-05"),
    "5 January 2024": span("2024-01-05"),
    "15 Oct. 2567": span("2024-10-15"),
    "October 15, 2024": span("2024-10-15"),
    "29 ก.พ. 2567": span("2024-02-29"),
    "15\u00a0ตุลาคม\n2567\u200b": span("2024-10-15"),
    datetime(2024, 10, 15, 13, 30): span("2024-10-15"),
    date(2567, 10, 15): span("2024-10-15", None, BE),
    45580: span("2024-10-15", None, SERIAL),
    45580.75: span("2024-10-15", None, SERIAL),
    "45580": span("2024-10-15", None, SERIAL),
    61: span("1900-03-01", None, SERIAL),
    243906: span("2024-10-15", None, SERIAL, BE),
}
PERIODS = {
    "ตุลาคม 2566": span("2023-10-01", "2023-10-31"),
    "ก.พ. 67": span("2024-02-01", "2024-02-29", TWO),
    "ประจำเดือน ธันวาคม 2566": span("2023-12-01", "2023-12-31"),
    "ต.ค. ปีงบประมาณ 2567": span("2023-10-01", "2023-10-31"),
    "ต.ค.64 - มี.ค.65": span("2021-10-01", "2022-03-31", TWO),
    "ต.ค. - ธ.ค. 2566": span("2023-10-01", "2023-12-31"),
    "ต.ค. - มี.ค. 2567": span("2023-10-01", "2024-03-31"),
    "ต.ค. 2566 - ม.ค.": span("2023-10-01", "2024-01-31"),
    "ต.ค. – ก.ย. ปีงบประมาณ 2567": WHOLE_2567,
    "1 ตุลาคม 2566 ถึง 30 กันยายน 2567": WHOLE_2567,
    "๑ ต.ค. ๒๕๖๖ – ๓๐ ก.ย. ๒๕๖๗": WHOLE_2567,
    "ระหว่างวันที่ 1 ตุลาคม - 30 กันยายน 2567": WHOLE_2567,
    "ตั้งแต่ 01/10/2566 ถึงวันที่ 30/09/2567": WHOLE_2567,
    "1-15 มีนาคม 2567": span("2024-03-01", "2024-03-15"),
    "15 มี.ค. - 1 มี.ค. 2567": span("2024-03-15", "2024-03-01"),
    "๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๗": span("2024-10-01", "2024-09-30"),
    "ไตรมาส 2/2567": span("2024-01-01", "2024-03-31"),
    "ไตรมาสที่ ๔ ปีงบประมาณ พ.ศ. ๒๕๖๗": span("2024-07-01", "2024-09-30"),
    "ไตรมาส 1 - 2/2568": span("2024-10-01", "2025-03-31"),
    "ไตรมาสที่ 1 - ไตรมาสที่ 4 ปี 2567": WHOLE_2567,
    "ไตรมาสที่ 1 (ต.ค. - ธ.ค. 2566)": span("2023-10-01", "2023-12-31"),
    "ไตรมาส 1/2567 (ต.ค. - ธ.ค.)": span("2023-10-01", "2023-12-31"),
    "ปีงบประมาณ 2567": WHOLE_2567,
    "ตลอดปีงบประมาณ ๒๕๖๗": WHOLE_2567,
    "ปีงบประมาณ 2566 - 2567": span("2022-10-01", "2024-09-30"),
    "2567": WHOLE_2567,
    2567: WHOLE_2567,
}
WITHOUT_YEAR = {
    "ตลอดปี": span("2023-10-01", "2024-09-30", ASSUMED),
    "ทั้งปี": span("2023-10-01", "2024-09-30", ASSUMED),
    "ตลอดปีงบประมาณ": span("2023-10-01", "2024-09-30", ASSUMED),
    "ไตรมาสที่ ๑": span("2023-10-01", "2023-12-31", ASSUMED),
    "ไตรมาส ๑ - ๔": span("2023-10-01", "2024-09-30", ASSUMED),
    "ไตรมาสที่ 2 (ม.ค. - มี.ค.)": span("2024-01-01", "2024-03-31", ASSUMED),
    "ธันวาคม": span("2023-12-01", "2023-12-31", ASSUMED),
    "ต.ค. - มี.ค.": span("2023-10-01", "2024-03-31", ASSUMED),
    "5 มกราคม": span("2024-01-05", None, ASSUMED),
    "1 ต.ค. - 30 ก.ย.": span("2023-10-01", "2024-09-30", ASSUMED),
}
NO_DATES = [
    None, True, "", "-", 0, -1, 60, 85_000, 100_000, 1e300, float("nan"), "5", "ไม่มี", "ไตรมาส 5",
    "ไตรมาส", "15 ตุลาคม 3105", "31 กันยายน 2567", "29 ก.พ. 2566", "0 ต.ค. 2567", "15/13/2567",
    "10/15/2567", "15-10/2567", "10/2567", "1 - 15", "15 ตุลาคม 2567 ครับ", "อบรม 15 ตุลาคม 2567",
    "15 ตุลาคม 2567, 16 ตุลาคม 2567", "5 มกราคม - 15", "5 มกราคม - 2", "015 ต.ค. 2567", "1/2/3",
    "ต.ค. - 5", "ตุลาคม - ไตรมาส 2/2567", "ไตรมาสที่ 2 (ต.ค. - ธ.ค. 2566)", "ปี", "15 ตุลาคม 567",
    1, 2, 59, 60, date(3110, 1, 1), date(1481, 1, 1), date(2572, 2, 29), b"15/10/2567", "9" * 5000,
]  # fmt: skip


def _name(value: object) -> str:
    """A name that is the same in every process: a span's notes are a set, in no order."""
    return f"{value.start}..{value.end}" if isinstance(value, Span) else str(value)


@pytest.mark.parametrize(("value", "expected"), [*DAYS.items(), *PERIODS.items()], ids=_name)
def test_parse_span(value: object, expected: Span) -> None:
    assert parse_span(value) == expected
    assert parse_span(value, FiscalYear(2580)) == expected  # a written year is never replaced


@pytest.mark.parametrize(("value", "expected"), WITHOUT_YEAR.items(), ids=_name)
def test_parse_span_takes_the_year_given(value: str, expected: Span) -> None:
    assert parse_span(value, FY) == expected
    assert parse_span(value) is None


@pytest.mark.parametrize("value", NO_DATES, ids=lambda value: str(value)[:40])
def test_parse_span_does_not_guess(value: object) -> None:
    assert parse_span(value, FY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ประชุมเมื่อวันที่ ๕ มีนาคม ๒๕๖๗ ณ ห้องประชุม", [("๕ มีนาคม ๒๕๖๗", span("2024-03-05"))]),
        (
            "รอบ ๑ ปี ๑ ต.ค. ๒๕๖๖ – ๓๐ ก.ย. ๒๕๖๗ (ITA)",
            [("๑ ต.ค. ๒๕๖๖ – ๓๐ ก.ย. ๒๕๖๗", span("2023-10-01", "2024-09-30"))],
        ),
        (
            "ส่ง 2024-10-15 แล้ว รับ 16/10/67 และในเดือนตุลาคม 2567 อีก 3 เรื่อง",
            [
                ("2024-10-15", span("2024-10-15")),
                ("16/10/67", span("2024-10-16", None, TWO)),
                ("ตุลาคม 2567", span("2024-10-01", "2024-10-31")),
            ],
        ),
        ("เดือน ต.ค.66 - ม.ค.67", [("ต.ค.66 - ม.ค.67", span("2023-10-01", "2024-01-31", TWO))]),
        ("เมื่อ ๑๕ ตุลาคม 2567", [("๑๕ ตุลาคม 2567", span("2024-10-15", None, MIXED))]),
        ("เดือนตุลาคม 15 คน", []),
        ("คำสั่งที่ 15/2567 ข้อ 1.2.3 โทร 044-123-4567", []),
        ("๑. ทบทวนคู่มือ ๒. กำกับดูแล ปีงบประมาณ 2567", []),
        ("31 กันยายน 2567", [("กันยายน 2567", span("2024-09-01", "2024-09-30"))]),
        ("วันที่ 5 มกราคม", []),
        ("", []),
    ],
)
def test_find_dates(text: str, expected: list[tuple[str, Span]]) -> None:
    found = find_dates(text)
    assert [(text[item.start_index : item.end_index], item.span) for item in found] == expected


def test_find_dates_with_a_year_given() -> None:
    assert find_dates("เริ่มวันที่ 5 มกราคม และมีนาคม", FY) == [Found(12, 20, span("2024-01-05", None, ASSUMED))]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "๑๕ ตุลาคม ๒๕๖๗"),
        ({"thai_digits": False}, "15 ตุลาคม 2567"),
        ({"short": True}, "๑๕ ต.ค. ๖๗"),
        ({"short": True, "thai_digits": False}, "15 ต.ค. 67"),
    ],
)
def test_thai_date(options: dict[str, bool], expected: str) -> None:
    assert thai_date(date(2024, 10, 15), **options) == expected


FIRST, LAST = FiscalYear(2560).start, FiscalYear(2575).end


def wordings(day: date) -> list[tuple[str, frozenset[DateNote]]]:
    """Every form of a day, in Arabic digits."""
    be = day.year + 543
    full, short = thai_date(day, thai_digits=False), thai_date(day, thai_digits=False, short=True)
    month = full.split()[1]
    return [
        (full, frozenset()),
        (short, frozenset({TWO})),
        (f"วันที่ {day.day} เดือน{month} พ.ศ. {be}", frozenset()),
        (f"{day.day} {month} {day.year}", frozenset({CE})),
        (f"{day:%d/%m}/{be}", frozenset()),
        (f"{day.day}-{day.month}-{be}", frozenset()),
        (f"{day.day}.{day.month}.{be % 100}", frozenset({TWO})),
        (day.isoformat(), frozenset()),
        (f"{be}-{day:%m-%d}", frozenset({BE})),
    ]


def test_every_day_in_every_form() -> None:
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        for text, notes in wordings(day):
            assert parse_span(text) == Span(day, day, notes), text
        serial = (day - date(1899, 12, 30)).days
        assert parse_span(serial) == Span(day, day, frozenset({SERIAL}))


@given(st.dates(FIRST, LAST), st.integers(0, 8))
def test_thai_and_arabic_digits_say_the_same(day: date, form: int) -> None:
    text, _ = wordings(day)[form]
    in_thai = parse_span(thai.thai_digits(text))
    assert in_thai is not None
    assert (in_thai.start, in_thai.end, in_thai.notes - {CE}) == (day, day, wordings(day)[form][1] - {CE})


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST), st.sampled_from([" - ", "–", " ถึง ", "-"]))
def test_a_range_is_its_two_days(first: date, last: date, between: str) -> None:
    text = f"{thai_date(first)}{between}{thai_date(last)}"
    assert parse_span(text) == Span(first, last)
    assert find_dates(f"ช่วง {text} จบ") == [Found(5, 5 + len(text), Span(first, last))]


TOKENS = [
    "ต.ค.", "ตุลาคม", "มกราคม", "ก.ย", "May", "ปี", "ปีงบประมาณ", "พ.ศ.", "ไตรมาส", "ตลอดปี", "เดือน",
    "วันที่", "ภายใน", "ถึง", "-", "–", "/", ".", ",", "(", ")", " ", "\n", "\u200b", "1", "๓๑", "29",
    "2567", "๒๕๖๘", "67", "3105", "2024", "45566", "ครับ",
]  # fmt: skip
token_texts = st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)


@given(st.one_of(token_texts, st.text()), st.sampled_from([None, FY]))
def test_nothing_raises(text: str, year: FiscalYear | None) -> None:
    parse_year(text)
    parse_span(text, year)
    ends = 0
    for found in find_dates(text, year):
        assert ends <= found.start_index < found.end_index <= len(text)
        ends = found.end_index


@given(st.one_of(st.integers(), st.floats(), st.datetimes(), st.none(), st.booleans(), st.binary()))
def test_no_value_raises(value: object) -> None:
    parse_year(value)
    parse_span(value)


@pytest.mark.parametrize(
    "junk", ["1 ", "1-", "ก", "9", "1/1/", "วันที่", "ใน", " ", "1.", "2567", "มกรา", "ปี 1 "]
)
def test_junk_costs_linear_time(junk: str) -> None:
    text = (junk * 100_000)[:100_000]
    seconds = min(_seconds(text) for _ in range(3))
    assert seconds < 0.4, seconds  # some 0.1 s on an idle machine


def _seconds(text: str) -> float:
    start = time.perf_counter()
    find_dates(text)
    parse_span(text)
    parse_year(text)
    return time.perf_counter() - start
