"""The one place that writes workbooks: a thin shell around xlsxwriter, from nothing to bytes.

Rows and columns count from 1, as in Excel; a cell is `(row, column)` and an area is text such as "C6:C205"
(see `a1` and `area`). User text is always a string cell, never a formula or a link. What the library would
pass over with a warning or a return code is an error here. Rows whose height is not given get one that holds
their text, written so that Excel still lets the row grow when someone types more. The same calls give the
same bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ita_sheets import schema, thai
from ita_sheets.errors import CannotWriteError
from ita_sheets.redline import PieceKind
from ita_sheets.render import style
from ita_sheets.render.heights import column_points, row_height
from ita_sheets.render.package import mended
from ita_sheets.render.style import Role
from ita_sheets.texts import Lang
from ita_sheets.texts.refusals import TEXT_TOO_LONG
from ita_sheets.texts.workbooks import PAGE_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ita_sheets.redline import Piece
    from ita_sheets.render.charts import Chart
    from ita_sheets.render.style import Look

At = tuple[int, int]  # (row, column), both from 1
Target = tuple[str, At]  # a cell of a sheet of the same workbook, by the sheet's name
DEFAULT_WIDTH = 8.43  # characters; Excel's own
LOWEST_ROW = 24.0  # points; one line of 16 pt
LONGEST_FOOTER = 255  # characters, codes among them; Excel's limit

# What XML cannot hold, and the control characters that no cell should.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_READY_RUN = re.compile("<r>.*</r>", re.DOTALL)  # the library takes such a text for XML of its own making
_ESCAPE_LIKE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")  # in rich text the library escapes such a place twice
_MARKS = {PieceKind.KEPT: None, PieceKind.DELETED: Role.DELETED, PieceKind.ADDED: Role.ADDED}


class Say(NamedTuple):
    """What Excel shows beside a cell: a title (32 characters at most) and a text (255)."""

    title: str
    text: str


def a1(at: At, *, absolute: bool = False) -> str:
    """The cell's address."""
    text: str = xl_rowcol_to_cell(at[0] - 1, at[1] - 1, row_abs=absolute, col_abs=absolute)
    return text


def letter(column: int) -> str:
    """The column's letters."""
    text: str = xl_col_to_name(column - 1)
    return text


def area(first: At, last: At, *, absolute: bool = False, tab: str | None = None) -> str:
    """The address of a block of cells; with `tab` that of a block on another sheet."""
    text = f"{a1(first, absolute=absolute)}:{a1(last, absolute=absolute)}"
    return text if tab is None else f"{quoted(tab)}!{text}"


def quoted(tab: str) -> str:
    """A sheet's name as formulas want it."""
    return "'" + tab.replace("'", "''") + "'"


def said_shortly(text: str, limit: int) -> str:
    """The text cut to `limit` characters, never inside a Thai cluster."""
    if len(text) <= limit:
        return text
    kept = ""
    for cluster in thai.clusters(text):
        if len(kept) + len(cluster) + 1 > limit:
            break
        kept += cluster
    return kept.rstrip() + "…"


