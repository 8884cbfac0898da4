import os
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from audio_messages import heard, pitch_hz, told
from fakes import FakeClock
from ordret.audio.file import AudioFile, Pace
from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage, AudioNotice
from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ, Samples
from sound_files import cut_short, encode, tone, write_wav


def messages_of(path: Path) -> list[AudioMessage]:
    messages: list[AudioMessage] = []
    with AudioFile(path, Pace.FAST) as file:
        while not isinstance(message := file.read(0.0), AudioEnd):
            assert message is not None
            messages.append(message)
    return messages


def refusal(path: Path) -> Fault:
    with pytest.raises(Fault) as raised, AudioFile(path, Pace.FAST):
        pass
    assert raised.value.code is FaultCode.AUDIO_FILE_UNREADABLE
    assert path.name in raised.value.what, "the file is named"
    assert str(path.parent) not in str(raised.value), "its folder is nobody's business"
    assert raised.value.remedy
    return raised.value


def assert_is_the_tone(
    samples: Samples, *, seconds: float, within_seconds: float = 0.03, share: float = 1.0
) -> None:
    assert len(samples) / SAMPLE_RATE_HZ == pytest.approx(seconds, abs=within_seconds)
    middle = samples[SAMPLE_RATE_HZ // 4 : -SAMPLE_RATE_HZ // 4]
    assert pitch_hz(middle) == pytest.approx(440.0, abs=2.0)
    loudness = float(np.sqrt((middle**2).mean()))
    assert loudness == pytest.approx(share * 0.5 / np.sqrt(2), rel=0.06)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("sample_bytes", [1, 2, 3, 4])
def test_wav_of_every_rate_and_depth(tmp_path: Path, rate_hz: int, sample_bytes: int) -> None:
    path = write_wav(
        tmp_path / "x.wav", tone(rate_hz, 1.5), rate_hz=rate_hz, sample_bytes=sample_bytes
    )

    messages = messages_of(path)

    assert told(messages) == []
    assert_is_the_tone(heard(messages), seconds=1.5)


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("x.flac", "flac", 44_100),
        ("x.mp3", "libmp3lame", 44_100),
        ("x.m4a", "aac", 44_100),
        ("x.opus", "libopus", 48_000),
        ("x.webm", "libopus", 48_000),
        ("x.wav", "pcm_f32le", 48_000),
        ("x.wav", "pcm_f64le", 48_000),
        ("x.wav", "pcm_alaw", 8_000),
        ("x.aiff", "pcm_s24be", 44_100),
    ],
)
def test_every_usual_format(tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
    messages = messages_of(
        encode(tmp_path / name, [tone(rate_hz, 2.0)], rate_hz=rate_hz, codec=codec)
    )

    assert told(messages) == []
    assert_is_the_tone(heard(messages), seconds=2.0)


@pytest.mark.parametrize("speaking", range(6))
def test_a_speaker_on_any_of_six_channels_is_heard(tmp_path: Path, speaking: int) -> None:
    channels = [np.zeros(48_000, np.float32) for _ in range(6)]
    channels[speaking] = tone(48_000, 1.0)
    path = encode(tmp_path / "møde.wav", channels, rate_hz=48_000, codec="pcm_s24le", layout="5.1")

    assert_is_the_tone(heard(messages_of(path)), seconds=1.0, share=1 / 6)


def test_the_sound_of_a_video_is_read(tmp_path: Path) -> None:
    path = tmp_path / "møde.mp4"
    with av.open(path, "w") as file:
        picture = file.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 64
        sound = file.add_stream("aac", rate=48_000, layout="mono")
        for number in range(15):
            image = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            image.pts = number
            file.mux(picture.encode(image))
        file.mux(picture.encode(None))
        block = av.AudioFrame.from_ndarray(tone(48_000, 2.0)[np.newaxis], "fltp", "mono")
        block.sample_rate = 48_000
        file.mux([*sound.encode(block), *sound.encode(None)])

    messages = messages_of(path)

    assert told(messages) == [], "a picture that lasts longer than the sound is no damage"
    assert_is_the_tone(heard(messages), seconds=2.0)


def test_a_name_that_lies_about_the_format_is_no_matter(tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "x.wav", tone(16_000, 1.0), rate_hz=16_000)

    assert_is_the_tone(heard(messages_of(wav.rename(tmp_path / "x.mp3"))), seconds=1.0)


def test_danish_letters_in_the_name_and_in_the_tags(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "Møde på rådhuset.wav", tone(16_000, 1.0), rate_hz=16_000)
    old_tag = b"LIST\x10\x00\x00\x00INFOINAM\x04\x00\x00\x00" + "æøå".encode("latin-1") + b"\x00"
    content = path.read_bytes() + old_tag
    path.write_bytes(content[:4] + (len(content) - 8).to_bytes(4, "little") + content[8:])

    messages = messages_of(path)

    assert told(messages) == []
    assert_is_the_tone(heard(messages), seconds=1.0)


def test_a_sample_rate_that_changes_on_the_way_loses_nothing(tmp_path: Path) -> None:
    halves = [
        encode(
            tmp_path / f"{rate_hz}.aac",
            [tone(rate_hz, 2.0)],
            rate_hz=rate_hz,
            codec="aac",
            container="adts",
        )
        for rate_hz in (44_100, 32_000)
    ]
    (tmp_path / "x.aac").write_bytes(b"".join(half.read_bytes() for half in halves))

    separately = sum(len(heard(messages_of(half))) for half in halves)
    together = heard(messages_of(tmp_path / "x.aac"))

    assert len(together) == pytest.approx(separately, abs=20)
    assert_is_the_tone(together, seconds=4.0, within_seconds=0.1)


def test_a_recording_that_was_paused_does_not_break_off(tmp_path: Path) -> None:
    path = tmp_path / "x.mkv"
    with av.open(path, "w") as file:
        stream = file.add_stream("aac", rate=48_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for number, block in enumerate(np.split(tone(48_000, 2.0)[np.newaxis], 20, axis=1)):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), "fltp", "mono")
            frame.sample_rate = 48_000
            frame.pts = number * 4_800 + (480_000 if number >= 10 else 0)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with av.open(path) as file:
        assert file.duration is not None
        assert file.duration > 11_000_000, "the file counts its pause, which has no samples"

    assert told(messages_of(path)) == []


