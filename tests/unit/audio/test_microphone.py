from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from audio_messages import heard, told
from fakes import FakeAudioSystem, FakeClock, FakeStream
from ordret.audio.device import MicrophoneDevice
from ordret.audio.microphone import Microphone
from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage, AudioNotice
from ordret.errors import Fault, FaultCode

LAPTOP = MicrophoneDevice("Bærbar", is_default=True, rate_hz=48_000, channels=2, host_api="X")
HEADSET = MicrophoneDevice("Headset", is_default=False, rate_hz=16_000, channels=1, host_api="X")


class Room:
    """A microphone of ours among fake devices, with time in the test's hands."""

    def __init__(
        self,
        name: str | None,
        *plugged_in: MicrophoneDevice,
        refusing: tuple[str, ...] = (),
        latency_seconds: float = 0.0,
    ) -> None:
        self.clock = FakeClock()
        self.system = FakeAudioSystem(
            list(plugged_in), refusing=set(refusing), latency_seconds=latency_seconds
        )
        self.microphone = Microphone(
            name,
            system=self.system,
            now=self.clock.now,
            sleep=self.clock.sleep,
            queue_seconds=2.0,
        )

    def stream(self, device: MicrophoneDevice) -> FakeStream:
        return self.system.open_streams()[device.name]

    def read_all(self) -> list[AudioMessage]:
        """Everything that can be read now."""
        messages: list[AudioMessage] = []
        while (message := self.microphone.read(0.0)) is not None:
            messages.append(message)
            if isinstance(message, AudioEnd):
                break
        return messages

    def speak(self, seconds: float, *, value: float = 0.25) -> list[AudioMessage]:
        """Every open microphone hears `seconds` of a sound while we read."""
        messages: list[AudioMessage] = []
        for _ in range(round(seconds / 0.05)):
            self.clock.move(0.05)
            for stream in self.system.open_streams().values():
                stream.push_seconds(0.05, value=value)
            messages += self.read_all()
        return messages

    def wait(self, seconds: float) -> list[AudioMessage]:
        """Nothing comes from any microphone while we read."""
        messages: list[AudioMessage] = []
        for _ in range(round(seconds / 0.05)):
            self.clock.move(0.05)
            messages += self.read_all()
        return messages

    def unplug(self, device: MicrophoneDevice) -> None:
        self.system.plugged_in.remove(device)


def test_the_chosen_microphone_is_heard_at_16_khz_mono() -> None:
    room = Room("Bærbar", HEADSET, LAPTOP)
    with room.microphone:
        messages = room.speak(1.0)
        room.microphone.stop()
        messages += room.read_all()

    assert told(messages) == []
    assert len(heard(messages)) == 16_000
    np.testing.assert_allclose(heard(messages)[500:-500], 0.25, atol=1e-3)
    assert all(stream.closed for stream in room.system.streams)


def test_without_a_name_the_systems_default_is_used() -> None:
    room = Room(None, HEADSET, LAPTOP)
    with room.microphone:
        assert list(room.system.open_streams()) == ["Bærbar"]


def test_part_of_the_name_is_enough_where_it_fits_only_one() -> None:
    room = Room("head", HEADSET, LAPTOP)
    with room.microphone:
        assert list(room.system.open_streams()) == ["Headset"]


def test_the_device_list_is_read_anew_at_each_opening() -> None:
    room = Room("Headset", LAPTOP)
    room.system.refresh()
    room.system.plugged_in.append(HEADSET)
    with room.microphone:
        assert list(room.system.open_streams()) == ["Headset"]


def test_no_chunk_comes_before_the_first_sample() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        assert room.wait(2.5) == []
        assert len(heard(room.speak(0.5))) > 0


def test_no_microphone_at_all_is_a_fault() -> None:
    with pytest.raises(Fault) as raised, Room(None).microphone:
        pass

    assert raised.value.code is FaultCode.MICROPHONE_MISSING
    assert "Tilslut" in raised.value.remedy


def test_a_microphone_that_never_delivers_is_a_fault_after_three_seconds() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        assert room.wait(2.9) == []
        with pytest.raises(Fault) as raised:
            room.wait(0.2)
        with pytest.raises(Fault):
            room.microphone.read(0.0)

    assert raised.value.code is FaultCode.MICROPHONE_SILENT
    assert "»Bærbar«" in raised.value.what
    assert "3 sekunder" in raised.value.what
    assert "ordret doctor" in raised.value.remedy


def test_a_default_that_wont_open_is_a_fault() -> None:
    with (
        pytest.raises(Fault) as raised,
        Room(None, LAPTOP, refusing=("Bærbar",)).microphone,
    ):
        pass

    assert raised.value.code is FaultCode.MICROPHONE_SILENT


