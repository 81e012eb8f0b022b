"""What is marked where: findings by cell, by row of the measures, and as the texts that are written there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import rules, thai
from ita_sheets.annotate.notes import Said
from ita_sheets.model import Severity
from ita_sheets.texts import annotate as texts
from ita_sheets.xlsx.references import address, position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ita_sheets.annotate.sheets import At, SheetPart
    from ita_sheets.model import Finding, Place
    from ita_sheets.texts import Lang

Found = dict["At", list["Finding"]]  # most important first
_IN_A_NOTE = 4  # findings; a note is read in a small box
_NOTE_CLUSTERS = 300  # of one sentence there
_COLUMN_CLUSTERS = 220  # of one sentence in the column

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, the most important first, else as they came."""
    return sorted(findings, key=lambda finding: _WEIGHT[finding.severity])


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of the workbook that is marked, by name; `file` is what places call it."""

    file: str
    parts: Mapping[str, SheetPart]

    def holds(self, place: Place) -> bool:
        """Whether the place's sheet is one of them; a finding across years may stand in another file."""
        return place.file == self.file and place.sheet in self.parts

    def cell(self, place: Place) -> At | None:
        """The cell that carries a place's mark, of merged cells the first; None for a place elsewhere."""
        at = position(place.cell or "")
        return self.parts[str(place.sheet)].anchor(at) if at and self.holds(place) else None


def by_cell(findings: Sequence[Finding], sheets: Sheets) -> dict[str, Found]:
    """Sheet name -> cell -> its findings.

    A finding's further places are marked where nothing else is: the others tell their own story.
    """
    found: dict[str, Found] = {}
    for finding in findings:
        if at := sheets.cell(finding.at):
            found.setdefault(str(finding.at.sheet), {}).setdefault(at, []).append(finding)
    own = {(sheet, at) for sheet, cells in found.items() for at in cells}
    for finding in findings:
        for place in finding.also:
            at = sheets.cell(place)
            if at and (place.sheet, at) not in own:
                listed = found.setdefault(str(place.sheet), {}).setdefault(at, [])
                listed += [finding] if finding not in listed else []
    return found


def note(findings: Sequence[Finding], tab: str, lang: Lang) -> list[Said]:
    """The text of a cell's note; `tab` is the list's sheet, which tells the rest."""
    said: list[Said] = []
    for finding in findings[:_IN_A_NOTE]:
        severity = texts.SEVERITIES[finding.severity]
        body = texts.NOTE_BODY.fill(
            message=thai.shortened(rules.message(finding)[lang], _NOTE_CLUSTERS),
            fix=thai.shortened(rules.fix(finding)[lang], _NOTE_CLUSTERS),
            code=finding.code,
        )
        head = texts.NOTE_HEAD.fill(severity=severity)[lang]
        said += [Said(("\n" if said else "") + head, bold=True), Said(body[lang])]
    more = len(findings) - _IN_A_NOTE
    if more > 0:
        said.append(Said("\n" + texts.NOTE_MORE.fill(count=more, tab=tab)[lang]))
    return said


def by_row(found: Found, header_row: int, lang: Lang) -> dict[int, str]:
    """Row -> what is to be mended in it, a line each; rows below the header only."""
    rows: dict[int, list[tuple[Finding, At]]] = {}
    for at in sorted(found):
        if at[0] > header_row:
            rows.setdefault(at[0], []).extend((finding, at) for finding in found[at])
    return {
        row: "\n".join(
            _line(finding, at, lang) for finding, at in sorted(items, key=lambda i: _WEIGHT[i[0].severity])
        )
        for row, items in rows.items()
    }


def _line(finding: Finding, at: At, lang: Lang) -> str:
    message = thai.shortened(rules.message(finding)[lang], _COLUMN_CLUSTERS)
    severity = texts.SEVERITIES[finding.severity]
    return texts.COLUMN_LINE.fill(cell=address(*at), severity=severity, message=message)[lang]


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    listed = list(findings)
    return {str(severity): sum(f.severity is severity for f in listed) for severity in Severity}
