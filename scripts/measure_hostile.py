"""Measure what `ita-sheets check` answers to each hostile file, in how much time and memory.

    python scripts/measure_hostile.py              print the tables
    python scripts/measure_hostile.py --write      put them into docs/robustness.md as well
    python scripts/measure_hostile.py --only TEXT  only the files whose name holds the text

Each file is answered in a process of its own, from the start of Python to its end. Seconds are the
processor's, so that what else runs on the machine does not count. tests/hostile_files.py makes the files.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import BytesIO, TextIOWrapper
from itertools import groupby
from pathlib import Path

import bench
import private_env

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "robustness.md"
FIRST_MARK, LAST_MARK = (
    "<!-- measured by scripts/measure_hostile.py -->",
    "<!-- end of the measured files -->",
)
PATIENCE = 20  # seconds of the processor after which a process is ended
BUSY = 15  # times as long that it may take where other programs run
MOST_SECONDS, MOST_MEGABYTES = 3.0, 300.0  # that any file up to the size cap may cost
ADDRESS_SPACE = 6 * 2**30  # bytes: a guard for the machine, no measure
COMPARED = "Small files that unpack to much"  # the subject that bare openpyxl is given, too
PATIENCE_BESIDE = 6  # seconds of the processor that it gets


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said of a file: "read", a code or what became of it; processor seconds, peak MB."""

    said: str
    seconds: float
    peak: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A file of the table."""

    subject: str
    name: str
    size: int | None
    answer: Answer
    beside: Answer | None = None  # of bare openpyxl


# --- one file, in a process of its own ----------------------------------------------------------------------


def ours(path: str) -> str:
    """The answer of the program's own verb."""
    from ita_sheets.cli import program
    from ita_sheets.errors import ItaSheetsError

    stdout = TextIOWrapper(BytesIO(), "utf-8")
    with redirect_stdout(stdout):
        try:
            program.main(["check", "--json", "-q", "--", path], prog_name="ita-sheets", standalone_mode=False)
        except ItaSheetsError as error:
            return error.code
    stdout.seek(0)
    result = json.loads(stdout.read())
    return str(result["refused"][0]["code"]) if result["refused"] else "read"


def of_openpyxl(path: str) -> str:
    """What a bare openpyxl does: all values of all sheets."""
    import openpyxl

    workbook = openpyxl.load_workbook(path, data_only=True)
    for sheet in workbook.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    return "read"


def answer(reader: str, seconds: int, path: str) -> Answer:
    """One reader's answer to one file, and what this process has cost by then."""
    bound(seconds)
    try:
        said = ours(path) if reader == "ours" else of_openpyxl(path)
    except MemoryError:
        said = "out of memory"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
        said = type(error).__name__
    return Answer(said, time.process_time(), bench.peak_memory())


def bound(seconds: int) -> None:
    """Bound what this process may ask for, where the system has such bounds."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def asked(reader: str, path: Path, seconds: int = PATIENCE) -> Answer:
    """The same from outside: a process that takes too long is ended."""
    command = [sys.executable, str(Path(__file__)), "--answer", reader, str(seconds), str(path)]
    too_long = Answer(f"over {seconds} s", seconds, None)
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds * BUSY, check=False)
    except subprocess.TimeoutExpired:
        return too_long
    if hasattr(signal, "SIGXCPU") and done.returncode == -signal.SIGXCPU:
        return too_long
    if done.returncode:
        return Answer(f"ended with {done.returncode}", 0, None)
    return Answer(**json.loads(done.stdout))


# --- all files ----------------------------------------------------------------------------------------------


def measured(folder: Path, only: str, jobs: int) -> Iterator[Row]:
    """Each file's row. They are made by another process: what a parent holds counts for its children."""
    subprocess.run([sys.executable, str(Path(__file__)), "--make", str(folder), "--only", only], check=True)
    lines = (folder / "list.jsonl").read_text("utf-8").splitlines()
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(row_of, map(json.loads, lines))


def row_of(made: dict[str, str]) -> Row:
    """All answers to one file."""
    path = Path(made["path"])
    size = path.stat().st_size if path.is_file() else None
    own = asked("ours", path)
    other = asked("openpyxl", path, PATIENCE_BESIDE) if made["subject"] == COMPARED else None
    print(f"{made['name']:60} {own}", file=sys.stderr, flush=True)
    return Row(made["subject"], made["name"], size, own, other)


