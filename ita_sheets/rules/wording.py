"""Family 3, the wording: letters, mark-up, doubled words and slips, in any text of the workbook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ita_sheets import schema, thai
from ita_sheets.model import OddityKind, Severity
from ita_sheets.rules.catalogue import Case, Hit, put, rule
from ita_sheets.schema import Kind
from ita_sheets.texts import Words, template
from ita_sheets.thai import Tidying


@rule(
    "ITA320",
    Severity.WARNING,
    title=Words("มีอักษรต่างภาษาในคำไทย", "A foreign letter inside a Thai word"),
    message=Words(
        "ในคำ “{word}” มีอักขระ {code_point} ({name}) ซึ่งไม่ใช่อักษรไทย",
        "“{word}” holds {code_point} ({name}), which is no Thai letter.",
    ),
    why=Words(
        "หน้าตาเหมือนอักษรไทย แต่ค้นหาและเทียบคำไม่พบ มักมาจากการสแกน",
        "It looks Thai but is not found or matched; it often comes from scanning.",
    ),
    fix=Words("พิมพ์คำนี้ใหม่ด้วยแป้นพิมพ์ไทย", "Type the word again on a Thai keyboard."),
    bad=(put(schema.NOTE, "ประสานงานกับบ้านโດนแล้ว"),),
)
def foreign_letter(case: Case) -> Iterator[Hit]:
    """Letters of another script that touch Thai ones: the code point is said, the word never guessed."""
    for column, entry in case.entries(Kind.TEXT, Kind.CHOICE):
        for index, char in thai.foreign_letters(entry.text):
            facts = {
                "word": thai.word_around(entry.text, index),
                "code_point": f"U+{ord(char):04X}",
                "name": unicodedata.name(char, "?"),
            }
            yield Hit(entry.at, (), column, facts["word"], facts)


@rule(
    "ITA321",
    Severity.WARNING,
    title=Words("มีรหัสเว็บติดมา", "Web mark-up in the text"),
    message=Words("มีรหัสของหน้าเว็บในช่องนี้ เช่น {tag}", "The cell holds web mark-up such as {tag}."),
    why=Words("จะพิมพ์ออกมาให้ผู้อ่านเห็น", "It will be printed for the reader to see."),
    fix=Words("ลบเครื่องหมาย {tag} ออกจากข้อความ", "Delete {tag} from the text."),
    bad=(put(schema.ACTION, "<p>จัดประชุมชี้แจงขั้นตอนการให้บริการแก่เจ้าหน้าที่ทุกกอง</p>"),),
)
def markup(case: Case) -> Iterator[Hit]:
    """Tags and entities that came along from a web page; they are left out of every comparison."""
    raw = {entry.at: (column, entry.raw) for column, entry in case.entries(*Kind)}
    for oddity in case.oddities(OddityKind.TIDIED):
        if Tidying.MARKUP in oddity.facts["what"] and oddity.at in raw:
            column, text = raw[oddity.at]
            tag = re.search(r"<[^<>]{1,40}>|&[#a-z0-9]{1,8};", text, re.IGNORECASE)
            facts = {"tag": tag.group(0) if tag else "<>"}
            yield Hit(oddity.at, (), column, text, facts)


@rule(
    "ITA322",
    Severity.WARNING,
    title=Words("คำซ้ำ", "A word stands twice"),
    message=Words("“{word}” พิมพ์ซ้ำติดกัน", "“{word}” is typed twice in a row."),
    why=Words("ผู้อ่านจะเห็นว่าเอกสารไม่ได้ตรวจทาน", "It shows that nobody proofread the text."),
    fix=Words("ลบคำที่ซ้ำออกหนึ่งคำ", "Delete one of the two."),
    bad=(put(schema.SUGGESTIONS, "ควรเพิ่มช่องทาง เช่น เช่น เว็บไซต์ของหน่วยงาน"),),
    good=(put(schema.SUGGESTIONS, "ควรเพิ่มเจ้าหน้าที่ที่ให้บริการช่วงพักกลางวัน"),),
)
def doubled_word(case: Case) -> Iterator[Hit]:
    """A run of Thai letters that stands twice; "ที่ที่" after เจ้าหน้าที่ and its like are sound."""
    for column, entry in case.entries(Kind.TEXT):
        for word in thai.doubled_words(entry.text):
            yield Hit(entry.at, (), column, word, {"word": word})


# (pattern, as it should read): slips seen in real reports, certain by their spelling alone.
_SLIPS = (
    (re.compile(r"(?<!มาก)น้อยเพียงใด"), "มากน้อยเพียงใด"),
    (re.compile(r"ครร(?=[ก-ฮเแโใไ])(?!ภ|โลง|ไล|ชิต|ลอง)"), "ควร"),
    (re.compile("องค์การบริการส่วน"), "องค์การบริหารส่วน"),
)


@rule(
    "ITA323",
    Severity.WARNING,
    title=Words("คำที่น่าจะพิมพ์ผิด", "A likely slip of typing"),
    message=Words("“{found}” น่าจะพิมพ์ผิดจาก “{expected}”", "“{found}” is likely a slip for “{expected}”."),
    why=Words("คำผิดทำให้เอกสารราชการขาดความน่าเชื่อถือ", "Slips cost an official document its credit."),
    fix=Words("ตรวจคำนี้ ถ้าผิดให้แก้เป็น “{expected}”", "Check the word; if it is wrong write “{expected}”."),
    bad=(put(schema.SUGGESTIONS, "ครรจัดอบรมต่อเนื่องทุกปี"),),
    good=(put(schema.SUGGESTIONS, "ควรจัดอบรมแม่บ้านมีครรภ์ต่อเนื่องทุกปี"),),
)
def slip(case: Case) -> Iterator[Hit]:
    """Words on a short list of certain slips; the text itself is never changed."""
    for column, entry in case.entries(Kind.TEXT):
        for pattern, expected in _SLIPS:
            if match := pattern.search(entry.text):
                found = thai.word_around(entry.text, match.start(), 14)
                yield Hit(entry.at, (), column, found, {"found": found, "expected": expected})


_MIXED_DIGITS = re.compile("[0-9๐-๙.,]*(?:[0-9][๐-๙]|[๐-๙][0-9])[0-9๐-๙.,]*")


@rule(
    "ITA328",
    Severity.WARNING,
    title=Words("เลขไทยปนเลขอารบิกในจำนวนเดียว", "Thai and Arabic digits in one number"),
    message=Words("“{found}” มีเลขไทยปนเลขอารบิก", "“{found}” mixes Thai and Arabic digits."),
    why=Words("มักเกิดจากพิมพ์แก้ไม่ครบ ตัวเลขจึงอาจผิด", "It is often a number corrected by halves."),
    fix=Words("ตรวจตัวเลข แล้วพิมพ์ใหม่เป็นเลขแบบเดียว", "Check the number and type it in one kind of digits."),
    bad=(put(schema.NOTE, "ผู้เข้าร่วม 1๒ คน"),),
    good=(put(schema.NOTE, "ผู้เข้าร่วม ๑๒ คน จาก 15 คน"),),
)
def mixed_digits(case: Case) -> Iterator[Hit]:
    """A number that is written in both kinds of digits; dates have a note of their own."""
    for column, entry in case.entries(Kind.TEXT, Kind.AMOUNT, Kind.SCORE):
        if match := _MIXED_DIGITS.search(entry.text):
            found = match.group().strip(".,")
            yield Hit(entry.at, (), column, entry.text, {"found": found})


@rule(
    "ITA329",
    Severity.WARNING,
    title=Words("ข้อความตัวอย่างของแบบ", "The template's own example"),
    message=Words(
        "“{value}” เป็นข้อความตัวอย่างในแผ่น “คำแนะนำ”", "“{value}” is the example on the template's first sheet."
    ),
    why=Words("ตัวอย่างไม่ใช่สิ่งที่หน่วยงานทำ", "An example is nothing that the office did."),
    fix=Words("เขียนข้อความของหน่วยงานแทน หรือลบแถวตัวอย่าง", "Write the office's own text, or delete the row."),
    bad=(put(schema.ACTION, template.EXAMPLE_ACTION.th),),
)
def example_left(case: Case) -> Iterator[Hit]:
    """A summary or an outcome copied from the examples on the cover."""
    examples = {
        thai.fold(words.th)
        for words in (template.EXAMPLE_ACTION, template.GOOD_EXAMPLE.text, template.BAD_EXAMPLE.text)
    }
    for measure in case.reading.report.measures:
        for column in (schema.ACTION, schema.OUTCOME):
            entry = measure.entry(column)
            if thai.fold(entry.text) in examples:
                yield Hit(entry.at, (), column, entry.text)


_FOOTNOTE = re.compile(r"\^\s?[0-9๐-๙]{1,2}")


@rule(
    "ITA324",
    Severity.WARNING,
    title=Words("เครื่องหมายเชิงอรรถที่ค้างอยู่", "A stray footnote mark"),
    message=Words("มีเครื่องหมายเชิงอรรถ “{mark}” ค้างอยู่", "A footnote mark “{mark}” was left behind."),
    why=Words("ไม่มีเชิงอรรถให้ผู้อ่านดู", "There is no footnote for the reader."),
    fix=Words("ลบ “{mark}” ออก", "Delete “{mark}”."),
    bad=(put(schema.NOTE, "ข้อมูลจากงานธุรการ^๑"),),
)
def footnote_mark(case: Case) -> Iterator[Hit]:
    """A caret and a number, as scanning and copying from a PDF leave them."""
    for column, entry in case.entries(Kind.TEXT):
        if match := _FOOTNOTE.search(entry.text):
            yield Hit(entry.at, (), column, entry.text, {"mark": match.group(0)})
