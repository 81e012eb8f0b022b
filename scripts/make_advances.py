"""Make ita_sheets/render/advances.json: how wide each letter of TH Sarabun New is.

    python scripts/make_advances.py [FOLDER WITH Laksaman.ttf AND Laksaman-Bold.ttf]

Laksaman (Debian package fonts-tlwg-laksaman-ttf) is TH Sarabun drawn 1.515 times as large; divided by that
factor its advances are those of TH Sarabun New within 0.8 %. Needs fonttools, as nothing else does.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

SCALE = 1515 / 1000  # what Laksaman's letters measure against those of TH Sarabun New
FONTS = {"regular": "Laksaman.ttf", "bold": "Laksaman-Bold.ttf"}
FOLDER = Path("/usr/share/fonts/truetype/tlwg")
TARGET = Path(__file__).parents[1] / "ita_sheets" / "render" / "advances.json"
CODES = [*range(0x20, 0x7F), 0xA0, 0xB0, 0xB7, 0xD7, *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]
CODES += [0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026]


def advances(path: Path) -> dict[str, int]:
    """Advance of each letter in thousandths of the type size, by hexadecimal code point, no marks."""
    font = TTFont(path)
    units = font["head"].unitsPerEm * SCALE
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    return {
        f"{code:04x}": round(widths[glyphs[code]][0] * 1000 / units)
        for code in CODES
        if code in glyphs and unicodedata.category(chr(code)) not in ("Mn", "Me")
    }


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    tables = {weight: advances(folder / name) for weight, name in FONTS.items()}
    lines = [f' "{weight}": {json.dumps(table)}' for weight, table in tables.items()]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
