"""The program's verbs: parse, call, print, exit. Nothing is worked out here.

Exit codes: 0 clean, 1 findings or gaps to act on, 2 usage, 3 a file could not be read or written, 4 our own
fault. Start-up is the run time of a small tool, so each verb imports what it needs when it runs.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from ita_sheets import __version__, terminal
from ita_sheets.errors import ItaSheetsError, NotOurTemplateError
from ita_sheets.texts import Lang, Words, cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Refused, Report
    from ita_sheets.results import Writing

CLEAN, FINDINGS, USAGE, FILE, FAULT = range(5)
PROGRAM = "ita-sheets"
_PATHS = click.Path(path_type=Path)


class Said(NamedTuple):
    """The options every verb has."""

    lang: Lang
    quiet: bool
    force: bool
    debug: bool

    def writing(self, keep: Iterable[Path]) -> Writing:
        """What the writing of results needs of them; `keep` are the files that were read."""
        from ita_sheets.results import Writing

        return Writing(self.lang, self.force, self.debug, self.say, tuple(keep))

    def say(self, words: Words) -> None:
        """Tell of the progress, on stderr."""
        if not self.quiet:
            terminal.tell(words[self.lang])


def _as_year(ctx: click.Context, _param: click.Parameter, value: str | None) -> FiscalYear | None:
    """An option's Buddhist Era year, in Thai or Arabic digits."""
    from ita_sheets.fiscal import parse_year

    year = parse_year(value)
    if value is not None and year is None:
        raise click.UsageError(cli.BAD_YEAR.fill(value=value)[Lang(ctx.params.get("lang", "th"))], ctx)
    return year


