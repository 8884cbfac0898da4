"""Which words of two texts belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

GAP_COST = 300
SUBSTITUTION_COST = 400
"""The weights of NIST's sclite times a hundred: a substitution is cheaper than two gaps."""
UNLIKENESS_COST = 100
"""What a substitution costs more where the words have no letter in common."""


@dataclass(frozen=True, slots=True)
class Match:
    """The word of the hypothesis that stands for a word of the reference."""

    index: int
    equal: bool


def align(reference: Sequence[str], hypothesis: Sequence[str]) -> tuple[Match | None, ...]:
    """For each word of the reference its match, or None where it was left out.

    The cheapest edit path (Levenshtein with sclite's weights), where a wrong word rather stands
    for one it is like. Among equally cheap paths it stands for the earliest word it can.
    """
    rows, columns = len(reference) + 1, len(hypothesis) + 1
    cost = [[GAP_COST * (row + column) for column in range(columns)] for row in range(rows)]
    for row in range(1, rows):
        for column in range(1, columns):
            cost[row][column] = min(
                cost[row - 1][column] + GAP_COST,
                cost[row][column - 1] + GAP_COST,
                cost[row - 1][column - 1] + _step(reference[row - 1], hypothesis[column - 1]),
            )
    matches: list[Match | None] = [None] * len(reference)
    row, column = len(reference), len(hypothesis)
    while row and column:
        step = _step(reference[row - 1], hypothesis[column - 1])
        if cost[row][column] == cost[row - 1][column] + GAP_COST:
            row -= 1
        elif cost[row][column] == cost[row - 1][column - 1] + step:
            row, column = row - 1, column - 1
            matches[row] = Match(column, step == 0)
        else:
            column -= 1
    return tuple(matches)


@cache
def _step(reference: str, hypothesis: str) -> int:
    if reference == hypothesis:
        return 0
    unlikeness = Levenshtein.normalized_distance(reference, hypothesis)
    return SUBSTITUTION_COST + round(UNLIKENESS_COST * unlikeness)
