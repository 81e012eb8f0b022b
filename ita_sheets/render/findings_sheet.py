"""The sheet of what the rules found, in the order they gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import rules, thai
from ita_sheets.model import Severity
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.sources import CELL_WIDTH, NOWHERE, write_cell
from ita_sheets.render.style import Role
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.model import Finding
    from ita_sheets.render.book import Book
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.texts import Lang

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
VALUE_CLUSTERS = 120  # of what stands there
WIDTHS = (10.0, 13.0, 46.0, 44.0, 32.0, 9.0, 20.0, CELL_WIDTH)  # characters
MARKS = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.NOTE: Role.NOTE}
_HEADS = (
    texts.YEAR,
    texts.SEVERITY,
    texts.MESSAGE,
    texts.FIX,
    texts.VALUE,
    texts.CODE,
    texts.FILE,
    texts.CELL,
)


def findings_sheet(book: Book, found: Sequence[Volume], lang: Lang, sources: Sources = NOWHERE) -> Targets:
    """The findings, newest year first, and where each file's and severity's first stands.

    A place leads into its file, where `sources` tells where that is.
    """
    listed = [
        (volume, finding)
        for volume in sorted(found, key=lambda volume: (-volume.be, volume.number))
        for finding in volume.checked.findings
    ]
    if not listed:
        return {}
    title = texts.FINDINGS_TITLE.fill(count=len(listed))[lang]
    tab = book.tab(texts.FINDINGS_TAB[lang], page_title=title)
    tab.text((1, 1), title, Role.TITLE)
    said = {str(severity): words for severity, words in texts.SEVERITIES.items()}
    tab.text((2, 1), texts.FINDINGS_HINT.fill(**said)[lang], Role.HINT)
    for column, (width, head) in enumerate(zip(WIDTHS, _HEADS, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    targets: Targets = {}
    for row, (volume, finding) in enumerate(listed, FIRST_ROW):
        targets.setdefault((volume.number, finding.severity), (tab.name, (row, 1)))
        roles = (Role.CENTRED, MARKS[finding.severity], *(Role.TEXT,) * 5)
        for column, (text, role) in enumerate(zip(_cells(volume, finding, lang), roles, strict=True), 1):
            tab.text((row, column), text, role)
        write_cell(tab, (row, len(WIDTHS)), finding.at, sources, lang)
    last = FIRST_ROW + len(listed) - 1
    tab.table("findings", (HEADER_ROW, 1), (last, len(WIDTHS)))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, len(WIDTHS))))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)
    return targets


def _cells(volume: Volume, finding: Finding, lang: Lang) -> tuple[str, ...]:
    """What is told of a finding, in the order of the heads but the last."""
    told = (
        volume.label[lang],
        texts.SEVERITIES[finding.severity][lang],
        rules.message(finding)[lang],
        rules.fix(finding)[lang],
        thai.shortened(finding.value or "", VALUE_CLUSTERS),
        finding.code,
        finding.at.file,
    )
    return tuple(
        fitting(text, width, texts.CUT_SHORT, lang) for text, width in zip(told, WIDTHS[:-1], strict=True)
    )
