"""What an agency's years *are*: links between measures with their reasons, answers, steps between years."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Checked, Finding, Measure, Place


class Change(StrEnum):
    """What became of a measure's wording from one year to a later one."""

    SAME = "same"  # but for digits' script, spaces and numbering
    REWORDED = "reworded"
    SPLIT = "split"  # one measure became several
    MERGED = "merged"  # several became one


class Band(StrEnum):
    """How sure a link is: `sure` needs nobody, `confirm` is a proposal that a person answers."""

    SURE = "sure"
    CONFIRM = "confirm"


class ReasonKind(StrEnum):
    """Why a link was made, or what speaks against it."""

    ANSWER = "answer"  # a person confirmed it
    ID = "id"  # the id was carried forward
    ID_OTHER_SUBJECT = "id_other_subject"  # the same id on texts that have nothing in common
    IDENTICAL = "identical"  # the same but for digits' script, spaces and numbering
    SIMILAR = "similar"  # facts: percent
    LEAD = "lead"  # the runner-up is nearly as similar; facts: percent (the runner-up's), row
    NUMBERS = "numbers"  # figures differ; facts: earlier, later
    STAGE = "stage"  # the words of plan and report differ; facts: earlier, later
    UNIT = "unit"  # the responsible units differ; facts: earlier, later
    ACTION = "action"  # what was done is alike; facts: percent
    INDICATOR = "indicator"  # the same ITA indicator; facts: indicator
    JOINED = "joined"  # together the parts match better than one alone; facts: percent


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a link; `facts` are plain values, named as `ReasonKind` says."""

    kind: ReasonKind
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """One measure of a year and the one it became.

    `similarity` (0-1) is that of the measures' texts; `group` numbers the splits and merges of a step from 1,
    None for a link of one to one.
    """

    earlier: Measure
    later: Measure
    change: Change
    band: Band
    similarity: float
    reasons: tuple[Reason, ...]
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A measure of the other year and how alike its text is, 0-1."""

    measure: Measure
    similarity: float


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A measure with no link, and at most three measures of the other year that are nearest to it."""

    measure: Measure
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Two lists: each earlier measure is in `links` or `dropped`, each later one in `links` or `added`."""

    links: tuple[Link, ...]
    added: tuple[Unlinked, ...]
    dropped: tuple[Unlinked, ...]


class Reply(StrEnum):
    """What a person answers to a proposal."""

    YES = "yes"
    NO = "no"
    OTHER = "other"  # it is another measure, named beside


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's word on whether two wordings are the same measure.

    `earlier` and `later` are the fingerprints of the two wordings ("" for none: the question was about an
    added or a dropped measure): where a text changes, the answer no longer applies and the question is
    asked again. `other` names, for `Reply.OTHER`, the measure of the other year by number or id.
    """

    years: str  # "2567-2568"
    earlier: str
    later: str
    reply: Reply
    other: str
    at: Place
    earlier_text: str = ""
    later_text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbouring years of one agency, linked. Between them a year may be missing."""

    earlier: FiscalYear
    later: FiscalYear
    linked: Linked


@dataclass(frozen=True, slots=True)
class AgencyYears:
    """One agency's workbooks, oldest fiscal year first; two files of one year stand in order of name.

    `steps` link neighbouring years. A year of which several files are there stands in no step. `answers` are
    what people said of proposed links, obeyed or no longer to the point. `elsewhere` are findings across the
    years in files that are not among them.
    """

    name: str
    years: tuple[Checked, ...]
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()
    elsewhere: tuple[Finding, ...] = ()
