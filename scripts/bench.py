"""Measure start-up, reading, checking and converting beside bare Python and bare pandas.

    python scripts/bench.py            print the tables
    python scripts/bench.py --write    put them into docs/benchmark.md as well
    python scripts/bench.py --quick    one workbook, one round: to see that it works

Every figure is a median over rounds, and in each round every candidate has its turn: compare within one run
only. Each candidate runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import private_env

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "workbook_templates" / "samples"
AGENCY = "องค์การบริหารส่วนตำบลทุ่งสมมติ"  # of the sample years
PAGE = ROOT / "docs" / "benchmark.md"
FIRST_MARK, LAST_MARK = "<!-- measured by scripts/bench.py -->", "<!-- end of the figures -->"
SIZES = {1: 5, 30: 3, 300: 1}  # workbooks: rounds
QUICK = {1: 1}
STARTS = 5  # rounds
TABLE_SHEET = "มาตรการ"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one candidate; `peak` in megabytes, None where the system does not tell."""

    seconds: float
    peak: float | None


# --- what is measured ---------------------------------------------------------------------------------------


def pandas_table(paths: list[Path], _out: Path) -> None:
    """The bare table: what a script of three lines would do."""
    import pandas as pd

    for path in paths:
        pd.read_excel(path, sheet_name=TABLE_SHEET, header=None, engine="openpyxl")


def pandas_book(paths: list[Path], _out: Path) -> None:
    """All sheets of each workbook."""
    import pandas as pd

    for path in paths:
        pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def reading(paths: list[Path], _out: Path) -> None:
    """Gate, cells, template, values, oddities."""
    from ita_sheets.reader import read_workbook

    for path in paths:
        read_workbook(path)


def checking(paths: list[Path], _out: Path) -> None:
    """Reading, the verdict on every outcome, and all rules."""
    from ita_sheets.assess import assess
    from ita_sheets.reader import read_workbook

    for path in paths:
        assess(read_workbook(path))


def converting(paths: list[Path], out: Path) -> None:
    """The whole command: check, compare the years, write a summary and a gap list for each agency."""
    from ita_sheets.cli import program

    arguments = ["convert", str(paths[0].parent), "-o", str(out), "-q", "--force"]
    with redirect_stdout(StringIO()):
        code = program.main(arguments, prog_name="ita-sheets", standalone_mode=False)
    if code not in (0, 1):
        raise RuntimeError(f"convert ended with {code}")


TASKS: dict[str, tuple[str, Callable[[list[Path], Path], None]]] = {
    "table": ("`pandas.read_excel`, one sheet", pandas_table),
    "book": ("`pandas.read_excel`, all sheets", pandas_book),
    "read": ("read", reading),
    "check": ("read and check", checking),
    "convert": ("convert", converting),
}
BASE = "table"


# --- one candidate, in its own process ----------------------------------------------------------------------


def measured(task: str, folder: Path, out: Path) -> Run:
    """Do a task over a folder once, after a first workbook has loaded what it needs."""
    paths = sorted(folder.glob("*.xlsx"))
    work = TASKS[task][1]
    with tempfile.TemporaryDirectory() as name:
        first = Path(name) / paths[0].name
        shutil.copy(paths[0], first)
        work([first], Path(name) / "out")
    started = time.perf_counter()
    work(paths, out)
    return Run(time.perf_counter() - started, peak_memory())


def peak_memory() -> float | None:
    """The most memory this process ever held, in megabytes; None on Windows."""
    if sys.platform == "win32":
        return None
    status = Path("/proc/self/status")  # getrusage counts what the parent held at the start as well
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MEGABYTE if sys.platform == "darwin" else peak / 1024


# --- the rounds ---------------------------------------------------------------------------------------------


def make_workbooks(folder: Path, count: int) -> None:
    """The sample years again and again, each time as another agency."""
    folder.mkdir(parents=True)
    samples = sorted(SAMPLES.glob("*.xlsx"))
    for number in range(count):
        sample = samples[number % len(samples)]
        agency = f"{AGENCY}{number // len(samples) + 1}"
        (folder / f"{number + 1:03}_{sample.name}").write_bytes(renamed(sample.read_bytes(), agency))


def renamed(workbook: bytes, agency: str) -> bytes:
    """The workbook with another agency's name in all its texts."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(part, before.read(part).replace(AGENCY.encode(), agency.encode()))
    return stream.getvalue()


def process(arguments: Iterable[str], environment: Mapping[str, str]) -> tuple[float, str]:
    """Seconds and output of a Python with these arguments; an exit code above 1 is a fault of the bench."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return seconds, done.stdout


def work(folder: Path, sizes: Mapping[int, int]) -> dict[int, dict[str, list[Run]]]:
    """Workbooks -> task -> its runs; within a round the tasks take turns."""
    runs: dict[int, dict[str, list[Run]]] = {}
    for count, rounds in sizes.items():
        books = folder / f"{count} workbooks"
        make_workbooks(books, count)
        runs[count] = {task: [] for task in TASKS}
        for number in range(rounds):
            for task in TASKS:
                out = folder / "out" / f"{count}-{number}-{task}"
                arguments = [str(Path(__file__)), "--task", task, str(books), str(out)]
                _, said = process(arguments, private_env.child_environ(os.environ, str(folder)))
                runs[count][task].append(Run(**json.loads(said)))
                shutil.rmtree(out, ignore_errors=True)
    return runs


