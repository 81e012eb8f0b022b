"""The documentation says what is so: generated pages, printed outputs, links."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import build_docs
import pytest

from ita_sheets import schema
from ita_sheets.rules import CATALOGUE
from ita_sheets.texts.refusals import REFUSALS

ROOT = build_docs.ROOT
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.skipif(os.sep != "/", reason="the pages show paths with slashes")
def test_generated_pages_and_printed_outputs_are_up_to_date() -> None:
    for name, text in build_docs.pages().items():
        assert (ROOT / name).read_text("utf-8") == text, f"run scripts/build_docs.py for {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_sheet_and_rule_is_documented() -> None:
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    columns = (ROOT / "docs" / "columns.md").read_text("utf-8")
    assert all(f"| {code} |" in rules for code in CATALOGUE)
    assert all(f"`{sheet.key}`" in columns for sheet in schema.SHEETS)


# --- docs/faults.md ---------------------------------------------------------------------------------------

FAULTS = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in FAULTS.splitlines() if line[:1] == "|"]
TESTED = re.findall(r"`(test_\w+\.py)::(test_\w+)`", FAULTS)


@cache
def module_of(file: str) -> ast.Module:
    return ast.parse((ROOT / "tests" / file).read_text("utf-8"))


def tables(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """(name, keys) of the module's dictionaries."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            yield (
                ast.unparse(target),
                [str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)],
            )


def test_every_fault_stands_there_once_and_in_order() -> None:
    numbers = [int(row[0]) for row in ROWS if row[0].isdecimal()]
    assert numbers == list(range(1, 83))
    assert all(re.search(r"`test_\w+\.py::test_\w+`", row[-1]) for row in ROWS if row[0].isdecimal())


def test_every_code_of_the_faults_exists() -> None:
    known = CATALOGUE.keys() | {refusal.code for refusal in REFUSALS}
    assert set(re.findall("ITA[0-9]{3}", FAULTS)) - known == set()


def test_every_test_of_the_faults_exists() -> None:
    files = {file for file, _ in TESTED}
    functions = {
        (file, node.name)
        for file in files
        for node in ast.walk(module_of(file))
        if isinstance(node, ast.FunctionDef)
    }
    assert set(TESTED) - functions == set()


@pytest.mark.parametrize("row", [row for row in ROWS if row[0].isdecimal()], ids=lambda row: row[0])
def test_a_test_with_many_cases_has_one_for_each_row_that_names_it(row: list[str]) -> None:
    """The cases of test_faults_*.py are called by the fault's number."""
    for file, function in re.findall(r"`(test_faults_\w+\.py)::(test_\w+)`", row[-1]):
        tree = module_of(file)
        [test] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
        used = {ast.unparse(node) for item in test.decorator_list for node in ast.walk(item)}
        cases = [case for name, keys in tables(tree) if name in used for case in keys]
        assert not cases or any(case.startswith(f"{row[0]} ") for case in cases)
