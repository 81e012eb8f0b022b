"""Every rule on its own examples, and the catalogue as a whole."""

from __future__ import annotations

from pathlib import Path

import factory
import pytest

from ita_sheets import rules
from ita_sheets.rules import CATALOGUE
from ita_sheets.rules.importing import FAMILY
from ita_sheets.texts.refusals import REFUSALS

GOLDEN = Path(__file__).with_name("golden") / "codes.txt"
ON_WORKBOOKS = [code for code in sorted(CATALOGUE) if not code.startswith(FAMILY)]


def test_the_sound_workbook_has_no_finding(tmp_path: Path) -> None:
    assert factory.pairs(factory.checked(factory.sound(), tmp_path)) == []


def test_the_sound_workbook_saved_by_another_program_has_no_finding(tmp_path: Path) -> None:
    assert factory.pairs(factory.checked(factory.damaged(), tmp_path)) == []


@pytest.mark.parametrize("code", ON_WORKBOOKS)
def test_the_bad_example_gives_its_code_and_no_other(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].bad), tmp_path)
    assert {found.code for found in item.findings} == {code}


@pytest.mark.parametrize("code", [code for code in ON_WORKBOOKS if CATALOGUE[code].good])
def test_the_good_example_gives_no_finding(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].good), tmp_path)
    assert factory.pairs(item) == []


@pytest.mark.parametrize("code", ON_WORKBOOKS)
def test_both_sentences_take_the_same_facts_and_are_filled(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].bad), tmp_path)
    for found in item.findings:
        for words in (rules.message(found), rules.fix(found)):
            assert words.th
            assert words.en
            assert "{" not in words.th + words.en


def test_codes_and_severities_are_the_golden_ones() -> None:
    lines = [f"{code} {CATALOGUE[code].severity}" for code in sorted(CATALOGUE)]
    lines += [f"{item.code} refused" for item in REFUSALS]
    assert sorted(lines) == GOLDEN.read_text("utf-8").splitlines()


def test_an_ignored_rule_is_left_out(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE["ITA310"].bad), tmp_path)
    assert rules.check(item.reading, item.judged, ignore=["ITA310"]) == ()
