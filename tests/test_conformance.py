"""Every workbook that we write passes Microsoft's Open XML SDK; `.ci/run` installs its validator."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import written

VALIDATOR = os.environ.get("ITA_SHEETS_OOXML_VALIDATOR", "")
ROUND = 2  # files at a time


@pytest.mark.skipif(not VALIDATOR, reason="the Open XML SDK validator is not installed (.ci/run does it)")
def test_every_workbook_is_sound_for_the_open_xml_sdk(tmp_path: Path) -> None:
    files = {kind: tmp_path / f"{number}.xlsx" for number, kind in enumerate(written.KINDS)}
    for kind, path in files.items():
        path.write_bytes(written.workbook(kind))
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(written.workbook("blank template").replace(b"xl/styles.xml", b"xl/stylez.xml"))
    with ThreadPoolExecutor(ROUND) as pool:
        found = dict(zip(files, pool.map(_faults, files.values()), strict=True))
    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert _faults(broken)  # the validator does look


def _faults(path: Path) -> list[str]:
    """What the validator has against a file; its exit code says nothing, `ok` does."""
    ran = subprocess.run([VALIDATOR, str(path), "Microsoft365"], capture_output=True, check=False)
    try:
        result = json.loads(ran.stdout)
    except ValueError:
        return [ran.stdout.decode(errors="replace")[-200:] + ran.stderr.decode(errors="replace")[-200:]]
    return [] if result["ok"] is True else [str(error) for error in result.get("errors", ["not ok"])][:5]
