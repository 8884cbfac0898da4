"""Both workers: one that decodes in the caller's thread, one that has its own."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from fakes import FakeClock
from ordret.errors import Fault, FaultCode
from ordret.speech.actions import Pass
from ordret.speech.decoding import DecodeJob
from ordret.speech.recogniser import Hypothesis
from ordret.speech.worker import (
    Answer,
    Bench,
    Broken,
    Crashed,
    Decoded,
    InlineWorker,
    Loaded,
    Ready,
    ThreadWorker,
    Worker,
)
from scripted_speech import Asked, ScriptedEngine, ScriptedRecogniser, ramp, said

PATIENCE_SECONDS = 20.0
CARD_FAULT = Fault(FaultCode.CUDA_UNUSABLE, "Grafikkortet gav op.", "")
NOTICE = Fault(FaultCode.CUDA_UNUSABLE, "Nu på processoren.", "")
FAILED = Fault(FaultCode.RECOGNITION_FAILED, "Gik i stå.", "")


@dataclass
class Workplace:
    """A kind of worker, its clock, and what it delivers."""

    kind: type[InlineWorker] | type[ThreadWorker]
    clock: FakeClock = field(default_factory=FakeClock)
    inbox: "queue.SimpleQueue[Answer]" = field(default_factory=queue.SimpleQueue)
    workers: list[Worker] = field(default_factory=list)

    def start(self, engine: ScriptedEngine, hints: tuple[str, ...] = ()) -> Worker:
        def believe(hypothesis: Hypothesis, speech_seconds: float) -> Hypothesis:
            return hypothesis

        worker = self.kind(Bench(engine, hints, believe, self.clock.now, self.inbox.put))
        self.workers.append(worker)
        return worker

    def next(self) -> Answer:
        return self.inbox.get(timeout=PATIENCE_SECONDS)

    def decoded(self) -> Decoded:
        answer = self.next()
        assert isinstance(answer, Decoded)
        return answer


@pytest.fixture(params=[InlineWorker, ThreadWorker], ids=["inline", "thread"])
def bench(request: pytest.FixtureRequest) -> Iterator[Workplace]:
    bench = Workplace(request.param)
    yield bench
    for worker in bench.workers:
        worker.close()


def a_job(job_id: int, start: int = 0, purpose: Pass = Pass.PARTIAL) -> DecodeJob:
    return DecodeJob(job_id, purpose, ramp(start + 16_000)[start:], 1.0, "", "")


def by_place(asked: Asked) -> Hypothesis:
    return said(f"ord{asked.start_sample}")


def test_it_tells_what_was_loaded_and_answers_jobs_in_order(bench: Workplace) -> None:
    recogniser = ScriptedRecogniser(by_place)
    worker = bench.start(ScriptedEngine(Loaded(recogniser, NOTICE)), ("Hjørring", "KLE"))
    assert bench.next() == Ready(recogniser.identity, NOTICE)
    for number in range(5):
        worker.submit(a_job(number, start=number))
    answers = [bench.decoded() for _ in range(5)]
    assert [answer.job_id for answer in answers] == [0, 1, 2, 3, 4]
    assert [answer.hypothesis.text for answer in answers if answer.hypothesis] == [
        "ord0",
        "ord1",
        "ord2",
        "ord3",
        "ord4",
    ]
    assert recogniser.hints == [("Hjørring", "KLE")]


def test_it_tells_what_a_decode_cost(bench: Workplace) -> None:
    def answer(_: Asked) -> Hypothesis:
        bench.clock.move(0.75)
        return said("ja")

    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(answer))))
    bench.next()
    worker.submit(a_job(1))
    assert bench.decoded().cost_seconds == 0.75


def test_a_card_that_gives_up_in_mid_dictation_costs_no_word(bench: Workplace) -> None:
    answers: list[Hypothesis | Fault] = [said("En"), CARD_FAULT]
    card = ScriptedRecogniser(lambda _: answers.pop(0), device="cuda")
    processor = ScriptedRecogniser(by_place)
    engine = ScriptedEngine(Loaded(card), on_cpu=Loaded(processor, NOTICE))
    worker = bench.start(engine, ("Hjørring",))
    assert bench.next() == Ready(card.identity, None)
    for number in range(3):
        worker.submit(a_job(number, start=number))
    assert bench.decoded().job_id == 0
    assert bench.next() == Ready(processor.identity, NOTICE)
    assert [bench.decoded().hypothesis for _ in range(2)] == [said("ord1"), said("ord2")]
    assert [asked.start_sample for asked in processor.asked] == [1, 2]
    assert processor.hints == [("Hjørring",)]
    assert (engine.loaded, engine.loaded_on_cpu) == (1, 1)


def raises_or_delivers(bench: Workplace, act: Callable[[], object]) -> Fault:
    """The fault that ends it: raised in the caller's thread, delivered from another."""
    if bench.kind is InlineWorker:
        with pytest.raises(Fault) as raised:
            act()
        return raised.value
    act()
    while not isinstance(answer := bench.next(), Broken):
        assert isinstance(answer, Ready)
    return answer.fault


