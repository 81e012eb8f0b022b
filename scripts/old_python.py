# -*- coding: utf-8 -*-
"""Turns an old Python away in one sentence instead of a syntax error.

This file, convert.py and test.py must be readable to Python 2.7 and 3.6: no f-string, no annotation.
"""

import io
import os
import sys

OLDEST = (3, 11)
NEEDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python-needed.txt")


def refuse(version=sys.version_info):
    """End the program when this Python is too old for everything else in the project."""
    if tuple(version[:2]) >= OLDEST:
        return
    with io.open(NEEDED, encoding="utf-8") as file:  # Python 2's own open() takes no encoding
        sentence = file.read()
    # Written as bytes, for Python 2 and old consoles fail on Thai text.
    os.write(2, sentence.encode(getattr(sys.stderr, "encoding", None) or "utf-8", "backslashreplace"))
    sys.exit(2)
