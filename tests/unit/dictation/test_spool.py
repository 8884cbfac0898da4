"""Speech on disk: whatever happens to the program or the files, as little as possible is lost."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.dictation.spool import (
    RECORD_SAMPLES,
    SEGMENT_RECORDS,
    Spool,
    delete_spooled,
    describe,
    find_unfinished,
    held,
    read_spooled,
)
from ordret.errors import Fault, FaultCode
from ordret.samples import Samples
from ordret.vault import KeyPlace, Vault

STARTED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VAULT = Vault(bytes(32), KeyPlace.FILE, Path("key.json"))
OTHER_VAULT = Vault(bytes(31) + b"1", KeyPlace.FILE, Path("key.json"))
PATIENCE_SECONDS = 30.0
LENGTH_BYTES = 4


def sound(seconds: float, seed: int = 0) -> Samples:
    noise = np.random.default_rng(seed).uniform(-1, 1, round(seconds * 16_000))
    return noise.astype(np.float32)


def a_spool(folder: Path) -> Spool:
    return Spool(folder, VAULT, STARTED_AT)


def written(folder: Path, samples: Samples) -> Path:
    """The folder of a dictation that was broken off after it wrote this."""
    spool = a_spool(folder)
    spool.append(samples)
    spool.flush()
    spool.keep()
    (unfinished,) = find_unfinished(folder)
    return unfinished


def read(folder: Path, vault: Vault = VAULT) -> Samples:
    return np.concatenate([np.zeros(0, np.float32), *read_spooled(folder, vault)])


def same(heard: Samples, spoken: Samples) -> bool:
    """Whether two sounds are the same to the precision of 16-bit samples."""
    return heard.shape == spoken.shape and bool(np.all(np.abs(heard - spoken) <= 1 / 32_767))


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.seg"))


def records(segment: Path) -> list[tuple[int, int]]:
    """Where each record of a file begins and ends, with its length in front."""
    content, places, at = segment.read_bytes(), [], 0
    while at < len(content):
        end = at + LENGTH_BYTES + int.from_bytes(content[at : at + LENGTH_BYTES], "little")
        places.append((at, end))
        at = end
    return places


@given(st.lists(st.integers(0, 12_000), max_size=12))
@settings(max_examples=25, deadline=None)
def test_sound_in_chunks_of_any_length_comes_back(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("spool")
    spoken = sound(sum(lengths) / 16_000)
    spool = a_spool(folder)
    at = 0
    for length in lengths:
        spool.append(spoken[at : at + length])
        at += length
    spool.flush()
    spool.keep()
    unfinished = find_unfinished(folder)
    assert len(unfinished) == (1 if at else 0)
    for one in unfinished:
        assert same(read(one), spoken)
        described = describe(one, VAULT)
        assert described.samples == at
        assert described.started_at == STARTED_AT
        assert described.lost_seconds == 0


def test_silence_full_scale_and_more_than_that_are_kept_within_range(tmp_path: Path) -> None:
    spoken = np.array([0, 1, -1, 2, -2, 0.5], np.float32)
    assert same(read(written(tmp_path, spoken)), np.clip(spoken, -1, 1))


def test_without_a_flush_at_most_a_quarter_of_a_second_is_not_on_disk(tmp_path: Path) -> None:
    spool = a_spool(tmp_path)
    for at in range(0, 16_000, 1_600):
        spool.append(sound(1.0)[at : at + 1_600])
        spool.keep()
        (unfinished,) = find_unfinished(tmp_path) or (None,)
        on_disk = read(unfinished).size if unfinished else 0
        assert at + 1_600 - on_disk < RECORD_SAMPLES


def test_a_file_that_is_cut_off_anywhere_loses_its_last_record_at_most(tmp_path: Path) -> None:
    spoken = sound(1.6)
    folder = written(tmp_path, spoken)
    (segment,) = segments(folder)
    content, places = segment.read_bytes(), records(segment)
    edges = {at + shift for place in places for at in place for shift in (-1, 0, 1, 3, 5, 40)}
    for size in sorted({0, *range(0, len(content), 997), *edges} & set(range(len(content) + 1))):
        segment.write_bytes(content[:size])
        whole = [end for _, end in places if end <= size]
        kept = min(len(whole) * RECORD_SAMPLES, spoken.size)
        assert same(read(folder), spoken[:kept])
        assert describe(folder, VAULT).lost_seconds == 0


class TestDelivered:
    LONG = sound(0.25 * SEGMENT_RECORDS * 2 + 3.1)
    SEGMENT_SAMPLES = RECORD_SAMPLES * SEGMENT_RECORDS

    @pytest.mark.parametrize(
        "sample",
        [
            0,
            1,
            RECORD_SAMPLES - 1,
            RECORD_SAMPLES,
            RECORD_SAMPLES + 1,
            SEGMENT_SAMPLES - 1,
            SEGMENT_SAMPLES,
            SEGMENT_SAMPLES + 7,
            2 * SEGMENT_SAMPLES + RECORD_SAMPLES,
            2 * SEGMENT_SAMPLES + 49_599,
        ],
    )
    def test_reading_begins_exactly_where_delivery_ended(self, tmp_path: Path, sample: int) -> None:
        spool = a_spool(tmp_path)
        spool.append(self.LONG)
        spool.mark_delivered(sample)
        spool.flush()
        spool.keep()
        (folder,) = find_unfinished(tmp_path)
        assert same(read(folder), self.LONG[sample:])
        assert describe(folder, VAULT).samples == self.LONG.size - sample
        assert describe(folder, VAULT).lost_seconds == 0

    def test_what_is_delivered_is_deleted_half_a_minute_at_a_time(self, tmp_path: Path) -> None:
        spool = a_spool(tmp_path)
        spool.append(self.LONG)
        left = []
        for seconds in (29, 31, 61):
            spool.mark_delivered(seconds * 16_000)
            left.append([int(file.stem) for file in segments(next(tmp_path.iterdir()))])
        spool.keep()
        assert left == [[0, 1, 2], [1, 2], [2]]

    def test_where_the_mark_is_broken_what_is_there_is_read_from_its_beginning(
        self, tmp_path: Path
    ) -> None:
        spool = a_spool(tmp_path)
        spool.append(self.LONG)
        spool.mark_delivered(self.SEGMENT_SAMPLES + 100)
        spool.flush()
        spool.keep()
        (folder,) = find_unfinished(tmp_path)
        for broken in ("", "NaN", "-5", "12x"):
            (folder / "delivered").write_text(broken, encoding="ascii")
            assert same(read(folder), self.LONG[self.SEGMENT_SAMPLES :])

    def test_when_everything_is_delivered_nothing_is_left(self, tmp_path: Path) -> None:
        spool = a_spool(tmp_path)
        spool.append(self.LONG)
        spool.delete()
        assert list(tmp_path.iterdir()) == []
        delete_spooled(tmp_path / "gone")


def read_or_refused(folder: Path) -> int:
    """How many samples can be had, 0 where a fault says that none can."""
    try:
        return read(folder).size
    except Fault as fault:
        if fault.code is not FaultCode.SPOOL_DAMAGED:
            raise
        return 0


class TestDamage:
    SPOKEN = sound(2.0)

    def damaged(self, tmp_path: Path) -> tuple[Path, Path, bytearray, list[tuple[int, int]]]:
        folder = written(tmp_path, self.SPOKEN)
        (segment,) = segments(folder)
        return folder, segment, bytearray(segment.read_bytes()), records(segment)

    def with_silence(self, *lost: int) -> Samples:
        spoken = self.SPOKEN.copy()
        for number in lost:
            spoken[number * RECORD_SAMPLES : (number + 1) * RECORD_SAMPLES] = 0
        return spoken

    def test_a_broken_seal_is_silence_of_the_same_length_and_is_told(self, tmp_path: Path) -> None:
        folder, segment, content, places = self.damaged(tmp_path)
        content[places[3][1] - 1] ^= 1
        segment.write_bytes(content)
        assert same(read(folder), self.with_silence(3))
        assert describe(folder, VAULT).lost_seconds == 0.25
        assert describe(folder, VAULT).seconds == 1.75

    def test_records_that_changed_places_are_not_believed(self, tmp_path: Path) -> None:
        folder, segment, content, places = self.damaged(tmp_path)
        (a, b), (c, d) = places[1], places[2]
        content[a:b], content[c:d] = content[c:d], content[a:b]
        segment.write_bytes(content)
        assert same(read(folder), self.with_silence(1, 2))
        assert describe(folder, VAULT).lost_seconds == 0.5

    def test_a_file_of_another_dictation_is_not_believed(self, tmp_path: Path) -> None:
        folder, segment, _, _ = self.damaged(tmp_path / "a")
        other = written(tmp_path / "b", sound(2.0, seed=1))
        segment.write_bytes(segments(other)[0].read_bytes())
        assert not read(folder).any()
        assert describe(folder, VAULT).lost_seconds == 2.0

    def test_after_a_length_that_is_nonsense_the_rest_of_the_file_is_told_as_lost(
        self, tmp_path: Path
    ) -> None:
        folder, segment, content, places = self.damaged(tmp_path)
        content[places[3][0] + 3] = 0xFF
        segment.write_bytes(content)
        assert same(read(folder), self.with_silence(3, 4, 5, 6, 7))
        assert describe(folder, VAULT).lost_seconds == 1.25

    def test_a_file_that_is_gone_or_cut_off_in_the_middle_is_silence_and_is_told(
        self, tmp_path: Path
    ) -> None:
        spoken = sound(90.5)
        folder = written(tmp_path, spoken)
        _, second, third, _ = segments(folder)
        second.unlink()
        third.write_bytes(third.read_bytes()[: records(third)[100][0] + 77])
        spoken[30 * 16_000 : 60 * 16_000] = 0
        spoken[85 * 16_000 : 90 * 16_000] = 0
        assert same(read(folder), spoken)
        assert describe(folder, VAULT).lost_seconds == 35.0

    def test_any_damage_at_all_ends_in_sound_or_a_danish_fault(self, tmp_path: Path) -> None:
        folder, _, _, _ = self.damaged(tmp_path)
        chance = np.random.default_rng(1)
        for file in (*segments(folder), folder / "dictation.json"):
            whole = file.read_bytes()
            for _ in range(60):
                content = bytearray(whole)
                content[chance.integers(len(content))] = chance.integers(256)
                file.write_bytes(content)
                assert read_or_refused(folder) <= self.SPOKEN.size + RECORD_SAMPLES
            file.write_bytes(whole)

    @pytest.mark.parametrize("header", ["", "{", "[]", "{}", '{"started_at": 1, "key_id": "x"}'])
    def test_a_broken_description_is_a_fault_that_names_the_folder(
        self, tmp_path: Path, header: str
    ) -> None:
        folder, _, _, _ = self.damaged(tmp_path)
        (folder / "dictation.json").write_text(header, encoding="utf-8")
        for reading in (lambda: read(folder), lambda: describe(folder, VAULT)):
            with pytest.raises(Fault, match="beskadiget") as raised:
                reading()
            assert raised.value.code is FaultCode.SPOOL_DAMAGED
            assert folder.name in str(raised.value)

    def test_another_key_is_a_fault_of_its_own(self, tmp_path: Path) -> None:
        folder, _, _, _ = self.damaged(tmp_path)
        for reading in (lambda: read(folder, OTHER_VAULT), lambda: describe(folder, OTHER_VAULT)):
            with pytest.raises(Fault, match="anden nøgle") as raised:
                reading()
            assert raised.value.code is FaultCode.SPOOL_DAMAGED


class TestWhoseItIs:
    def test_a_dictation_in_progress_is_not_offered(self, tmp_path: Path) -> None:
        spool = a_spool(tmp_path)
        spool.append(sound(1.0))
        assert find_unfinished(tmp_path) == ()
        with held(next(tmp_path.iterdir())) as free:
            assert not free
        spool.keep()
        (folder,) = find_unfinished(tmp_path)
        with held(folder) as free:
            assert free
            assert find_unfinished(tmp_path) == ()
        assert find_unfinished(tmp_path) == (folder,)

    def test_a_dictation_without_sound_is_not_offered(self, tmp_path: Path) -> None:
        a_spool(tmp_path).keep()
        assert find_unfinished(tmp_path) == ()
        assert find_unfinished(tmp_path / "never") == ()

    def test_the_oldest_is_offered_first(self, tmp_path: Path) -> None:
        folders = {}
        for begun_at in (3_000, 1_000, 2_000):
            folders[begun_at] = written(tmp_path / str(begun_at), sound(0.3))
            folders[begun_at] = folders[begun_at].rename(tmp_path / folders[begun_at].name)
            os.utime(folders[begun_at] / "dictation.json", (begun_at, begun_at))
        offered = find_unfinished(tmp_path)
        assert offered == tuple(folders[begun_at] for begun_at in sorted(folders))

    def test_other_things_in_the_folder_are_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
        (tmp_path / "empty").mkdir()
        folder = written(tmp_path, sound(0.5))
        (folder / "extra.seg").write_bytes(b"x")
        assert find_unfinished(tmp_path) == (folder,)
        assert same(read(folder), sound(0.5))

    def test_another_process_holds_its_dictation_until_it_is_killed(self, tmp_path: Path) -> None:
        with recording_process(tmp_path) as process:
            wait_until(lambda: bytes_in(tmp_path.glob("*/*.seg")) > 100_000, process)
            assert find_unfinished(tmp_path) == ()
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE_SECONDS)
            (folder,) = find_unfinished(tmp_path)
            heard = read(folder)
            assert heard.size >= RECORD_SAMPLES
            assert same(heard, np.resize(sound(1.0), heard.size))
            assert describe(folder, VAULT).lost_seconds == 0


RECORDING_PROGRAM = """
import sys, pathlib, datetime, numpy
from ordret.dictation.spool import Spool
from ordret.vault import KeyPlace, Vault
vault = Vault(bytes(32), KeyPlace.FILE, pathlib.Path("key.json"))
spool = Spool(pathlib.Path(sys.argv[1]), vault, datetime.datetime.now(datetime.UTC))
noise = numpy.random.default_rng(0).uniform(-1, 1, 16000).astype(numpy.float32)
for _ in range(600):
    spool.append(noise)
