"""How things look: every cell has a role, and a role has one look.

Sizes are in points, colours are RRGGBB. Colour never stands alone: whatever a fill says is also said
in words, in bold or in a hatching. Nothing here knows the library that writes the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, auto

FONT = "TH Sarabun New"  # the government's standard; named on every format, or Excel takes the theme's font
THAI_CHARSET = 222  # Windows' number: where the font is missing, programs take another one with Thai letters
SIZE = 16.0


class Role(StrEnum):
    """What a cell is for."""

    # titles and running text; these are not wrapped and run on to the right
    TITLE = auto()
    SUBTITLE = auto()
    SECTION = auto()
    HINT = auto()
    LIVE = auto()  # a line that counts while a clerk types
    # text that wraps, without a frame
    BODY = auto()
    SMALL = auto()
    LINK = auto()
    LIVE_LINK = auto()  # not wrapped
    # heads of tables
    HEAD = auto()
    HEAD_REQUIRED = auto()
    HEAD_EXPECTED = auto()
    HEAD_OPTIONAL = auto()
    HEAD_GIVEN = auto()
    BAND_REQUIRED = auto()
    BAND_EXPECTED = auto()
    BAND_OPTIONAL = auto()
    BAND_GIVEN = auto()
    KEY = auto()  # machine-readable, in a hidden row or column
    # framed cells of results
    LABEL = auto()
    NAME = auto()  # of a line; on one line always
    DETAIL = auto()
    TEXT = auto()
    CENTRED = auto()
    CELL_LINK = auto()
    CENTRED_LINK = auto()
    NUMBER = auto()
    NUMBER_LINK = auto()
    SUM = auto()
    SUM_LINK = auto()
    SCORE = auto()
    SCORE_LINK = auto()
    CHANGE = auto()
    PERCENT_LINK = auto()
    GIVEN = auto()
    TOTAL = auto()
    TOTAL_WORD = auto()
    # a report to be signed
    REPORT_TITLE = auto()
    REPORT_LINE = auto()
    SIGNATURE = auto()
    # cells that people fill
    FIELD = auto()
    FIELD_SCORE = auto()
    ASKED = auto()  # an answer is waited for
    INPUT = auto()
    INPUT_AMOUNT = auto()
    INPUT_SCORE = auto()
    # marks: a word of judgement stands in the cell
    GAP = auto()
    WEAK = auto()
    OK = auto()
    ERROR = auto()
    WARNING = auto()
    NOTE = auto()
    HATCHED = auto()  # of a legend
    COPY = auto()
    # marks of letters, in a cell of any role: what was taken out of a text, what was put in
    DELETED = auto()
    ADDED = auto()
    # figures at the head of a summary
    FIGURE = auto()
    FIGURE_LINK = auto()
    FIGURE_SHARE = auto()
    FIGURE_SCORE = auto()
    FIGURE_LABEL = auto()
    # drawn over cells by a condition
    GRID = auto()
    SHADED = auto()
    MISSING = auto()
    MISSING_NOW = auto()
    COPIED = auto()


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = auto()
    CENTER = auto()
    RIGHT = auto()


class Frame(StrEnum):
    """The lines around a cell."""

    NONE = auto()
    THIN = auto()
    HEAD = auto()  # thin, with a heavy line below


INK = "1F2933"
WHITE = "FFFFFF"
LINE = "B8C0C8"
HEAVY_LINE = "5B6B7A"
HATCH = 14  # Excel's thin diagonal lines


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is seen of a cell. `fill` None leaves the cell as it is; `number` is Excel's code."""

    size: float = SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    ink: str = INK
    fill: str | None = None
    hatch: str | None = None  # colour of the lines over the fill
    align: Align = Align.LEFT
    middle: bool = False
    wrap: bool = True
    shrink: bool = False  # smaller letters where a wider font makes the text too wide; only without `wrap`
    frame: Frame = Frame.NONE
    number: str | None = None

    def properties(self) -> dict[str, object]:
        """The look in the words of the writing library."""
        found: dict[str, object] = {
            "font_name": FONT,
            "font_charset": THAI_CHARSET,
            "font_size": self.size,
            "font_color": f"#{self.ink}",
            "align": str(self.align),
            "valign": "vcenter" if self.middle else "top",
        }
        if self.align is Align.RIGHT and self.wrap:
            found["indent"] = 1  # or a number touches the text of the next column
        flags = {
            "bold": self.bold,
            "italic": self.italic,
            "underline": self.underline,
            "font_strikeout": self.strike,
            "text_wrap": self.wrap,
            "shrink": self.shrink,
        }
        found |= {name: 1 for name, on in flags.items() if on}
        if self.number is not None:
            found["num_format"] = self.number
        return found | self.drawing()

    def drawing(self) -> dict[str, object]:
        """Fill and frame alone."""
        found: dict[str, object] = {}
        if self.fill is not None:
            # In a hatching the library's "fg" are the lines.
            found |= {"pattern": HATCH if self.hatch else 1}
            found |= {"fg_color": f"#{self.hatch or self.fill}", "bg_color": f"#{self.fill}"}
        if self.frame is not Frame.NONE:
            found |= {"border": 1, "border_color": f"#{LINE}"}
        if self.frame is Frame.HEAD:
            found |= {"bottom": 2, "bottom_color": f"#{HEAVY_LINE}"}
        return found

    def condition(self) -> dict[str, object]:
        """What a condition may change: never the font or its size, those Excel refuses."""
        found = self.drawing()
        if self.fill is not None and self.hatch is None:
            # Over a condition's solid fill Excel wants the colour as background.
            found = {**found, "bg_color": f"#{self.fill}"}
            found.pop("fg_color")
        if self.ink != INK:
            found["font_color"] = f"#{self.ink}"
        return found | {name: 1 for name, on in (("bold", self.bold), ("italic", self.italic)) if on}


