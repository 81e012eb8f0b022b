"""Seeded changes to a workbook's cells, as people and programs make them; several one after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

from plain_workbook import At, Error, Formula, PlainWorkbook, Table

from ita_sheets import schema

TOKENS = (
    "", " ", "-", "–", "ไม่มี", "N/A", "ฯลฯ", "อยู่ระหว่างดำเนินการ", "ตามเอกสารแนบ", "เหมือนข้อ ๑", "๒๕๖๗",
    "2567", "พ.ศ. 2567", "2024", "ปี 67", "99999", "0", "-1", "1e309", "NaN", "๑,๒๓๔.๕๐ บาท", "1,2,3",
    "31 ก.พ. 2567", "1 ต.ค. 2566 - 30 ก.ย. 2567", "ไตรมาส 5", "ไตรมาส ๒-๓", "01/13/2567", "2567-01",
    "2566-01", "ITA301", "*", "ดำเนินการแล้วเสร็จ", "ร้อยละ 120", "ร้อยละ ๘๐ จาก ๑๐๐ คน", "ควรจัดอบรม",
    "\u200b", "\ufeff", "\u202eกลับ", "ก" * 5, "ํา", "เเก้", "\u0e49\u0e49\u0e49", "=1+1", "+66", "@x",
    "'x", "<r>x</r>", "&amp;", "_x000D_", "_x0000_", "a\nb\r\nc", "\x00\x0b\x1f", "{0}", "{{}}", "%s", "\\",
    "😀", "\U0010ffff", "ﷺ", "ß", "İ", "มาตรการ/กิจกรรม", "ผลลัพธ์", "ลำดับ", "http://example.org/?a=1&b=2",
    "ก" * 400, "คำ " * 2_000, "บรรทัด\n" * 60, "9" * 40, "0x1F", "๑" * 30, "ITA:1:measures.id",
)  # fmt: skip
ODD: tuple[object, ...] = (
    0, -1, 1, 2567, 2024, 100.0, 99.999999, 1e15, 1e300, -0.0, 5e-324, True, False, datetime(2024, 10, 5),
    datetime(1900, 1, 1), datetime(9999, 12, 31), datetime(2567, 10, 5), time(23, 59), timedelta(days=3),
    Error("#REF!"), Error("#N/A"), Error("#DIV/0!"), Error("?"), Formula("1+1"), Formula("1+1", 2),
    Formula('"x"', "x"), Formula("NOW()", datetime(2024, 10, 5)), Formula("1/0", Error("#DIV/0!")),
    Formula("A1", ""),
)  # fmt: skip
MOST = 6  # changes to one workbook
FARTHEST = 40  # rows or columns that something is moved by


def mutated(book: PlainWorkbook, chance: Random) -> PlainWorkbook:
    """A copy with some changes."""
    changed = book.copy()
    for _ in range(chance.randint(1, MOST)):
        if changed.tables:
            chance.choice(CHANGES)(changed, chance)
    return changed


def _table(book: PlainWorkbook, chance: Random) -> Table:
    """A table; the measures' more often than others, where they are."""
    tables = [table for table in book.tables if table.name == schema.MEASURES.tab.th] or book.tables
    return chance.choice([chance.choice(book.tables), chance.choice(tables)])


def _at(table: Table, chance: Random) -> At:
    """A filled cell's place, or one beside."""
    if not table.cells or chance.random() < 0.05:
        return chance.randint(1, 30), chance.randint(1, 30)
    row, column = chance.choice(list(table.cells))
    if chance.random() < 0.2:
        return max(1, row + chance.randint(-2, 2)), max(1, column + chance.randint(-2, 2))
    return row, column


def _value(table: Table, chance: Random) -> object:
    """A token, a value of an odd kind, or one that stands elsewhere."""
    others: list[object] = list(table.cells.values()) or [""]
    return chance.choice((chance.choice(TOKENS), chance.choice(ODD), chance.choice(others)))


def _put(book: PlainWorkbook, chance: Random) -> None:
    table = _table(book, chance)
    table.cells[_at(table, chance)] = _value(table, chance)


def _put_often(book: PlainWorkbook, chance: Random) -> None:
    """The same value down a column."""
    table = _table(book, chance)
    (top, column), value = _at(table, chance), _value(table, chance)
    for row in range(top, top + chance.randint(2, 30)):
        table.cells[row, column] = value


def _join(book: PlainWorkbook, chance: Random) -> None:
    """Two texts in one cell."""
    table = _table(book, chance)
    at = _at(table, chance)
    table.cells[at] = f"{table.cells.get(at, '')}{chance.choice(TOKENS)}{chance.choice(('', ' ', chr(10)))}"


