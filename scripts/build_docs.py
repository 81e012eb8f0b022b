"""Write the generated parts of the documentation, so that nothing in it is not so.

    python scripts/private_env.py tests scripts/build_docs.py [--check] [--pictures]

`docs/rules.md` and `docs/columns.md` come from the declarations; every block of README.md and docs/*.md that
starts with "$ ita-sheets" gets the command's real output. `--pictures` draws the pictures (LibreOffice).
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ita_sheets import schema
from ita_sheets.cli import main as program
from ita_sheets.model import Severity
from ita_sheets.rules import CATALOGUE
from ita_sheets.texts.cli import SEVERITIES
from ita_sheets.texts.refusals import REFUSALS
from ita_sheets.texts.template import NEED_WORDS

SAMPLES = ROOT / "workbook_templates" / "samples"
WORD_REPORT = ROOT / "tests" / "data" / "sources" / "libreoffice.docx"
OWN_FAULT = 4  # the program's exit code
PAGES = ("README.md", "docs/guide.md")
_COMMAND = re.compile(r"```console\n\$ ita-sheets (?P<arguments>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
_FIELD = re.compile(r"\{([a-z_]+)\}")


def _cell(text: str) -> str:
    return _FIELD.sub(r"…", text).replace("|", "\\|").replace("\n", " ")


def rules_page() -> str:
    """The catalogue of rules and refusals."""
    lines = [
        "# กฎที่ใช้ตรวจ / Rules",
        "",
        (
            "สร้างจากตัวกฎเอง อย่าแก้ด้วยมือ ดูทีละข้อด้วย `ita-sheets rules ITA333` "
            "และข้ามกฎที่ไม่เหมาะกับหน่วยงานด้วย `--ignore ITA333`"
        ),
        "",
        "Generated from the declarations. Codes are stable and never reused.",
        "",
        "| รหัส | ระดับ | พบอะไร | วิธีแก้ | In English |",
        "|---|---|---|---|---|",
    ]
    for code, rule in sorted(CATALOGUE.items()):
        severity = SEVERITIES[rule.severity].th
        lines.append(
            f"| {code} | {severity} | **{_cell(rule.title.th)}** {_cell(rule.why.th)} "
            f"| {_cell(rule.fix.th)} | {_cell(rule.title.en)} |"
        )
    counts = ", ".join(
        f"{sum(rule.severity is level for rule in CATALOGUE.values())} {level}" for level in Severity
    )
    lines += ["", f"{len(CATALOGUE)} rules: {counts}.", "", "## เหตุที่ไม่อ่านไฟล์ / Refusals", ""]
    lines += ["| รหัส | ข้อความ | In English |", "|---|---|---|"]
    lines += [f"| {item.code} | {_cell(item.words.th)} | {_cell(item.words.en)} |" for item in REFUSALS]
    return "\n".join(lines) + "\n"


def columns_page() -> str:
    """The template's sheets and columns, with the other headers each is known by."""
    lines = [
        "# ช่องของแบบรายงาน / Columns",
        "",
        "สร้างจาก `ita_sheets/schema` อย่าแก้ด้วยมือ / Generated from the schema.",
        "",
    ]
    for sheet in schema.SHEETS:
        lines += [f"## {sheet.tab.th} ({sheet.title.th})", "", f"`{sheet.key}`: {sheet.title.en}", ""]
        lines += ["| หัวตาราง | ต้องกรอก? | คำอธิบาย | รู้จักในชื่ออื่น | key |", "|---|---|---|---|---|"]
        for column in sheet.columns:
            prompt = column.prompt.th if column.prompt else ""
            aliases = ", ".join(column.aliases)
            need = NEED_WORDS[column.need].th
            lines.append(f"| {column.title.th} | {need} | {prompt} | {aliases} | `{column.key}` |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def output_of(arguments: str) -> str:
    """What the program prints for these arguments, in a folder of the sample years and a Word report."""
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES, Path(folder) / "samples")
        shutil.copy(WORD_REPORT, Path(folder) / "รายงาน2568.docx")
        os.chdir(folder)
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                program(arguments.split())
        except SystemExit as done:
            printed.flush()
            if done.code == OWN_FAULT:
                raise RuntimeError(printed.buffer.getvalue().decode()) from done
        finally:
            os.chdir(before)
    return printed.buffer.getvalue().decode()


def with_outputs(page: str) -> str:
    """The page with every command's block holding its real output."""

    def block(match: re.Match[str]) -> str:
        arguments = match["arguments"]
        return f"```console\n$ ita-sheets {arguments}\n{output_of(arguments)}```"

    return _COMMAND.sub(block, page)


def pages() -> dict[str, str]:
    """Path -> text of every page that is generated, or holds outputs."""
    found = {"docs/rules.md": rules_page(), "docs/columns.md": columns_page()}
    found |= {page: with_outputs((ROOT / page).read_text("utf-8")) for page in PAGES}
    return found


def main() -> int:
    """Write the pages; with `--check` only say which are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pictures", action="store_true")
    options = parser.parse_args()
    old = []
    for name, text in pages().items():
        path = ROOT / name
        if not path.exists() or path.read_text("utf-8") != text:
            old.append(name)
            if not options.check:
                path.write_text(text, "utf-8", newline="\n")
    print("\n".join(old) or "nothing to do")
    if options.pictures:
        import doc_pictures

        doc_pictures.draw()
    return 1 if options.check and old else 0


if __name__ == "__main__":
    sys.exit(main())
