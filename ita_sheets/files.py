"""Which files a command is given, and how a result is written: never half, never over another file."""

from __future__ import annotations

import errno
import os
import re
import time
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.errors import CannotWriteError
from ita_sheets.texts import Words, refusals
from ita_sheets.texts.cli import MARKED_NAME, NO_NAME, RESULTS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.texts import Lang

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LOCK_NAMES = ("~$", ".~lock.", "._")  # owner files of Excel and LibreOffice, and macOS' attachments
# What a file system refuses, and signs that nobody sees or that turn a line of text around.
_FORBIDDEN = re.compile(
    r'[\[\]\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+'
)
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{name}{number}" for name in ("COM", "LPT") for number in range(10)),
}
LEFT_OVER = 3_600  # seconds after which an unfinished file belongs to no run any more
LONGEST_PATH = 240  # characters; Windows takes 260 where nobody allowed it more
_UNFINISHED = re.compile(r"\.ita-[0-9a-f]{8}\.tmp")
_PAUSES = (0.1, 0.3, 0.6)  # seconds
_CAUSES = {
    errno.ENOSPC: (refusals.DISK_FULL, refusals.MAKE_ROOM),
    errno.EDQUOT: (refusals.DISK_FULL, refusals.MAKE_ROOM),
    errno.EFBIG: (refusals.DISK_FULL, refusals.MAKE_ROOM),
    errno.EACCES: (refusals.NOT_ALLOWED, refusals.TAKE_ANOTHER_FOLDER),
    errno.EPERM: (refusals.NOT_ALLOWED, refusals.TAKE_ANOTHER_FOLDER),
    errno.EROFS: (refusals.NOT_ALLOWED, refusals.TAKE_ANOTHER_FOLDER),
    errno.ENOTDIR: (refusals.NO_FOLDER, refusals.TAKE_ANOTHER_FOLDER),
    errno.EEXIST: (refusals.NO_FOLDER, refusals.TAKE_ANOTHER_FOLDER),  # of making the folder
    errno.EINVAL: (refusals.NAME_NOT_ALLOWED, refusals.TAKE_ANOTHER_NAME),
}
_CLOSED = (errno.EPIPE, errno.EBADF, errno.EINVAL)  # of a stream; Windows says the last for a closed pipe
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
        if not _is_folder(path):
            workbooks[path] = None
            named.add(path)
            continue
        inside = sorted(item for item in path.rglob("*") if item.suffix.lower() in SPREADSHEETS)
        inside = [item for item in inside if RESULTS_FOLDER not in item.relative_to(path).parts[:-1]]
        inside = [item for item in inside if not _is_folder(item)]
        sound = [item for item in inside if not item.name.startswith(_LOCK_NAMES)]
        locks += [item for item in inside if item not in sound]
        workbooks.update(dict.fromkeys(sound))
        if not sound:
            empty.append(path)
    return Inputs(tuple(workbooks), _names(workbooks), frozenset(named), tuple(locks), tuple(empty))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder; of a name too long for the system there is none."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _names(workbooks: Iterable[Path]) -> dict[Path, str]:
    """Each file's name; behind those of its folders as far as they tell it apart ("2566/report.xlsx")."""
    parts = {path: unicodedata.normalize("NFC", path.absolute().as_posix()).split("/") for path in workbooks}
    names = {path: found[-1] for path, found in parts.items()}
    for depth in range(2, max(map(len, parts.values()), default=0) + 1):
        called = Counter(names.values())
        alike = [path for path, name in names.items() if called[name] > 1]
        names.update((path, "/".join(parts[path][-depth:])) for path in alike)
    return names


def results_folder(paths: list[Path]) -> Path:
    """Where results go when nobody says: a folder beside the first file, or inside the first folder."""
    first = paths[0]
    return (first if _is_folder(first) else first.parent) / RESULTS_FOLDER


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


def folder_names(agencies: Iterable[str]) -> dict[str, str]:
    """A folder's name for each agency, none like another where capitals count for nothing."""
    names: dict[str, str] = {}
    for agency in agencies:
        name = short_name(agency)[:MAX_NAME].rstrip(" ._-") or short_name(NO_NAME.th)
        name += "_" * (name.partition(".")[0].upper() in _DEVICES)
        number, free = 2, name
        while free.casefold() in {taken.casefold() for taken in names.values()}:
            number, free = number + 1, f"{name} ({number})"
        names[agency] = free
    return names


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


