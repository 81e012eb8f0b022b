"""What texts refer to: links that cannot be links, places nobody else can open, item codes of another year.

Nothing is ever fetched: a link is judged by its form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_sheets import schema, thai
from ita_sheets.model import Entry, Severity
from ita_sheets.rules.catalogue import Case, Hit, fill, put, rule
from ita_sheets.texts import Words

_EVIDENCE_COLUMNS = (schema.ACTION, schema.OUTCOME, schema.EVIDENCE)
_LABEL = "[a-z0-9ก-๎_-]+"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z0-9ก-๎-]{{2,}}", re.IGNORECASE)
_NAME = re.compile(_LABEL, re.IGNORECASE)
_ADDRESS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
# "http" and its slips with whatever stands behind; "www" at the head of a word.
_WEB = re.compile(
    r"(?<![a-z])(?P<scheme>h?t{1,3}p{1,2}s?[ ]?[:;]?[ ]?[/\\]{1,3})(?P<rest>\S*)", re.IGNORECASE
)
_NO_SLASHES = re.compile(r"(?<![a-z])https?[:;](?![ ]?[/\\])\S*", re.IGNORECASE)
_WWW = re.compile(r"(?<![a-z0-9./\\:@])www\S*", re.IGNORECASE)
_SOUND_WWW = re.compile(rf"www\.(?:{_LABEL}\.)+[a-zก-๎]{{2,}}(?:[/?#:].*)?", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"[ ]\.[a-z]{2,}|(?<=\.)[ ][a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)
_OWN_MACHINE = re.compile(r"(?<![a-z])(?:[a-z]:[\\/](?![\\/])|file:)\S*|(?<!\S)\\\\\S+", re.IGNORECASE)
_PRIVATE = re.compile(r"10\.|127\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|169\.254\.")
_INSIDE = (".local", ".lan", ".internal", ".intranet")
_TRAILING = ".,;:)]}\"'”’"
_SHOWN = 60  # characters of a link in a sentence

_WHY_NOT = {
    "scheme": Words("หัวลิงก์ต้องเป็น http:// หรือ https://", "a link begins with http:// or https://"),
    "host": Words("ไม่มีชื่อเว็บไซต์ที่สมบูรณ์", "it names no whole web site"),
    "space": Words("มีช่องว่างอยู่กลางลิงก์", "there is a space inside"),
    "www": Words("หลัง www ต้องเป็นจุดและชื่อเว็บไซต์", "www is followed by a dot and the site's name"),
}


@rule(
    "ITA312",
    Severity.WARNING,
    title=Words("ลิงก์ที่เปิดไม่ได้แน่นอน", "A link that cannot be one"),
    message=Words("“{link}” เปิดเป็นลิงก์ไม่ได้ เพราะ{reason}", "“{link}” cannot be opened: {reason}."),
    why=Words("ผู้ตรวจเปิดลิงก์เพื่อดูหลักฐาน", "An assessor opens the link to see the evidence."),
    fix=Words(
        "เปิดหน้าเว็บนั้นในเบราว์เซอร์ แล้วคัดลอกที่อยู่ทั้งบรรทัดมาวางใหม่",
        "Open the page in a browser, and copy its whole address here.",
    ),
    bad=(put(schema.EVIDENCE, "http//www.example.go.th/ita"),),
    good=(put(schema.EVIDENCE, "https://example.go.th/ita?year=2567 และบันทึกข้อความของงานธุรการ"),),
)
def broken_link(case: Case) -> Iterator[Hit]:
    """Links whose form no browser takes: no scheme, no host, a space inside, www without a dot."""
    for column, entry in _cells(case):
        for link, reason in _broken(entry.text):
            facts = {"link": thai.shortened(link, _SHOWN), "reason": _WHY_NOT[reason]}
            yield Hit(entry.at, (), column, link, facts)


@rule(
    "ITA313",
    Severity.WARNING,
    title=Words("หลักฐานที่ผู้อื่นเปิดไม่ได้", "Evidence that nobody else can open"),
    message=Words(
        "“{link}” อยู่ในเครื่องหรือเครือข่ายภายใน ผู้ตรวจเปิดไม่ได้",
        "“{link}” lies on one computer or inside the office's network; an assessor cannot open it.",
    ),
    why=Words("หลักฐานที่เปิดไม่ได้เท่ากับไม่มีหลักฐาน", "Evidence that cannot be opened counts for nothing."),
    fix=Words(
        "นำเอกสารขึ้นเว็บไซต์ของหน่วยงานแล้วใส่ลิงก์นั้น หรือเขียนชื่อเอกสารและเลขที่หนังสือ",
        "Put the document on the office's web site and give that link, or give its title and number.",
    ),
    bad=(put(schema.EVIDENCE, "D:\\ITA2567\\ภาพกิจกรรม.jpg"),),
    good=(put(schema.EVIDENCE, "แฟ้มภาพกิจกรรม ปีงบประมาณ 2567 สำนักปลัด"),),
)
def inside_link(case: Case) -> Iterator[Hit]:
    """Paths of a computer, shares, addresses of a private network and hosts without a dot."""
    for column, entry in _cells(case):
        for link in _inside(entry.text):
            yield Hit(entry.at, (), column, link, {"link": thai.shortened(link, _SHOWN)})


def _cells(case: Case) -> Iterator[tuple[schema.Column, Entry[str]]]:
    for measure in case.reading.report.measures:
        for column in _EVIDENCE_COLUMNS:
            yield column, measure.entry(column)


def _broken(text: str) -> Iterator[tuple[str, str]]:
    """(link as typed, key of the reason), in the order of their kinds."""
    for match in _WEB.finditer(text):
        link = match.group().rstrip(_TRAILING)
        if match["scheme"].lower() not in ("http://", "https://"):
            yield link, "scheme"
        elif broken := _BROKEN_OFF.match(text, match.end()):
            yield f"{match.group()}{broken.group()}", "space"
        elif not _is_host(host := _host(match["rest"])) and not _NAME.fullmatch(host):
            yield match.group(), "host"
    for match in _NO_SLASHES.finditer(text):
        yield match.group(), "scheme"
    for match in _WWW.finditer(text):
        link = match.group().rstrip(_TRAILING)
        if broken := _BROKEN_OFF.match(text, match.end()):
            yield f"{match.group()}{broken.group()}", "space"
        elif not _SOUND_WWW.fullmatch(link):
            yield link, "www"


def _inside(text: str) -> Iterator[str]:
    for match in _OWN_MACHINE.finditer(text):
        yield match.group()
    for match in _WEB.finditer(text):
        host = _host(match["rest"])
        sound = match["scheme"].lower() in ("http://", "https://") and not _BROKEN_OFF.match(
            text, match.end()
        )
        if sound and (_NAME.fullmatch(host) or _PRIVATE.match(host) or host.endswith(_INSIDE)):
            yield match.group().rstrip(_TRAILING)


def _host(rest: str) -> str:
    """The host of what follows the scheme, without user and port."""
    return (
        re.split(r"[/?#\\]", rest, maxsplit=1)[0]
        .rpartition("@")[2]
        .partition(":")[0]
        .rstrip(_TRAILING)
        .lower()
    )


def _is_host(host: str) -> bool:
    return _HOST.fullmatch(host) is not None or _ADDRESS.fullmatch(host) is not None


# --- item codes -----------------------------------------------------------------------------------

_ITEM = re.compile(r"(?<![A-Za-z0-9])O[ .-]?([0-9]{1,2})(?![0-9])")


@rule(
    "ITA210",
    Severity.NOTE,
    title=Words("รหัสข้อ OIT ของปีอื่น", "An OIT item code of another year"),
    message=Words(
        "เขียนข้อ {code} แต่ปี {year} แผนมาตรการคือข้อ {plan} และรายงานผลคือข้อ {result}",
        "Item {code} is named; in {year} the plan of measures is {plan} and its report {result}.",
    ),
    why=Words(
        "รหัสข้อ OIT เปลี่ยนทุกปีหรือสองปี และมักคัดลอกของปีก่อนมา",
        "The codes change every year or two, and old ones are copied.",
    ),
    fix=Words(
        "ตรวจกับคู่มือ OIT ของปีที่รายงาน ถ้าหมายถึงข้ออื่นจริง ปล่อยไว้ได้",
        "Check it with that year's OIT handbook; leave it if another item is meant.",
    ),
    bad=(fill(schema.SUBJECT, "รายงานผลการดำเนินการตามมาตรการ (ข้อ O43) ประจำปีงบประมาณ พ.ศ. 2567"),),
    good=(fill(schema.SUBJECT, "รายงานผลการดำเนินการตามมาตรการ (ข้อ O35) ประจำปีงบประมาณ พ.ศ. 2567"),),
)
def item_of_another_year(case: Case) -> Iterator[Hit]:
    """Codes in the subject, notes and evidence that stood for the plan or its report in other years only.

    The codes by year are partly recalled facts (`data/years.toml`): this can only ever be a note.
    """
    year, report = case.year, case.reading.report
    facts = schema.year_facts(year.be) if year else None
    if facts is None or not facts.plan_item or not facts.result_item:
        return
    others = schema.report_items() - {facts.plan_item, facts.result_item}
    cells: list[tuple[schema.Column, Entry[str]]] = [(schema.SUBJECT, report.agency.subject)]
    for measure in report.measures:
        cells += [(column, measure.entry(column)) for column in (schema.EVIDENCE, schema.NOTE)]
    for column, entry in cells:
        found = (f"O{int(number)}" for number in _ITEM.findall(thai.arabic_digits(entry.text)))
        for code in dict.fromkeys(code for code in found if code in others):
            said = {"code": code, "year": str(year), "plan": facts.plan_item, "result": facts.result_item}
            yield Hit(entry.at, (), column, entry.text, said)