def clean(text: str) -> str:
    """The text as a cell can hold it: line ends as line feeds, without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Book:
    """A workbook in the making; `finished` gives its bytes."""

    def __init__(
        self,
        created: datetime,
        *,
        title: str,
        properties: Mapping[str, str | int] | None = None,
        lang: Lang = Lang.TH,
    ) -> None:
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True, "remove_timezone": True})
        self._lang = lang
        self._formats: dict[tuple[Role, bool, Role | None], Any] = {}
        self._tabs: list[Tab] = []
        _call(self._book.set_properties, {"title": title, "created": created})
        for name, value in (properties or {}).items():
            _call(self._book.set_custom_property, name, value)

    def tab(
        self, name: str, *, landscape: bool = True, page_title: str = "", colour: str | None = None
    ) -> Tab:
        """A new sheet, last in order, set up for A4 paper: one page wide; its foot tells sheet and page."""
        sheet = _call(self._book.add_worksheet, name)
        tab = Tab(self, sheet, name)
        _call(sheet.set_paper, style.PAPER_A4)
        if landscape:
            _call(sheet.set_landscape)
        _call(sheet.fit_to_pages, 1, 0)
        margins = style.MARGIN_SIDE, style.MARGIN_SIDE, style.MARGIN_TOP, style.MARGIN_BOTTOM
        _call(sheet.set_margins, *margins)
        _call(sheet.set_footer, _footer(name, page_title, PAGE_OF[self._lang]))
        _call(sheet.hide_gridlines, 2)
        if colour is not None:
            _call(sheet.set_tab_color, f"#{colour}")
        self._tabs.append(tab)
        return tab

    def format(self, role: Role, *, condition: bool = False, mark: Role | None = None) -> Any:
        """The library's format of a role, its letters with a mark where one is given; made once."""
        key = role, condition, mark
        if key not in self._formats:
            look = style.marked(role, mark)
            properties = look.condition() if condition else look.properties()
            self._formats[key] = _call(self._book.add_format, properties)
        return self._formats[key]

    def drawing(self, chart: Chart) -> Any:
        """The library's chart."""
        drawn = _call(self._book.add_chart, {"type": chart.kind})
        for properties in chart.drawn_series():
            _call(drawn.add_series, properties)
        if chart.over is not None:
            line = _call(self._book.add_chart, {"type": "line"})
            _call(line.add_series, chart.over.drawn(style.CHART_MARK, {"width": 1.5}))
            _call(drawn.combine, line)
        _call(drawn.set_title, {"name": chart.title, "name_font": {"name": style.FONT, "size": style.SIZE}})
        _call(drawn.set_x_axis, {"num_font": style.CHART_LETTERS})
        _call(drawn.set_y_axis, {**chart.scale(), "num_font": style.CHART_LETTERS})
        _call(drawn.set_size, {"width": chart.size[0], "height": chart.size[1]})
        lonely = len(chart.series) == 1 and chart.over is None
        legend = {"position": "bottom", "font": style.CHART_LETTERS}
        _call(drawn.set_legend, {"none": True} if lonely else legend)
        return drawn

    def finished(self) -> bytes:
        """The workbook's bytes; nothing can be added after."""
        for tab in self._tabs:
            tab.set_heights()
        _call(self._book.close)
        return mended(self._buffer.getvalue())


