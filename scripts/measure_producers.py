"""Measure what is left of our workbooks after other programs opened and saved them.

    python scripts/private_env.py tests scripts/measure_producers.py [--write]

prints the tables; with `--write` they are put into docs/producers.md as well.

The programs are those of tests/producers.py; `.ci/run` installs them. What they damage in what is read is
declared in tests/survival.py, and tests/test_producers.py holds it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for folder in (ROOT, ROOT / "tests"):
    sys.path.insert(0, str(folder))

import survival  # noqa: E402  (both folders have to be found first)
from bench import placed  # noqa: E402
from producers import ORIGINALS, PRODUCERS, originals, saved_once  # noqa: E402

PAGE = ROOT / "docs" / "producers.md"
FIRST_MARK = "<!-- measured by scripts/measure_producers.py -->"


def form() -> str:
    """What is left of the workbooks' form, a row for each feature and a column for each program there is."""
    there = [producer for producer in PRODUCERS if not producer.missing]
    with tempfile.TemporaryDirectory() as name:
        files = originals(Path(name) / "originals").values()
        before = survival.features(file.read_bytes() for file in files)
        after = [
            survival.features(file.read_bytes() for file in saved_once(producer, Path(name)).values())
            for producer in there
        ]
    lines = [f"| of {len(ORIGINALS)} workbooks | there | {' | '.join(item.name for item in there)} |"]
    lines.append(f"|---|---:|{'---:|' * len(there)}")
    for feature, things in before.items():
        left = [(things & found[feature]).total() for found in after]
        cells = [_cell(count, things.total()) for count in left]
        lines.append(f"| {feature} | {things.total():,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(left: int, of: int) -> str:
    if left in (0, of):
        return "kept" if left else "**lost**"
    return f"{left:,}"


def damages() -> str:
    """What each program damages in what is read."""
    lines = ["| program | what is read otherwise |", "|---|---|"]
    for program, known in survival.DAMAGES.items():
        words = "<br>".join(damage.words for damage in known) or "Nothing."
        lines.append(f"| {program} | {words} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and write the page if asked; exit code 3 where a program for it is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/producers.md")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    missing = [producer.missing for producer in PRODUCERS if producer.missing]
    print("\n".join(missing), file=sys.stderr)
    tables = f"{damages()}\n\n{form()}"
    print(tables)
    if options.write and missing:
        return 3
    if options.write:
        PAGE.write_text(placed(PAGE.read_text("utf-8"), tables, FIRST_MARK), "utf-8")
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the project's folder may be synced or read-only
    sys.exit(main())
