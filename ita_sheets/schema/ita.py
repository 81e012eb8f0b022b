"""The instrument's facts: ten indicators on three instruments, levels, and what changes from year to year.

Indicators and weights are those of the public instrument; facts that move with the year stand in
`data/years.toml`, which an office may edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ita_sheets.schema.declarations import Choice, Choices
from ita_sheets.texts import Words


class Instrument(StrEnum):
    """The three instruments of ITA; the weight is each one's share of the total."""

    IIT = "IIT"
    EIT = "EIT"
    OIT = "OIT"

    @property
    def weight(self) -> float:
        return {Instrument.IIT: 0.3, Instrument.EIT: 0.3, Instrument.OIT: 0.4}[self]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the ten ITA indicators."""

    number: int
    name: Words
    instrument: Instrument
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> Words:
        """As the drop-down shows it: number and name."""
        return Words(f"{self.number} {self.name.th}", f"{self.number} {self.name.en}")


INDICATORS: tuple[Indicator, ...] = (
    Indicator(1, Words("การปฏิบัติหน้าที่", "Performance of duties"), Instrument.IIT),
    Indicator(2, Words("การใช้งบประมาณ", "Use of the budget"), Instrument.IIT),
    Indicator(3, Words("การใช้อำนาจ", "Use of power"), Instrument.IIT),
    Indicator(
        4,
        Words("การใช้ทรัพย์สินของราชการ", "Use of public assets"),
        Instrument.IIT,
        ("การใช้ทรัพย์สินของทางราชการ", "การใช้ทรัพย์สินทางราชการ"),
    ),
    Indicator(
        5,
        Words("การแก้ไขปัญหาการทุจริต", "Solving corruption problems"),
        Instrument.IIT,
        ("การแก้ปัญหาการทุจริต",),
    ),
    Indicator(6, Words("คุณภาพการดำเนินงาน", "Quality of operations"), Instrument.EIT),
    Indicator(
        7,
        Words("ประสิทธิภาพการสื่อสาร", "Efficiency of communication"),
        Instrument.EIT,
        ("ประสิทธิภาพในการสื่อสาร",),
    ),
    Indicator(
        8,
        Words("การปรับปรุงระบบการทำงาน", "Improvement of work systems"),
        Instrument.EIT,
        ("การปรับปรุงการทำงาน", "การปรับปรุงระบบงาน"),
    ),
    Indicator(9, Words("การเปิดเผยข้อมูล", "Disclosure of information"), Instrument.OIT),
    Indicator(10, Words("การป้องกันการทุจริต", "Prevention of corruption"), Instrument.OIT),
)


def indicator(number: int) -> Indicator:
    """The indicator of that number, 1-10; raises `IndexError` for another."""
    if not 1 <= number <= len(INDICATORS):
        raise IndexError(number)
    return INDICATORS[number - 1]


# Before a number or name, and behind it.
INDICATOR_PREFIXES = ("ตัวชี้วัดที่", "ตัวชี้วัด", "ประเด็นที่", "ด้านที่", "ด้าน", "ข้อ", "indicator")
INDICATOR_ENDINGS = ("(IIT)", "(EIT)", "(OIT)")

INDICATOR_CHOICES = Choices(
    "indicators",
    Words("ตัวชี้วัด ITA", "ITA indicators"),
    tuple(
        Choice(str(item.number), item.label, (item.name.th, item.name.en, *item.aliases))
        for item in INDICATORS
    ),
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the ITA result: the least total, and the least mean of every instrument if asked."""

    words: Words
    total: float
    each: float | None = None


# Least totals. D of the letters is recalled only; nothing rests on it but a warning.
LEVELS: dict[str, tuple[Level, ...]] = {
    "letters": tuple(
        Level(Words(name, name), least)
        for name, least in (("AA", 95), ("A", 85), ("B", 75), ("C", 65), ("D", 55), ("E", 50), ("F", 0))
    ),
    "words": (
        Level(Words("ผ่านดีเยี่ยม", "Passed, excellent"), 95, each=95),
        Level(Words("ผ่านดี", "Passed, good"), 85, each=85),
        Level(Words("ผ่าน", "Passed"), 85),
        Level(Words("ต้องปรับปรุง", "Needs improvement"), 70),
        Level(Words("ต้องปรับปรุงโดยด่วน", "Needs urgent improvement"), 0),
    ),
}
EIT_IN_TWO_PARTS = 2566  # the year whose levels looked at two parts of EIT

LEVEL_CHOICES = Choices(
    "levels",
    Words("ระดับผลการประเมิน", "Levels"),
    tuple(Choice(level.words.th, level.words) for system in ("words", "letters") for level in LEVELS[system]),
)


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What is known of one fiscal year; None where nothing is."""

    plan_item: str | None = None
    result_item: str | None = None
    national_mean: float | None = None
    levels: str = "words"


@cache
def _all_year_facts() -> dict[int, YearFacts]:
    import tomllib  # only the commands that judge scores need it

    table = tomllib.loads(files("ita_sheets").joinpath("data/years.toml").read_text("utf-8"))
    return {int(year): YearFacts(**facts) for year, facts in table.items()}


def year_facts(be: int) -> YearFacts:
    """The facts of a Buddhist Era fiscal year from `data/years.toml`; levels default by year."""
    return _all_year_facts().get(be, YearFacts(levels="letters" if be <= 2565 else "words"))


@cache
def report_items() -> frozenset[str]:
    """The item codes that stood for the measures or their report in any year of `data/years.toml`."""
    facts = _all_year_facts().values()
    return frozenset(item for year in facts for item in (year.plan_item, year.result_item) if item)
