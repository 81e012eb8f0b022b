"""The program in a process of its own, as other programs see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def command(*arguments: str | Path) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-m", "ita_sheets", *map(str, arguments)]


def environment(encoding: str = "utf-8") -> dict[str, str]:
    """The environment of a run whose console has that code page."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}


class Run:
    """One run: its exit code and what it said; `stdout` and `stderr` may be given files, as a shell does."""

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        encoding: str = "utf-8",
        stdout: Any = subprocess.PIPE,
        stderr: Any = subprocess.PIPE,
    ) -> None:
        done = subprocess.run(
            command(*arguments),
            cwd=cwd,
            env=environment(encoding),
            stdout=stdout,
            stderr=stderr,
            check=False,
        )
        self.code = done.returncode
        self.raw = done.stdout or b""
        self.encoding = encoding
        self.err = (done.stderr or b"").decode(encoding)

    @property
    def out(self) -> str:
        return self.raw.decode(self.encoding)

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw.decode("utf-8"))
        return found
