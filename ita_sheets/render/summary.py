"""The summary workbook of one agency: all its years, from the overview down to how it is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render.book import Book
from ita_sheets.render.findings_sheet import findings_sheet
from ita_sheets.render.gap_sheet import gap_sheet, stated_sheet
from ita_sheets.render.official import official
from ita_sheets.render.overview import Contents, overview
from ita_sheets.render.reading_sheet import reading_sheet
from ita_sheets.render.scores_sheet import scores_sheet
from ita_sheets.render.volumes import volumes
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ita_sheets.model import AgencyYears, Refused
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
) -> bytes:
    """The workbook's bytes; sheets that would be empty are left out.

    `digits_thai` writes the official report's own year and dates in Thai digits. Raises `CannotWriteError`
    for a text longer than a cell holds.
    """
    found = volumes(agency)
    book = Book(created, title=texts.TITLE[lang], properties={schema.PROPERTY_KIND: KIND}, lang=lang)
    first = book.tab(
        texts.OVERVIEW_TAB[lang], landscape=False, page_title=agency.name or texts.NO_AGENCY[lang]
    )
    targets: Targets = {}
    for volume in sorted(found, key=lambda volume: (-volume.be, volume.number)):
        targets |= official(book, volume, lang, digits_thai=digits_thai)
    targets |= gap_sheet(book, found, lang)
    targets |= stated_sheet(book, found, lang)
    targets |= findings_sheet(book, found, lang)
    scored = scores_sheet(book, found, lang)
    reading_sheet(book, lang)
    overview(first, Contents(agency, found, refused, targets, scored), lang)
    return book.finished()
