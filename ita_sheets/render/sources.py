"""Links from a written workbook into the files it was made from, by their place beside it.

The path is relative, so the links hold while results and sources are moved together, and no folder of
anybody's machine is named. Elsewhere the text still says file, sheet and cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_sheets.model import Place

Sources = Mapping[str, str]  # a file as results call it -> its path from the written workbook, with slashes
NOWHERE: Sources = MappingProxyType({})
# Excel ends the path at the first "#", and takes "%41" for a letter; xlsxwriter hands both on as they are.
# Names such as "javascript:a.xlsx", which only Windows refuses, would lead elsewhere.
# Control characters, and bytes that were no letters, have no place in a link at all.
_AMBIGUOUS = re.compile(r"[#:\\\x00-\x1f\x7f-\x9f\ud800-\udfff]|%[0-9A-Fa-f]{2}")
LONGEST = 2_000  # characters; Excel allows 2,080 of a link


def address(sources: Sources, place: Place) -> str | None:
    """The link to a place as xlsxwriter takes it, None where the file is elsewhere or its name misleads."""
    path = sources.get(place.file)
    if path is None or _AMBIGUOUS.search(path) or len(path) > LONGEST:
        return None
    if not place.sheet:
        return f"external:{path}"
    sheet = place.sheet.replace("'", "''")
    return f"external:{path}#'{sheet}'!{place.cell or 'A1'}"
