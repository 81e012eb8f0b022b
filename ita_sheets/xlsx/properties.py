"""What a workbook says of itself: properties that a program added, when it was created and saved, by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ita_sheets.xlsx.strings import TextStream

if TYPE_CHECKING:
    from ita_sheets.gate import Archive
    from ita_sheets.xlsx.parts import Parts


@dataclass(frozen=True, slots=True)
class Properties:
    """Times are UTC, without a zone; `program` is the one that saved it, as it calls itself."""

    custom: dict[str, str]
    created: datetime | None
    saved: datetime | None
    program: str | None


def read(archive: Archive, parts: Parts) -> Properties:
    """The properties; one that a part lacks, or a time that is none, is not there."""
    custom: dict[str, str] = {}
    if parts.custom:
        added = _CustomStream(parts.custom)
        added.run(archive)
        custom = added.found
    core, extended = _told(archive, parts.core), _told(archive, parts.extended)
    created, saved = _moment(core.get("created")), _moment(core.get("modified"))
    return Properties(custom, created, saved, extended.get("Application"))


def _told(archive: Archive, part: str | None) -> dict[str, str]:
    """The texts of a part's elements by their names, nothing where there is no such part."""
    if part is None:
        return {}
    stream = _TextsStream(part)
    stream.run(archive)
    return stream.found


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip()) if text else None
        return moment.astimezone(UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


class _CustomStream(TextStream):
    """The text of each property by its name, whatever its type."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "property":
            self._name = attributes.get("name", "")
            self.gather()

    def end(self, name: str) -> None:
        if name == "property" and self._name:
            self.found[self._name] = self.gathered().strip()


class _TextsStream(TextStream):
    """The text of each element by its name."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: dict[str, str] = {}

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.gather()

    def end(self, name: str) -> None:
        self.found[name] = self.gathered()
