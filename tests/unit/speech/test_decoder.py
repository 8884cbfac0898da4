"""A model that answers at once."""

from ordret.errors import Fault, FaultCode
from ordret.speech.actions import Pass
from ordret.speech.decoder import Decoder
from ordret.speech.decoding import DecodeJob
from ordret.speech.recogniser import Effort, Hypothesis
from ordret.speech.worker import Loaded
from scripted_speech import ScriptedEngine, ScriptedRecogniser, ramp, said

CARD_GONE = Fault(FaultCode.CUDA_UNUSABLE, "Grafikkortet er væk.", "")
JOB = DecodeJob(1, Pass.SECOND, ramp(16_000), 1.0, "", "før")


def believe(hypothesis: Hypothesis, _speech_seconds: float) -> Hypothesis:
    return hypothesis


def test_it_answers_with_what_is_believed() -> None:
    recogniser = ScriptedRecogniser(lambda _: said("Tak for at se med. Hun ringede."))
    decoder = Decoder(
        ScriptedEngine(Loaded(recogniser)), lambda heard, seconds: said(f"{seconds}"), print
    )

    assert decoder.decode(JOB).text == "1.0"
    assert [(asked.effort, asked.previous) for asked in recogniser.asked] == [
        (Effort.OFFLINE, "før")
    ]
    assert decoder.identity == recogniser.identity


def test_the_notice_of_the_load_is_passed_on() -> None:
    noticed: list[Fault] = []

    Decoder(
        ScriptedEngine(Loaded(ScriptedRecogniser(lambda _: said("ja")), CARD_GONE)),
        believe,
        noticed.append,
    )

    assert noticed == [CARD_GONE]


def test_where_the_graphics_card_fails_the_same_sound_goes_to_the_processor() -> None:
    noticed: list[Fault] = []
    processor = ScriptedRecogniser(lambda _: said("Hun ringede."))
    decoder = Decoder(
        ScriptedEngine(
            Loaded(ScriptedRecogniser(lambda _: CARD_GONE, device="cuda")),
            on_cpu=Loaded(processor, CARD_GONE),
        ),
        believe,
        noticed.append,
    )

    assert decoder.decode(JOB).text == "Hun ringede."
    assert noticed == [CARD_GONE]
    assert decoder.identity.device == "cpu"
    assert processor.asked[0].samples is JOB.samples
