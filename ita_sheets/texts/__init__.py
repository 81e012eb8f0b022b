"""Every word a user sees that is neither a column's (`schema`) nor a rule's (`rules`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """The languages of the program: Thai first, English second."""

    TH = "th"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; may hold ``{name}`` fields filled by `fill`."""

    th: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.th if lang is Lang.TH else self.en

    def fill(self, **facts: object) -> Words:
        """Both languages filled with the same facts; a fact that is itself `Words` goes in by language.

        Raises `KeyError` for a field without a fact.
        """
        return Words(
            th=self.th.format_map({name: _said(fact, Lang.TH) for name, fact in facts.items()}),
            en=self.en.format_map({name: _said(fact, Lang.EN) for name, fact in facts.items()}),
        )


def _said(fact: object, lang: Lang) -> object:
    return fact[lang] if isinstance(fact, Words) else fact
