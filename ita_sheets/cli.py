"""The program's verbs: parse, call, print, exit. Nothing is worked out here.

Exit codes: 0 clean, 1 findings or gaps to act on, 2 usage, 3 a file could not be read or written, 4 our own
fault. Start-up is the run time of a small tool, so each verb imports what it needs when it runs.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from ita_sheets import __version__
from ita_sheets.errors import ItaSheetsError, NotOurTemplateError
from ita_sheets.texts import Lang, Words, cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ita_sheets.files import Inputs
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import AgencyYears, Checked, Refused

CLEAN, FINDINGS, USAGE, FILE, FAULT = range(5)
PROGRAM = "ita-sheets"
_PATHS = click.Path(path_type=Path)


class Said(NamedTuple):
    """The options every verb has."""

    lang: Lang
    quiet: bool
    force: bool
    debug: bool


def _as_year(ctx: click.Context, _param: click.Parameter, value: str | None) -> FiscalYear | None:
    """An option's Buddhist Era year, in Thai or Arabic digits."""
    from ita_sheets.fiscal import parse_year

    year = parse_year(value)
    if value is not None and year is None:
        raise click.UsageError(cli.BAD_YEAR.fill(value=value)[Lang(ctx.params.get("lang", "th"))], ctx)
    return year


def _common(command: Callable[..., int]) -> Callable[..., int]:
    """The options common to all verbs, handed over as one `said`."""

    def run(lang: str, quiet: bool, force: bool, debug: bool, **options: Any) -> int:
        return command(said=Said(Lang(lang), quiet, force, debug), **options)

    run.__name__ = command.__name__.rstrip("_")  # click names the verb after it
    for option in (
        click.option("--force", is_flag=True, help=cli.OPTION_FORCE),
        click.option("--debug", is_flag=True, help=cli.OPTION_DEBUG),
        click.option("-q", "--quiet", is_flag=True, help=cli.OPTION_QUIET),
        click.option(
            "--lang", type=click.Choice(["th", "en"]), default="th", is_eager=True, help=cli.OPTION_LANG
        ),
    ):
        run = option(run)
    return run


@click.group(
    help=cli.HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 79},
)
@click.version_option(__version__, prog_name=PROGRAM, help=cli.OPTION_VERSION)
def program() -> None:
    """All verbs; see `texts.cli.HELP`."""


@program.command(help=cli.HELP_TEMPLATE)
@click.option("--year", callback=_as_year, required=True, help=cli.OPTION_YEAR)
@click.option("--agency", help=cli.OPTION_AGENCY)
@click.option("-o", "--output", type=_PATHS, help=cli.OPTION_FILE)
@_common
def template(said: Said, year: FiscalYear, agency: str | None, output: Path | None) -> int:
    from ita_sheets import files
    from ita_sheets.render.template import template as render

    data = render(year, agency=agency, created=creation_date([year]))
    target = output or Path(files.file_name([year], cli.TEMPLATE_NAME[said.lang], agency or ""))
    path = files.write(target, data, force=said.force)
    _print(cli.WROTE.fill(path=path)[said.lang], cli.TEMPLATE_NEXT[said.lang])
    return CLEAN


@program.command(help=cli.HELP_IMPORT)
@click.argument("report", type=_PATHS)
@click.option("--year", callback=_as_year, help=cli.OPTION_YEAR)
@click.option("-o", "--output", type=_PATHS, help=cli.OPTION_FILE)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def import_(said: Said, report: Path, year: FiscalYear | None, output: Path | None, as_json: bool) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, files, rules
    from ita_sheets.importer import import_report
    from ita_sheets.render.template import template as render
    from ita_sheets.texts import refusals

    imported = import_report(report, year)
    if imported.report.year is None:
        raise NotOurTemplateError(refusals.NO_YEAR.code, refusals.NO_YEAR.words)
    data = render(imported.report.year, imported.report, created=creation_date([imported.report.year]))
    name = imported.report.agency.name.text
    target = output or report.with_name(
        files.file_name([imported.report.year], cli.TEMPLATE_NAME[said.lang], name)
    )
    path = files.write(target, data, force=said.force)
    found = rules.check_import(imported)
    if as_json:
        _print_json(machine.imported(imported, str(path), [machine.finding(item) for item in found]))
    else:
        _print(*console.imported(imported, found, said.lang), "")
        _print(cli.WROTE.fill(path=path)[said.lang], cli.IMPORTED_NEXT[said.lang])
    return FINDINGS if rules.to_act_on(found) else CLEAN


