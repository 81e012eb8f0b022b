"""The documentation says what is so: generated pages, printed outputs, links."""

from __future__ import annotations

import os
import re
from pathlib import Path

import build_docs
import pytest

from ita_sheets import schema
from ita_sheets.rules import CATALOGUE

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
