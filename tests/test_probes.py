"""What a person types is text in every result: never a formula, a link, a number or a command.

Each probe stands in every field of two years' workbooks, in the names of a sheet and of the file, in a header
and in an imported report; then every result is looked at as XML, and every line on the terminal.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import factory
import lint_workbook
import probes
import pytest
from probes import NUMBER, PROBES
from workbook_parts import Package, below

from ita_sheets import terminal
from ita_sheets.cli import main
from ita_sheets.fiscal import FiscalYear
from ita_sheets.render.template import template
from ita_sheets.texts.cli import MARKED_NAME


class Result(NamedTuple):
    """A written workbook beside what it may be held against: its input, or what a harmless text gives."""

    name: str
    data: bytes


class Answer(NamedTuple):
    """What one probe gave: the results by verb, what was said, the machine form, and the files read."""

    results: list[Result]
    said: str
    machine: str
    inputs: list[bytes]


@pytest.fixture
def asked(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[str], Answer]:
    """Runs every verb over workbooks that hold the probe everywhere."""

    def run(probe: str) -> Answer:
        folder = tmp_path / "แฟ้ม"
        folder.mkdir()
        (folder / probes.file_name(probe)).write_bytes(probes.probed(probe))
        (folder / "ปีหลัง.xlsx").write_bytes(probes.probed(probe, 2568))
        foreign = tmp_path / f"{probes.NOT_IN_NAMES.sub('', probe)}.txt"
        foreign.write_text("\n".join(probes.lines(probe)), "utf-8")
        inputs = [path.read_bytes() for path in folder.iterdir()]
        given = [str(path) for path in folder.iterdir()]
        out = tmp_path / "ผล"
        said = machine = ""
        for arguments in (
            ["check", *given, "--annotate", str(out / "check")],
            ["compare", *given, "-o", str(out / "compare" / "เทียบ")],
            ["convert", *given, "-o", str(folder), "--json"],  # links lead to files of the same folder
            [
                "template",
                "--year",
                "2569",
                "--from",
                given[0],
                "--from",
                given[1],
                "-o",
                str(out / "template"),
            ],
            ["import", str(foreign), "-o", str(out / "import" / "แบบ")],
        ):
            with pytest.raises(SystemExit) as left:
                main(arguments)
            streams = capfdbinary.readouterr()
            assert left.value.code in (0, 1), (arguments, streams)
            said += streams.err.decode()
            if "--json" in arguments:
                machine = streams.out.decode()
            else:
                said += streams.out.decode()
        written = [path for path in sorted(out.rglob("*")) if path.is_file()]
        written += [path for path in folder.iterdir() if path.name.startswith("ITA")]
        return Answer([Result(path.name, path.read_bytes()) for path in written], said, machine, inputs)

    return run


def formulas(package: Package) -> Counter[str]:
    return Counter(
        str(item.text)
        for sheet in package.sheets
        for name in ("f", "formula", "formula1", "formula2")
        for item in below(sheet.root, name)
    )


def typed(package: Package) -> Iterator[tuple[str, str]]:
    """(type, content) of every filled cell."""
    for sheet in package.sheets:
        for cell in sheet.cells():
            if text := package.text(cell):
                yield cell.get("t", "n"), text


def holds(formula: str, probe: str) -> bool:
    """Whether a formula holds the probe elsewhere than as the quoted name of a sheet (of a unit's own)."""
    core, rest = probe.strip("= \t\r\n"), re.sub("'(?:[^']|'')+'!", "", formula)
    return core in rest if len(core) > 2 else core == rest


def footer_codes(package: Package) -> set[str]:
    """The letters behind & in heads and feet of pages, a doubled one being a sign of text."""
    texts = [
        str(item.text)
        for sheet in package.sheets
        for name in ("oddHeader", "oddFooter")
        for item in below(sheet.root, name)
    ]
    return {code for text in texts for code in re.findall("&(.)", text.replace("&&", ""))}


@pytest.fixture(scope="module")
def own_formulas() -> Counter[str]:
    """The formulas of blank templates: of their drop-downs, remarks and counts."""
    blank = (template(FiscalYear(be), created=factory.CREATED) for be in (2567, 2569))
    return formulas(Package.of(next(blank))) | formulas(Package.of(next(blank)))


@pytest.mark.parametrize("name", PROBES)
def test_what_people_type_is_text_everywhere(
    name: str, asked: Callable[[str], Answer], own_formulas: Counter[str]
) -> None:
    probe = PROBES[name]
    answer = asked(probe)
    assert len(answer.results) == 7
    of_inputs = formulas(Package.of(answer.inputs[0])) | formulas(Package.of(answer.inputs[1]))
    before = {fault.rule for data in answer.inputs for fault in lint_workbook.faults(data)}
    for result in answer.results:
        package = Package.of(result.data)
        marked = MARKED_NAME.th in result.name
        faults = lint_workbook.faults(result.data)
        strange = [fault for fault in faults if not marked or fault.rule not in before]
        assert (result.name, strange) == (result.name, [])
        ours = of_inputs if marked else own_formulas
        odd = [text for text in formulas(package) if text not in ours and holds(text, probe)]
        assert odd == []
        cells = list(typed(package))
        assert {kind for kind, _ in cells} <= {"s", "inlineStr", "n", "str"}
        assert all(abs(float(text)) != NUMBER for kind, text in cells if kind == "n")
        assert footer_codes(package) <= set('LCRPN"1')
        seen = "".join("".join(text.split()) for kind, text in cells if kind in ("s", "inlineStr"))
        assert probes.visible(probe) in seen.replace("_x005F_", "_")
    assert all(terminal.plain(line) == line for line in answer.said.splitlines())
    assert all(terminal.plain(line) == line for line in answer.machine.splitlines())
    [first, *_] = json.loads(answer.machine)["agencies"][0]["measures"]
    assert first["outcome"] == probe


def test_how_much_is_looked_at() -> None:
    """The figures of docs/faults.md."""
    assert (len(PROBES), probes.fields()) == (34, 58)
