"""Which files a command is given, and how a result is written: never half, never over another file."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.errors import CannotWriteError
from ita_sheets.texts import refusals
from ita_sheets.texts.cli import MARKED_NAME, RESULTS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.texts import Lang

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LOCK_NAMES = ("~$", ".~lock.", "._")  # owner files of Excel and LibreOffice, and macOS' attachments
_FORBIDDEN = re.compile(r'[\[\]\\/:*?"<>|\x00-\x1f]+')
MAX_NAME = 40  # characters of a file name: mail headers and Thai bytes stay within every limit


@dataclass(frozen=True, slots=True)
class Inputs:
    """The workbooks to read, and what is to be said of the paths.

    `names` says each workbook's name in results, `named` are those the user named one by one, `locks` what
    was passed over.
    """

    workbooks: tuple[Path, ...]
    names: dict[Path, str]
    named: frozenset[Path]
    locks: tuple[Path, ...]
    empty: tuple[Path, ...]  # folders without any spreadsheet


def find(paths: Iterable[Path]) -> Inputs:
    """The workbooks behind files and folders (folders with all below), each once, in order of name.

    Lock files are passed over, and folders that hold our own results. What does not exist stays in the
    list: reading it says so.
    """
    workbooks: dict[Path, None] = {}
    named, locks, empty = set(), [], []
    for path in paths:
        if not path.is_dir():
            workbooks[path] = None
            named.add(path)
            continue
        inside = sorted(item for item in path.rglob("*") if item.suffix.lower() in SPREADSHEETS)
        inside = [item for item in inside if RESULTS_FOLDER not in item.relative_to(path).parts[:-1]]
        sound = [item for item in inside if not item.name.startswith(_LOCK_NAMES)]
        locks += [item for item in inside if item not in sound]
        workbooks.update(dict.fromkeys(sound))
        if not sound:
            empty.append(path)
    return Inputs(tuple(workbooks), _names(workbooks), frozenset(named), tuple(locks), tuple(empty))


def _names(workbooks: Iterable[Path]) -> dict[Path, str]:
    """Each file's name; behind its folder's where two files are called the same ("2566/report.xlsx")."""
    paths = list(workbooks)
    called = Counter(path.name for path in paths)
    return {
        path: path.name if called[path.name] == 1 else f"{path.absolute().parent.name}/{path.name}"
        for path in paths
    }


def results_folder(paths: list[Path]) -> Path:
    """Where results go when nobody says: a folder beside the first file, or inside the first folder."""
    first = paths[0]
    return (first if first.is_dir() else first.parent) / RESULTS_FOLDER


def beside(paths: Mapping[str, Path], base: Path, folder: Path) -> dict[str, str]:
    """The files' paths from a folder below `base`, with slashes; those elsewhere are left out.

    A path that climbs beyond `base` would carry the names of somebody's own folders into what is mailed.
    """
    base, folder = base.absolute(), folder.absolute()
    return {
        name: Path(os.path.relpath(path.absolute(), folder)).as_posix()
        for name, path in paths.items()
        if path.absolute().is_relative_to(base)
    }


def short_name(agency: str) -> str:
    """An agency's name for a file name: its kind abbreviated, nothing that a file system refuses."""
    for kind, short in schema.AGENCY_KINDS_SHORT.items():
        agency = agency.replace(kind, short)
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", agency)).strip(" .-")
    return re.sub(r"\s+", "-", name)


def file_name(years: Iterable[FiscalYear | None], what: str, agency: str) -> str:
    """Such as "ITA2566-2568_สรุป_อบต.ห้วยใส.xlsx", at most `MAX_NAME` characters before the ending."""
    known = sorted({year.be for year in years if year})
    span = "-".join(str(be) for be in dict.fromkeys((known[0], known[-1]))) if known else ""
    stem = "_".join(part for part in (f"{schema.RESULT_PREFIX}{span}", what, short_name(agency)) if part)
    return f"{stem[:MAX_NAME].rstrip(' ._-')}.xlsx"


def marked_name(name: str, lang: Lang) -> str:
    """The name of a marked copy: the original's with a word behind it, and the same ending."""
    path = Path(name)
    return f"{path.stem}_{MARKED_NAME[lang]}{path.suffix}"


def write(path: Path, data: bytes, *, force: bool = False) -> Path:
    """Write the bytes, and say where: the next free name when the file exists, unless `force`.

    The bytes go to a temporary file beside the target first; a reader finds the old file or the new one,
    never half. Raises `CannotWriteError`.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path if force else _free(path)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".ita-", delete=False) as stream:
            temporary = Path(stream.name)
            stream.write(data)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        facts = {"path": path.name, "cause": error.strerror or type(error).__name__}
        raise CannotWriteError(
            refusals.CANNOT_WRITE.code, refusals.CANNOT_WRITE.words.fill(**facts)
        ) from error
    return target


def _umask() -> int:
    """The process's mask: a temporary file is private, a result should be like any other file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
