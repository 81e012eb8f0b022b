"""The foot of a printed page, with the codes that Excel reads in it."""

from __future__ import annotations

from ita_sheets.render import style
from ita_sheets.render.long_texts import said_shortly

LONGEST = 255  # characters, codes among them; Excel's limit


def footer(left: str, middle: str, page_of: str) -> str:
    """The foot of a page: `left` is a sheet's name, and of `middle` stands what there is room for."""
    ends = f"&L{style.FOOTER_FONT} {_in_footer(left)}", f"&R{style.FOOTER_FONT} {page_of}"
    head = f"&C{style.FOOTER_FONT} "
    room = LONGEST - len("".join((*ends, head)))
    middle = said_shortly(middle, room - 2 * middle.count("&"))
    return ends[0] + f"{head}{_in_footer(middle)}" * bool(middle) + ends[1]


def _in_footer(text: str) -> str:
    """A text without codes of a foot; the library takes "&G" for a picture even behind another "&"."""
    return text.replace("&", "&&").replace("&G", "&\u200bG").replace("&[", "&\u200b[")