def _as_columns(ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Headers of a foreign table and the keys of the columns they mean; a title will do for a key."""
    from ita_sheets import headers
    from ita_sheets.importer.meanings import COLUMNS

    lang, found = Lang(ctx.params.get("lang", "th")), {}
    for value in values:
        header, _, name = value.rpartition("=")
        meant = [c.key for c in COLUMNS if name.strip() == c.key or headers.is_header_of(c, name)]
        if not header.strip() or not meant:
            keys = ", ".join(column.key for column in COLUMNS)
            raise click.UsageError(cli.BAD_COLUMN.fill(value=value, keys=keys)[lang], ctx)
        found[header.strip()] = meant[0]
    return found


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
@click.option("--from", "earlier", type=_PATHS, multiple=True, metavar="FILE", help=cli.OPTION_FROM)
@click.option("-o", "--output", type=_PATHS, help=cli.OPTION_FILE)
@_common
def template(
    said: Said, year: FiscalYear, agency: str | None, earlier: tuple[Path, ...], output: Path | None
) -> int:
    from ita_sheets import files, results
    from ita_sheets.render.template import template as render

    report = _rolled_forward(earlier, year, said) if earlier else None
    name = (report.agency.name.text if report else "") or agency or ""
    data = render(year, report, agency=agency, created=results.made_on(year))
    folder = earlier[0].parent if earlier else Path()
    target = files.destination(output, folder, files.file_name([year], cli.TEMPLATE_NAME[said.lang], name))
    path = files.write(target, data, force=said.force, keep=earlier)
    if report:
        terminal.show(cli.ROLLED.fill(measures=len(report.measures), weak=len(report.weak_points))[said.lang])
    terminal.show(cli.WROTE.fill(path=path)[said.lang], cli.TEMPLATE_NEXT[said.lang])
    return CLEAN


@program.command(help=cli.HELP_IMPORT)
@click.argument("report", type=_PATHS)
@click.option("--year", callback=_as_year, help=cli.OPTION_YEAR)
@click.option(
    "--column", "columns", multiple=True, metavar="HEADER=KEY", callback=_as_columns, help=cli.OPTION_COLUMN
)
@click.option("--sheet", metavar="NAME", help=cli.OPTION_SHEET)
@click.option("--table", type=click.IntRange(1), metavar="N", help=cli.OPTION_TABLE)
@click.option("-o", "--output", type=_PATHS, help=cli.OPTION_FILE)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def import_(
    said: Said,
    report: Path,
    year: FiscalYear | None,
    columns: dict[str, str],
    sheet: str | None,
    table: int | None,
    output: Path | None,
    as_json: bool,
) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, files, results, rules
    from ita_sheets.importer import Wishes, import_report
    from ita_sheets.render.template import template as render
    from ita_sheets.texts import refusals

    imported = import_report(report, year, Wishes(columns, sheet, table))
    if imported.report.year is None:
        raise NotOurTemplateError(refusals.NO_YEAR.code, refusals.NO_YEAR.words)
    data = render(imported.report.year, imported.report, created=results.made_on(imported.report.year))
    name = imported.report.agency.name.text
    name = files.file_name([imported.report.year], cli.TEMPLATE_NAME[said.lang], name)
    target = files.destination(output, report.parent, name)
    path = files.write(target, data, force=said.force, keep=[report])
    found = rules.check_import(imported)
    if as_json:
        terminal.show_json(machine.imported(imported, str(path), [machine.finding(item) for item in found]))
    else:
        terminal.show(*console.imported(imported, found, said.lang), "")
        terminal.show(cli.WROTE.fill(path=path)[said.lang], cli.IMPORTED_NEXT[said.lang])
    return FINDINGS if rules.to_act_on(found) else CLEAN


@program.command(help=cli.HELP_CHECK)
@click.argument("paths", type=_PATHS, nargs=-1, required=True)
@click.option("--annotate", type=_PATHS, metavar="DIR", help=cli.OPTION_ANNOTATE)
@click.option("--ignore", multiple=True, metavar="CODE", help=cli.OPTION_IGNORE)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def check(
    said: Said, paths: tuple[Path, ...], annotate: Path | None, ignore: tuple[str, ...], as_json: bool
) -> int:
    from datetime import datetime

    from ita_sheets import as_json as machine
    from ita_sheets import console, intake, results, rules

    taken = intake.take(paths, said.say, said.debug)
    agencies, refused = intake.assess(taken, said.debug, ignore=_codes(ignore, said.lang), across=False)
    checked = taken.in_order(item for agency in agencies for item in agency.years)
    marked: dict[str, str] | None = None
    failed: list[Refused] = []
    if annotate:
        marked, failed = results.write_marked(checked, taken.paths, annotate, said.writing(taken.reports))
    if as_json:
        terminal.show_json(machine.check(checked, [*refused, *failed], marked))
    else:
        now = datetime.now()
        for item in checked:
            terminal.show(*console.checked(item, said.lang, now), "")
        for file, path in (marked or {}).items():
            terminal.show(cli.MARKED.fill(file=file, path=path)[said.lang])
    _say_refused(refused, said.lang, failed)
    return _exit_code([*refused, *failed], any(rules.to_act_on(item.findings) for item in checked))


@program.command(help=cli.HELP_COMPARE)
@click.argument("paths", type=_PATHS, nargs=-1, required=True)
@click.option("-o", "--output", type=_PATHS, metavar="FILE", help=cli.OPTION_FILE)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def compare(said: Said, paths: tuple[Path, ...], output: Path | None, as_json: bool) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, intake, results

    taken = intake.take(paths, said.say, said.debug, with_answers=True)
    agencies, refused = intake.assess(taken, said.debug, one_agency=True)
    path: str | None = None
    failed: list[Refused] = []
    if output and agencies:
        writing = said.writing(taken.reports)
        path, failed = results.write_comparison(agencies[0], output, taken.paths, refused, writing)
    if as_json:
        terminal.show_json(machine.compare(agencies, path, [*refused, *failed]))
    else:
        for agency in agencies:
            terminal.show(*console.compared(agency, said.lang))
        if path or not output:
            terminal.show((cli.OPEN_IT.fill(path=path) if path else cli.COMPARE_NEXT)[said.lang])
    _say_refused(refused, said.lang, failed)
    return _exit_code([*refused, *failed], any(_is_to_answer(agency) for agency in agencies))


@program.command(help=cli.HELP_CONVERT)
@click.argument("paths", type=_PATHS, nargs=-1, required=True)
@click.option("-o", "--output", type=_PATHS, metavar="DIR", help=cli.OPTION_FOLDER)
@click.option("--thai-digits", is_flag=True, help=cli.OPTION_THAI_DIGITS)
@click.option("--json", "as_json", is_flag=True, help=cli.OPTION_JSON)
@_common
def convert(
    said: Said, paths: tuple[Path, ...], output: Path | None, thai_digits: bool, as_json: bool
) -> int:
    from ita_sheets import as_json as machine
    from ita_sheets import console, files, intake, results, rules

    folder = output or files.results_folder(list(paths))
    taken = intake.take(paths, said.say, said.debug, with_answers=True, results=folder)
    agencies, refused = intake.assess(taken, said.debug)
    folders = files.folder_names(agency.name for agency in agencies)
    written: dict[str, dict[str, str | None]] = {}
    failed: list[Refused] = []
    for agency in agencies:
        own = folder / folders[agency.name] if len(agencies) > 1 else folder
        made = results.Made(refused, files.beside(taken.paths, folder.parent, own), thai_digits)
        written[agency.name], amiss = results.write_agency(agency, own, made, said.writing(taken.reports))
        failed += amiss
    if as_json:
        terminal.show_json(machine.convert(agencies, written, [*refused, *failed], said.lang))
    else:
        for agency in agencies:
            terminal.show(*console.converted(agency, written[agency.name], said.lang))
    _say_refused(refused, said.lang, failed)
    summaries = [paths["summary"] for paths in written.values() if paths["summary"]]
    if not as_json and (summaries or not agencies):
        last = cli.OPEN_IT.fill(path=summaries[0]) if summaries else cli.NOTHING_CONVERTED
        terminal.show(last[said.lang])
    to_act_on = any(
        rules.to_act_on(rules.all_findings(agency)) or any(item.gaps for item in agency.years)
        for agency in agencies
    )
    return _exit_code([*refused, *failed], to_act_on)


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
        terminal.show_json(machine.catalogue(items))
    else:
        terminal.show(
            *(console.rule_page(items[0], said.lang) if code else console.rule_list(items, said.lang))
        )
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


def _is_to_answer(agency: AgencyYears) -> bool:
    """Whether a comparison leaves anything to do: findings across the years, or proposals to confirm."""
    from ita_sheets import history, rules

    return rules.to_act_on(rules.across_years(agency)) or any(
        compared.asked for compared in history.compared(agency)
    )


def _rolled_forward(paths: Sequence[Path], year: FiscalYear, said: Said) -> Report:
    """Next year's report from the newest of the workbooks; older ones and answers decide which ids go on.

    Raises `NotOurTemplateError`, too, where two files are of one year or one is of another agency.
    """
    from ita_sheets import history, intake, rules
    from ita_sheets.rollforward import roll_forward

    taken = intake.take(paths, said.say, said.debug, with_answers=True)
    for item in taken.refused:
        raise NotOurTemplateError(item.code, item.words)
    agencies, _ = intake.assess(taken, said.debug, one_agency=True)
    for found in rules.across_years(agencies[0]):
        if found.code in rules.UNCLEAR_FILES:
            said_so = cli.NOT_ROLLED.fill(message=rules.message(found), fix=rules.fix(found))
            raise NotOurTemplateError(found.code, said_so)
    return roll_forward(agencies[0].years[-1], year, history.carried_ids(agencies[0]))


def _exit_code(refused: Sequence[Refused], to_act_on: bool) -> int:
    from ita_sheets.texts import refusals

    if any(item.code == refusals.OWN_FAULT.code for item in refused):
        return FAULT
    if refused:
        return FILE
    return FINDINGS if to_act_on else CLEAN


# --- the terminal ---------------------------------------------------------------------------------


def _say_refused(refused: Sequence[Refused], lang: Lang, failed: Sequence[Refused] = ()) -> None:
    """The files that were not read, then the results that were not written."""
    for words, items in ((cli.REFUSED, refused), (cli.NOT_WRITTEN, failed)):
        for item in items:
            line = words.fill(file=item.file, why=item.words[lang], code=item.code)
            terminal.tell(line[lang])


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code; no trace is shown unless `--debug` asks for one."""
    terminal.prepare()
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
        terminal.tell(cli.USAGE.fill(cause=error.format_message())[lang])
        terminal.tell(cli.USAGE_HELP.fill(command=command)[lang])
        return USAGE
    except click.Abort:
        terminal.tell(cli.STOPPED[lang])
        return FAULT
    except ItaSheetsError as error:
        terminal.tell(f"{error.words[lang]} [{error.code}]")
        return FILE
    except Exception as error:
        if "--debug" in arguments:
            raise
        from ita_sheets import errors

        fault = errors.own_fault(error)
        terminal.tell(f"{fault.words[lang]} [{fault.code}]")
        return FAULT
    return code if isinstance(code, int) else CLEAN
