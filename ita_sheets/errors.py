"""The few exceptions a caller may see: each is one sentence that an office clerk can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_sheets.texts import Words


class ItaSheetsError(Exception):
    """Something the caller must be told, in Thai and in English.

    `code` is stable (see `docs/rules.md`), `words` is the finished sentence in both languages.
    """

    def __init__(self, code: str, words: Words) -> None:
        super().__init__(words.en)
        self.code = code
        self.words = words


class UnreadableError(ItaSheetsError):
    """The file is not a workbook that can be read safely, or it is not there."""


class NotOurTemplateError(ItaSheetsError):
    """A sound file, but not one that this command takes."""


class CannotWriteError(ItaSheetsError):
    """A result could not be written; nothing that stood there before was changed."""


class CannotAnnotateError(ItaSheetsError):
    """A workbook that can be read, but of which no marked copy can be made."""
