"""How the house is built: what may import what, where words and libraries live, and what stays out of it."""

from __future__ import annotations

import ast
import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from ita_sheets import schema
from ita_sheets.model import Agency, Measure, Record, Score, SourceLine, Waiver, WeakPoint

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ita_sheets"

# Imports go down or stay on their floor. docs/architecture.md says what each module knows.
FLOORS = {
    "errors": 0,
    "thai": 0,
    "texts": 0,
    "fiscal": 1,
    "schema": 1,
    "redline": 1,
    "model": 2,
    "changes": 2,
    "gate": 3,
    "xlsx": 3,
    "entries": 3,
    "headers": 3,
    "grid": 3,
    "layout": 4,
    "reader": 4,
    "importer": 4,
    "outcomes": 5,
    "scores": 5,
    "linking": 5,
    "rules": 6,
    "assess": 6,
    "frames": 6,
    "answers": 5,
    "history": 5,
    "score_years": 5,
    "rollforward": 6,
    "render": 7,
    "annotate": 7,
    "files": 8,
    "intake": 8,
    "results": 8,
    "as_json": 8,
    "console": 8,
    "terminal": 8,
    "cli": 8,
    "__main__": 8,
}
OWNERS = {"xlsxwriter": "render.book", "click": "cli", "pandas": "frames"}

# Where Thai words may stand in the code, and why. Docstrings and comments are free.
THAI = {
    "schema": "the names and aliases of what people fill in",
    "texts": "every other word a user sees or an outcome is judged by",
    "rules": "each rule's sentence, and the examples in its declaration",
    "thai": "the letters that its tables and patterns are about",
    "fiscal.words": "the words that dates are written with",
    "fiscal.years": "the names of the months",
    "importer.meanings": "headers of foreign tables that no column has as its alias",
    "importer.cues": "the words by which a paragraph's use is known",
    "importer.memo": "the words by which a memo's parts are known",
    "importer.named_scores": "the words by which a score in a sentence is known",
    "importer.table": "the range of digits in a pattern, the words of totals and signatures",
    "outcomes.evidence": "ranges of letters, in patterns",
}
MAX_LINES = 420
LONGER: dict[str, str] = {}
NAMES_WITHOUT_A_NOUN = {"utils", "util", "helpers", "helper", "core", "base", "manager", "common", "misc"}

RECORDS: dict[str, tuple[type[Record], set[str]]] = {
    "agency": (Agency, set()),
    "measures": (Measure, {"row", "ref", "extra"}),
    "weak_points": (WeakPoint, set()),
    "scores": (Score, set()),
    "waivers": (Waiver, set()),
    "source": (SourceLine, set()),
}

NOT_COMMITTED = {
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    "dist",
    "results",
    "wheels",
}
# A folder of one machine, or where it gets its packages from. The launcher's tests invent a user called som.
PRIVATE = re.compile(
    rb"(?<![\w.])/(?:[r]oot|[w]ork|(?:home|Users)/(?!som/)\w+)/"
    rb"|[A-Za-z]:\\{1,2}Users\\{1,2}(?!som)\w"
    rb"|[p]ypi\.org|[p]ythonhosted\.org|[r]egistry\.npmjs|[i]ndex-url\s*=?\s*https?:"
)


@cache
def modules() -> dict[str, ast.Module]:
    """The package's modules by their name inside it; a package goes by its folder's name."""
    return {
        name_of(path): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != PACKAGE / "__init__.py"
    }


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(imported module, line) of every import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "ita_sheets":
                yield from ((f"ita_sheets.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield str(node.module), node.lineno


def own_imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(module of ours on the first level, line)."""
    for name, line in imports(tree):
        parts = name.split(".")
        if parts[0] == "ita_sheets" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1], line


def belongs(name: str, places: dict[str, str]) -> bool:
    """Whether a module is one of the places or lies below one."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def thai_literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every literal with a Thai letter that is no docstring."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and re.search("[\u0e01-\u0e5b]", node.value):
            yield node.lineno, node.value


def committed() -> Iterator[Path]:
    """The project's files, without what tools leave behind."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - NOT_COMMITTED)
        yield from (Path(folder, file) for file in sorted(files))


# --- floors and owners ------------------------------------------------------------------------------------


def test_every_module_has_its_floor() -> None:
    missing = {name.partition(".")[0] for name in modules()} - set(FLOORS)
    assert not missing


@pytest.mark.parametrize("name", modules())
def test_imports_go_down(name: str) -> None:
    floor = FLOORS[name.partition(".")[0]]
    up = [(module, line) for module, line in own_imports(modules()[name]) if FLOORS[module] > floor]
    assert not up


@pytest.mark.parametrize("name", modules())
def test_a_third_party_library_is_imported_by_its_owner_only(name: str) -> None:
    foreign = [
        (module, line)
        for module, line in imports(modules()[name])
        if (top := module.partition(".")[0]) not in sys.stdlib_module_names
        and top != "ita_sheets"
        and OWNERS.get(top) != name
    ]
    assert not foreign


def loaded_by(statement: str) -> set[str]:
    """The third-party libraries that a fresh process has loaded after the statement."""
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    return set(done.stdout.decode().split()) & {*OWNERS, "openpyxl", "numpy", "docx", "tomllib"}


def test_the_program_starts_with_click_alone() -> None:
    assert loaded_by("import ita_sheets.cli") == {"click"}


def test_reading_and_checking_load_no_library() -> None:
    assert not loaded_by("import ita_sheets.reader, ita_sheets.assess, ita_sheets.files, ita_sheets.console")


# --- words, keys, sizes, names ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", modules())
def test_thai_words_stand_where_they_belong(name: str) -> None:
    if not belongs(name, THAI):
        assert list(thai_literals(modules()[name])) == []


def test_every_place_for_thai_words_is_in_use() -> None:
    used = {
        place
        for place in THAI
        for name, tree in modules().items()
        if belongs(name, {place: ""}) and any(thai_literals(tree))
    }
    assert used == set(THAI)


@pytest.mark.parametrize("sheet", schema.SHEETS, ids=lambda sheet: sheet.key)
def test_a_columns_key_is_its_fields_name(sheet: schema.Sheet) -> None:
    record, own = RECORDS[sheet.key]
    fields = [field.name for field in dataclasses.fields(record) if field.name not in own]  # type: ignore[arg-type]
    assert fields == [column.key for column in sheet.columns]


@pytest.mark.parametrize(
    "path", [*PACKAGE.rglob("*.py"), *(ROOT / "scripts").glob("*.py")], ids=lambda p: p.name
)
def test_no_module_grows_too_long(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    listed = path.relative_to(ROOT).as_posix() in LONGER
    assert (lines > MAX_LINES) == listed, f"{lines} lines"


def test_every_module_is_named_after_what_it_holds() -> None:
    names = {path.stem for path in committed() if path.suffix == ".py"}
    names |= {path.parent.name for path in committed() if path.suffix == ".py"}
    assert not names & NAMES_WITHOUT_A_NOUN


# --- what stays out of it ---------------------------------------------------------------------------------


def contents(path: Path) -> Iterator[bytes]:
    """A file's bytes; of a workbook those of its parts."""
    if path.suffix == ".xlsx":
        with ZipFile(path) as archive:
            yield from (archive.read(part) for part in archive.namelist())
    else:
        yield path.read_bytes()


def test_no_file_knows_a_machine_or_a_registry() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group()!r}"
        for path in committed()
        for content in contents(path)
        for match in PRIVATE.finditer(content)
    }
    assert not found