def destination(output: Path | None, folder: Path, name: str) -> Path:
    """Where one result goes: into the folder by its own name, or where `output` says, a folder or a file.

    A file gets the ending of a workbook where it has another: Excel would not open it.
    """
    if output is None or _is_folder(output):
        return (output or folder) / name
    return output if output.suffix.lower() == ".xlsx" else output.with_name(f"{output.name}.xlsx")


def write(path: Path, data: bytes, *, force: bool = False, keep: Collection[Path] = ()) -> Path:
    """Write the bytes, and say where: the next free name when the file exists, unless `force`.

    The bytes go to a file of our own beside the target first, then to the disk, and are moved into place
    whole: a reader, or a run that is killed, leaves the old file or the new one, never half. The files of
    `keep`, those that were read, are never written over. Raises `CannotWriteError`.
    """
    if force and any(_is_same(path, other) for other in keep):
        words = refusals.WOULD_OVERWRITE_INPUT.words.fill(path=path.name)
        raise CannotWriteError(refusals.WOULD_OVERWRITE_INPUT.code, words)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        unfinished = _unfinished(path.parent, data)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        target = _patiently(unfinished.replace, path) if force else _placed(unfinished, path)
    except OSError as error:
        raise cannot_write(path, error, moving=True) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    _settle(path.parent)
    return target


def _is_same(path: Path, other: Path) -> bool:
    with suppress(OSError):
        return path.samefile(other)
    return False


def _unfinished(folder: Path, data: bytes) -> Path:
    """The bytes in a new file of a name that no search of ours or of Excel takes for a workbook."""
    path = folder / f".ita-{os.urandom(4).hex()}.tmp"
    try:
        with path.open("xb") as stream:
            stream.write(data)
            stream.flush()
            _on_disk(stream.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return path


def _on_disk(handle: int) -> None:
    """Wait until the bytes are on the disk; some network drives have no such order."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def _patiently(move: Callable[[Path], Path], target: Path) -> Path:
    """Move a file to the target; a virus scanner holds new files for a moment, so not at once."""
    for pause in _PAUSES:
        try:
            return move(target)
        except PermissionError:
            time.sleep(pause)
    return move(target)


def _placed(unfinished: Path, path: Path) -> Path:
    """Put the file where nothing is: under its name, or the next free one, also where two runs race."""
    number, target = 2, path
    while True:
        try:
            try:
                target.hardlink_to(unfinished)
            except FileExistsError:
                raise
            except OSError:  # a drive without links, such as a memory stick
                _renamed(unfinished, target)
        except FileExistsError:
            target = path.with_name(f"{path.stem} ({number}){path.suffix}")
            number += 1
        else:
            return target


def _renamed(unfinished: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
    _patiently(unfinished.rename, target)


def _settle(folder: Path) -> None:
    """Have the folder's entry on the disk, too, where the system knows such an order."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left here: only files of our own names, and only old ones."""
    oldest = time.time() - LEFT_OVER
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if not _UNFINISHED.fullmatch(item.name) or not item.is_file(follow_symlinks=False):
                continue
            with suppress(OSError):
                if item.stat().st_mtime < oldest:
                    Path(item.path).unlink()


def cannot_write(path: Path | Words, error: OSError, *, moving: bool = False) -> CannotWriteError:
    """The sentence for a result that could not be written: what stands in the way, and what to do.

    `moving` says that only the last step failed, putting the finished file into its place.
    """
    cause, way_out = _cause(path, error, moving=moving)
    facts = {"path": path.name if isinstance(path, Path) else path, "cause": cause, "way_out": way_out}
    return CannotWriteError(refusals.CANNOT_WRITE.code, refusals.CANNOT_WRITE.words.fill(**facts))


def _cause(path: Path | Words, error: OSError, *, moving: bool) -> tuple[Words, Words]:
    if moving and isinstance(path, Path) and _is_folder(path):
        return refusals.IS_A_FOLDER, refusals.TAKE_ANOTHER_NAME
    if moving and isinstance(error, PermissionError):
        return refusals.IN_USE, refusals.CLOSE_IT
    if isinstance(path, Words) and error.errno in _CLOSED:
        return refusals.NOT_TAKEN, refusals.KEEP_IT
    too_long = isinstance(path, Path) and len(str(path.absolute())) > LONGEST_PATH
    if error.errno == errno.ENAMETOOLONG or (too_long and error.errno in (errno.ENOENT, errno.EINVAL)):
        return refusals.NAME_TOO_LONG, refusals.SHORTEN_IT
    known = _CAUSES.get(error.errno or 0)
    if known:
        return known
    said = error.strerror or type(error).__name__
    return Words(said, said), refusals.TAKE_ANOTHER_FOLDER
