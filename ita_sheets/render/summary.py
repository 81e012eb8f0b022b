"""The summary workbook of one agency: all its years, from the overview down to how it is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.history import compared, lines, open_since
from ita_sheets.render.answers_sheet import answers_sheet
from ita_sheets.render.book import Book
from ita_sheets.render.findings_sheet import findings_sheet
from ita_sheets.render.gap_sheet import gap_sheet, stated_sheet
from ita_sheets.render.history_sheet import history_sheet
from ita_sheets.render.official import official
from ita_sheets.render.overview import Contents, overview
from ita_sheets.render.reading_sheet import reading_sheet
from ita_sheets.render.scores_sheet import scores_sheet
from ita_sheets.render.sources import NOWHERE
from ita_sheets.render.volumes import Lot, volumes
from ita_sheets.render.weak_points_sheet import Around, weak_points_sheet
from ita_sheets.render.years_sheet import Compare, years_sheet, years_tab
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ita_sheets.changes import AgencyYears
    from ita_sheets.model import Refused
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Targets
    from ita_sheets.texts import Lang

KIND = "summary"


def summary(
    agency: AgencyYears,
    *,
    lang: Lang,
    created: datetime,
    refused: Sequence[Refused] = (),
    digits_thai: bool = False,
    sources: Sources = NOWHERE,
) -> bytes:
    """The workbook's bytes; sheets that would be empty are left out.

    `digits_thai` writes the official report's own year and dates in Thai digits. `sources` gives the files'
    paths from where the workbook will lie, for links into them. Raises `CannotWriteError` for a text longer
    than a cell holds.
    """
    found, since, steps = volumes(agency), open_since(agency), compared(agency)
    book = Book(created, title=texts.TITLE[lang], properties={schema.PROPERTY_KIND: KIND}, lang=lang)
    first = book.tab(
        texts.OVERVIEW_TAB[lang], landscape=False, page_title=agency.name or texts.NO_AGENCY[lang]
    )
    targets: Targets = {}
    for volume in sorted(found, key=lambda volume: (-volume.be, volume.number)):
        targets |= official(book, volume, lang, digits_thai=digits_thai, sources=sources)
    compared_tab = years_tab(book, lang) if steps else None
    if steps:
        history_sheet(book, lines(agency), found, lang, sources)
    targets |= gap_sheet(book, found, since, lang, sources)
    targets |= stated_sheet(book, found, lang, sources)
    scored = scores_sheet(book, found, lang, sources)
    totals = scored.totals if scored else {}
    targets |= {(v.number, Lot.SCORES): totals[v.be] for v in found if v.be in totals}
    weak_points_sheet(book, found, agency, lang, Around(targets, scored, sources))
    targets |= findings_sheet(book, found, lang, sources)
    reading_sheet(book, lang, compared=bool(steps))
    answers_sheet(book, agency.answers, lang)
    if compared_tab:
        told = Compare(steps, since, agency.answers, sources)
        targets |= years_sheet(compared_tab, told, found, targets, lang)
    newest = steps[0] if steps else None
    overview(first, Contents(agency, found, refused, targets, scored, newest, sources), lang)
    return book.finished()
