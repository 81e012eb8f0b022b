"""The texts of a workbook: those that its cells share, and those in the cells themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ita_sheets import gate
from ita_sheets.gate import Stream
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from ita_sheets.gate import Archive

MAX_TEXT = 1_000_000  # letters of one text; Excel takes 32,767
# A character as Excel writes it into XML that cannot hold it; halves of a pair and non-characters stay text.
_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f]|[Ff]{3}[EFef])([0-9A-Fa-f]{4})_")


def decoded(text: str) -> str:
    """A text as Excel shows it: "_x000D_" in a file is a carriage return."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


class TextStream(Stream):
    """A stream that gathers the text of elements one at a time, between `gather` and `gathered`."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.parser.buffer_text = True
        self._pieces: list[str] = []
        self._length = 0

    def gather(self) -> None:
        """Take the text that follows."""
        self.parser.CharacterDataHandler = self._characters

    def pause(self) -> None:
        """Leave out the text that follows: the parser then passes it over."""
        self.parser.CharacterDataHandler = None

    def gathered(self) -> str:
        """The text since the last call, which is forgotten here."""
        self.pause()
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text

    def _characters(self, text: str) -> None:
        self._length += len(text)
        self.letters += len(text)
        if self._length > MAX_TEXT:
            gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{MAX_TEXT:,}")
        self._pieces.append(text)


class RichTextStream(TextStream):
    """A stream that gathers texts of several runs, each in a format of its own.

    Runs are decoded one by one, as Excel does: "_" before "x000D_" is no carriage return. `rPh` says how to
    pronounce a text and is left out.
    """

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._runs: list[str] = []
        self._spoken = False

    def start_run(self, name: str) -> None:
        """What an element's start means for the text that is gathered."""
        if name == "t" and not self._spoken:
            self.gather()
        elif name == "rPh":
            self._spoken = True

    def end_run(self, name: str) -> None:
        """The same for its end."""
        if name == "t":
            self._runs.append(decoded(self.gathered()))
        elif name == "rPh":
            self._spoken = False

    def runs(self) -> str:
        """The text of the runs since the last call, which is forgotten here."""
        text = "".join(self._runs)
        self._runs.clear()
        return text


class _StringsStream(RichTextStream):
    """The shared texts in order."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.start_run(name)

    def end(self, name: str) -> None:
        self.end_run(name)
        if name == "si":
            self.found.append(self.runs())


def shared(archive: Archive, part: str | None) -> list[str]:
    """The texts that cells name by number, from 0; none where the workbook has no such part."""
    if part is None:
        return []
    stream = _StringsStream(part)
    stream.run(archive)
    return stream.found
