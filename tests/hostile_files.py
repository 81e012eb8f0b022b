"""All hostile files by subject, and how each is laid into a folder."""

from __future__ import annotations

from pathlib import Path

from hostile import EXTENTS, PACKAGES, Bad
from hostile import KINDS as NO_WORKBOOKS
from hostile_archives import ARCHIVES
from hostile_bulk import BULK
from hostile_cells import CELLS
from hostile_markup import MARKUP
from hostile_places import KINDS, NAME, PLACES, Place

SUBJECTS: dict[str, tuple[Bad | Place, ...]] = {
    "Files of other kinds, and things that are no files": (*NO_WORKBOOKS, *KINDS, *PLACES),
    "Damaged packages": PACKAGES,
    "Archives that lie": ARCHIVES,
    "Attacks on XML parsers": MARKUP,
    "Sheets that are well-formed and wrong": (*EXTENTS, *CELLS),
    "Small files that unpack to much": BULK,
}


def laid(item: Bad | Place, folder: Path) -> Path:
    """The thing in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(item, Place):
        return item.put(folder)
    path = folder / NAME
    path.write_bytes(item.made())
    return path
