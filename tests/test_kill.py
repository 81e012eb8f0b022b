"""A run that is killed leaves the old file or the whole new one: shown with real kills at random moments."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import factory
import pytest
from program import Run, command, environment

from ita_sheets import files, schema
from ita_sheets.rules.catalogue import put

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows starts no second run in a moment")

KILLS = 100  # of each way of writing
RUNS = 6  # of the whole program, of each way
SIZE = 3_000_000  # bytes of a result, some ten times the largest summary
OLD, NEW = b"old" * (SIZE // 3), b"new!" * (SIZE // 4)
OURS = files._UNFINISHED
# Forks for each line "seconds force" a process that writes over and over, and kills it after that time.
WRITER = """
import os, signal, sys, time
from pathlib import Path
from ita_sheets import files
old, new = (Path(name).read_bytes() for name in ("../old", "../new"))
for line in sys.stdin:
    seconds, force = line.split()
    child = os.fork()
    if not child:
        while True:
            files.write(Path("result.xlsx"), new, force=force == "force")
            files.write(Path("result.xlsx"), old, force=force == "force")
    time.sleep(float(seconds))
    os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a result of an earlier run and files of other people's."""
    (tmp_path / "old").write_bytes(OLD)
    (tmp_path / "new").write_bytes(NEW)
    path = tmp_path / "ผล [1] & 🐘"
    path.mkdir()
    (path / "result.xlsx").write_bytes(OLD)
    (path / "บันทึก.docx").write_bytes(b"a document of somebody's")
    (path / "ita.tmp").write_bytes(b"")
    return path


@pytest.fixture
def writer(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.terminate()


def killed(writer: subprocess.Popen[str], seconds: float, way: str) -> None:
    """Write in that way, and be killed after so long."""
    assert writer.stdin
    assert writer.stdout
    print(seconds, way, file=writer.stdin, flush=True)
    assert writer.stdout.readline() == "9\n"  # SIGKILL, and not the end of a run


def others(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What is not a result and not our own unfinished file: name -> bytes and time of change."""
    return {
        item.name: (item.read_bytes(), item.stat().st_mtime_ns)
        for item in folder.iterdir()
        if not item.name.startswith("result") and not OURS.fullmatch(item.name)
    }


@pytest.mark.parametrize("way", ["force", "beside"])
def test_a_killed_write_leaves_the_old_file_or_the_new_one(
    way: str, folder: Path, writer: subprocess.Popen[str]
) -> None:
    chance, before = random.Random(way), others(folder)
    found, unfinished = set(), 0
    killed(writer, 0.3, way)  # the first one starts with the disk asleep
    for _ in range(KILLS):
        killed(writer, chance.uniform(0, 0.06), way)
        results = sorted(folder.glob("result*"))
        contents = [path.read_bytes() for path in results]
        assert all(content in (OLD, NEW) for content in contents)
        assert way == "force" or contents[results.index(folder / "result.xlsx")] == OLD
        assert others(folder) == before
        found |= set(contents)
        for path in folder.iterdir():
            unfinished += OURS.fullmatch(path.name) is not None
            if OURS.fullmatch(path.name) or path.name not in (*before, "result.xlsx"):
                path.unlink()
    assert found == {OLD, NEW}
    assert unfinished > KILLS // 10  # else no kill met a write


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not OURS.fullmatch(path.name)}


@pytest.mark.parametrize("options", [("--force",), ()], ids=["force", "beside"])
def test_a_killed_run_leaves_whole_results(options: tuple[str, ...], tmp_path: Path) -> None:
    """The whole of `convert`: results are those of the year as it was, or as it is now."""
    versions = (factory.sound(), factory.damaged(put(schema.OUTCOME, "", 2)))
    for name, data in zip(("before", "after"), versions, strict=True):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ปี 2567.xlsx").write_bytes(data)
        started = time.monotonic()
        assert Run("convert", ".", "-q", cwd=tmp_path / name).code in (0, 1)
    whole = time.monotonic() - started
    old, new = (bytes_of(tmp_path / name / "ITA-results") for name in ("before", "after"))
    assert old.keys() == new.keys()
    assert old != new
    folder, source = tmp_path / "before", tmp_path / "before" / "ปี 2567.xlsx"
    source.write_bytes(versions[1])
    chance = random.Random(len(options))
    for _ in range(RUNS):
        process = subprocess.Popen(command("convert", ".", "-q", *options), cwd=folder, env=environment())
        time.sleep(chance.uniform(whole / 4, whole))
        process.kill()
        process.wait()
        assert source.read_bytes() == versions[1]
        results = bytes_of(folder / "ITA-results")
        for name, content in results.items():
            original = name.replace(" (2)", "")
            assert content in ((old[name], new[name]) if name in old else (new[original],))
            assert options or name not in old or content == old[name]
        for name in results.keys() - old.keys():
            (folder / "ITA-results" / name).unlink()
    assert {item.name for item in folder.iterdir()} == {source.name, "ITA-results"}
