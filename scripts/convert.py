# -*- coding: utf-8 -*-
"""Convert ITA workbooks: python scripts/convert.py [FILE OR FOLDER...] [OPTIONS].

Without a file or folder the project's own sample years are converted. The first run prepares a private
environment. The file stays readable to old Pythons, so that they can be told what is needed (old_python.py).
"""

import os
import sys

sys.dont_write_bytecode = True  # the project's folder may be synced or read-only

import old_python

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLES = os.path.join(ROOT, "workbook_templates", "samples")
RESULTS = os.path.join(ROOT, "results")
OUTPUT = ("-o", "--output")
TAKE_A_VALUE = OUTPUT + ("--lang", "--ignore")


def with_sample_years(arguments):
    """Return the arguments, with the sample years added when they name no file or folder."""
    is_value = False
    has_output = False
    for argument in arguments:
        if not is_value and not argument.startswith("-"):
            return arguments
        has_output = has_output or (not is_value and argument.startswith(OUTPUT))
        is_value = not is_value and argument in TAKE_A_VALUE
    return arguments + [SAMPLES] + ([] if has_output else ["-o", RESULTS])


def dropped_files(command_line):
    """Return what stands behind convert.cmd in the command line of the cmd.exe that runs it.

    convert.cmd cannot hand on the files dropped on it: cmd.exe cuts its arguments at every & that Explorer
    left unquoted. The whole line reaches us unharmed, in quotes of cmd's own: cmd /c ""convert.cmd" FILES".
    """
    script = "convert.cmd"
    rest = command_line[command_line.lower().find(script) + len(script) :]
    if rest.startswith('"'):
        rest = rest[1:]
    if rest.count('"') % 2:  # cmd's own closing quote
        rest = rest.rstrip()[:-1]
    parts = [[part] if number % 2 else part.split() for number, part in enumerate(rest.split('"'))]
    return [word for part in parts for word in part]


def main():
    """Run the program's convert in its private environment."""
    old_python.refuse()
    import private_env  # an old Python could not read it

    arguments = sys.argv[1:]
    if "ITA_SHEETS_DROPPED" in os.environ:  # set by convert.cmd
        arguments = dropped_files(os.environ["ITA_SHEETS_DROPPED"])
    return private_env.run("staff", ["-m", "ita_sheets", "convert"] + with_sample_years(arguments))


if __name__ == "__main__":
    sys.exit(main())
