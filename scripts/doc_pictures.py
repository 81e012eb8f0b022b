"""Draw the pictures of the documentation from the sample years; called by build_docs.py --pictures."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import render_pictures
from build_templates import FOLDER

from ita_sheets.assess import assess, by_agency
from ita_sheets.cli import creation_date
from ita_sheets.reader import read_workbook
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
RESOLUTION = 90  # dots an inch
# picture -> (workbook, printed page)
PAGES = {
    "summary-overview": ("summary", 1),
    "official": ("summary", 2),
    "gaps": ("gaps", 1),
    "template-cover": ("template", 1),
    "template-measures": ("template", 3),
}


def draw() -> None:
    """Write every picture of `PAGES`; needs LibreOffice and poppler."""
    samples = sorted((FOLDER / "samples").glob("*.xlsx"))
    (agency,) = by_agency(assess(read_workbook(path)) for path in samples)
    created = creation_date([item.reading.report.year for item in agency.years if item.reading.report.year])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "summary.xlsx").write_bytes(summary(agency, lang=Lang.TH, created=created))
        (folder / "gaps.xlsx").write_bytes(gap_list(agency, lang=Lang.TH, created=created))
        shutil.copy(samples[-1], folder / "template.xlsx")
        drawn = render_pictures.pictures(sorted(folder.glob("*.xlsx")), folder / "drawn", RESOLUTION)
        PICTURES.mkdir(parents=True, exist_ok=True)
        for picture, (workbook, page) in PAGES.items():
            pages = [path for path in drawn if path.stem.rpartition("-")[0] == workbook]
            shutil.copy(pages[page - 1], PICTURES / f"{picture}.png")