@pytest.mark.parametrize(
    "room",
    [
        Room("Headset", LAPTOP),
        Room("Headset", LAPTOP, HEADSET, refusing=("Headset",)),
    ],
)
def test_where_the_chosen_can_not_be_had_the_default_is_used_and_it_is_said(room: Room) -> None:
    with room.microphone:
        messages = room.speak(0.5)

    assert [fault.code for fault in told(messages)] == [FaultCode.MICROPHONE_LOST]
    assert isinstance(messages[0], AudioNotice), "it is said before the first sound is given"
    assert "»Headset«" in told(messages)[0].what
    assert "»Bærbar«" in told(messages)[0].what
    assert len(heard(messages)) > 0


def test_unplugged_it_goes_on_with_the_default_says_so_and_comes_back() -> None:
    room = Room("Headset", HEADSET, LAPTOP)
    with room.microphone:
        before = room.speak(1.0, value=0.1)
        room.unplug(HEADSET)
        gap = room.wait(1.05)
        substitute = room.speak(2.0, value=0.2)
        room.system.plugged_in.append(HEADSET)
        after = room.speak(4.0, value=0.3)
        open_at_last = list(room.system.open_streams())

    assert told(before) == []
    assert heard(gap).size == 0
    (lost,) = told(substitute)
    assert lost.code is FaultCode.MICROPHONE_LOST
    assert lost.what == (
        "Mikrofonen »Headset« holdt op med at sende lyd. Dikteringen fortsætter med"
        " »Bærbar«; der mangler 1,1 sekunder imellem."
    )
    assert heard(substitute)[-1] == pytest.approx(0.2, abs=0.01)
    assert [fault.code for fault in told(after)] == [
        FaultCode.AUDIO_OVERRUN,
        FaultCode.MICROPHONE_LOST,
    ], "the list can only be read anew with a gap, and the gap is told"
    assert told(after)[1].what == "Mikrofonen »Headset« er der igen og bliver brugt fra nu af."
    assert open_at_last == ["Headset"]


def test_a_stalled_microphone_that_stays_in_the_list_comes_back_without_a_gap() -> None:
    room = Room("Headset", HEADSET, LAPTOP)
    with room.microphone:
        messages = room.speak(1.0)
        room.system.refusing.add("Headset")
        messages += room.wait(1.05)
        messages += room.speak(1.0)
        room.system.refusing.clear()
        messages += room.speak(5.0)
        assert list(room.system.open_streams()) == ["Headset"]
        room.microphone.stop()
        messages += room.read_all()

    lost, back = told(messages)
    assert "fortsætter med" in lost.what
    assert "er der igen" in back.what
    assert len(heard(messages)) == pytest.approx(7.0 * 16_000, abs=2)


def test_what_was_said_before_the_loss_is_all_given() -> None:
    room = Room("Headset", HEADSET, LAPTOP)
    with room.microphone:
        messages = room.speak(0.5)
        room.stream(HEADSET).push_seconds(0.3)
        room.unplug(HEADSET)
        messages += room.wait(1.5)

    assert len(heard(messages)) == round(0.8 * 16_000)


def test_a_microphone_that_makes_contact_for_a_moment_is_not_gone_back_to() -> None:
    room = Room("Headset", HEADSET, LAPTOP)
    with room.microphone:
        room.speak(1.0)
        room.system.refusing.add("Headset")
        room.wait(1.05)
        room.speak(0.5)
        room.system.refusing.clear()
        messages: list[AudioMessage] = []
        blocks_of: Counter[int] = Counter()
        for _ in range(400):
            room.clock.move(0.05)
            for name, stream in room.system.open_streams().items():
                blocks_of[id(stream)] += 1
                if name == "Bærbar" or blocks_of[id(stream)] <= 10:
                    stream.push_seconds(0.05)
            messages += room.read_all()

    assert len(blocks_of) > 4, "it was tried again and again"
    assert told(messages) == []
    assert len(heard(messages)) == pytest.approx(20.0 * 16_000, abs=800)


def test_the_chosen_one_is_opened_again_where_the_default_refuses() -> None:
    room = Room("Headset", HEADSET, LAPTOP, refusing=("Bærbar",))
    with room.microphone:
        room.speak(1.0)
        room.wait(1.05)
        messages = room.speak(1.0)

    assert [fault.what for fault in told(messages)] == [
        "Mikrofonen »Headset« holdt op med at sende lyd i 1,1 sekunder, men virker igen."
    ]


def test_the_one_come_back_to_is_the_one_that_was_left() -> None:
    another = replace(HEADSET, name="Headset til stuen")
    room = Room("heads", HEADSET, LAPTOP)
    with room.microphone:
        room.speak(1.0)
        room.system.plugged_in[:] = [LAPTOP, another]
        room.wait(1.05)
        room.speak(4.0)
        assert list(room.system.open_streams()) == ["Bærbar"]
        room.system.plugged_in.append(HEADSET)
        room.speak(4.0)
        assert list(room.system.open_streams()) == ["Headset"]


def test_without_a_choice_it_comes_back_to_the_default_it_began_with() -> None:
    was_default = replace(HEADSET, is_default=True)
    room = Room(None, was_default, replace(LAPTOP, is_default=False))
    with room.microphone:
        room.speak(1.0)
        room.system.plugged_in[:] = [LAPTOP]
        room.wait(1.05)
        assert "fortsætter med »Bærbar«" in told(room.speak(1.0))[0].what
        room.system.plugged_in[:] = [HEADSET, LAPTOP]
        room.speak(4.0)
        assert list(room.system.open_streams()) == ["Headset"]