def _clear(book: PlainWorkbook, chance: Random) -> None:
    """A cell, a row or a column without anything."""
    table = _table(book, chance)
    row, column = _at(table, chance)
    gone = chance.choice(
        (
            [(row, column)],
            [at for at in table.cells if at[0] == row],
            [at for at in table.cells if at[1] == column],
        )
    )
    for at in gone:
        table.cells.pop(at, None)


def _swap(book: PlainWorkbook, chance: Random) -> None:
    table = _table(book, chance)
    one, other = _at(table, chance), _at(table, chance)
    cells = table.cells
    cells[one], cells[other] = cells.get(other, ""), cells.get(one, "")


def _moved(table: Table, where: Callable[[At], At | None]) -> None:
    cells = {new: value for at, value in table.cells.items() if (new := where(at)) is not None}
    table.cells = cells


def _insert_or_delete(book: PlainWorkbook, chance: Random) -> None:
    """Rows or columns put in or taken out; merges stay where they were, as some programs leave them."""
    table = _table(book, chance)
    axis, count = chance.randrange(2), chance.randint(1, 3) * chance.choice((1, -1))
    first = _at(table, chance)[axis]

    def where(at: At) -> At | None:
        if count < 0 and first <= at[axis] < first - count:
            return None
        shift = count if at[axis] >= first else 0
        return (at[0] + shift, at[1]) if axis == 0 else (at[0], at[1] + shift)

    _moved(table, where)


def _shift(book: PlainWorkbook, chance: Random) -> None:
    """The whole table farther down and right."""
    down, right = chance.randint(0, FARTHEST), chance.randint(0, FARTHEST)
    _moved(_table(book, chance), lambda at: (at[0] + down, at[1] + right))


def _repeat(book: PlainWorkbook, chance: Random) -> None:
    """A row or a column again, over another or behind the last."""
    table = _table(book, chance)
    axis = chance.randrange(2)
    source, target = _at(table, chance)[axis], _at(table, chance)[axis]
    if chance.random() < 0.5:
        target = max((at[axis] for at in table.cells), default=0) + 1
    for at, value in list(table.cells.items()):
        if at[axis] == source:
            table.cells[(target, at[1]) if axis == 0 else (at[0], target)] = value


def _exchange(book: PlainWorkbook, chance: Random) -> None:
    """Two rows or columns in each other's place."""
    table = _table(book, chance)
    axis = chance.randrange(2)
    one, other = _at(table, chance)[axis], _at(table, chance)[axis]
    places = {one: other, other: one}

    def where(at: At) -> At:
        place = places.get(at[axis], at[axis])
        return (place, at[1]) if axis == 0 else (at[0], place)

    _moved(table, where)


def _merge(book: PlainWorkbook, chance: Random) -> None:
    table = _table(book, chance)
    top, left = _at(table, chance)
    table.merges.append((top, left, top + chance.randint(0, 8), left + chance.randint(0, 8)))


def _hide(book: PlainWorkbook, chance: Random) -> None:
    table = _table(book, chance)
    if chance.random() < 0.3:
        table.hidden = not table.hidden
    table.hidden_rows.add(_at(table, chance)[0])


def _sheets(book: PlainWorkbook, chance: Random) -> None:
    """A sheet taken out, copied, renamed, moved, or another put in."""
    table, kind = chance.choice(book.tables), chance.randrange(5)
    free = f"{table.name[:20]} ({len(book.tables) + 1})"
    if kind == 0:
        book.tables.remove(table)
    elif kind == 1:
        book.tables.append(Table(free, dict(table.cells), list(table.merges)))
    elif kind == 2:
        table.name = chance.choice((free, f" {table.name}", f"#{table.name}", "x", f"{table.name}\u200b"))
    elif kind == 3:
        chance.shuffle(book.tables)
    else:
        book.tables.insert(0, Table(free, {(1, 1): chance.choice(TOKENS), (3, 2): chance.choice(ODD)}))


def _properties(book: PlainWorkbook, chance: Random) -> None:
    """A property of the document taken out or changed."""
    if book.properties:
        name = chance.choice(list(book.properties))
        book.properties[name] = chance.choice(("", "x", "0", "99", "-1", "๒", "2567.0", "9" * 400))
        if chance.random() < 0.3:
            del book.properties[name]


CHANGES: tuple[Callable[[PlainWorkbook, Random], None], ...] = (
    _put, _put, _put, _put_often, _join, _clear, _clear, _swap, _insert_or_delete, _shift, _repeat, _repeat,
    _exchange, _merge, _hide, _sheets, _properties,
)  # fmt: skip
