"""LibreOffice for tests that need it; they are skipped, with the reason, where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import render_pictures


def office_home(folder: Path) -> Path:
    """A home folder for LibreOffice with a font as wide as TH Sarabun New."""
    if "soffice" in render_pictures.missing_tools():
        pytest.skip("LibreOffice (soffice) is not installed")
    folder.mkdir()
    if not render_pictures.make_fonts(folder / ".fonts"):
        pytest.skip("fonttools and the font Laksaman are needed to stand in for TH Sarabun New")
    return folder


def converted(file: Path, kind: str, home: Path) -> Path:
    """The file as LibreOffice saves it again."""
    target = home / "converted"
    target.mkdir(exist_ok=True)
    render_pictures.convert([file], kind, target, home)
    return target / f"{file.stem}.{kind}"
