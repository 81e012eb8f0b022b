"""Which files a command takes, what results are called, and that a result is written whole or not at all."""

from __future__ import annotations

import ast
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest

from ita_sheets import files
from ita_sheets.errors import CannotWriteError

PACKAGE = Path(files.__file__).parent
OLD, NEW = b"what was there before", b"what is written now"


def listed(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def sentence(path: Path, **options: Any) -> str:
    """How the writing is refused, in English."""
    with pytest.raises(CannotWriteError) as raised:
        files.write(path, NEW, **options)
    assert raised.value.code == "ITA117"
    assert raised.value.words.th != raised.value.words.en
    return raised.value.words.en


# --- which files ----------------------------------------------------------------------------------------


def test_files_of_one_name_are_told_apart_however_deep_they_lie(tmp_path: Path) -> None:
    places = ("ก/2567/report.xlsx", "ข/2567/report.xlsx", "ข/2568/report.xlsx", "ข/2568/other.xlsx")
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(OLD)
    found = files.find([tmp_path])
    assert {path.relative_to(tmp_path).as_posix(): name for path, name in found.names.items()} == {
        "ก/2567/report.xlsx": "ก/2567/report.xlsx",
        "ข/2567/report.xlsx": "ข/2567/report.xlsx",
        "ข/2568/report.xlsx": "2568/report.xlsx",
        "ข/2568/other.xlsx": "other.xlsx",
    }


def test_a_name_is_composed_as_places_in_the_file_say_it(tmp_path: Path) -> None:
    decomposed = tmp_path / "re\u0301sume\u0301.xlsx"
    assert files.find([decomposed]).names == {decomposed: "résumé.xlsx"}


def test_what_a_killed_run_leaves_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / ".ita-0123abcd.tmp").write_bytes(NEW)
    assert files.find([tmp_path]).workbooks == ()


# --- what results are called ------------------------------------------------------------------------------

AGENCIES = {
    "องค์การบริหารส่วนตำบลห้วยใส & บ้านใหม่ [1] (ร่าง) 🐘": "อบต.ห้วยใส-&-บ้านใหม่--1--(ร่าง)-🐘",
    "อบต.ก": "อบต.ก",
    "องค์การบริหารส่วนตำบลก": "อบต.ก (2)",
    "ABC": "ABC",
    "abc": "abc (2)",
    "nul.": "nul_",
    "../../etc": "etc",
    "C:\\Windows": "C-Windows",
    "ก\u202excod\u200b\x9b\ud800": "ก-xcod",
    "": "(ไม่ระบุชื่อหน่วยงาน)",
    "ย" * 400: "ย" * 40,
}


def test_each_agency_has_a_folder_of_its_own_that_every_system_takes() -> None:
    assert files.folder_names(AGENCIES) == AGENCIES


@pytest.mark.parametrize("agency", [name for name in AGENCIES if "\ud800" not in name])
def test_a_result_is_written_whatever_the_agency_is_called(agency: str, tmp_path: Path) -> None:
    folder = tmp_path / files.folder_names([agency])[agency]
    path = files.write(folder / files.file_name([], "สรุป", agency), NEW)
    assert path.parent.parent == tmp_path
    assert path.read_bytes() == NEW


WANTED = {  # what stands behind -o, and where the result goes
    None: "in/own.xlsx",
    "new": "new.xlsx",
    "new.xlsx": "new.xlsx",
    "new.XLSX": "new.XLSX",
    "ฉบับ 2.1": "ฉบับ 2.1.xlsx",
    "report.csv": "report.csv.xlsx",
    "folder": "folder/own.xlsx",
    ".": "own.xlsx",
    "": "own.xlsx",
}


