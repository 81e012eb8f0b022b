"""A thousand damaged files through the whole chain: each is read or refused, and nothing else changes.

`python scripts/fuzz.py` sends as many through as one likes. A file that failed there and was mended for is
listed here and sent through again. As the files it was made from change it may become another: what was
mended has a test of its own beside.
"""

from __future__ import annotations

import io
import shutil
import signal
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import factory
import fuzz
import fuzzed
import pytest
from fuzzed import File, Level

from ita_sheets.cli import main
from ita_sheets.texts.cli import RESULTS_FOLDER

SEED = 2569
BATCHES, EACH = 12, 28  # for each level
PATIENCE = 60  # seconds for a file: a guard against hanging, no measure
FOUND = (File(3, Level.PARTS, 44), File(3, Level.PARTS, 644), File(3, Level.PARTS, 687))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_damaged_file_is_read_or_refused(level: Level, batch: int, tmp_path: Path) -> None:
    for number in range(batch * EACH, (batch + 1) * EACH):
        with fuzzed.at_most(PATIENCE):
            assert fuzzed.passed(File(SEED, level, number), tmp_path)


@pytest.mark.parametrize("file", FOUND, ids=str)
def test_a_file_that_failed_once(file: File, tmp_path: Path) -> None:
    suffix, data = file.made()
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    with fuzzed.at_most(PATIENCE):
        assert fuzzed.answered(path)


def test_a_file_is_the_same_each_time() -> None:
    for level in Level:
        assert File(1, level, 3).made() == File(1, level, 3).made()
        assert File(1, level, 3).made() != File(1, level, 4).made()


def test_the_levels_are_not_all_refused_and_not_all_read(tmp_path: Path) -> None:
    """A fuzz whose files all end at the same gate would show nothing."""
    for level, least in ((Level.CELLS, 20), (Level.PARTS, 4), (Level.BYTES, 1)):
        answers = [fuzzed.passed(File(SEED, level, number), tmp_path) for number in range(40)]
        taken = sum(answer in ("read", "imported") for answer in answers)
        assert taken >= least
        assert level is Level.CELLS or taken < len(answers)


def test_a_fault_is_counted_with_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_file: File, _folder: Path) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzzed, "passed", failing)
    counts = fuzz.batch([File(1, Level.BYTES, 7)])
    assert counts.answers == {("bytes", "fault"): 1}
    (file, trace), *others = counts.faults
    assert file == File(1, Level.BYTES, 7)
    assert "ZeroDivisionError" in trace
    assert not others


def test_a_file_that_hangs_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("this system has no alarms")

    def hanging(_file: File, _folder: Path) -> str:
        while True:
            with suppress(Exception):
                time.sleep(0.01)

    monkeypatch.setattr(fuzzed, "passed", hanging)
    monkeypatch.setattr(fuzz, "PATIENCE", 1)
    assert fuzz.batch([File(1, Level.BYTES, 7)]).answers == {("bytes", "fault"): 1}


def test_counts_of_several_runs_are_joined() -> None:
    counts = fuzz.Counts(Counter({("cells", "read"): 2, ("bytes", "ITA108"): 1}), [], 50.0, {1})
    counts.add(fuzz.Counts.restored(fuzz.Counts(Counter({("cells", "ITA108"): 3}), [], 60.0, {2}).saved()))
    table = fuzz.table(counts).splitlines()
    assert table[0] == "Seeds 1, 2: 6 files. The largest process held 60 MB."
    assert table[4:] == [
        "| cells | 5 | 2 | 3 | ITA108 3 | 0 |",
        "| parts | 0 | 0 | 0 |  | 0 |",
        "| bytes | 1 | 0 | 1 | ITA108 1 | 0 |",
    ]


def test_a_run_has_its_files_in_turn_of_the_levels() -> None:
    batches = list(fuzz.batches(5, 250, fuzz.LEVELS))
    assert [(batch[0].level, len(batch)) for batch in batches] == [(level, 84) for level in Level]
    assert tuple(Level) == fuzz.LEVELS


# --- nothing that was there before is changed ---------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and when it was changed."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(*arguments: str) -> None:
    """A verb, whatever it says; it must not end in a fault of our own."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), redirect_stderr(io.StringIO()) as said:
        with suppress(SystemExit):
            main(list(arguments))
        assert "ITA100" not in said.getvalue(), ascii(said.getvalue())


@pytest.mark.parametrize("number", range(4))
def test_no_input_changes_a_file_that_was_there(number: int, tmp_path: Path) -> None:
    for place in range(6):
        suffix, data = File(SEED + 1, list(Level)[place % 3], number * 6 + place).made()
        (tmp_path / f"{place}{suffix}").write_bytes(data)
    sound = tmp_path / "sound.xlsx"
    sound.write_bytes(factory.sound())
    (tmp_path / "~$sound.xlsx").write_bytes(b"\x03som")
    (tmp_path / "บันทึก.txt").write_text("อย่าลบ", "utf-8")
    run("convert", str(sound))
    before = snapshot(tmp_path)
    verbs = (
        ("check", str(tmp_path), "--json"),
        ("check", str(tmp_path), "--annotate", str(tmp_path / "marked")),
        ("convert", str(tmp_path), "--json"),
        ("convert", str(tmp_path), "--lang", "en", "--thai-digits"),
        ("compare", str(tmp_path), "-o", str(tmp_path / "compared.xlsx")),
        ("template", "--year", "2570", "--from", str(tmp_path / "0.xlsx")),
        *(("import", str(path), "--year", "2567") for path in sorted(tmp_path.iterdir()) if path.is_file()),
    )
    for verb in verbs:
        run(*verb)
    after = snapshot(tmp_path)
    assert {name: after.get(name) for name in before} == before
    assert (tmp_path / RESULTS_FOLDER).is_dir()


def test_a_name_that_is_no_text_costs_nothing(tmp_path: Path) -> None:
    """Archives of old Windows unpack to such names on other systems."""
    name = b"\xc3\xd2\xc2.xlsx".decode("utf-8", "surrogateescape")
    try:
        (tmp_path / name).write_bytes(factory.damaged())
    except (OSError, UnicodeError):
        pytest.skip("this system takes no such name")
    shutil.copy(tmp_path / name, tmp_path / f"ก{name}")
    for lang in ("th", "en"):
        for verb in ("check", "convert"):
            run(verb, str(tmp_path), "--lang", lang)
            run(verb, str(tmp_path), "--lang", lang, "--json")
        run("compare", str(tmp_path), "--lang", lang, "-o", str(tmp_path / "compared.xlsx"))
        run("import", str(tmp_path / name), "--lang", lang, "--json")
