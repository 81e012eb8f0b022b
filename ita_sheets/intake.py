"""From paths to agencies: every file read, none stopping the others, and what people answered before.

Where one of our own results is among the files it is no report: what people answered in it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import answers, files
from ita_sheets.assess import Asked, assess_all
from ita_sheets.assess import assess as assess_one
from ita_sheets.errors import ItaSheetsError, own_fault
from ita_sheets.grid import open_book
from ita_sheets.model import Refused
from ita_sheets.reader import read_book
from ita_sheets.texts import cli, refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ita_sheets.changes import AgencyYears, Answer
    from ita_sheets.model import Checked, Reading
    from ita_sheets.texts import Words


class Intake(NamedTuple):
    """What was read: reports in the order of their files, answers of earlier results, and refused files.

    `paths` gives a report's file by the name that results call it.
    """

    readings: list[Reading]
    paths: dict[str, Path]
    answers: tuple[Answer, ...]
    refused: list[Refused]

    @property
    def reports(self) -> list[Path]:
        """The files of the reports, which no result may replace."""
        return [self.paths[reading.file.name] for reading in self.readings]

    def in_order(self, checked: Iterable[Checked]) -> list[Checked]:
        """Checked workbooks in the order in which their files were given."""
        names = [reading.file.name for reading in self.readings]
        return sorted(checked, key=lambda item: names.index(item.reading.file.name))


def take(
    paths: Sequence[Path],
    say: Callable[[Words], None],
    debug: bool,
    *,
    with_answers: bool = False,
    results: Path | None = None,
) -> Intake:
    """Every workbook behind the paths, read; `say` is told of the progress.

    With answers, our own results among them, and those in the folder of results, give what people answered.
    `debug` lets a fault of our own through, which otherwise refuses the one file.
    """
    inputs = files.find(paths)
    nothing = refusals.NOTHING_FOUND
    refused = [Refused(folder.name, nothing.code, nothing.words) for folder in inputs.empty]
    for lock in inputs.locks:
        say(cli.SKIPPED_LOCK.fill(file=lock.name))
    readings = []
    answered = answers.earlier_results(results) if results else []
    for path in inputs.workbooks:
        name = inputs.names[path]
        say(cli.READING.fill(file=name))
        try:
            book = open_book(path, name)
            if with_answers and answers.holds_answers(book):
                answered.append(book)
            else:
                readings.append(read_book(book))
        except ItaSheetsError as error:
            # A result of an earlier run that lies in a folder is no mistake of the user's.
            if error.code == refusals.OUR_OUTPUT.code and path not in inputs.named:
                say(cli.SKIPPED_OWN.fill(file=name))
            else:
                refused.append(Refused(name, error.code, error.words))
        except Exception as error:
            if debug:
                raise
            refused.append(_own_fault(name, error))
    found = answers.newest(answered)
    if found:
        say(cli.ANSWERS_READ.fill(count=len(found)))
    return Intake(readings, {inputs.names[path]: path for path in inputs.workbooks}, found, refused)


def assess(
    taken: Intake,
    debug: bool,
    *,
    ignore: Iterable[str] = (),
    one_agency: bool = False,
    across: bool = True,
) -> tuple[tuple[AgencyYears, ...], list[Refused]]:
    """The agencies with their years, and the files that were refused by now; see `Asked`.

    A fault of our own with one file refuses that file; the others are looked at without it.
    """
    asked = Asked(frozenset(ignore), taken.answers, one_agency, across)
    try:
        return assess_all(taken.readings, asked), taken.refused
    except Exception:
        if debug:
            raise
    faults = {reading.file.name: _fault(reading) for reading in taken.readings}
    sound = [reading for reading in taken.readings if faults[reading.file.name] is None]
    return assess_all(sound, asked), [*taken.refused, *filter(None, faults.values())]


def _fault(reading: Reading) -> Refused | None:
    """Our own fault with a reading by itself, if there is one."""
    try:
        assess_one(reading)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost the other files
        return _own_fault(reading.file.name, error)
    return None


def _own_fault(name: str, error: Exception) -> Refused:
    fault = own_fault(error)
    return Refused(name, fault.code, fault.words)