def test_chunks_are_a_twentieth_of_a_second_and_the_last_is_what_is_left(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", tone(8_000, 0.275), rate_hz=8_000)

    lengths = [len(m.samples) for m in messages_of(path) if isinstance(m, AudioChunk)]

    assert lengths == [800] * 5 + [400]


def test_a_silent_file_is_silence_and_no_fault(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", np.zeros(16_000, np.float32), rate_hz=16_000)

    assert not heard(messages_of(path)).any()


def test_samples_that_are_no_numbers_do_no_harm(tmp_path: Path) -> None:
    samples = tone(16_000, 1.0)
    samples[1_000:1_010] = np.nan
    samples[1_010:1_020] = np.inf
    path = encode(tmp_path / "x.wav", [samples], rate_hz=16_000, codec="pcm_f32le")

    assert np.abs(heard(messages_of(path))).max() <= 1.0


def test_a_sample_rate_that_no_recorder_has_is_refused(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", tone(8_000, 1.0), rate_hz=1)

    assert "format" in refusal(path).what


def test_the_length_is_told_for_the_progress_bar(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", tone(8_000, 1.5), rate_hz=8_000)
    file = AudioFile(path, Pace.FAST)

    assert file.duration_seconds is None
    with file:
        assert file.duration_seconds == pytest.approx(1.5)


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nej.wav").what == "Filen »nej.wav« findes ikke."


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).what == f"»{tmp_path.name}« er en mappe."


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "x.wav").touch()

    assert refusal(tmp_path / "x.wav").what == "Filen »x.wav« er tom."


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", tone(8_000, 1.0), rate_hz=8_000)
    path.chmod(0)
    me = os.geteuid()
    if me == 0:
        os.seteuid(65_534)
    try:
        assert refusal(path).what == "Du har ikke lov til at læse filen »x.wav«."
    finally:
        os.seteuid(me)


@pytest.mark.parametrize(
    "content",
    [
        "Kære borger\n".encode() * 500,
        b"PK\x03\x04" + bytes(5_000),
        np.random.default_rng(0).bytes(90_000),
    ],
)
@pytest.mark.parametrize("name", ["brev.docx", "brev.mp3", "brev.wav"])
def test_what_is_no_sound_at_all(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    refusal(tmp_path / name)

    assert capfd.readouterr() == ("", ""), "FFmpeg's own messages reach nobody"


def test_a_video_without_sound(tmp_path: Path) -> None:
    with av.open(tmp_path / "x.mp4", "w") as file:
        picture = file.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 64
        image = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        file.mux([*picture.encode(image), *picture.encode(None)])

    assert refusal(tmp_path / "x.mp4").what == "Der er ingen lyd i filen »x.mp4«."


def test_a_header_with_no_sound_after_it(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", np.zeros(0, np.float32), rate_hz=16_000)

    assert refusal(path).what == "Der er ingen lyd i filen »x.wav«."


def test_a_list_that_names_other_files_does_not_make_us_read_them(tmp_path: Path) -> None:
    write_wav(tmp_path / "andens.wav", tone(16_000, 1.0), rate_hz=16_000)
    (tmp_path / "x.wav").write_text("ffconcat version 1.0\nfile andens.wav\n")

    refusal(tmp_path / "x.wav")


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("x.flac", "flac", 16_000),
        ("x.wav", "pcm_s16le", 16_000),
        ("x.wav", "pcm_s24le", 48_000),
        ("x.mp3", "libmp3lame", 44_100),
        ("x.mkv", "aac", 44_100),
    ],
)
def test_a_truncated_file_is_read_to_where_it_breaks_off_and_that_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, codec: str, rate_hz: int
) -> None:
    whole = encode(tmp_path / name, [tone(rate_hz, 70.0)], rate_hz=rate_hz, codec=codec)

    messages = messages_of(cut_short(whole, 0.9))

    (fault,) = told(messages)
    assert isinstance(messages[-1], AudioNotice), "it is said last, when all before was given"
    assert fault.code is FaultCode.AUDIO_FILE_UNREADABLE
    samples = heard(messages)
    assert_is_the_tone(samples, seconds=63.0, within_seconds=1.5)
    minutes, seconds = divmod(int(len(samples) / SAMPLE_RATE_HZ), 60)
    assert f"»x-afbrudt.{name[2:]}« bryder af ved {minutes:02}:{seconds:02}" in fault.what
    assert capfd.readouterr() == ("", "")


def test_a_recording_that_never_got_its_length_written_is_whole(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "x.wav", tone(16_000, 2.0), rate_hz=16_000)
    header = bytearray(path.read_bytes())
    header[4:8] = header[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(header)

    messages = messages_of(path)

    assert told(messages) == []
    assert_is_the_tone(heard(messages), seconds=2.0)


def test_damage_in_the_middle_is_skipped_and_said(tmp_path: Path) -> None:
    path = encode(tmp_path / "x.mp3", [tone(44_100, 20.0)], rate_hz=44_100, codec="libmp3lame")
    damaged = bytearray(path.read_bytes())
    half = len(damaged) // 2
    damaged[half : half + 3_000] = np.random.default_rng(0).bytes(3_000)
    path.write_bytes(damaged)

    messages = messages_of(path)

    (fault,) = told(messages)
    assert "beskadiget, første gang ved 00:0" in fault.what or "ved 00:10" in fault.what
    assert 19.0 < len(heard(messages)) / SAMPLE_RATE_HZ <= 20.1


@pytest.fixture
def second_of_tone(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "x.wav", tone(16_000, 1.0), rate_hz=16_000)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def spoken(second_of_tone: Path, clock: FakeClock) -> Iterator[AudioFile]:
    clock.move(1_000.0)
    file = AudioFile(second_of_tone, Pace.REALTIME, now=clock.now, sleep=clock.sleep)
    with file:
        yield file


def test_at_speaking_pace_a_chunk_comes_when_it_would_have_been_said(
    spoken: AudioFile, clock: FakeClock
) -> None:
    times = []
    while not isinstance(spoken.read(1.0), AudioEnd):
        times.append(round(clock.seconds - 1_000.0, 6))

    assert times == [round(0.05 * chunk, 6) for chunk in range(1, 21)]


def test_at_speaking_pace_a_read_waits_no_longer_than_it_may(
    spoken: AudioFile, clock: FakeClock
) -> None:
    assert spoken.read(0.04) is None
    assert clock.seconds == pytest.approx(1_000.04)
    assert isinstance(spoken.read(0.07), AudioChunk)
    assert clock.seconds == pytest.approx(1_000.05)


def test_a_reader_that_is_late_gets_what_was_said_meanwhile_at_once(
    spoken: AudioFile, clock: FakeClock
) -> None:
    clock.move(0.275)
    chunks = [spoken.read(0.0) for _ in range(6)]

    assert [type(chunk) for chunk in chunks] == [AudioChunk] * 5 + [type(None)]


def test_stopped_at_speaking_pace_it_gives_what_was_said_by_then(
    spoken: AudioFile, clock: FakeClock
) -> None:
    spoken.read(1.0)
    clock.move(0.12501)
    spoken.stop()
    clock.move(5.0)
    messages = [spoken.read(0.0) for _ in range(5)]

    lengths = [len(m.samples) for m in messages if isinstance(m, AudioChunk)]
    assert lengths == [800, 800, 400]
    assert isinstance(messages[3], AudioEnd)


def test_stopped_at_full_pace_it_ends_at_once(second_of_tone: Path) -> None:
    with AudioFile(second_of_tone, Pace.FAST) as file:
        file.read(0.0)
        file.stop()
        assert isinstance(file.read(0.0), AudioEnd)


def test_three_hours_are_read_in_bounded_memory(tmp_path: Path) -> None:
    """A sparse file takes no disk: silence, and a tone in the last second."""
    rate_hz, seconds = 8_000, 3 * 3_600
    path = write_wav(tmp_path / "x.wav", tone(rate_hz, 1.0), rate_hz=rate_hz)
    content = bytearray(path.read_bytes())
    size_bytes = seconds * rate_hz * 2
    content[4:8] = (36 + size_bytes).to_bytes(4, "little")
    content[40:44] = size_bytes.to_bytes(4, "little")
    with path.open("wb") as file:
        file.write(content[:44])
        file.seek(44 + size_bytes - 2 * rate_hz)
        file.write(content[44:])

    before_kib = resident_kib()
    highest_kib = before_kib
    read_samples = 0
    last = np.zeros(0, np.float32)
    with AudioFile(path, Pace.FAST) as source:
        while isinstance(message := source.read(0.0), AudioChunk):
            if read_samples % (600 * SAMPLE_RATE_HZ) == 0:
                highest_kib = max(highest_kib, resident_kib())
            read_samples += len(message.samples)
            last = np.concatenate([last, message.samples])[-SAMPLE_RATE_HZ:]

    assert isinstance(message, AudioEnd)
    assert read_samples == seconds * SAMPLE_RATE_HZ
    assert_is_the_tone(last, seconds=1.0)
    assert highest_kib - before_kib < 20_000


def resident_kib() -> int:
    """This process's memory, from Linux's own count."""
    statm = Path("/proc/self/statm").read_text().split()
    return int(statm[1]) * os.sysconf("SC_PAGESIZE") // 1_024
