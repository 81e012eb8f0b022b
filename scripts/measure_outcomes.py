"""Measure the classifier of outcomes on the labelled set and write the figures into docs/verdicts.md.

Run from anywhere: ``python scripts/measure_outcomes.py``. A test holds that the page shows these figures.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from ita_sheets.model import Verdict  # noqa: E402  (the program runs from its folder, not installed)
from ita_sheets.outcomes import judge  # noqa: E402

ALONE = ROOT / "tests" / "labelled" / "outcomes.toml"
BESIDE = ROOT / "tests" / "labelled" / "carried.toml"  # with last year's outcome beside each
PAGE = ROOT / "docs" / "verdicts.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PARTS = {"tune": "looked at while the tables were written", "held": "held out"}

Counts = Counter[tuple[Verdict, Verdict]]  # (label, verdict) -> rows


def rows(path: Path) -> list[tuple[str, Verdict, Verdict]]:
    """Every labelled row of a file: its part, its label, the verdict it got."""
    return [
        (row["part"], Verdict(row["is"]), _verdict(measure, row["text"]))
        for measure in tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
        for row in measure["outcomes"]
    ]


def _verdict(measure: dict[str, str], outcome: str) -> Verdict:
    return judge(measure["measure"], measure["action"], outcome, measure.get("previous", "")).verdict


def measured(*paths: Path) -> dict[str, Counts]:
    """For each part how many rows of each label got each verdict; of both files where none is given."""
    found: dict[str, Counts] = {part: Counter() for part in PARTS}
    for path in paths or (ALONE, BESIDE):
        for part, label, verdict in rows(path):
            found[part][label, verdict] += 1
    return found


def precision_recall(counts: Counts, verdict: Verdict) -> tuple[float, float]:
    """Of the rows judged so the share that is so, and of the rows that are so the share judged so."""
    right = counts[verdict, verdict]
    judged = sum(n for (_, said), n in counts.items() if said is verdict)
    labelled = sum(n for (label, _), n in counts.items() if label is verdict)
    return right / judged if judged else 1.0, right / labelled if labelled else 1.0


def gaps(counts: Counts) -> tuple[float, float]:
    """Precision and recall of "belongs on the gap list"."""
    both = sum(n for (label, said), n in counts.items() if label.is_gap and said.is_gap)
    judged = sum(n for (_, said), n in counts.items() if said.is_gap)
    labelled = sum(n for (label, _), n in counts.items() if label.is_gap)
    return both / judged, both / labelled


def figures(found: dict[str, Counts]) -> str:
    """The figures as Markdown tables."""
    lines = []
    for part, meaning in PARTS.items():
        counts = found[part]
        right = sum(n for (label, said), n in counts.items() if label is said)
        lines += [
            f"### `{part}` ({meaning}): {right} of {counts.total()} rows right",
            "",
            "| verdict | rows | precision | recall |",
            "|---|---|---|---|",
        ]
        for verdict in Verdict:
            rows = sum(n for (label, _), n in counts.items() if label is verdict)
            precision, recall = precision_recall(counts, verdict)
            lines.append(f"| `{verdict}` | {rows} | {precision:.2f} | {recall:.2f} |")
        precision, recall = gaps(counts)
        rows = sum(n for (label, _), n in counts.items() if label.is_gap)
        lines += [f"| a gap | {rows} | {precision:.2f} | {recall:.2f} |", ""]
        lines += ["| label \\ judged | " + " | ".join(Verdict) + " |", "|---" * (len(Verdict) + 1) + "|"]
        for label in Verdict:
            cells = (str(counts[label, said] or "") for said in Verdict)
            lines.append(f"| {label} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join([*lines, *_beside_last_years()])


def _beside_last_years() -> list[str]:
    """The figures of the rows that have last year's outcome beside them, by themselves."""
    lines = [
        "### Beside last year's outcome",
        "",
        "| part | rows | right | labelled `carried_over` | precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    for part, counts in measured(BESIDE).items():
        right = sum(n for (label, said), n in counts.items() if label is said)
        carried = sum(n for (label, _), n in counts.items() if label is Verdict.CARRIED_OVER)
        precision, recall = precision_recall(counts, Verdict.CARRIED_OVER)
        lines.append(
            f"| `{part}` | {counts.total()} | {right} | {carried} | {precision:.2f} | {recall:.2f} |"
        )
    return [*lines, ""]


def page_with(text: str, tables: str) -> str:
    """The page with the tables between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def main() -> None:
    """Rewrite the page's figures."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with(text, figures(measured())), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
