"""Where a model is loaded, with a WhisperModel that is only played."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fakes import FakeClock
from ordret.errors import Fault, FaultCode
from ordret.samples import Samples
from ordret.speech import loading
from ordret.speech.loading import WhisperEngine, final_effort
from ordret.speech.recogniser import Effort, Hypothesis, RecogniserIdentity
from ordret.speech.whisper import Efforts, ModelTraits, engine_fault


@dataclass
class Machine:
    """What the libraries would say of this machine, and what they were asked."""

    folder: Path
    cards: int = 0
    card_loads: bool = True
    card_decodes: bool = True
    folder_is_good: bool = True
    probe_seconds: float = 0.1
    model_bytes: int = 145_000_000
    clock: FakeClock = field(default_factory=FakeClock)
    opened: list[tuple[str, str, int]] = field(default_factory=list)
    probed: list[str] = field(default_factory=list)
    final_efforts: list[int] = field(default_factory=list)

    def open_model(self, folder: str, **options: Any) -> SimpleNamespace:
        assert options["local_files_only"]
        device = options["device"]
        self.opened.append((device, options["compute_type"], options["cpu_threads"]))
        if device == "cuda" and not (self.cards and self.card_loads):
            raise RuntimeError("CUDA driver version is insufficient")
        if not self.folder_is_good:
            raise RuntimeError("Unsupported model binary version")
        return SimpleNamespace()

    def recogniser(
        self,
        model: SimpleNamespace,
        identity: RecogniserIdentity,
        traits: ModelTraits,
        efforts: Efforts,
    ) -> "ProbedRecogniser":
        return ProbedRecogniser(self, identity, efforts)

    def engine(self, device_type: str, threads: int = 0) -> WhisperEngine:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "model.bin").open("wb") as weights:
            weights.truncate(self.model_bytes)
        traits = ModelTraits(reads_previous_text=False, timestamp_tokens=True)
        return WhisperEngine("base", self.folder, traits, device_type, threads, self.clock.now)


@dataclass
class ProbedRecogniser:
    machine: Machine
    identity: RecogniserIdentity
    efforts: Efforts

    def start_session(self, hints: tuple[str, ...]) -> "ProbedRecogniser":
        return self

    def decode(self, samples: Samples, effort: Effort, *, prefix: str) -> Hypothesis:
        assert samples.size
        assert effort is Effort.LIVE
        assert prefix
        self.machine.probed.append(self.identity.device)
        self.machine.clock.move(self.machine.probe_seconds)
        if self.identity.device == "cuda" and not self.machine.card_decodes:
            raise engine_fault("cuda")
        return Hypothesis((), 0.0, 0.9, 0.0)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "base")
    monkeypatch.setattr(loading, "WhisperModel", machine.open_model)
    monkeypatch.setattr(loading, "WhisperRecogniser", machine.recogniser)
    monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda: machine.cards)
    monkeypatch.setattr(loading, "require_suited_cpu", lambda: None)
    return machine


def test_automatic_without_a_card_runs_on_the_processor_and_says_nothing(machine: Machine) -> None:
    loaded = machine.engine("auto", threads=2).load()
    assert loaded.recogniser.identity == RecogniserIdentity("base", "cpu", "int8")
    assert loaded.notice is None
    assert machine.opened == [("cpu", "int8", 2)]


def test_a_card_is_believed_after_it_decoded(machine: Machine) -> None:
    machine.cards = 1
    loaded = machine.engine("auto").load()
    assert loaded.recogniser.identity == RecogniserIdentity("base", "cuda", "float16")
    assert loaded.notice is None
    assert machine.probed == ["cuda"]


@pytest.mark.parametrize("broken", ["card_loads", "card_decodes"])
def test_automatic_with_a_card_that_fails_runs_on_the_processor_and_says_so(
    machine: Machine, broken: str
) -> None:
    machine.cards = 1
    setattr(machine, broken, False)
    loaded = machine.engine("auto").load()
    assert loaded.recogniser.identity.device == "cpu"
    assert loaded.notice is not None
    assert loaded.notice.code is FaultCode.CUDA_UNUSABLE
    assert "processoren" in str(loaded.notice)


@pytest.mark.parametrize("cards", [0, 1])
def test_a_card_that_was_asked_for_and_fails_is_a_fault(machine: Machine, cards: int) -> None:
    machine.cards = cards
    machine.card_decodes = False
    with pytest.raises(Fault) as raised:
        machine.engine("cuda").load()
    assert raised.value.code is FaultCode.CUDA_UNUSABLE
    assert "cpu" not in [device for device, *_ in machine.opened]


def test_the_processor_that_was_asked_for_is_used_though_there_is_a_card(machine: Machine) -> None:
    machine.cards = 1
    loaded = machine.engine("cpu").load()
    assert loaded.recogniser.identity.device == "cpu"
    assert loaded.notice is None
    assert [device for device, *_ in machine.opened] == ["cpu"]


def test_after_a_card_gave_up_in_use_the_processor_takes_over_and_says_so(machine: Machine) -> None:
    loaded = machine.engine("cuda").load_on_cpu()
    assert loaded.recogniser.identity.device == "cpu"
    assert loaded.notice is not None
    assert loaded.notice.code is FaultCode.CUDA_UNUSABLE


@pytest.mark.parametrize("cards", [0, 1])
def test_a_folder_that_is_no_model_is_a_fault_that_names_it(machine: Machine, cards: int) -> None:
    machine.cards = cards
    machine.folder_is_good = False
    with pytest.raises(Fault, match="base") as raised:
        machine.engine("auto").load()
    assert raised.value.code is FaultCode.MODEL_DAMAGED


@pytest.mark.parametrize(("model_bytes", "threads"), [(145_000_000, 1), (480_000_000, 0)])
def test_a_small_model_runs_on_one_thread_and_a_larger_one_on_as_many_as_suit(
    machine: Machine, model_bytes: int, threads: int
) -> None:
    machine.model_bytes = model_bytes
    machine.engine("cpu").load()
    assert machine.opened == [("cpu", "int8", threads)]


def test_a_folder_without_weights_is_a_fault_that_names_it(machine: Machine) -> None:
    engine = machine.engine("cpu")
    (machine.folder / "model.bin").unlink()
    with pytest.raises(Fault, match="base") as raised:
        engine.load()
    assert raised.value.code is FaultCode.MODEL_DAMAGED


def test_an_old_processor_is_told_before_anything_is_loaded(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsuited() -> None:
        raise Fault(FaultCode.CPU_UNSUITED, "For gammel.", "")

    monkeypatch.setattr(loading, "require_suited_cpu", unsuited)
    with pytest.raises(Fault) as raised:
        machine.engine("auto").load()
    assert raised.value.code is FaultCode.CPU_UNSUITED
    assert machine.opened == []


@pytest.mark.parametrize(("probe_seconds", "beam"), [(0.1, 5), (0.6, 5), (0.61, 2), (3.0, 2)])
def test_a_quick_machine_decodes_finals_with_more_care(
    machine: Machine, probe_seconds: float, beam: int
) -> None:
    machine.probe_seconds = probe_seconds
    recogniser = machine.engine("cpu").load().recogniser
    assert isinstance(recogniser, ProbedRecogniser)
    assert recogniser.efforts.final == final_effort(probe_seconds)
    assert recogniser.efforts.final.beam_size == beam
    assert recogniser.efforts.live.beam_size == 1


def test_a_card_always_decodes_with_care(machine: Machine) -> None:
    machine.cards, machine.probe_seconds = 1, 5.0
    recogniser = machine.engine("auto").load().recogniser
    assert isinstance(recogniser, ProbedRecogniser)
    assert recogniser.efforts.final.beam_size == 5
