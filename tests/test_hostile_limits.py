"""Each hostile file is answered by the program within its memory, in a process that holds nothing else.

How long each takes is measured by scripts/measure_hostile.py and written into docs/robustness.md; here time
is only a guard against hanging.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import factory
import hostile
import hostile_files
import measure_hostile
import pytest
from hostile_places import Place

from ita_sheets import gate
from ita_sheets.errors import UnreadableError
from ita_sheets.grid import open_book
from ita_sheets.texts.refusals import REFUSALS

BATCH = 40
PATIENCE = 600  # seconds for a batch: a guard, no measure
CODES = {refusal.code for refusal in REFUSALS} - {"ITA100"}
ITEMS = [
    item
    for items in hostile_files.SUBJECTS.values()
    for item in items
    if not (isinstance(item, Place) and item.missing)
]
_ANSWERS = """
import json, sys
import bench, measure_hostile
measure_hostile.bound(measure_hostile.PATIENCE * 30)
answers = [measure_hostile.ours(path) for path in json.loads(sys.stdin.read())]
print(json.dumps([answers, bench.peak_memory()]))
"""


def answers(paths: list[Path]) -> tuple[list[str], float | None]:
    """What `check` answers to each, one after another in one new process, and the most memory it held."""
    folders = [str(folder) for folder in (measure_hostile.ROOT, measure_hostile.ROOT / "scripts")]
    done = subprocess.run(
        [sys.executable, "-c", _ANSWERS],
        input=json.dumps([os.fsdecode(path) for path in paths]),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        capture_output=True,
        timeout=PATIENCE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said, peak = json.loads(done.stdout)
    return said, peak


@pytest.mark.parametrize("first", range(0, len(ITEMS), BATCH))
def test_every_hostile_file_is_answered_within_its_memory(first: int, tmp_path: Path) -> None:
    items = ITEMS[first : first + BATCH]
    paths = [hostile_files.laid(item, tmp_path / str(number)) for number, item in enumerate(items)]
    said, peak = answers(paths)
    wrong = [
        (item.name, answer)
        for item, answer in zip(items, said, strict=True)
        if answer not in ({item.code} if item.code != hostile.ANY else {hostile.READ, *CODES})
    ]
    assert wrong == []
    assert peak is None or peak < measure_hostile.MOST_MEGABYTES


def test_every_hostile_file_has_a_name_of_its_own() -> None:
    names = [item.name for item in ITEMS]
    assert len(set(names)) == len(names)


def test_what_each_is_answered_with_is_a_code_of_ours() -> None:
    assert {item.code for item in ITEMS} <= {hostile.ANY, hostile.READ, *CODES}


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size was looked at when it was small."""
    path = tmp_path / factory.NAME
    with path.open("wb") as stream:
        stream.write(factory.sound())
        stream.truncate(gate.MAX_FILE_BYTES + 1)
    whole, small = Path.stat, (tmp_path / "small.xlsx")
    small.write_bytes(b"PK")
    monkeypatch.setattr(Path, "stat", lambda self, **options: whole(small, **options))
    with pytest.raises(UnreadableError) as refused:
        open_book(path)
    assert refused.value.code == "ITA104"


def test_a_file_that_is_gone_when_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    with pytest.raises(UnreadableError) as refused:
        open_book(tmp_path / factory.NAME)
    assert refused.value.code == "ITA102"


def test_the_answers_are_really_bounded(tmp_path: Path) -> None:
    """The bound on memory holds in the process that answers: without it a run could take the machine down."""
    if sys.platform != "linux":
        pytest.skip("only Linux bounds a process's memory")
    code = "import measure_hostile; measure_hostile.bound(60); bytes(measure_hostile.ADDRESS_SPACE)"
    environment = {**os.environ, "PYTHONPATH": str(measure_hostile.ROOT / "scripts")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


# --- the script that measures -----------------------------------------------------------------------------


def test_files_of_a_family_with_one_answer_share_a_line() -> None:
    rows = [
        measure_hostile.Row("x", f"a merge: {ref}", 10, measure_hostile.Answer(said, seconds, 20.0))
        for ref, said, seconds in (("A1", "read", 0.1), ("B1", "read", 0.3), ("C1", "ITA111", 0.2))
    ]
    lines = measure_hostile.tables(rows).splitlines()
    assert lines[-2:] == [
        "| a merge: `A1`, `B1` | 10 | read | 0.30 | 20 |",
        "| a merge: `C1` | 10 | ITA111 | 0.20 | 20 |",
    ]
    assert lines[0] == "3 files: 2 read, 1 refused, 0 otherwise."
    assert lines[2] == "Beyond 3 s or 300 MB: none."


@pytest.mark.parametrize(
    "answer",
    [("ITA100", 0.1, 20.0), ("KeyError", 0.1, 20.0), ("read", 3.1, 20.0), ("ITA108", 0.1, 301.0)],
)
def test_what_costs_too_much_or_is_no_answer_is_named(answer: tuple[str, float, float]) -> None:
    row = measure_hostile.Row("x", "a file", 1, measure_hostile.Answer(*answer))
    assert "Beyond 3 s or 300 MB: a file." in measure_hostile.tables([row])
