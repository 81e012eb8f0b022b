"""The ITA total and level, recomputed from the ten scores.

total = 0.3 x mean of IIT (1-5) + 0.3 x mean of EIT (6-8) + 0.4 x mean of OIT (9-10); it reproduces the
published totals of `DOMAIN` samples to two decimals (a test holds two of them).
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from ita_sheets import schema
from ita_sheets.schema import Instrument, Level

Scores = Mapping[int, float]  # indicator 1-10 -> score 0-100

TOLERANCE = 0.015  # of a total typed with two decimals: half a unit, and one of rounding on the way


def instrument_means(scores: Scores) -> dict[Instrument, float] | None:
    """The mean score of each instrument, None unless all ten indicators have one."""
    if any(item.number not in scores for item in schema.INDICATORS):
        return None
    return {
        instrument: fmean(scores[i.number] for i in schema.INDICATORS if i.instrument is instrument)
        for instrument in Instrument
    }


def total(scores: Scores) -> float | None:
    """The ITA total, 0-100, rounded to two decimals; None unless all ten indicators have a score."""
    means = instrument_means(scores)
    if means is None:
        return None
    return round(sum(instrument.weight * mean for instrument, mean in means.items()), 2)


def levels(scores: Scores, be: int) -> tuple[Level, ...]:
    """The levels that the scores may have been given in a fiscal year, highest first.

    More than one only in 2566, when EIT counted as two parts whose scores are not in the report: then
    the level without the instruments' condition is possible too. Empty unless all ten have a score.
    """
    means, sum_of_all = instrument_means(scores), total(scores)
    if means is None or sum_of_all is None:
        return ()
    system = schema.LEVELS[schema.year_facts(be).levels]
    reached = [level for level in system if sum_of_all >= level.total]
    sure = next(level for level in reached if level.each is None or min(means.values()) >= level.each)
    below = reached[reached.index(sure) + 1 :]
    return (sure, *below[:1]) if be == schema.EIT_IN_TWO_PARTS and sure.each else (sure,)