_LINE = Look(wrap=False)
_CELL = Look(frame=Frame.THIN)
# The room to the right of a number is in its format: LibreOffice forgets an indent where cells wrap or lead.
_WHOLE, _TWO, _SHARE = "#,##0_)", "0.00_)", "0%_)"
_RIGHT = replace(_CELL, align=Align.RIGHT, wrap=False)
_HEAD = Look(bold=True, frame=Frame.HEAD, align=Align.CENTER, middle=True)
_BAND = Look(size=14, frame=Frame.THIN, align=Align.CENTER, middle=True)
_MARK = replace(_CELL, bold=True)
_REQUIRED, _EXPECTED, _OPTIONAL, _GIVEN = "FBE5D6", "FFF4CF", "E6F0E4", "ECEEF0"
_REQUIRED_INK, _EXPECTED_INK, _OPTIONAL_INK, _GIVEN_INK = "7A2E0E", "5C4700", "2B5329", "4A545E"
_FIGURE = Look(
    size=28,
    bold=True,
    ink="17405C",
    align=Align.CENTER,
    middle=True,
    wrap=False,
    fill="F4F6F8",
    number="#,##0",
)
_TEXT_FORMAT = "@"  # Excel then leaves alone what is typed: no dates made of "1/2567"
_INPUT = Look(number=_TEXT_FORMAT)

