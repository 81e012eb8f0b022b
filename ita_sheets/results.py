"""The files that a run leaves: an agency's workbooks, marked copies, and the date they carry."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import files, gate
from ita_sheets.errors import ItaSheetsError, own_fault
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Refused
from ita_sheets.texts import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ita_sheets.changes import AgencyYears
    from ita_sheets.model import Checked
    from ita_sheets.texts import Lang, Words


class Writing(NamedTuple):
    """How results are written: the language, whether over files of the same name, and who is told.

    `keep` are the files that were read, which no result ever replaces. `debug` lets a fault of our own
    through, which otherwise costs the one result.
    """

    lang: Lang
    force: bool
    debug: bool
    say: Callable[[Words], None]
    keep: Sequence[Path]

    def attempt(
        self, name: str, target: Path, made: Callable[[], bytes], written: Iterable[str | None] = ()
    ) -> str | Refused:
        """Make a result and write it, over another of this run's never: where it went, or why it did not.

        `name` is what is said to have failed.
        """
        force = self.force and str(target) not in written
        try:
            return str(files.write(target, made(), force=force, keep=self.keep))
        except ItaSheetsError as error:
            return Refused(name, error.code, error.words)
        except Exception as error:
            if self.debug:
                raise
            fault = own_fault(error)
            return Refused(name, fault.code, fault.words)


class Made(NamedTuple):
    """What a summary is made from beside the agency: refused files, the sources' paths, and its digits."""

    refused: Sequence[Refused]
    sources: dict[str, str]
    thai_digits: bool


def made_on(year: FiscalYear) -> datetime:
    """The creation date of a year's workbook: its last day, so that the same input gives the same bytes."""
    return datetime.combine(year.end, time())


def made_in(agency: AgencyYears) -> datetime:
    """The creation date of an agency's results: the last day of its newest year."""
    years = [item.reading.report.year for item in agency.years]
    return made_on(max((year for year in years if year), default=FiscalYear(2567)))


def write_agency(
    agency: AgencyYears, folder: Path, made: Made, writing: Writing
) -> tuple[dict[str, str | None], list[Refused]]:
    """Write the summary and the gap list into the folder: where each went, None for one that failed."""
    from ita_sheets.render.gaps import gap_list
    from ita_sheets.render.summary import summary

    years = [item.reading.report.year for item in agency.years]
    created, lang = made_in(agency), writing.lang

    def told() -> bytes:
        return summary(
            agency,
            lang=lang,
            created=created,
            refused=made.refused,
            digits_thai=made.thai_digits,
            sources=made.sources,
        )

    books: tuple[tuple[str, Words, Callable[[], bytes]], ...] = (
        ("summary", cli.SUMMARY_NAME, told),
        ("gaps", cli.GAPS_NAME, lambda: gap_list(agency, lang=lang, created=created)),
    )
    written: dict[str, str | None] = {}
    failed: list[Refused] = []
    for kind, words, book in books:
        target = folder / files.file_name(years, words[lang], agency.name)
        done = writing.attempt(target.name, target, book, written.values())
        written[kind] = None if isinstance(done, Refused) else done
        failed += [done] if isinstance(done, Refused) else []
    return written, failed


def write_comparison(
    agency: AgencyYears, output: Path, refused: Sequence[Refused], writing: Writing
) -> tuple[str | None, list[Refused]]:
    """Write the comparison of the years to a file or into a folder: where it went, or why it did not."""
    from ita_sheets.render.comparison import comparison

    lang = writing.lang
    years = [item.reading.report.year for item in agency.years]
    target = files.destination(output, output, files.file_name(years, cli.COMPARISON_NAME[lang], agency.name))
    book = partial(comparison, agency, lang=lang, created=made_in(agency), refused=refused)
    done = writing.attempt(target.name, target, book)
    return (None, [done]) if isinstance(done, Refused) else (done, [])


def write_marked(
    checked: Sequence[Checked], paths: Mapping[str, Path], folder: Path, writing: Writing
) -> tuple[dict[str, str], list[Refused]]:
    """Write a marked copy of each workbook that has findings: where each went, and those that failed.

    `paths` gives the files by the names that results call them.
    """
    written: dict[str, str] = {}
    failed: list[Refused] = []
    for item in (item for item in checked if item.findings):
        name = item.reading.file.name
        target = folder / files.marked_name(paths[name].name, writing.lang)
        done = writing.attempt(name, target, partial(_marked, paths[name], item, writing), written.values())
        if isinstance(done, Refused):
            failed.append(done)
        else:
            written[name] = done
    return written, failed


def _marked(path: Path, item: Checked, writing: Writing) -> bytes:
    """A file's marked copy; what could not be marked in it is said."""
    from ita_sheets.annotate import annotate

    marked = annotate(gate.read_bytes(path), item, writing.lang)
    for words in marked.not_marked:
        writing.say(words)
    return marked.data
