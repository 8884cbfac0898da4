import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.dictation.ledger import percentile


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ((), 0.5, None),
        ((3.0,), 0.5, 3.0),
        ((3.0,), 0.95, 3.0),
        ((2.0, 1.0), 0.5, 1.0),
        ((3.0, 1.0, 2.0), 0.5, 2.0),
        (tuple(float(at) for at in range(1, 21)), 0.5, 10.0),
        (tuple(float(at) for at in range(1, 21)), 0.95, 19.0),
        (tuple(float(at) for at in range(1, 101)), 0.95, 95.0),
        (tuple(float(at) for at in range(1, 102)), 0.95, 96.0),
    ],
)
def test_percentiles_are_by_nearest_rank(
    values: tuple[float, ...], share: float, expected: float | None
) -> None:
    assert percentile(values, share) == expected


@given(st.lists(st.floats(0, 100), min_size=1).map(tuple), st.sampled_from([0.5, 0.95]))
def test_so_great_a_share_is_not_above_it_and_it_is_the_smallest_such(
    values: tuple[float, ...], share: float
) -> None:
    value = percentile(values, share)
    assert value in values
    assert sum(other <= value for other in values) >= share * len(values)
    assert sum(other < value for other in values) < share * len(values)