def test_a_model_that_can_not_be_loaded_is_a_fault(bench: Workplace) -> None:
    assert raises_or_delivers(bench, lambda: bench.start(ScriptedEngine(FAILED))) is FAILED


def test_an_engine_that_fails_is_a_fault(bench: Workplace) -> None:
    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(lambda _: FAILED))))
    assert raises_or_delivers(bench, lambda: worker.submit(a_job(1))) is FAILED


def test_a_processor_that_can_not_take_over_is_a_fault(bench: Workplace) -> None:
    card = ScriptedRecogniser(lambda _: CARD_FAULT, device="cuda")
    worker = bench.start(ScriptedEngine(Loaded(card), on_cpu=FAILED))
    assert raises_or_delivers(bench, lambda: worker.submit(a_job(1))) is FAILED


def test_a_processor_that_gives_up_as_a_card_does_is_not_tried_for_ever(bench: Workplace) -> None:
    card = ScriptedRecogniser(lambda _: CARD_FAULT, device="cuda")
    engine = ScriptedEngine(Loaded(card), on_cpu=Loaded(card, NOTICE))
    worker = bench.start(engine)
    assert raises_or_delivers(bench, lambda: worker.submit(a_job(1))) is CARD_FAULT
    assert engine.loaded_on_cpu == 1


def test_a_bug_reaches_the_owner(bench: Workplace) -> None:
    def answer(_: Asked) -> Hypothesis:
        raise ZeroDivisionError

    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(answer))))
    bench.next()
    if bench.kind is InlineWorker:
        with pytest.raises(ZeroDivisionError):
            worker.submit(a_job(1))
        return
    worker.submit(a_job(1))
    crash = bench.next()
    assert isinstance(crash, Crashed)
    assert isinstance(crash.error, ZeroDivisionError)


def test_abandoning_a_job_that_is_done_or_unknown_is_nothing(bench: Workplace) -> None:
    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(by_place))))
    bench.next()
    worker.submit(a_job(1))
    assert bench.decoded().hypothesis is not None
    worker.abandon(1)
    worker.abandon(99)
    worker.submit(a_job(2))
    assert bench.decoded().hypothesis is not None


def test_a_thread_records_while_it_loads_and_decodes() -> None:
    bench = Workplace(ThreadWorker)
    may_answer = threading.Event()

    def answer(asked: Asked) -> Hypothesis:
        assert may_answer.wait(PATIENCE_SECONDS)
        return by_place(asked)

    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(answer))))
    for number in range(3):
        worker.submit(a_job(number, start=number))
    worker.abandon(1)
    may_answer.set()
    assert isinstance(bench.next(), Ready)
    assert [(bench.decoded().hypothesis is None) for _ in range(3)] == [False, True, False]
    worker.close()


def test_an_abandoned_job_is_not_decoded_with_more_care_afterwards() -> None:
    bench = Workplace(ThreadWorker)
    begun, may_answer = threading.Event(), threading.Event()

    def answer(asked: Asked) -> Hypothesis:
        begun.set()
        assert may_answer.wait(PATIENCE_SECONDS)
        return said("ja ja ja ja")

    recogniser = ScriptedRecogniser(answer)
    worker = bench.start(ScriptedEngine(Loaded(recogniser)))
    assert isinstance(bench.next(), Ready)
    worker.submit(a_job(7, purpose=Pass.FINAL))
    assert begun.wait(PATIENCE_SECONDS)
    worker.abandon(7)
    may_answer.set()
    assert bench.decoded() == Decoded(7, None, 0.0)
    assert len(recogniser.asked) == 1
    worker.close()


def test_a_closed_thread_ends() -> None:
    bench = Workplace(ThreadWorker)
    before = set(threading.enumerate())
    worker = bench.start(ScriptedEngine(Loaded(ScriptedRecogniser(by_place))))
    (thread,) = set(threading.enumerate()) - before
    worker.close()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
