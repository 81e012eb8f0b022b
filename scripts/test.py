# -*- coding: utf-8 -*-
"""Run the tests: python scripts/test.py [PYTEST ARGUMENTS...].

The first run prepares a private environment. The file stays readable to old Pythons, so that they can be
told what is needed (old_python.py).
"""

import os
import sys

sys.dont_write_bytecode = True  # the project's folder may be synced or read-only

import old_python

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EVERYTHING = ["-n", "auto"]


def main():
    """Run pytest from the project's folder in its private environment."""
    old_python.refuse()
    import private_env  # an old Python could not read it

    os.chdir(ROOT)
    # One seed for all of pytest's workers, which must print the sets in the tests' names alike.
    os.environ.setdefault("PYTHONHASHSEED", str(os.getpid() % 1000))
    return private_env.run("tests", ["-m", "pytest"] + (sys.argv[1:] or EVERYTHING))


if __name__ == "__main__":
    sys.exit(main())
