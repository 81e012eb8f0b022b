"""Draw the pictures of the documentation from the sample years; called by build_docs.py --pictures."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import render_pictures
from build_docs import WORD_REPORT
from build_templates import FOLDER

from ita_sheets.annotate import annotate
from ita_sheets.assess import assess_all
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import import_report
from ita_sheets.reader import read_workbook
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.summary import summary
from ita_sheets.render.template import template
from ita_sheets.results import made_in, made_on
from ita_sheets.rollforward import roll_forward
from ita_sheets.texts import Lang

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NEXT_YEAR = FiscalYear(2569)
RESOLUTION = 90  # dots an inch
# picture -> (workbook, printed page)
PAGES = {
    "summary-overview": ("summary", 1),
    "official": ("summary", 2),
    "years": ("summary", 14),
    "gaps": ("gaps", 1),
    "template-cover": ("template", 1),
    "template-measures": ("template", 3),
    "template-rolled": ("rolled", 5),
    "imported-word": ("word", 1),
    "imported-measures": ("imported", 4),
    "imported-rolled": ("next", 5),
    "marked-list": ("marked", 1),
    "marked-measures": ("marked", 5),
}


def draw() -> None:
    """Write every picture of `PAGES`; needs LibreOffice (Calc and Writer) and poppler."""
    samples = sorted((FOLDER / "samples").glob("*.xlsx"))
    (agency,) = assess_all(read_workbook(path) for path in samples)
    created = made_in(agency)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "summary.xlsx").write_bytes(summary(agency, lang=Lang.TH, created=created))
        (folder / "gaps.xlsx").write_bytes(gap_list(agency, lang=Lang.TH, created=created))
        shutil.copy(samples[0], folder / "template.xlsx")
        rolled = roll_forward(agency.years[-1], NEXT_YEAR)
        (folder / "rolled.xlsx").write_bytes(template(NEXT_YEAR, rolled, created=made_on(NEXT_YEAR)))
        shutil.copy(WORD_REPORT, folder / "word.docx")
        imported = import_report(WORD_REPORT, None).report
        this_year = imported.year or NEXT_YEAR
        (folder / "imported.xlsx").write_bytes(template(this_year, imported, created=made_on(this_year)))
        (checked,) = assess_all([read_workbook(folder / "imported.xlsx")])[0].years
        onward = roll_forward(checked, this_year.next)
        (folder / "next.xlsx").write_bytes(template(this_year.next, onward, created=made_on(this_year.next)))
        marked = annotate(samples[1].read_bytes(), agency.years[1], Lang.TH)
        (folder / "marked.xlsx").write_bytes(marked.data)
        drawn = render_pictures.pictures(
            sorted([*folder.glob("*.xlsx"), *folder.glob("*.docx")]), folder / "drawn", RESOLUTION
        )
        PICTURES.mkdir(parents=True, exist_ok=True)
        for picture, (workbook, page) in PAGES.items():
            pages = [path for path in drawn if path.stem.rpartition("-")[0] == workbook]
            shutil.copy(pages[page - 1], PICTURES / f"{picture}.png")
