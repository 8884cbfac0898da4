import pytest

from ordret.audio.watch import Flow, FlowWatch


def watch_of_sound(*, until_seconds: float) -> FlowWatch:
    """Opened at 0, with a block of noise every 50 ms from 50 ms on."""
    watch = FlowWatch(0.0)
    for block in range(1, round(until_seconds / 0.05) + 1):
        watch.arrived(block * 0.05, block_seconds=0.05, all_zeros=False)
    return watch


def feed_zeros(watch: FlowWatch, *, since_seconds: float, seconds: float) -> None:
    for block in range(1, round(seconds / 0.05) + 1):
        watch.arrived(since_seconds + block * 0.05, block_seconds=0.05, all_zeros=True)


def look_in_vain(watch: FlowWatch, *, since_seconds: float, seconds: float) -> FlowWatch:
    """Every 100 ms."""
    for look in range(1, round(seconds / 0.1) + 1):
        watch.nothing_came(since_seconds + look * 0.1)
    return watch


@pytest.mark.parametrize(
    ("waited_seconds", "flow"),
    [(0.0, Flow.STARTING), (2.9, Flow.STARTING), (3.1, Flow.NEVER), (60.0, Flow.NEVER)],
)
def test_a_microphone_has_three_seconds_to_deliver(waited_seconds: float, flow: Flow) -> None:
    watch = look_in_vain(FlowWatch(0.0), since_seconds=0.0, seconds=waited_seconds)

    assert watch.flow() is flow


def test_it_may_start_slowly_as_long_as_it_starts() -> None:
    watch = look_in_vain(FlowWatch(0.0), since_seconds=0.0, seconds=2.9)
    watch.arrived(2.9, block_seconds=0.05, all_zeros=False)
    look_in_vain(watch, since_seconds=2.9, seconds=0.5)

    assert watch.flow() is Flow.FLOWING


@pytest.mark.parametrize(("pause", "flow"), [(0.9, Flow.FLOWING), (1.1, Flow.STALLED)])
def test_a_second_without_data_is_a_stall(pause: float, flow: Flow) -> None:
    watch = watch_of_sound(until_seconds=5.0)

    assert look_in_vain(watch, since_seconds=5.0, seconds=pause).flow() is flow


def test_data_after_a_stall_is_flow_again() -> None:
    watch = look_in_vain(watch_of_sound(until_seconds=5.0), since_seconds=5.0, seconds=4.0)
    watch.arrived(9.0, block_seconds=0.05, all_zeros=False)

    assert watch.flow() is Flow.FLOWING


@pytest.mark.parametrize("watch", [FlowWatch(5.0), watch_of_sound(until_seconds=5.0)])
def test_a_machine_that_slept_does_not_blame_the_microphone(watch: FlowWatch) -> None:
    watch.nothing_came(3_605.0)
    watch.nothing_came(3_605.1)

    assert watch.flow() in (Flow.STARTING, Flow.FLOWING)


def test_zeros_from_the_beginning_are_told_after_three_seconds() -> None:
    watch = FlowWatch(0.0)

    feed_zeros(watch, since_seconds=0.0, seconds=2.9)
    assert watch.flow() is Flow.FLOWING
    feed_zeros(watch, since_seconds=2.9, seconds=0.2)
    assert watch.flow() is Flow.ZEROS


def test_a_headset_that_sends_zeros_in_a_pause_has_ten_seconds() -> None:
    watch = watch_of_sound(until_seconds=5.0)

    feed_zeros(watch, since_seconds=5.0, seconds=9.8)
    assert watch.flow() is Flow.FLOWING
    feed_zeros(watch, since_seconds=14.8, seconds=0.3)
    assert watch.flow() is Flow.ZEROS


def test_one_sound_ends_the_zeros() -> None:
    watch = FlowWatch(0.0)
    feed_zeros(watch, since_seconds=0.0, seconds=5.0)
    watch.arrived(5.05, block_seconds=0.05, all_zeros=False)

    assert watch.flow() is Flow.FLOWING


def test_it_is_steady_only_after_a_second_of_data() -> None:
    assert not look_in_vain(FlowWatch(0.0), since_seconds=0.0, seconds=2.0).steady
    assert watch_of_sound(until_seconds=1.2).steady


def test_it_is_not_steady_where_data_came_for_a_moment_or_stopped() -> None:
    moment = look_in_vain(watch_of_sound(until_seconds=0.5), since_seconds=0.5, seconds=0.7)
    stalled = look_in_vain(watch_of_sound(until_seconds=5.0), since_seconds=5.0, seconds=1.1)

    assert not moment.steady
    assert not stalled.steady
