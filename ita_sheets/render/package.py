"""What is put right in a written package, as the library that writes it cannot be told."""

from __future__ import annotations

import io
import re
import zipfile

_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_LATIN_LETTERS = re.compile(rb"<a:latin( typeface=[^>]*?)/>")
_LONG_NUMBER = re.compile(rb"(<(?:c:)?v>)(-?[0-9]+\.[0-9]{12,})(</)")
_CHART_PART = re.compile(r"xl/charts/chart[0-9]+\.xml")
_SHEET_PART = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")


def mended(package: bytes) -> bytes:
    """The package with what the library does otherwise than Excel.

    It marks every height as set by hand, and a row so marked cuts off what is typed later; it writes sixteen
    digits of a number where Excel keeps fifteen, so that 82.6 came back as 82.59999999999999; and it names
    the letters of a chart for Latin script alone.
    """
    mended = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(mended, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if _SHEET_PART.fullmatch(part.filename):
                data = _LONG_NUMBER.sub(_as_excel_keeps, _FIXED_HEIGHT.sub(rb"\1", data))
            elif _CHART_PART.fullmatch(part.filename):
                data = _LONG_NUMBER.sub(_as_excel_keeps, _LATIN_LETTERS.sub(rb"\g<0><a:cs\1/>", data))
            new.writestr(part, data, compresslevel=9)
    return mended.getvalue()


def _as_excel_keeps(number: re.Match[bytes]) -> bytes:
    return f"{number[1].decode()}{float(number[2]):.15G}{number[3].decode()}".encode()