@program.command(help=cli.HELP_CHECK)
@click.argument("paths", type=_PATHS, nargs=-1, required=True)
@click.option("--ignore", multiple=True, metavar="CODE", help=cli.OPTION_IGNORE)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def check(said: Said, paths: tuple[Path, ...], ignore: tuple[str, ...], as_json: bool) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, rules

    checked, refused = _read_all(paths, said, _codes(ignore, said.lang))
    if as_json:
        _print_json(machine.check(checked, refused))
    else:
        for item in checked:
            _print(*console.checked(item, said.lang), "")
    _say_refused(refused, said.lang)
    return _exit_code(refused, any(rules.to_act_on(item.findings) for item in checked))


@program.command(help=cli.HELP_CONVERT)
@click.argument("paths", type=_PATHS, nargs=-1, required=True)
@click.option("-o", "--output", type=_PATHS, metavar="DIR", help=cli.OPTION_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def convert(said: Said, paths: tuple[Path, ...], output: Path | None, as_json: bool) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, files, rules
    from ita_sheets.assess import by_agency

    checked, refused = _read_all(paths, said)
    agencies = by_agency(checked)
    folder = output or files.results_folder(list(paths))
    written = {}
    for agency in agencies:
        own = folder / files.short_name(agency.name or cli.NO_NAME.th) if len(agencies) > 1 else folder
        written[agency.name] = _write_agency(agency, own, refused, said)
    if as_json:
        _print_json(machine.convert(agencies, written, refused, said.lang))
    else:
        for agency in agencies:
            paths_written = written[agency.name]
            _print(*console.converted(agency, paths_written["summary"], paths_written["gaps"], said.lang))
    _say_refused(refused, said.lang)
    if not as_json:
        first = next(iter(written.values()), None)
        last = cli.OPEN_IT.fill(path=first["summary"]) if first else cli.NOTHING_CONVERTED
        _print(last[said.lang])
    to_act_on = any(item.gaps or rules.to_act_on(item.findings) for item in checked)
    return _exit_code(refused, to_act_on)


@program.command(help=cli.HELP_RULES)
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def rules(said: Said, code: str | None, as_json: bool) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console
    from ita_sheets.rules import CATALOGUE

    codes = _codes([code] if code else sorted(CATALOGUE), said.lang)
    items = [CATALOGUE[known] for known in codes]
    if as_json:
        _print_json(machine.catalogue(items))
    else:
        _print(*(console.rule_page(items[0], said.lang) if code else console.rule_list(items, said.lang)))
    return CLEAN


# --- steps the verbs share ------------------------------------------------------------------------


def _codes(codes: Iterable[str], lang: Lang) -> list[str]:
    """Rule codes as the catalogue spells them; an unknown one is a usage error."""
    from ita_sheets.rules import CATALOGUE

    known = [code.upper() for code in codes]
    for code in known:
        if code not in CATALOGUE:
            raise click.UsageError(cli.UNKNOWN_RULE.fill(code=code)[lang])
    return known


def _read_all(
    paths: Sequence[Path], said: Said, ignore: Sequence[str] = ()
) -> tuple[list[Checked], list[Refused]]:
    """Every workbook behind the paths, read and checked; one bad file never stops the others."""
    from ita_sheets import files
    from ita_sheets.assess import assess
    from ita_sheets.model import Refused
    from ita_sheets.reader import read_workbook
    from ita_sheets.texts import refusals

    inputs = files.find(paths)
    refused = [
        Refused(folder.name, refusals.NOTHING_FOUND.code, refusals.NOTHING_FOUND.words)
        for folder in inputs.empty
    ]
    _progress(said, *(cli.SKIPPED_LOCK.fill(file=lock.name) for lock in inputs.locks))
    checked = []
    for path in inputs.workbooks:
        name = inputs.names[path]
        _progress(said, cli.READING.fill(file=name))
        try:
            checked.append(assess(read_workbook(path, name), ignore))
        except ItaSheetsError as error:
            if _is_own_output(error, path, inputs):
                _progress(said, cli.SKIPPED_OWN.fill(file=name))
            else:
                refused.append(Refused(name, error.code, error.words))
        except Exception as error:  # our own fault with one file must not cost the others
            if said.debug:
                raise
            words = refusals.OWN_FAULT.words.fill(cause=f"{type(error).__name__}: {error}")
            refused.append(Refused(name, refusals.OWN_FAULT.code, words))
    return checked, refused


def _is_own_output(error: ItaSheetsError, path: Path, inputs: Inputs) -> bool:
    """A result of an earlier run that lies in a folder is no mistake of the user's."""
    from ita_sheets.texts import refusals

    return error.code == refusals.OUR_OUTPUT.code and path not in inputs.named


def _write_agency(
    agency: AgencyYears, folder: Path, refused: Sequence[Refused], said: Said
) -> dict[str, str]:
    from ita_sheets import files
    from ita_sheets.render.gaps import gap_list
    from ita_sheets.render.summary import summary

    years = [item.reading.report.year for item in agency.years]
    created = creation_date([year for year in years if year])
    books = {
        "summary": (cli.SUMMARY_NAME, summary(agency, lang=said.lang, created=created, refused=refused)),
        "gaps": (cli.GAPS_NAME, gap_list(agency, lang=said.lang, created=created)),
    }
    return {
        kind: str(
            files.write(
                folder / files.file_name(years, words[said.lang], agency.name), data, force=said.force
            )
        )
        for kind, (words, data) in books.items()
    }


def creation_date(years: Sequence[FiscalYear]) -> datetime:
    """The creation date of a workbook: the year's last day, so that the same input gives the same bytes."""
    from datetime import datetime, time

    from ita_sheets.fiscal import FiscalYear

    last = max(years, default=FiscalYear(2567))
    return datetime.combine(last.end, time())


def _exit_code(refused: Sequence[Refused], to_act_on: bool) -> int:
    from ita_sheets.texts import refusals

    if any(item.code == refusals.OWN_FAULT.code for item in refused):
        return FAULT
    if refused:
        return FILE
    return FINDINGS if to_act_on else CLEAN


# --- the terminal ---------------------------------------------------------------------------------


def _print(*lines: str) -> None:
    for line in lines:
        click.echo(line)


def _print_json(result: dict[str, Any]) -> None:
    """UTF-8 whatever the console's code page is."""
    sys.stdout.flush()
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _progress(said: Said, *words: Words) -> None:
    if not said.quiet:
        for line in words:
            click.echo(line[said.lang], err=True)


def _say_refused(refused: Sequence[Refused], lang: Lang) -> None:
    for item in refused:
        line = cli.REFUSED.fill(file=item.file, why=item.words[lang], code=item.code)
        click.echo(line[lang], err=True)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code; no trace is shown unless `--debug` asks for one."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    # Read ahead of the parser: its own refusals, too, are said in the language asked for.
    asked = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    lang = Lang.EN if asked else Lang.TH
    try:
        code = program.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else PROGRAM
        click.echo(cli.USAGE.fill(cause=error.format_message())[lang], err=True)
        click.echo(cli.USAGE_HELP.fill(command=command)[lang], err=True)
        return USAGE
    except click.Abort:
        click.echo(cli.STOPPED[lang], err=True)
        return FAULT
    except ItaSheetsError as error:
        click.echo(f"{error.words[lang]} [{error.code}]", err=True)
        return FILE
    except Exception as error:
        if "--debug" in arguments:
            raise
        from ita_sheets.texts import refusals

        words = refusals.OWN_FAULT.words.fill(cause=f"{type(error).__name__}: {error}")
        click.echo(f"{words[lang]} [{refusals.OWN_FAULT.code}]", err=True)
        return FAULT
    return code if isinstance(code, int) else CLEAN