def commands(folder: Path, *, quick: bool) -> dict[str, list[str]]:
    """What is shown -> the arguments: bare Python, the help, each verb's help and its quickest real run."""
    from ita_sheets.cli import program

    sample = str(min(SAMPLES.glob("*.xlsx")))
    report = folder / "report.txt"
    report.write_text("มาตรการ/กิจกรรม\tผลลัพธ์\nจัดทำคู่มือ\tลดเวลาได้ 5 นาที\n", "utf-8")
    out = str(folder / "started")
    runs = {
        "rules": ["rules"],
        "template": ["template", "--year", "2568", "-o", f"{out}.xlsx", "--force"],
        "import": ["import", str(report), "--year", "2567", "-o", f"{out}.xlsx", "--force"],
        "check": ["check", sample],
        "convert": ["convert", sample, "-o", out, "--force"],
    }
    start = ["-m", "ita_sheets"]
    found = {"`python -c pass`": ["-c", "pass"], "`ita-sheets --help`": [*start, "--help"]}
    for verb in () if quick else program.commands:
        found[f"`{verb} --help`"] = [*start, verb, "--help"]
    for verb, arguments in list(runs.items())[: 1 if quick else None]:
        found[f"`{verb}`, {RAN[verb]}"] = [*start, *arguments]
    return found


RAN = {
    "rules": "the list",
    "template": "blank",
    "import": "two lines of text",
    "check": "one workbook",
    "convert": "one workbook",
}


def starts(folder: Path, rounds: int, *, quick: bool) -> dict[str, list[float]]:
    """What is shown -> seconds of whole processes; a first round, not counted, compiles the modules."""
    candidates = commands(folder, quick=quick)
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, arguments in candidates.items():
            taken, _ = process(arguments, private_env.child_environ(os.environ, str(folder)))
            if number:
                seconds[name].append(taken)
    return seconds


# --- the tables ---------------------------------------------------------------------------------------------


def tables(started: Mapping[str, list[float]], worked: Mapping[int, Mapping[str, list[Run]]]) -> str:
    """Both tables in Markdown, with the machine in a line above."""
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    lines = [
        f"{machine}. Medians; the columns with an x are ratios within this run.",
        "",
        "| start-up: the whole process | ms | x bare Python |",
        "|---|---:|---:|",
    ]
    bare = statistics.median(next(iter(started.values())))
    for name, seconds in started.items():
        median = statistics.median(seconds)
        lines.append(f"| {name} | {median * 1000:,.0f} | {median / bare:.1f} |")
    lines += [
        "",
        "| workbooks | rounds | work, after imports | s | ms a workbook | x pandas, one sheet | peak MB |",
        "|---:|---:|---|---:|---:|---:|---:|",
    ]
    for count, tasks in worked.items():
        base = statistics.median(run.seconds for run in tasks[BASE])
        for task, runs in tasks.items():
            median = statistics.median(run.seconds for run in runs)
            cells = (
                f"{count}",
                f"{len(runs)}",
                TASKS[task][0],
                f"{median:,.2f}",
                f"{median / count * 1000:,.0f}",
            )
            lines.append(f"| {' | '.join(cells)} | {median / base:.1f} | {peak_of(runs)} |")
    return "\n".join(lines)


def peak_of(runs: Iterable[Run]) -> str:
    peaks = [run.peak for run in runs if run.peak is not None]
    return f"{max(peaks):,.0f}" if peaks else "not measured"


def placed(page: str, figures: str, first_mark: str = FIRST_MARK) -> str:
    """The page with the figures between its marks; `ValueError` where a mark is missing."""
    before, first, rest = page.partition(first_mark)
    _, last, after = rest.partition(LAST_MARK)
    if not first or not last:
        raise ValueError(f"the page lacks the line {first_mark} or {LAST_MARK}")
    return f"{before}{first_mark}\n{figures}\n{LAST_MARK}{after}"


def main() -> int:
    """Measure, print, and write the page if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmark.md")
    parser.add_argument("--quick", action="store_true", help="one workbook, one round")
    parser.add_argument("--task", nargs=3, metavar=("TASK", "FOLDER", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if options.task:
        task, books, out = options.task
        print(json.dumps(asdict(measured(task, Path(books), Path(out)))))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = starts(folder, 1 if options.quick else STARTS, quick=options.quick)
        worked = work(folder, QUICK if options.quick else SIZES)
    figures = tables(started, worked)
    print(figures)
    if options.write:
        PAGE.write_text(placed(PAGE.read_text("utf-8"), figures), "utf-8")
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the project's folder may be synced or read-only
    if any(importlib.util.find_spec(name) is None for name in ("click", "openpyxl", "pandas", "xlsxwriter")):
        sys.exit(private_env.run("tests", [__file__, *sys.argv[1:]]))
    sys.path.insert(0, str(ROOT))  # the package runs from its folder
    sys.exit(main())
