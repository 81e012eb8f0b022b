"""Draw workbooks as they print, one picture a page, to look at them.

    python scripts/private_env.py tests scripts/render_pictures.py FILE... -o DIR

Needs LibreOffice (soffice) and poppler (pdftoppm). TH Sarabun New is seldom installed where tests run; with
fonttools and Laksaman (Debian package fonts-tlwg-laksaman-ttf) a font of the same widths is made for the run.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONT_NAME = "TH Sarabun New"
FONT_SCALE = 1.515  # how much larger Laksaman is drawn
LINE_EM = (
    1.301  # what TH Sarabun New states as its ascent and descent; Laksaman asks for lines a sixth closer
)
LAKSAMAN = Path("/usr/share/fonts/truetype/tlwg")
STYLES = {"Laksaman.ttf": "Regular", "Laksaman-Bold.ttf": "Bold", "Laksaman-Italic.ttf": "Italic"}
STYLES["Laksaman-BoldItalic.ttf"] = "Bold Italic"


def missing_tools() -> list[str]:
    """The programs that this script needs and does not find."""
    return [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]


def make_fonts(folder: Path) -> bool:
    """Fonts as wide as TH Sarabun New, by its name; False where they cannot be made."""
    if importlib.util.find_spec("fontTools") is None or not LAKSAMAN.is_dir():
        return False
    from fontTools.ttLib import TTFont

    folder.mkdir(parents=True, exist_ok=True)
    for file, weight in STYLES.items():
        font = TTFont(LAKSAMAN / file)
        font["head"].unitsPerEm = round(font["head"].unitsPerEm * FONT_SCALE)
        _set_line_height(font)
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = FONT_NAME
            elif record.nameID in (4, 6):
                record.string = f"{FONT_NAME} {weight}".replace(" ", "" if record.nameID == 6 else " ")
        font.save(folder / file)
    return True


def _set_line_height(font: TTFont) -> None:
    """Let the ascent and descent that Laksaman states for Windows count, stretched to TH Sarabun New's."""
    stated, lines = font["OS/2"], font["hhea"]
    stretch = LINE_EM * font["head"].unitsPerEm / (stated.usWinAscent + stated.usWinDescent)
    above, below = round(stretch * stated.usWinAscent), round(stretch * stated.usWinDescent)
    stated.usWinAscent, stated.usWinDescent = above, below
    lines.ascent, lines.descent, lines.lineGap = above, -below, 0
    stated.sTypoAscender, stated.sTypoDescender, stated.sTypoLineGap = above, -below, 0


def convert(files: list[Path], kind: str, target: Path, home: Path) -> None:
    """Let LibreOffice convert the files, with a home folder of its own."""
    if not (home / ".fonts").exists() and not make_fonts(home / ".fonts"):
        print("fonttools or Laksaman not found: drawn in whatever font stands in", file=sys.stderr)
    command = ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(target), *map(str, files)]
    environment = {**os.environ, "HOME": str(home)}
    subprocess.run(
        command,
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=180,
    )


def pictures(files: list[Path], target: Path, resolution: int) -> list[Path]:
    """One PNG a printed page, named after its file; older pictures of the same files go."""
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        for old in target.glob(f"{file.stem}-*.png"):
            old.unlink()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        convert(files, "pdf", home, home)
        for file in files:
            command = [
                "pdftoppm",
                "-r",
                str(resolution),
                "-png",
                str(home / f"{file.stem}.pdf"),
                str(target / file.stem),
            ]
            subprocess.run(command, check=True)
    return sorted(picture for file in files for picture in target.glob(f"{file.stem}-*.png"))


def main() -> int:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, default=Path("pictures"), metavar="DIR")
    parser.add_argument("-r", "--resolution", type=int, default=80, metavar="DPI")
    options = parser.parse_args()
    if missing := missing_tools():
        print("not found:", ", ".join(missing), file=sys.stderr)
        return 3
    for picture in pictures(options.files, options.output, options.resolution):
        print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
