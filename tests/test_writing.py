"""Results that cannot be written, through the program: one sentence each, exit code 3, nothing harmed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import factory
import pytest

from ita_sheets import files, schema
from ita_sheets.cli import main
from ita_sheets.rules.catalogue import fill, put

TABLE = "มาตรการ/กิจกรรม\tสรุปผลการดำเนินการ\tผลลัพธ์\nจัดทำคู่มือ\tติดประกาศแล้ว\tผู้รับบริการ 318 ราย\n"
# What each verb is given, and how many results it writes. IN and OUT stand for folders.
VERBS: dict[str, tuple[tuple[str, ...], int]] = {
    "template": (("--year", "2569", "-o", "OUT/ผล.xlsx"), 1),
    "template --from": (("--year", "2568", "--from", "IN/2567.xlsx", "-o", "OUT/ผล.xlsx"), 1),
    "import": (("IN/รายงาน.txt", "--year", "2567", "-o", "OUT/ผล.xlsx"), 1),
    "check": (("IN", "--annotate", "OUT"), 2),
    "compare": (("IN", "-o", "OUT/ผล.xlsx"), 1),
    "convert": (("IN", "-o", "OUT"), 2),
}


class Answer(NamedTuple):
    """What a run answered."""

    code: int
    out: str
    err: str

    def refusals(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.endswith("[ITA117]")]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Two years of one agency with something to mark in each, and a report to import."""
    folder = tmp_path / "มา"
    folder.mkdir()
    (folder / "2567.xlsx").write_bytes(factory.damaged(put(schema.ACTION, "", 3)))
    (folder / "2568.xlsx").write_bytes(factory.damaged(fill(schema.FISCAL_YEAR, "2568")))
    (folder / "รายงาน.txt").write_text(TABLE, "utf-8")
    return folder


@pytest.fixture
def answer(
    inputs: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Answer]:
    """Runs a verb whose results go to a folder; nothing but results may change."""
    monkeypatch.setattr(files, "_PAUSES", ())

    def run(verb: str, out: Path, *options: str) -> Answer:
        before = {path.name: path.read_bytes() for path in inputs.iterdir()}
        places = {"IN": str(inputs), "OUT": str(out)}
        arguments = [verb.partition(" ")[0]]
        for part in VERBS[verb][0]:
            head, _, rest = part.partition("/")
            arguments.append("/".join(filter(None, (places.get(head, head), rest))))
        with pytest.raises(SystemExit) as left:
            main([*arguments, "-q", "--lang", "en", *options])
        assert {path.name: path.read_bytes() for path in inputs.iterdir()} == before
        said = capfdbinary.readouterr()
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, said.out.decode(), said.err.decode())

    return run


@pytest.fixture(params=VERBS)
def verb(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def assert_refused(answer: Answer, verb: str, cause: str) -> None:
    """Exit code 3, and one sentence a result."""
    assert (answer.code, len(answer.refusals())) == (3, VERBS[verb][1])
    assert all(cause in line for line in answer.refusals())
    assert "Traceback" not in answer.err
    assert "ITA100" not in answer.err


# --- a disk that takes no more ----------------------------------------------------------------------------


@contextmanager
def size_limit(size: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file of this process may grow larger; Python itself would keep half of a module it compiled."""
    import resource

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit of a file's size")
def test_a_file_that_may_not_grow(
    verb: str, answer: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ไป"
    with size_limit(12_000, monkeypatch):
        assert_refused(answer(verb, out), verb, "the disk is full")
    assert list(out.iterdir()) == []


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 8 KB."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "none", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount command: no small disk can be made")
    if done.returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("options", [(), ("--force",)], ids=["beside", "force"])
def test_a_full_disk(
    options: tuple[str, ...], verb: str, answer: Callable[..., Answer], small_disk: Path
) -> None:
    (small_disk / "ผล.xlsx").write_bytes(b"what was there before")
    assert_refused(answer(verb, small_disk, *options), verb, "the disk is full")
    assert [path.name for path in small_disk.iterdir()] == ["ผล.xlsx"]
    assert (small_disk / "ผล.xlsx").read_bytes() == b"what was there before"


# --- places that nobody may write to ----------------------------------------------------------------------


def test_a_folder_that_is_read_only(verb: str, answer: Callable[..., Answer], tmp_path: Path) -> None:
    folder = tmp_path / "ไป"
    folder.mkdir(mode=0o555)
    if os.access(folder, os.W_OK):  # root may write anywhere but here
        folder = Path("/sys/kernel")
    if not folder.is_dir() or sys.platform == "win32":
        pytest.skip("no folder here is read-only to whoever runs the tests")
    before = sorted(folder.iterdir())
    assert_refused(answer(verb, folder), verb, "you may not write")
    assert sorted(folder.iterdir()) == before


def test_a_file_in_the_place_of_the_folder(verb: str, answer: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "ไป").write_bytes(b"a file")
    assert_refused(answer(verb, tmp_path / "ไป"), verb, "not a folder")
    assert (tmp_path / "ไป").read_bytes() == b"a file"


def test_a_name_longer_than_any_system_takes(
    verb: str, answer: Callable[..., Answer], tmp_path: Path
) -> None:
    assert_refused(answer(verb, tmp_path / ("ย" * 300)), verb, "too long")


@pytest.fixture
def open_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows answers while Excel has the target open."""

    def held(_path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(target), 32)

    monkeypatch.setattr(Path, "replace", held)


@pytest.mark.usefixtures("open_elsewhere")
def test_a_result_that_is_open_in_excel(verb: str, answer: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "ไป"
    first = answer(verb, out)
    assert (first.code, first.refusals()) == (1 if verb in ("check", "compare", "convert") else 0, [])
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    again = answer(verb, out, "--force")
    assert_refused(again, verb, "it is open in another program")
    assert all("close it in Excel" in line for line in again.refusals())
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


# --- places that are only unusual -------------------------------------------------------------------------

UNUSUAL = ("A & B", "[2567] (ร่าง)", "น้ำดื่ม ๑๐๐% #1", "🐘🇹🇭", "it's; a 'test'", "ก" * 40)


def test_names_of_every_kind(verb: str, answer: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path.joinpath(*UNUSUAL)
    done = answer(verb, out)
    assert (done.code < 3, done.refusals()) == (True, [])
    assert len(list(out.iterdir())) == VERBS[verb][1]


def test_a_path_of_240_characters(verb: str, answer: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path
    while len(str(out)) < 190:
        out /= "ก" * min(40, 190 - len(str(out)))
    done = answer(verb, out)
    assert (done.code < 3, done.refusals()) == (True, [])
    assert len(list(out.iterdir())) == VERBS[verb][1]


def test_a_comparison_that_cannot_be_written_is_still_shown(
    answer: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "ไป").write_bytes(b"a file")
    done = answer("compare", tmp_path / "ไป")
    assert "2568 against 2567" in done.out
    assert "-o FILE.xlsx" not in done.out