@pytest.mark.parametrize("output", WANTED)
def test_a_result_goes_where_a_person_means(
    output: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    found = files.destination(None if output is None else Path(output), Path("in"), "own.xlsx")
    assert found.as_posix() == WANTED[output]


# --- writing ----------------------------------------------------------------------------------------------


def test_a_result_takes_the_next_free_name(tmp_path: Path) -> None:
    path = tmp_path / "ผล & [1] 🐘.xlsx"
    path.write_bytes(OLD)
    (tmp_path / "ผล & [1] 🐘 (2).xlsx").mkdir()
    (tmp_path / "ผล & [1] 🐘 (3).xlsx").symlink_to(tmp_path / "nowhere")
    assert files.write(path, NEW).name == "ผล & [1] 🐘 (4).xlsx"
    assert path.read_bytes() == OLD
    assert files.write(path, NEW, force=True) == path
    assert path.read_bytes() == NEW


def test_a_drive_without_links_gets_its_results_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    path = tmp_path / "a.xlsx"
    assert [files.write(path, data).name for data in (OLD, NEW)] == ["a.xlsx", "a (2).xlsx"]
    assert listed(tmp_path) == {"a.xlsx": OLD, "a (2).xlsx": NEW}


def test_a_network_drive_that_knows_no_order_to_write_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    assert files.write(tmp_path / "a.xlsx", NEW).read_bytes() == NEW


def test_a_result_is_a_file_like_any_other(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(NEW)
    for force in (False, True):
        assert files.write(tmp_path / "a.xlsx", NEW, force=force).stat().st_mode == plain.stat().st_mode


def failing(number: int) -> Callable[..., Any]:
    def fails(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fails


class HalfWriting:
    """A file that takes a few bytes and then finds the disk full."""

    def __init__(self, stream: Any, number: int) -> None:
        self.stream, self.number = stream, number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, data: bytes) -> None:
        self.stream.write(data[:5])
        raise OSError(self.number, os.strerror(self.number))


STEPS = ("mkdir", "open", "write", "fsync", "replace")
ERRORS = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("the disk is full", "free some space"),
    errno.EACCES: ("you may not write", "another folder"),
    errno.EROFS: ("you may not write", "another folder"),
    errno.EIO: (os.strerror(errno.EIO), "another folder"),
    errno.EINVAL: ("does not take such a name", "another name"),
    errno.ENAMETOOLONG: ("too long", "shorter"),
}


def plant(step: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one step of the writing fail."""
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", failing(number))
    elif step == "write":
        real = Path.open
        monkeypatch.setattr(Path, "open", lambda path, mode: HalfWriting(real(path, mode), number))
    else:
        monkeypatch.setattr(Path, step, failing(number))


FAILURES = [  # a drive that knows no order to write through is no failure
    (step, number) for step in STEPS for number in ERRORS if (step, number) != ("fsync", errno.EINVAL)
]


@pytest.mark.parametrize(("step", "number"), FAILURES, ids=lambda it: errno.errorcode.get(it, it))
def test_whatever_fails_is_one_sentence_and_the_old_file(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ผล.xlsx").write_bytes(OLD)
    monkeypatch.setattr(files, "_PAUSES", ())
    with monkeypatch.context() as patch:
        plant(step, number, patch)
        said = sentence(tmp_path / "ผล.xlsx", force=True)
    cause, way_out = ERRORS[number]
    if (step, number) == ("replace", errno.EACCES):
        cause, way_out = "it is open in another program", "close it in Excel"
    assert "ผล.xlsx" in said
    assert cause in said
    assert way_out in said
    assert listed(tmp_path) == {"ผล.xlsx": OLD}


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, real = [1, 2], Path.replace

    def replace(path: Path, target: Path) -> Path:
        if held:
            held.pop()
            raise PermissionError(13, "held", str(target), 32)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    (tmp_path / "a.xlsx").write_bytes(OLD)
    files.write(tmp_path / "a.xlsx", NEW, force=True)
    assert listed(tmp_path) == {"a.xlsx": NEW}


def test_so_is_a_new_file_on_a_memory_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, real = [1, 2], Path.rename

    def rename(path: Path, target: Path) -> Path:
        if held:
            held.pop()
            raise PermissionError(13, "held", str(target), 32)
        return real(path, target)

    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    files.write(tmp_path / "a.xlsx", NEW)
    assert listed(tmp_path) == {"a.xlsx": NEW}


def test_an_interrupted_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a.xlsx", NEW)
    assert listed(tmp_path) == {}


def test_a_folder_where_the_file_should_be_and_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "ผล.xlsx" / "ข้างใน").mkdir(parents=True)
    assert "there is a folder of that name" in sentence(tmp_path / "ผล.xlsx", force=True)
    (tmp_path / "file").write_bytes(OLD)
    for path in (tmp_path / "file" / "a.xlsx", tmp_path / "file" / "deeper" / "a.xlsx"):
        assert "not a folder" in sentence(path)
    assert (tmp_path / "file").read_bytes() == OLD


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "too long" in sentence(tmp_path / ("ย" * 300 + ".xlsx"))
    assert listed(tmp_path) == {}


def test_a_path_of_240_characters_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 218:
        folder /= "ก" * min(40, 218 - len(str(folder)))
    path = folder / "ผล.xlsx".rjust(239 - len(str(folder)), "ส")
    assert len(str(path)) == 240
    assert files.write(path, NEW).read_bytes() == NEW


@pytest.mark.skipif(
    not Path("/sys/kernel").is_dir(), reason="only Linux has a folder that root cannot write to"
)
def test_a_folder_that_nobody_may_write_to() -> None:
    for path in (Path("/sys/kernel/a.xlsx"), Path("/sys/kernel/deeper/a.xlsx")):
        assert "you may not write" in sentence(path)


def test_a_file_that_was_read_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLD)
    (tmp_path / "same.xlsx").hardlink_to(path)
    for target in (path, tmp_path / "." / "a.xlsx", tmp_path / "same.xlsx"):
        with pytest.raises(CannotWriteError) as raised:
            files.write(target, NEW, force=True, keep=[tmp_path / "gone.xlsx", path])
        assert raised.value.code == "ITA190"
    assert files.write(path, NEW, keep=[path]).name == "a (2).xlsx"
    assert path.read_bytes() == OLD


def test_leftovers_of_killed_runs_are_swept_and_nothing_else_is(tmp_path: Path) -> None:
    old, fresh = ".ita-0123abcd.tmp", ".ita-4567cdef.tmp"
    others = (".ita-0123abcd.tmp.xlsx", ".ita-0123ABCD.tmp", ".ita-1.tmp", "a.tmp", "รายงาน.xlsx")
    for name in (old, fresh, *others):
        (tmp_path / name).write_bytes(OLD)
        if name != fresh:
            os.utime(tmp_path / name, (0, 0))
    (tmp_path / ".ita-aaaaaaaa.tmp").mkdir()
    (tmp_path / ".ita-bbbbbbbb.tmp").symlink_to(tmp_path / "รายงาน.xlsx")
    before = {item.name for item in tmp_path.iterdir()}
    files.write(tmp_path / "ผล.xlsx", NEW)
    assert {item.name for item in tmp_path.iterdir()} == before - {old} | {"ผล.xlsx"}


# --- nobody else writes -----------------------------------------------------------------------------------

WRITERS = {
    "write_bytes",
    "write_text",
    "mkdir",
    "touch",
    "unlink",
    "rename",
    "replace_file",
    "rmdir",
    "remove",
}
MODULES = {"tempfile", "shutil", "sqlite3", "logging", "subprocess", "socket", "urllib", "http"}


def test_every_file_is_written_by_this_one_module() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = path.relative_to(PACKAGE).as_posix()
            if isinstance(node, ast.Attribute) and node.attr in WRITERS:
                found.add((name, node.attr))
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                found |= {(name, top) for item in modules if (top := str(item).partition(".")[0]) in MODULES}
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                found.add((name, "open"))
    assert found - {("files.py", name) for name in WRITERS} == set()