def make(folder: Path, only: str) -> None:
    """Lay all files into the folder, and a list of them."""
    import hostile_files
    from hostile_places import Place

    lines: list[str] = []
    for subject, items in hostile_files.SUBJECTS.items():
        for number, item in enumerate(items):
            if only not in item.name or (isinstance(item, Place) and item.missing):
                continue
            path = hostile_files.laid(item, folder / f"{len(lines):03}-{number}")
            lines.append(json.dumps({"subject": subject, "name": item.name, "path": str(path)}))
    (folder / "list.jsonl").write_text("\n".join(lines), "utf-8")


# --- the tables ---------------------------------------------------------------------------------------------


def tables(rows: Iterable[Row]) -> str:
    """A table for each subject; a family's files of one answer share a line, with the most they cost."""
    listed = list(rows)
    lines = [summary(listed)]
    for subject, group in groupby(listed, key=lambda row: row.subject):
        compared = subject == COMPARED
        lines += [
            "",
            f"### {subject}",
            "",
            f"| file | size | answer | s | MB |{' bare openpyxl |' * compared}",
        ]
        lines.append(f"|---|---:|---|---:|---:|{'---|' * compared}")
        families: dict[tuple[str, str], list[Row]] = {}
        for row in group:
            families.setdefault((row.name.partition(": ")[0], row.answer.said), []).append(row)
        lines += [line_of(name, family) for (name, _), family in families.items()]
    return "\n".join(lines)


def line_of(name: str, family: list[Row]) -> str:
    """One line; the members of a family by what tells them apart."""
    own = [row.answer for row in family]
    peak = max((answer.peak or 0 for answer in own), default=0)
    members = [row.name.partition(": ")[2] for row in family if ": " in row.name]
    said = f"{name}: {', '.join(f'`{member}`' for member in members)}" if members else name
    cells = [
        said.replace("|", "\\|"),
        sizes(family),
        own[0].said,
        f"{max(a.seconds for a in own):.2f}",
        f"{peak:,.0f}",
    ]
    cells += [beside(row.beside) for row in family[:1] if row.beside]
    return f"| {' | '.join(cells)} |"


def sizes(family: list[Row]) -> str:
    """The size, or the largest; nothing of what has none."""
    known = [row.size for row in family if row.size is not None]
    return f"{max(known):,}" if known else "-"


def beside(answer: Answer) -> str:
    """What another reader did, in a cell."""
    if answer.peak is None:
        return answer.said
    return f"{answer.said}, {answer.seconds:.1f} s, {answer.peak:,.0f} MB"


def summary(rows: list[Row]) -> str:
    """How many files, how they were answered, the most that any cost, and which cost too much."""
    own: Mapping[str, Answer] = {row.name: row.answer for row in rows}
    read = sum(answer.said == "read" for answer in own.values())
    refused = sum(answer.said.startswith("ITA") for answer in own.values())
    beyond = [name for name, answer in own.items() if is_beyond(answer)]
    slowest = max((answer.seconds for answer in own.values()), default=0)
    largest = max((answer.peak or 0 for answer in own.values()), default=0)
    return (
        f"{len(rows)} files: {read} read, {refused} refused, {len(rows) - read - refused} otherwise.\n"
        f"The slowest took {slowest:.2f} s, the largest process {largest:,.0f} MB.\n"
        f"Beyond {MOST_SECONDS:.0f} s or {MOST_MEGABYTES:.0f} MB: {', '.join(beyond) or 'none'}."
    )


def is_beyond(answer: Answer) -> bool:
    """Whether an answer is none of ours, or cost more than any file may."""
    known = answer.said == "read" or (answer.said.startswith("ITA") and answer.said != "ITA100")
    return not known or answer.seconds > MOST_SECONDS or (answer.peak or 0) > MOST_MEGABYTES


def main() -> int:
    """Measure, print, and write the page if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/robustness.md")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the files whose name holds the text")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--make", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--answer", nargs=3, metavar=("READER", "SECONDS", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if options.answer:
        reader, seconds, path = options.answer
        print(json.dumps(asdict(answer(reader, int(seconds), path))))
        return 0
    if options.make:
        make(Path(options.make), options.only)
        return 0
    with tempfile.TemporaryDirectory() as name:
        rows = list(measured(Path(name), options.only, options.jobs))
    figures = tables(rows)
    print(figures)
    if options.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(bench.placed(page, figures, FIRST_MARK), "utf-8")
    return int(any(is_beyond(row.answer) for row in rows))


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the project's folder may be synced or read-only
    if any(importlib.util.find_spec(name) is None for name in ("click", "openpyxl", "pandas", "xlsxwriter")):
        sys.exit(private_env.run("tests", [__file__, *sys.argv[1:]]))
    for needed in (ROOT, ROOT / "tests"):  # the package runs from its folder
        sys.path.insert(0, str(needed))
    sys.exit(main())