sys.stdin.read()
"""
"""Spools the same second over and over, as fast as it can, and then holds on to it."""


@contextmanager
def recording_process(folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDING_PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3] / "app")},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def bytes_in(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def wait_until(condition: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert process.poll() is None, "the program ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file can grow beyond 100,000 bytes; writing more fails as on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


class TestDisk:
    def test_a_disk_that_takes_no_more_is_a_fault_and_what_is_there_can_be_read(
        self, tmp_path: Path, small_files: None
    ) -> None:
        spool, spoken = a_spool(tmp_path), sound(10.0)
        with pytest.raises(Fault) as raised:
            spool.append(spoken)
        assert raised.value.code is FaultCode.FILE_UNWRITABLE
        spool.keep()
        (folder,) = find_unfinished(tmp_path)
        heard = read(folder)
        assert heard.size == 12 * RECORD_SAMPLES
        assert same(heard, spoken[: heard.size])

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    def test_a_full_disk_is_told_as_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        spool = a_spool(tmp_path)

        def full(*_: object, **__: object) -> None:
            raise OSError(number, "full")

        monkeypatch.setattr(Path, "open", full)
        acts: list[Callable[[], None]] = [
            lambda: spool.append(sound(1.0)),
            lambda: spool.mark_delivered(1),
        ]
        for act in acts:
            with pytest.raises(Fault, match="ikke plads") as raised:
                act()
            assert raised.value.code is FaultCode.DISK_FULL

    def test_a_place_that_can_not_be_written_is_a_fault_that_names_it(self, tmp_path: Path) -> None:
        (tmp_path / "spool").write_text("in the way", encoding="utf-8")
        with pytest.raises(Fault) as raised:
            a_spool(tmp_path / "spool")
        assert raised.value.code is FaultCode.FILE_UNWRITABLE
        assert str(tmp_path / "spool") in str(raised.value)

    def test_deleting_what_can_not_be_deleted_is_a_fault_and_it_is_offered_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = written(tmp_path, sound(0.5))

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, "in use")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", refuse)
            with pytest.raises(Fault) as raised:
                delete_spooled(folder)
        assert raised.value.code is FaultCode.FILE_UNWRITABLE
        assert find_unfinished(tmp_path) == (folder,)
        delete_spooled(folder)
        assert find_unfinished(tmp_path) == ()

    def test_nothing_of_the_sound_can_be_read_in_the_files(self, tmp_path: Path) -> None:
        spoken = (np.sin(np.arange(64_000) / 10) / 2).astype(np.float32)
        folder = written(tmp_path, spoken)
        whole = b"".join(file.read_bytes() for file in folder.iterdir())
        as_int16 = (spoken * 32_767).astype("<i2").tobytes()
        assert all(as_int16[at : at + 8] not in whole for at in range(0, len(as_int16), 80))
        assert all(spoken[at : at + 4].tobytes() not in whole for at in range(0, spoken.size, 40))

    def test_only_its_owner_may_look_into_it(self, tmp_path: Path) -> None:
        assert written(tmp_path, sound(0.5)).stat().st_mode & 0o077 == 0
