"""The console: what is typed into cells and names does nothing there, and lost output is said."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import factory
import pytest
from program import Run, command, environment

from ita_sheets import intake, schema, terminal
from ita_sheets.cli import main
from ita_sheets.errors import own_fault
from ita_sheets.rules.catalogue import put

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
ACTIVE = "ก\x1b[31mแดง\x1b]0;ชื่อ\x07\x9b2J\x7f\u202eกลับ\r\x08ข"
REST = "ก [31mแดง ]0;ชื่อ  2J  กลับ  ข"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.xlsx"
    path.write_bytes(factory.damaged(put(schema.ACTION, "", 3)))
    return path


@needs_full
@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "en")])
def test_a_full_disk_behind_the_output_is_one_sentence(
    options: tuple[str, ...], faulty: Path, tmp_path: Path
) -> None:
    with FULL.open("wb") as full:
        run = Run("check", faulty, "-q", *options, cwd=tmp_path, stdout=full)
    assert run.code == 3
    assert len(run.err.splitlines()) == 1
    assert run.err.endswith("[ITA117]\n")
    assert ("the disk is full" in run.err) == ("en" in options)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_reader_that_has_gone_is_one_sentence(options: tuple[str, ...], tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("rules", "--lang", "en", *options),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()  # before anything was written
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 3
    assert "what was to take it is closed" in said
    assert len(said.splitlines()) == 1


@needs_full
def test_progress_that_nobody_can_be_told_costs_nothing(faulty: Path, tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        run = Run("check", faulty, "--json", cwd=tmp_path, stderr=full)
    assert (run.code, [found["code"] for found in run.json["findings"]]) == (1, ["ITA301"])


def test_a_stream_that_python_starts_without(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(SystemExit) as left:
        main(["rules", "--lang", "en"])
    assert left.value.code == 3
    assert b"what was to take it is closed" in capfdbinary.readouterr().err
    monkeypatch.setattr("sys.stderr", None)
    with pytest.raises(SystemExit) as left:
        main(["check", "missing.xlsx"])
    assert left.value.code == 3


# --- what is shown ----------------------------------------------------------------------------------------


def test_a_line_holds_nothing_that_a_terminal_obeys() -> None:
    assert terminal.plain(ACTIVE) == REST
    assert terminal.plain("ก\u200bน้ำ – “ค”") == "ก\u200bน้ำ – “ค”"


def test_json_keeps_such_characters_as_escapes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    terminal.show_json({"text": ACTIVE, "name": "\udcff.xlsx"})
    out = capfdbinary.readouterr().out.decode("utf-8")
    assert terminal.plain(out.replace("\n", "")) == out.replace("\n", "")
    assert json.loads(out) == {"text": ACTIVE, "name": "\udcff.xlsx"}


def test_file_names_of_any_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "แฟ้ม"
    folder.mkdir()
    try:
        Path(f"{folder}/\x1b[31m\udcff\n{factory.NAME}").write_bytes(factory.damaged(put(schema.ACTION, "")))
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system takes no such name")
    for verb in ("check", "compare", "convert"):
        for options in ((), ("--json",)):
            run = Run(verb, folder, *options, cwd=tmp_path)
            assert (run.code, "\x1b" in run.out + run.err) == (1 if verb != "compare" else 0, False)


# --- what is said of faults -------------------------------------------------------------------------------

SECRET = "นางสมมติ รักความลับ โทร 081-000-0000"


@pytest.mark.parametrize("where", ["read_book", "assess_all"])
def test_a_fault_of_ours_is_said_without_what_stands_in_the_cells(
    where: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise ValueError(f"cannot place {SECRET!r}")

    path = tmp_path / factory.NAME
    path.write_bytes(factory.sound())
    monkeypatch.setattr(intake, where, fails)
    with pytest.raises(SystemExit) as left:
        main(["check", str(path)])
    assert left.value.code == 4
    said = b"".join(capfdbinary.readouterr()).decode()
    assert "ValueError, intake.py:" in said
    assert SECRET not in said


def test_a_missing_library_is_named() -> None:
    assert "No module named 'openpyxl'" in own_fault(ImportError("No module named 'openpyxl'")).words.th


def test_stderr_names_files_and_never_what_stands_in_them(tmp_path: Path) -> None:
    rows = [{**row, "note": SECRET, "outcome": SECRET, "measure": SECRET} for row in factory.MEASURES]
    (tmp_path / "a.xlsx").write_bytes(factory.written(rows))
    (tmp_path / "b.xlsx").write_bytes(factory.written(rows)[:5000])
    for verb in ("check", "compare", "convert"):
        run = Run(verb, tmp_path, cwd=tmp_path)
        assert run.code == 3
        assert "a.xlsx" in run.err
        for part in (*SECRET.split(), str(factory.AGENCY["name"]), str(factory.AGENCY["memo_number"])):
            assert part not in run.err
