"""What a clerk reads about a verdict: name, meaning, the reason in one sentence, what to write instead.

Keyed by the values of `model.Verdict`, `model.Certainty` and `model.EvidenceKind`.
"""

from __future__ import annotations

from ita_sheets.texts import Words

NAMES: dict[str, Words] = {
    "blank": Words("ยังว่าง", "Blank"),
    "placeholder": Words("ยังไม่ได้เขียนผล", "No result yet"),
    "restated": Words("ซ้ำกับช่องก่อนหน้า", "Repeats another column"),
    "carried_over": Words("ซ้ำกับผลลัพธ์ปีก่อน", "Last year's outcome again"),
    "planned": Words("เป็นแผนหรือการมอบหมาย", "A plan or an assignment"),
    "nil": Words("รายงานว่าไม่มี", "A nil, spelled out"),
    "evidenced": Words("มีผลพร้อมหลักฐาน", "A result with evidence"),
    "stated": Words("มีผลเป็นข้อความ", "A result in words"),
}
MEANINGS: dict[str, Words] = {
    "blank": Words("ในช่องไม่มีข้อความ", "Nothing can be seen in the cell."),
    "placeholder": Words(
        "มีข้อความ แต่ยังไม่บอกว่าเกิดผลอะไร เช่น “-” “ดำเนินการแล้ว” “ตามเอกสารแนบ”",
        "Something stands there that tells no result, such as “-”, “done” or “see attached”.",
    ),
    "restated": Words(
        "ข้อความซ้ำกับสิ่งที่ทำหรือชื่อมาตรการ และไม่มีข้อมูลใหม่",
        "It says again what the action or the measure says, with nothing new.",
    ),
    "carried_over": Words(
        "ข้อความซ้ำกับผลลัพธ์ของปีก่อน และไม่มีข้อมูลใหม่ของปีนี้",
        "It says again what last year's outcome said, with nothing new of this year.",
    ),
    "planned": Words(
        "เป็นสิ่งที่จะทำ กำลังทำ หรือมอบหมายให้ทำ ยังไม่ใช่ผล",
        "Something intended, under way or assigned, not a result.",
    ),
    "nil": Words(
        "เขียนชัดว่าไม่มีหรือไม่พบเรื่องใด ใช้ได้",
        "It says plainly what there was none of; that is valid.",
    ),
    "evidenced": Words(
        "มีผลพร้อมตัวเลข วันที่ สถานที่ เอกสารอ้างอิง หรือลิงก์",
        "A result with a number, a date, a place, a document or a link.",
    ),
    "stated": Words(
        "บอกผลเป็นข้อความ ใช้ได้ แต่ถ้าเพิ่มตัวเลขหรือหลักฐานจะชัดเจนขึ้น",
        "A result in words; valid, and stronger with a figure or a document.",
    ),
}
REASONS: dict[str, Words] = {
    "blank": Words("ช่องผลลัพธ์ยังว่าง", "The outcome cell is blank."),
    "placeholder": Words(
        "เขียนไว้เพียง “{cue}” ซึ่งยังไม่บอกว่าเกิดผลอะไร", "It only says “{cue}”, which tells no result."
    ),
    "carried_over": Words(
        "ข้อความซ้ำกับผลลัพธ์ของปีก่อน {percent}% และไม่มีตัวเลข วันที่ สถานที่ หรือลิงก์ของปีนี้",
        "{percent}% of the text stands in last year's outcome, with no number, date, place or link of this "
        "year.",
    ),
    "planned": Words(
        "มีคำว่า “{cue}” ซึ่งบอกสิ่งที่ยังไม่เสร็จหรือการมอบหมาย ยังไม่ใช่ผลที่เกิดขึ้นแล้ว",
        "The words “{cue}” tell of something unfinished or assigned, not of a result.",
    ),
    "nil": Words("รายงานไว้ชัดเจนว่า “{cue}”", "A nil is spelled out: “{cue}”."),
    "evidenced": Words("มีหลักฐานของผล: {evidence}", "Evidence of a result: {evidence}"),
    "stated": Words(
        "บอกผลเป็นข้อความ แต่ยังไม่มีตัวเลข วันที่ สถานที่ หรือลิงก์ใหม่",
        "A result in words, without a new number, date, place or link.",
    ),
}
RESTATED_REASONS: dict[str, Words] = {
    "copy": Words(
        "ข้อความเหมือนกับช่อง “{column}” ทั้งหมด และไม่มีตัวเลข วันที่ สถานที่ หรือลิงก์ใหม่",
        "The same text as the column “{column}”, with no new number, date, place or link.",
    ),
    "near": Words(
        "ข้อความซ้ำกับช่อง “{column}” {percent}% และไม่มีตัวเลข วันที่ สถานที่ หรือลิงก์ใหม่",
        "{percent}% of the text stands in the column “{column}”, with no new number, date, place or link.",
    ),
}
EVIDENCE_MORE = Words("และอีก {count} รายการ", "and {count} more")
NEEDS: dict[str, Words] = {
    "blank": Words(
        "โปรดเขียนผลที่เกิดขึ้น เช่น ทำกี่ครั้ง เมื่อไร ที่ไหน มีผู้ร่วมกี่คน ถ้าไม่มีเรื่องให้รายงาน โปรดเขียนว่าไม่มีเรื่องใด",
        "Please write what came of it: how often, when, where, how many people. If there was "
        "nothing, say what there was none of.",
    ),
    "placeholder": Words(
        "โปรดเขียนผลแทนข้อความนี้ เช่น “จัด 2 ครั้ง ผู้เข้าร่วม 56 คน” หรือ “ไม่มีเรื่องร้องเรียนในปีนี้” ถ้ามีเอกสารแนบ "
        "โปรดสรุปผลสั้น ๆ ไว้ในช่องนี้ด้วย",
        "Please write the result instead, such as “held twice, 56 took part” or “no complaints this "
        "year”. If a document is attached, sum it up here.",
    ),
    "restated": Words(
        "โปรดบอกสิ่งที่เกิดขึ้นหลังทำแล้ว แทนการเขียนซ้ำว่าทำอะไร เช่น จำนวนผู้รับบริการ วันที่จัด สถานที่ ผลก่อนและหลัง หรือลิงก์",
        "Please say what came of it rather than what was done: how many were served, the date, the "
        "place, before and after, or a link.",
    ),
    "carried_over": Words(
        "โปรดเขียนผลของปีนี้แทนข้อความของปีก่อน เช่น จำนวน วันที่ หรือสถานที่ของปีนี้ ถ้าผลเหมือนเดิมจริง โปรดบอกปีและวิธีที่ตรวจสอบ",
        "Please write this year's result instead of last year's text: this year's number, date or place. "
        "If it is truly the same, name the year and how it was checked.",
    ),
    "planned": Words(
        "โปรดเขียนสิ่งที่ทำเสร็จแล้วในปีนี้และผลที่ได้ ส่วนสิ่งที่จะทำต่อ โปรดย้ายไปช่อง “ข้อเสนอแนะ” ถ้ายังไม่ได้ทำ "
        "โปรดบอกเหตุผลในช่อง “ปัญหา/อุปสรรค”",
        "Please write what was finished this year and its result; move what is still to be done to "
        "“Suggestions”, and if nothing was done, give the reason under “Problems”.",
    ),
    "nil": Words(
        "ใช้ได้แล้ว ถ้ามี โปรดเพิ่มช่วงเวลาหรือวิธีที่ตรวจสอบ",
        "Fine as it is; the period or the way it was checked may be added.",
    ),
    "evidenced": Words("ใช้ได้แล้ว", "Fine as it is."),
    "stated": Words(
        "ใช้ได้แล้ว ถ้ามี โปรดเพิ่มตัวเลข วันที่ สถานที่ หรือลิงก์อย่างน้อยหนึ่งอย่าง",
        "Fine as it is; a number, a date, a place or a link would make it stronger.",
    ),
}
EVIDENCE_KINDS: dict[str, Words] = {
    "number": Words("ตัวเลข", "number"),
    "date": Words("วันที่", "date"),
    "place": Words("สถานที่", "place"),
    "reference": Words("เอกสารอ้างอิง", "document"),
    "link": Words("ลิงก์หรือช่องทางติดต่อ", "link or contact"),
}
CERTAINTIES: dict[str, Words] = {
    "copy": Words("เหมือนกันทั้งหมด", "the same"),
    "near": Words("ใกล้เคียงมาก", "nearly the same"),
}