def test_the_same_microphone_is_opened_again_where_it_is_still_the_default() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        room.speak(0.5)
        room.wait(1.0)
        messages = room.speak(0.5)

    (fault,) = told(messages)
    assert fault.code is FaultCode.MICROPHONE_LOST
    assert "virker igen" in fault.what


def test_after_the_machine_slept_the_microphone_is_still_in_use() -> None:
    room = Room("Headset", HEADSET, LAPTOP)
    with room.microphone:
        messages = room.speak(1.0)
        room.clock.move(3_600.0)
        messages += room.read_all()
        messages += room.speak(1.0)

    assert told(messages) == []
    assert len(heard(messages)) == 2 * 16_000


def test_where_no_other_microphone_goes_on_it_is_a_fault_and_nothing_read_is_lost() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        assert len(heard(room.speak(0.5))) > 0
        room.unplug(LAPTOP)
        with pytest.raises(Fault) as raised:
            room.wait(5.0)

    assert raised.value.code is FaultCode.MICROPHONE_LOST
    assert "Det, du sagde inden, er med" in raised.value.remedy
    assert 4.0 <= room.clock.seconds - 0.5 <= 4.6


def test_a_default_that_appears_a_moment_after_the_loss_is_used() -> None:
    room = Room(None, HEADSET)
    with room.microphone:
        room.speak(0.5)
        room.unplug(HEADSET)
        room.wait(2.0)
        room.system.plugged_in.append(LAPTOP)
        room.wait(0.5)
        messages = room.speak(0.5)

    assert [fault.code for fault in told(messages)] == [FaultCode.MICROPHONE_LOST]
    assert len(heard(messages)) > 0


def test_stopped_while_no_microphone_is_left_says_that_something_is_missing() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        room.speak(0.5)
        room.unplug(LAPTOP)
        room.wait(2.0)
        room.microphone.stop()
        *rest, last = room.read_all()

    assert [fault.code for fault in told(rest)] == [FaultCode.MICROPHONE_LOST]
    assert isinstance(last, AudioEnd)


def test_a_muted_microphone_is_told_once_and_so_is_its_return() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        muted = room.speak(8.0, value=0.0)
        back = room.speak(2.0)

    assert [fault.code for fault in told(muted)] == [FaultCode.MICROPHONE_SILENT]
    assert "helt stille" in told(muted)[0].what
    assert [fault.what for fault in told(back)] == ["Der er lyd i mikrofonen »Bærbar« igen."]


def test_a_full_queue_is_counted_and_told_where_the_sound_is_missing() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        room.stream(LAPTOP).push_seconds(1.0, value=0.1)
        room.stream(LAPTOP).push_seconds(1.0, value=0.2)
        room.stream(LAPTOP).push_seconds(1.3, value=0.3)
        before = [room.microphone.read(0.0)]
        room.stream(LAPTOP).push_seconds(0.5, value=0.4)
        room.microphone.stop()
        after = room.read_all()

    assert told([message for message in before if message]) == []
    assert [type(message) for message in after[:2]] == [AudioChunk, AudioNotice]
    (fault,) = told(after)
    assert fault.code is FaultCode.AUDIO_OVERRUN
    assert fault.what.startswith("1,3 sekunder af det sagte gik tabt")
    assert not np.any(np.isclose(heard(after), 0.3, atol=1e-3))


def test_sound_dropped_last_of_all_is_told_before_the_end() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        room.stream(LAPTOP).push_seconds(2.0)
        room.stream(LAPTOP).push_seconds(0.5)
        room.microphone.stop()
        messages = room.read_all()

    assert [fault.code for fault in told(messages)] == [FaultCode.AUDIO_OVERRUN]
    assert isinstance(messages[-1], AudioEnd)


def test_an_overflow_in_the_system_is_told_but_not_many_times_a_second() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        messages = room.speak(0.5)
        for _ in range(20):
            room.clock.move(0.05)
            room.stream(LAPTOP).push_seconds(0.05, overflowed=True)
            messages += room.read_all()

    assert [fault.code for fault in told(messages)] == [FaultCode.AUDIO_OVERRUN]


def test_an_overflow_before_the_first_sample_is_no_loss() -> None:
    room = Room(None, LAPTOP)
    with room.microphone:
        room.stream(LAPTOP).push_seconds(0.5, overflowed=True)
        assert told(room.read_all()) == []


def test_what_was_said_before_the_stop_is_waited_for() -> None:
    room = Room(None, HEADSET, latency_seconds=0.1)
    with room.microphone:
        messages = room.speak(1.0)
        room.microphone.stop()
        messages += room.speak(0.1)
        messages += room.wait(0.1)

    assert len(heard(messages)) == round(1.1 * 16_000)
    assert isinstance(messages[-1], AudioEnd)
