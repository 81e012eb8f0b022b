"""Every kind of workbook that the program writes, for the tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import agencies
import factory
import linked_years

from ita_sheets.annotate import annotate
from ita_sheets.changes import AgencyYears
from ita_sheets.fiscal import FiscalYear
from ita_sheets.render.comparison import comparison
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.summary import summary
from ita_sheets.render.template import template
from ita_sheets.rollforward import roll_forward
from ita_sheets.texts import Lang

CREATED = datetime(2026, 11, 2)
NEXT = FiscalYear(2569)


def _extreme() -> AgencyYears:
    """Thirty lines in a cell, thousands of characters, signs that XML minds, a name of 120 characters."""
    rows = [
        {"measure": "บรรทัด\n" * 30, "action": "ก" * 32_000, "outcome": "=1+1"},
        {"measure": '<r>ไม่ใช่รหัส</r> & "คำพูด"', "action": "_x000B_ และ \u200b", "outcome": ""},
    ]
    name = ("องค์การบริหารส่วนตำบล" + "ยาว" * 40)[:120]
    return AgencyYears(name, (agencies.checked(2567, rows, agency={"name": name}),))


def _marked() -> bytes:
    faulty = [{**factory.MEASURES[0], "outcome": ""}, {**factory.MEASURES[1], "action": "ควรจัดอบรม"}]
    data = factory.written(faulty)  # not saved by openpyxl, whose fonts the validator minds
    with TemporaryDirectory() as folder:
        return annotate(data, factory.checked(data, Path(folder)), Lang.TH).data


def _results(name: str, agency: AgencyYears) -> dict[str, Callable[[], bytes]]:
    return {
        f"{name}, summary": lambda: summary(agency, lang=Lang.TH, created=CREATED),
        f"{name}, summary in English": lambda: summary(agency, lang=Lang.EN, created=CREATED),
        f"{name}, gap list": lambda: gap_list(agency, lang=Lang.TH, created=CREATED),
        f"{name}, comparison": lambda: comparison(agency, lang=Lang.TH, created=CREATED),
    }


KINDS: dict[str, Callable[[], bytes]] = {
    "blank template": lambda: template(NEXT, created=CREATED),
    "filled template": factory.sound,
    "rolled-forward template": lambda: template(
        NEXT, roll_forward(linked_years.samples().years[-1], NEXT), created=CREATED
    ),
    "marked copy": _marked,
    **_results("samples", linked_years.samples()),
    "samples, summary beside its files": lambda: summary(
        linked_years.sample_files()[0], lang=Lang.TH, created=CREATED, sources=linked_years.sample_files()[1]
    ),
    **_results("samples without ids", linked_years.samples_without_ids()),
    **_results("one year", AgencyYears(agencies.NAME, agencies.two_years().years[:1])),
    **_results("six years", linked_years.many(9, range(2563, 2569))),
    **_results("200 measures", linked_years.many(200, (2567, 2568))),
    **_results("nothing", AgencyYears("", ())),
    **_results("extremes", _extreme()),
}


@cache
def workbook(kind: str) -> bytes:
    """The bytes of one kind."""
    return KINDS[kind]()
