"""Words of every workbook that is written, whatever it holds."""

from __future__ import annotations

from ita_sheets.texts import Words

PAGE_OF = Words("หน้า &P จาก &N", "Page &P of &N")  # &P and &N are Excel's
