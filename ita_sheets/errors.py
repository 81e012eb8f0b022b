"""The few exceptions a caller may see: each is one sentence that an office clerk can act on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_sheets.texts import Words

_PACKAGE = Path(__file__).parent


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


def own_fault(error: Exception) -> ItaSheetsError:
    """Our own failure as a sentence: what kind and where in our code.

    Not the exception's own text, which may quote what stands in somebody's cell; a missing module's cannot.
    """
    import traceback

    from ita_sheets.texts.refusals import OWN_FAULT

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    at = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    kind = str(error) if isinstance(error, ImportError) else type(error).__name__
    return ItaSheetsError(OWN_FAULT.code, OWN_FAULT.words.fill(cause=f"{kind}{at}"))


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(_PACKAGE)
