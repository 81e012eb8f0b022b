"""Cell references in A1 form and the numbers behind them; rows and columns count from 1."""

from __future__ import annotations

import re

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Such as "B4" for row 4 of column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as "B4" or "$B$4", None for anything else."""
    match = _CELL.fullmatch(reference)
    return (int(match.group(2)), column_number(match.group(1))) if match else None