HEADS = {Role.HEAD, Role.HEAD_REQUIRED}  # of tables
LOOKS: dict[Role, Look] = {
    Role.TITLE: replace(_LINE, size=22, bold=True, ink="17405C"),
    Role.SUBTITLE: replace(_LINE, size=18, ink="3B4A57"),
    Role.SECTION: replace(_LINE, size=18, bold=True, ink="17405C"),
    Role.HINT: replace(_LINE, ink="4A545E"),
    Role.LIVE: replace(_LINE, bold=True, ink="17405C"),
    Role.BODY: Look(),
    Role.SMALL: replace(_LINE, size=14, ink="5B6570"),
    Role.LINK: Look(underline=True, ink="0B57A4"),
    Role.LIVE_LINK: replace(_LINE, underline=True, ink="0B57A4"),
    Role.HEAD: replace(_HEAD, fill="DCE7EF", ink="17405C"),
    Role.HEAD_REQUIRED: replace(_HEAD, fill=_REQUIRED),
    Role.HEAD_EXPECTED: replace(_HEAD, fill=_EXPECTED),
    Role.HEAD_OPTIONAL: replace(_HEAD, fill=_OPTIONAL),
    Role.HEAD_GIVEN: replace(_HEAD, fill=_GIVEN),
    Role.BAND_REQUIRED: replace(_BAND, fill=_REQUIRED, ink=_REQUIRED_INK, bold=True),
    Role.BAND_EXPECTED: replace(_BAND, fill=_EXPECTED, ink=_EXPECTED_INK),
    Role.BAND_OPTIONAL: replace(_BAND, fill=_OPTIONAL, ink=_OPTIONAL_INK),
    Role.BAND_GIVEN: replace(_BAND, fill=_GIVEN, ink=_GIVEN_INK, italic=True),
    Role.KEY: replace(_LINE, size=14, ink="5B6570", number=_TEXT_FORMAT),
    Role.LABEL: replace(_CELL, bold=True, fill="F4F6F8"),
    Role.NAME: replace(_CELL, bold=True, fill="F4F6F8", wrap=False, shrink=True),
    Role.DETAIL: replace(_CELL, size=14, wrap=False, shrink=True),
    Role.TEXT: _CELL,
    Role.CENTRED: replace(_CELL, align=Align.CENTER),
    Role.CELL_LINK: replace(_CELL, underline=True, ink="0B57A4"),
    Role.CENTRED_LINK: replace(_CELL, align=Align.CENTER, underline=True, ink="0B57A4"),
    Role.NUMBER: replace(_RIGHT, number=_WHOLE),
    Role.NUMBER_LINK: replace(_RIGHT, number=_WHOLE, underline=True, ink="0B57A4"),
    Role.SUM: replace(_RIGHT, number=_WHOLE, bold=True, fill="F4F6F8"),
    Role.SUM_LINK: replace(_RIGHT, number=_WHOLE, bold=True, fill="F4F6F8", underline=True, ink="0B57A4"),
    Role.SCORE: replace(_RIGHT, number=_TWO),
    Role.SCORE_LINK: replace(_RIGHT, number=_TWO, underline=True, ink="0B57A4"),
    Role.CHANGE: replace(_RIGHT, number="+0.00_);-0.00_);0.00_)"),
    Role.PERCENT_LINK: replace(_RIGHT, number=_SHARE, underline=True, ink="0B57A4"),
    Role.GIVEN: replace(_CELL, fill=_GIVEN, ink=_GIVEN_INK),
    Role.TOTAL: replace(_RIGHT, bold=True, fill="DCE7EF", ink="17405C", number=_TWO),
    Role.TOTAL_WORD: replace(_CELL, align=Align.CENTER, bold=True, fill="DCE7EF", ink="17405C"),
    Role.REPORT_TITLE: Look(size=18, bold=True, align=Align.CENTER),
    Role.REPORT_LINE: Look(align=Align.CENTER),
    Role.SIGNATURE: Look(align=Align.CENTER),
    Role.FIELD: replace(_CELL, number=_TEXT_FORMAT),
    Role.ASKED: replace(_CELL, number=_TEXT_FORMAT, fill="FFF4CF"),
    Role.FIELD_SCORE: replace(_RIGHT, number="0.00", wrap=True),
    Role.INPUT: _INPUT,
    Role.INPUT_AMOUNT: replace(_INPUT, number="#,##0.00", align=Align.RIGHT),
    Role.INPUT_SCORE: replace(_INPUT, number="0.00", align=Align.RIGHT),
    Role.GAP: replace(_MARK, fill="FBE5D6", ink="8A2B0B"),
    Role.WEAK: replace(_MARK, fill="FFF4CF", ink="5C4700"),
    Role.OK: replace(_MARK, fill="E6F0E4", ink="2B5329"),
    Role.ERROR: replace(_MARK, fill="F9DEDC", ink="8C1D18"),
    Role.WARNING: replace(_MARK, fill="FFF4CF", ink="5C4700"),
    Role.NOTE: replace(_MARK, fill="E4ECF4", ink="274B6D", bold=False),
    Role.DELETED: Look(strike=True, ink="9B1C1C"),
    Role.ADDED: Look(bold=True, underline=True, ink="1E5B2A"),
    Role.FIGURE: _FIGURE,
    Role.FIGURE_LINK: replace(_FIGURE, underline=True, ink="0B57A4"),
    Role.FIGURE_SHARE: replace(_FIGURE, number="0%", underline=True, ink="0B57A4"),
    Role.FIGURE_SCORE: replace(_FIGURE, number="0.00", underline=True, ink="0B57A4"),
    Role.FIGURE_LABEL: Look(ink="4A545E", align=Align.CENTER, fill="F4F6F8", wrap=False, shrink=True),
    Role.HATCHED: replace(_BAND, fill="FFF9E5", hatch="E3C77A"),
    Role.COPY: replace(_BAND, fill="FBE5D6", ink="8A2B0B", italic=True),
    Role.GRID: Look(frame=Frame.THIN),
    # Each with the frame: of several true conditions LibreOffice draws the first alone.
    Role.SHADED: Look(fill=_GIVEN, frame=Frame.THIN),
    Role.MISSING: Look(fill="FFF9E5", hatch="E3C77A", frame=Frame.THIN),
    Role.MISSING_NOW: Look(fill="FBE5D6", hatch="D98A5F", frame=Frame.THIN),
    Role.COPIED: Look(fill="FBE5D6", ink="8A2B0B", italic=True, frame=Frame.THIN),
}


def marked(role: Role, mark: Role | None) -> Look:
    """The look of a role's cell whose letters carry a mark, if any: lines tell it apart in grey as well."""
    if mark is None:
        return LOOKS[role]
    letters = LOOKS[mark]
    return replace(
        LOOKS[role], bold=letters.bold, underline=letters.underline, strike=letters.strike, ink=letters.ink
    )


# --- charts -----------------------------------------------------------------------------------------------

CHART_LETTERS = {"name": FONT, "size": 13}  # of axes and legends
CHART_COLOURS = ("B9CBDA", "6F97B8", "17405C")  # oldest to newest: told apart in grey as well
CHART_MARK = "8A2B0B"
CHART_GRID = "DDE2E6"

# --- paper ------------------------------------------------------------------------------------------------

PAPER_A4 = 9  # Excel's number for it
A4 = (595.0, 842.0)  # points
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 0.4, 0.5, 0.6  # inches
FOOTER_FONT = f'&"{FONT},Regular"&14'


def printable_width(*, landscape: bool) -> float:
    """Points between the side margins of an A4 page."""
    return A4[landscape] - 2 * MARGIN_SIDE * 72