class Tab:
    """A sheet in the making."""

    def __init__(self, book: Book, sheet: Any, name: str) -> None:
        self.name = name
        self._book = book
        self._sheet = sheet
        self._widths: dict[int, float] = {}
        self._texts: dict[
            int, list[tuple[str, int, int, Look]]
        ] = {}  # row -> (text, first, last column, look)
        self._heights: dict[int, float] = {}
        self._joined: dict[At, int] = {}  # first cell -> last column
        self._heads: dict[At, tuple[str, Role]] = {}

    # --- cells

    def text(self, at: At, text: str, role: Role = Role.TEXT) -> None:
        """A text, whatever it begins with; for "" a blank cell, not an empty string that counts as filled."""
        text = self._fitting(at, text)
        if not text:
            self.blank(at, role)
            return
        self._write(self._sheet.write_string, at, text, role)
        self._note(at, text, role)
        if role in style.HEADS:
            self._heads[at] = text, role

    def redlined(self, at: At, pieces: Sequence[Piece], role: Role = Role.TEXT) -> None:
        """A text in pieces, those deleted and those added marked by the look of their letters."""
        text = self._fitting(at, "".join(piece.text for piece in pieces))
        # An empty run would corrupt the file, and of a single one the library makes an empty cell.
        runs = [(_MARKS[p.kind], run) for p in pieces for run in _ESCAPE_LIKE.split(clean(p.text)) if run]
        if not runs:
            self.blank(at, role)
            return
        if len(runs) == 1:
            look = self._book.format(role, mark=runs[0][0])
            _call(self._sheet.write_string, at[0] - 1, at[1] - 1, text, look)
        else:
            parts = [part for mark, run in runs for part in (self._book.format(role, mark=mark), run)]
            look = self._book.format(role)
            _call(self._sheet.write_rich_string, at[0] - 1, at[1] - 1, *parts, look)
        self._note(at, text, role, Role.ADDED if any(mark is Role.ADDED for mark, _ in runs) else None)

    def number(self, at: At, value: float, role: Role = Role.NUMBER) -> None:
        """A number."""
        self._write(self._sheet.write_number, at, value, role)
        self._note(at, "0", role)

    def day(self, at: At, value: date, role: Role = Role.DATE) -> None:
        """A date."""
        self._write(self._sheet.write_datetime, at, value, role)
        self._note(at, "0", role)

    def blank(self, at: At, role: Role) -> None:
        """An empty cell with a look."""
        self._write(self._sheet.write_blank, at, None, role)
        self._note(at, "", role)

    def formula(self, at: At, formula: str, value: str | float, role: Role) -> None:
        """A formula of ours with the value it gives, so that previewers show it too."""
        self._write(self._sheet.write_formula, at, formula, role, value)
        self._note(at, str(value), role)

    def link(self, at: At, text: str, target: Target, role: Role = Role.CELL_LINK) -> None:
        """A text that leads to a cell of a sheet of this workbook."""
        text = self._fitting(at, text)
        self._write(self._sheet.write_url, at, _address(target), role, text)
        self._note(at, text, role)

    def source_link(self, at: At, text: str, address: str, role: Role = Role.CELL_LINK) -> None:
        """A text that leads into another file; `address` comes from `sources`."""
        text = self._fitting(at, text)
        self._write(self._sheet.write_url, at, address, role, text)
        self._note(at, text, role)

    def number_link(self, at: At, value: float, target: Target, role: Role = Role.NUMBER_LINK) -> None:
        """A number that leads to a cell of a sheet of this workbook."""
        self.link(at, str(value), target, role)
        self._write(self._sheet.write_number, at, value, role)  # in place of the text; the link stays

    def join(self, at: At, last_column: int, role: Role) -> None:
        """Cells of a row as one, before its first is written to; for pages to be read, never for tables."""
        row, column = at
        self._joined[at] = last_column
        look = self._book.format(role)
        _call(self._sheet.merge_range, row - 1, column - 1, row - 1, last_column - 1, "", look)

    def across(self, at: At, last_column: int, text: str, role: Role) -> None:
        """A text over several columns of a row; for pages to be read, never for tables."""
        self.join(at, last_column, role)
        self.text(at, text, role)

    # --- rows and columns

    def column(self, column: int, width: float, role: Role | None = None, *, hidden: bool = False) -> None:
        """A column's width in characters, and the look of its cells that nothing is written to."""
        look = self._book.format(role) if role else None
        _call(self._sheet.set_column, column - 1, column - 1, width, look, {"hidden": True} if hidden else {})
        self._widths[column] = width

    def height(self, row: int, points: float) -> None:
        """A row's height, where its text shall not decide."""
        self._heights[row] = points
        _call(self._sheet.set_row, row - 1, points)

    def hide_row(self, row: int) -> None:
        """A row that only the toolkit reads."""
        self._heights[row] = LOWEST_ROW
        _call(self._sheet.set_row, row - 1, None, None, {"hidden": True})

    def freeze(self, row: int, column: int = 0) -> None:
        """Rows down to `row` and columns up to `column` stay in sight."""
        _call(self._sheet.freeze_panes, row, column)

    def set_heights(self) -> None:
        """Heights for the rows that have text and no height of their own."""
        for row, texts in self._texts.items():
            if row in self._heights:
                continue
            cells = ((text, self._points(first, last), look) for text, first, last, look in texts)
            _call(self._sheet.set_row, row - 1, max(LOWEST_ROW, row_height(cells)))

    # --- help in Excel itself

    def say(self, cells: str, prompt: Say) -> None:
        """A note beside the cell while it is being filled."""
        self._validate(cells, {"validate": "any"}, prompt)

    def choose(self, cells: str, source: str, prompt: Say, refusal: Say, *, strict: bool) -> None:
        """A drop-down of the texts at `source`; others are refused when `strict`, else only remarked on."""
        options = {"validate": "list", "source": f"={source}", **_refusing(refusal, strict=strict)}
        self._validate(cells, options, prompt)

    def remark(self, cells: str, formula: str, prompt: Say, remark: Say) -> None:
        """A remark on what is typed where the formula (of the area's first cell) is false; it may be kept."""
        options = {"validate": "custom", "value": f"={formula}", **_refusing(remark, strict=False)}
        self._validate(cells, options, prompt)

    def when(self, cells: str, formula: str, role: Role, *, stop: bool = False) -> None:
        """A look for the cells where the formula (of the area's first cell) is true; the first call wins."""
        look = self._book.format(role, condition=True)
        options = {"type": "formula", "criteria": f"={formula}", "format": look, "stop_if_true": stop}
        _call(self._sheet.conditional_format, cells, options)

    def allow_digits_as_text(self, cells: str) -> None:
        """No green corners for numbers in text cells."""
        _call(self._sheet.ignore_errors, {"number_stored_as_text": cells})

    def table(self, name: str, first: At, last: At) -> None:
        """Make a block whose first row holds heads, written before, a named table with filter buttons.

        Excel keeps such a table together as people sort it and add rows; formulas and other programs find it
        by its name, one in a workbook.
        """
        heads = [self._heads[first[0], column] for column in range(first[1], last[1] + 1)]
        columns = [{"header": text, "header_format": self._book.format(role)} for text, role in heads]
        options = {"name": name, "style": None, "columns": columns}
        _call(self._sheet.add_table, first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1, options)

    def chart(self, at: At, chart: Chart) -> None:
        """A chart whose upper left corner lies in a cell."""
        options = {"description": chart.alt, "object_position": 2}
        _call(self._sheet.insert_chart, at[0] - 1, at[1] - 1, self._book.drawing(chart), options)

    # --- paper

    def repeat(self, first: int, last: int) -> None:
        """Rows printed on every page."""
        _call(self._sheet.repeat_rows, first - 1, last - 1)

    def one_page(self) -> None:
        """The whole sheet on one printed page."""
        _call(self._sheet.fit_to_pages, 1, 1)

    def print_in_strips(self, ends: Sequence[int], percent: int, repeated: int | None = None) -> None:
        """A sheet too wide for one page: pages end after the columns of `ends`, column `repeated` on each."""
        _call(self._sheet.set_print_scale, percent)
        _call(self._sheet.set_v_pagebreaks, list(ends))
        _call(self._sheet.print_across)
        if repeated is not None:
            _call(self._sheet.repeat_columns, repeated - 1)

    # --- inside

    def _fitting(self, at: At, text: str) -> str:
        text = clean(text)
        if _READY_RUN.fullmatch(text):
            text += " "  # seen by nobody, and no longer such a text
        length = len(text.encode("utf-16-le")) // 2  # as Excel counts
        if length <= schema.MAX_CELL_TEXT:
            return text
        words = TEXT_TOO_LONG.words.fill(
            tab=self.name, cell=a1(at), length=length, limit=schema.MAX_CELL_TEXT
        )
        raise CannotWriteError(TEXT_TOO_LONG.code, words)

    def _write(self, method: Any, at: At, value: object, role: Role, *more: object) -> None:
        _call(method, at[0] - 1, at[1] - 1, value, self._book.format(role), *more)

    def _note(self, at: At, text: str, role: Role, mark: Role | None = None) -> None:
        last = self._joined.get(at, at[1])
        self._texts.setdefault(at[0], []).append((text, at[1], last, style.marked(role, mark)))

    def _points(self, first: int, last: int) -> float:
        widths = [self._widths.get(column, DEFAULT_WIDTH) for column in range(first, last + 1)]
        return column_points(sum(widths) + (len(widths) - 1) * 5 / 7)  # each column adds 5 px of its own

    def _validate(self, cells: str, options: dict[str, object], prompt: Say) -> None:
        said = {"input_title": prompt.title, "input_message": prompt.text}
        _call(self._sheet.data_validation, cells, {**options, **said})


