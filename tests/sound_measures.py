"""Any number of sound measures, made of the words of such reports: no rule has anything to say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# (indicator, measure, action, outcome); {place} and {count} keep two measures of one subject apart.
SUBJECTS = (
    (
        "1",
        "ติดป้ายค่าธรรมเนียมงานบริการที่{place}",
        "ติดตั้งป้ายค่าธรรมเนียมหน้าห้องรับชำระเงินของ{place}",
        "ผู้ชำระภาษี {count} ราย ทราบอัตราก่อนชำระ ไม่มีข้อโต้แย้งเรื่องยอดเงิน",
    ),
    (
        "7",
        "เปิดรับคำร้องผ่านบัญชีไลน์ของ{place}",
        "ตั้งเจ้าหน้าที่ตอบข้อความของ{place}ทุกวันทำการ",
        "รับคำร้องทางไลน์ {count} เรื่อง ตอบครบทุกเรื่องในวันเดียวกัน",
    ),
    (
        "10",
        "ประกาศนโยบายไม่รับของขวัญของ{place}",
        "ผู้บริหารและพนักงานของ{place}ลงนามประกาศเจตนารมณ์ร่วมกัน",
        "พนักงานลงนาม {count} คน และส่งคืนของขวัญที่รับไว้ครบ",
    ),
    (
        "1",
        "จัดบัตรคิวสำหรับผู้มาติดต่อที่{place}",
        "ตั้งเครื่องกดบัตรคิวและเก้าอี้พักคอยไว้หน้า{place}",
        "เวลารอคิวเฉลี่ยลดลงเหลือ {count} นาทีต่อราย",
    ),
    (
        "7",
        "เผยแพร่แผนจัดซื้อจัดจ้างของ{place}",
        "นำแผนและผลจัดซื้อขึ้นเว็บไซต์ของ{place}ทุกเดือน",
        "มีผู้เข้าชมหน้าจัดซื้อจัดจ้าง {count} ครั้ง เพิ่มขึ้นกว่าเดิมเท่าตัว",
    ),
    (
        "10",
        "ตรวจสอบการเบิกน้ำมันรถราชการของ{place}",
        "สุ่มตรวจใบเบิกน้ำมันเทียบเลขไมล์รถของ{place}",
        "ตรวจใบเบิก {count} ฉบับ พบยอดตรงกับเลขไมล์ทุกฉบับ",
    ),
    (
        "1",
        "ทำคลิปแนะนำการยื่นคำขออนุญาตก่อสร้างกับ{place}",
        "ถ่ายทำคลิปสั้นอธิบายเอกสารที่ต้องใช้ เผยแพร่ทางเพจของ{place}",
        "คลิปมีผู้ชม {count} ครั้ง คำขอที่เอกสารไม่ครบลดลงกว่าครึ่ง",
    ),
    (
        "7",
        "ออกหน่วยเคลื่อนที่ชี้แจงงบประมาณพร้อม{place}",
        "นำแผ่นพับสรุปงบไปแจกและตอบคำถามชาวบ้านร่วมกับ{place}",
        "ชาวบ้านร่วมรับฟัง {count} คน เสนอโครงการเข้าแผนพัฒนาตำบล",
    ),
)
PLACES = ("กองคลัง", "กองช่าง", "สำนักปลัด", "งานธุรการ", "งานนิติการ", "ตลาดสด", "ศูนย์เด็กเล็ก", "สถานีสูบน้ำ")
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "งานนิติการ")
STEPS = ("ขออนุมัติ", "จัดทำรายละเอียด", "ประชุมชี้แจง", "ดำเนินงาน", "สรุปผลเสนอผู้บริหาร")


def sound_measure(
    number: int, subject: int, place: int, count: int, steps: Sequence[str] = STEPS
) -> dict[str, Any]:
    """The values of a sound measure; subject and place say which, and must not come twice as a pair."""
    indicator, measure, action, outcome = SUBJECTS[subject % len(SUBJECTS)]
    named = {"place": PLACES[place % len(PLACES)], "count": count}
    return {
        "id": f"2567-{number:02d}",
        "number": str(number),
        "indicator": indicator,
        "measure": measure.format(**named),
        "action": action.format(**named),
        "outcome": outcome.format(**named),
        "unit": UNITS[place % len(UNITS)],
        "steps": " ".join(steps),
        "start": "1 ต.ค. 2566",
        "end": "30 ก.ย. 2567",
        "status": "ดำเนินการแล้วเสร็จ",
        "budget": "ไม่ใช้งบประมาณ",
        "evidence": f"แฟ้มผลการดำเนินงาน ข้อ {number} ปีงบประมาณ 2567",
    }


def sound_measures(count: int, first: int = 11) -> list[dict[str, Any]]:
    """So many sound measures, no two of them alike, numbered from `first`."""
    pairs = ((subject, place) for place in range(len(PLACES)) for subject in range(len(SUBJECTS)))
    return [
        sound_measure(first + index, subject, place, 21 + 3 * index)
        for index, (subject, place) in zip(range(count), pairs, strict=False)
    ]
