"""The console's two streams: what people typed is shown and does nothing, and output that is lost is said."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import suppress
from typing import Any, TextIO

# Control characters, those of a terminal's commands among them, and signs that turn a line around.
_ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_ACTIVE_IN_JSON = re.compile(f"(?!\n){_ACTIVE.pattern}|[\ud800-\udfff]")  # JSON itself has line feeds


def prepare() -> None:
    """Show what a console's code page does not know as an escape, instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def show(*lines: str) -> None:
    """Write lines of the result to stdout. Raises `CannotWriteError` when it takes no more."""
    _result("".join(f"{plain(line)}\n" for line in lines), None)


def show_json(result: dict[str, Any]) -> None:
    """Write one object to stdout, as UTF-8 whatever the console's code page is; raises as `show` does."""
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    _result(_ACTIVE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text), "utf-8")


def tell(line: str) -> None:
    """Write a line of progress or of what went wrong to stderr; nobody can be told of one that is lost."""
    with suppress(OSError):
        _write(sys.stderr, f"{plain(line)}\n", None)


def plain(line: str) -> str:
    """The line without what would act on a terminal."""
    return _ACTIVE.sub(" ", line)


def _result(text: str, encoding: str | None) -> None:
    try:
        _write(sys.stdout, text, encoding)
    except OSError as error:
        from ita_sheets import files
        from ita_sheets.texts import refusals

        raise files.cannot_write(refusals.OUTPUT, error) from error


def _write(stream: TextIO | None, text: str, encoding: str | None) -> None:
    if stream is None:  # as Python starts with the stream closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        if encoding is None:
            stream.write(text)
        else:
            stream.flush()
            stream.buffer.write(text.encode(encoding))
        stream.flush()
    except OSError:
        _give_up(stream)
        raise


def _give_up(stream: TextIO) -> None:
    """Send what is still in the stream nowhere, or Python would fail on it again as it ends."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
