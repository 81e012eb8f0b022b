"""Send damaged files through the whole chain: each must end in a reading or in one of our refusals.

    python scripts/fuzz.py --count 20000 --seed 1     so many files, in turn of three levels
    python scripts/fuzz.py --one SEED LEVEL NUMBER    one of them again, with its trace
    python scripts/fuzz.py --keep FOLDER ...          the files that failed are stored there
    python scripts/fuzz.py --save FILE ...            the counts are stored there
    python scripts/fuzz.py --join FILE... --write     stored counts of several runs go into docs/robustness.md

What is damaged and what the chain is: tests/fuzzed.py. The exit code is 1 where a file failed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import bench
import private_env

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fuzzed import File

ROOT = Path(__file__).resolve().parents[1]
for needed in (ROOT, ROOT / "tests"):  # the package runs from its folder; so does each process of the pool
    if str(needed) not in sys.path:
        sys.path.insert(0, str(needed))
PAGE = ROOT / "docs" / "robustness.md"
FIRST_MARK = "<!-- counted by scripts/fuzz.py -->"
LEVELS = ("cells", "parts", "bytes")
BATCH = 100  # files of one level that a process takes at a time
PATIENCE = 30  # seconds for one file: a guard, no measure
MOST_MEGABYTES = 400  # that a process may have held after hundreds of files


@dataclass
class Counts:
    """What became of the files, by level and answer; the faults with their traces."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[File, str]] = field(default_factory=list)
    peak: float = 0.0
    seeds: set[int] = field(default_factory=set)

    def add(self, other: Counts) -> None:
        """Count another batch in."""
        self.answers += other.answers
        self.faults += other.faults
        self.peak = max(self.peak, other.peak)
        self.seeds |= other.seeds

    def saved(self) -> str:
        """The counts as JSON, without the faults' traces."""
        answers = [[level, answer, count] for (level, answer), count in self.answers.items()]
        return json.dumps({"seeds": sorted(self.seeds), "peak": self.peak, "answers": answers})

    @classmethod
    def restored(cls, text: str) -> Counts:
        """Counts that were saved."""
        said = json.loads(text)
        answers = Counter({(level, answer): count for level, answer, count in said["answers"]})
        return cls(answers, [], said["peak"], set(said["seeds"]))


def batch(files: Iterable[File]) -> Counts:
    """Send files through the chain, one after another."""
    import fuzzed

    counts = Counts()
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            try:
                with fuzzed.at_most(PATIENCE):
                    answer = fuzzed.passed(file, Path(name))
            except (Exception, fuzzed.HangError):  # noqa: BLE001 - every other end is a fault
                counts.faults.append((file, traceback.format_exc(limit=-6)))
                answer = "fault"
            counts.answers[str(file.level), answer] += 1
            counts.seeds.add(file.seed)
    counts.peak = bench.peak_memory() or 0.0
    return counts


def batches(seed: int, count: int, levels: Iterable[str]) -> Iterator[list[File]]:
    """The files of a run, level by level in turn."""
    import fuzzed

    kinds = [fuzzed.Level(level) for level in levels]
    for first in range(0, -(-count // len(kinds)), BATCH):
        last = min(first + BATCH, -(-count // len(kinds)))
        for level in kinds:
            yield [fuzzed.File(seed, level, number) for number in range(first, last)]


def run(work: Iterable[list[File]], jobs: int) -> Counts:
    """All batches, in processes of their own; each fault is told when it is met."""
    counts = Counts()
    with ProcessPoolExecutor(jobs) as pool:
        for done in pool.map(batch, work):
            counts.add(done)
            for file, trace in done.faults:
                print(f"{file}\n{trace}", file=sys.stderr, flush=True)
            print(
                f"{counts.answers.total():,} files, {len(counts.faults)} faults", file=sys.stderr, flush=True
            )
    return counts


def table(counts: Counts) -> str:
    """What became of the files, by level."""
    lines = [
        (
            f"Seeds {', '.join(map(str, sorted(counts.seeds)))}: {counts.answers.total():,} files. "
            f"The largest process held {counts.peak:,.0f} MB."
        ),
        "",
        "| level | files | read or imported | refused | refusals | faults |",
        "|---|---:|---:|---:|---|---:|",
    ]
    for level in LEVELS:
        own = Counter({answer: n for (of, answer), n in counts.answers.items() if of == level})
        taken = own.pop("read", 0) + own.pop("imported", 0)
        faults = own.pop("fault", 0)
        codes = ", ".join(f"{code} {n:,}" for code, n in sorted(own.items()))
        total = taken + faults + own.total()
        lines.append(f"| {level} | {total:,} | {taken:,} | {own.total():,} | {codes} | {faults} |")
    return "\n".join(lines)


def keep(counts: Counts, folder: Path) -> None:
    """Store the files that failed under their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, _ in counts.faults:
        suffix, data = file.made()
        (folder / f"{file.seed}-{file.level}-{file.number}{suffix}").write_bytes(data)


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--level", action="append", choices=LEVELS, help="only this level")
    parser.add_argument("--one", nargs=3, metavar=("SEED", "LEVEL", "NUMBER"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--join", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/robustness.md")
    return parser.parse_args()


def main() -> int:
    """Fuzz, print, and store or write what is asked for."""
    options = asked()
    if options.one:
        import fuzzed

        seed, level, number = options.one
        with tempfile.TemporaryDirectory() as name:
            print(fuzzed.passed(fuzzed.File(int(seed), fuzzed.Level(level), int(number)), Path(name)))
        return 0
    counts = Counts()
    for path in options.join or ():
        counts.add(Counts.restored(path.read_text("utf-8")))
    if not options.join:
        counts = run(batches(options.seed, options.count, options.level or LEVELS), options.jobs)
    figures = table(counts)
    print(figures)
    if options.save:
        options.save.write_text(counts.saved(), "utf-8")
    if options.keep:
        keep(counts, options.keep)
    if options.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(bench.placed(page, figures, FIRST_MARK), "utf-8")
    if counts.peak > MOST_MEGABYTES:
        print(f"a process held {counts.peak:,.0f} MB", file=sys.stderr)
    return int(bool(counts.faults) or counts.peak > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the project's folder may be synced or read-only
    if any(importlib.util.find_spec(name) is None for name in ("click", "openpyxl", "xlsxwriter")):
        sys.exit(private_env.run("tests", [__file__, *sys.argv[1:]]))
    sys.exit(main())
