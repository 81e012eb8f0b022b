# -*- coding: utf-8 -*-
"""Run any command of the program: python scripts/ita.py check FILE, python scripts/ita.py --help.

The first run prepares the same private environment as convert.py. The file stays readable to old Pythons, so
that they can be told what is needed (old_python.py).
"""

import sys

sys.dont_write_bytecode = True  # the project's folder may be synced or read-only

import old_python


def main():
    """Run the program in its private environment."""
    old_python.refuse()
    import private_env  # an old Python could not read it

    return private_env.run("staff", ["-m", "ita_sheets"] + (sys.argv[1:] or ["--help"]))


if __name__ == "__main__":
    sys.exit(main())