def _footer(left: str, middle: str, page_of: str) -> str:
    """The foot of a page: `left` is a sheet's name, and of `middle` stands what there is room for."""
    ends = f"&L{style.FOOTER_FONT} {_in_footer(left)}", f"&R{style.FOOTER_FONT} {page_of}"
    head = f"&C{style.FOOTER_FONT} "
    room = LONGEST_FOOTER - len("".join((*ends, head)))
    middle = said_shortly(middle, room - 2 * middle.count("&"))
    return ends[0] + f"{head}{_in_footer(middle)}" * bool(middle) + ends[1]


def _in_footer(text: str) -> str:
    """A text without codes of a foot; the library takes "&G" for a picture even behind another "&"."""
    return text.replace("&", "&&").replace("&G", "&\u200bG").replace("&[", "&\u200b[")


def _address(target: Target) -> str:
    return f"internal:{quoted(target[0])}!{a1(target[1])}"


def _refusing(refusal: Say, *, strict: bool) -> dict[str, object]:
    kind = "stop" if strict else "warning"
    return {"error_type": kind, "error_title": refusal.title, "error_message": refusal.text}


def _call(method: Any, *args: Any) -> Any:
    """Call the library; its warnings and its negative return codes are errors of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = method(*args)
    if isinstance(result, int) and result < 0:
        raise ValueError(f"{method.__name__} refused {args!r} with {result}")
    return result
