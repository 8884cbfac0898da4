import pytest
from measuring.evaluation import Reference, evaluate, invented_words, measure_cost
from measuring.metrics import SpokenWord
from measuring.observer import CpuSample, Run
from measuring.timeline import Line

STARTED_SECONDS = 2.0
SPOKEN = Reference(
    tuple(
        SpokenWord(word, 0, float(second), second + 0.5)
        for second, word in enumerate(["en", "to", "tre"])
    ),
    (2.5,),
)


def run(*fields, cpu_cores=1.0, other_cores=0.5):
    """A run whose first sample came after two seconds, with even load over twelve seconds."""
    return Run(
        tuple(Line(STARTED_SECONDS + each.get("at", 0.0), each) for each in fields),
        tuple(
            CpuSample(float(second), second * cpu_cores, second * (cpu_cores + other_cores))
            for second in range(13)
        ),
        peak_pss_bytes=200,
        peak_rss_bytes=300,
        exit_status=0,
    )


def final(at, text):
    return {"event": "final", "at": at, "start": 0.0, "end": 2.6, "text": text, "words": []}


def revised(at, text):
    return {"event": "revised", "at": at, "start": 0.0, "end": 2.6, "text": text}


def test_cpu_counts_to_the_last_final_text_over_the_recording():
    cost = measure_cost(run(final(8.0, "en to tre")), 4.0, stays_open=False)

    assert cost.cpu_per_audio_second == pytest.approx(8 / 4)
    assert cost.load_cpu_seconds == pytest.approx(2.0)
    assert cost.others_cores == pytest.approx(0.5)


def test_silence_that_was_fed_meanwhile_is_audio_too():
    cost = measure_cost(run(final(8.0, "en to tre")), 4.0, stays_open=True)

    assert cost.cpu_per_audio_second == pytest.approx(1.0)


def test_cpu_counts_to_the_end_of_the_recording_where_all_was_final_before():
    cost = measure_cost(run(final(3.0, "en to tre")), 6.0, stays_open=True)

    assert cost.cpu_per_audio_second == pytest.approx(1.0)


def test_first_finals_and_the_revised_text_are_two_rows_of_the_same_run():
    seen = run(final(3.0, "en to træ"), revised(5.0, "en to tre"))

    first = evaluate([seen], 4.0, SPOKEN, stays_open=False, streams=True)
    after = evaluate([seen], 4.0, SPOKEN, stays_open=False, streams=True, revised=True)

    assert first.word_error_rate == pytest.approx(1 / 3)
    assert after.word_error_rate == 0
    assert first.final.mean_seconds == pytest.approx(0.5)
    assert after.final.mean_seconds == pytest.approx(2.5)


def test_what_was_delivered_is_what_counts_after_revision():
    seen = run(final(3.0, "en to træ"), {"event": "text", "at": 6.0, "text": "En, to, tre."})

    after = evaluate([seen], 4.0, SPOKEN, stays_open=False, streams=True, revised=True)

    assert after.word_error_rate == 0


def test_a_boundary_word_lost_in_one_of_the_runs_is_lost():
    row = evaluate(
        [run(final(3.0, "en to tre")), run(final(4.0, "en to"))],
        4.0,
        SPOKEN,
        stays_open=False,
        streams=True,
    )

    assert row.lost == {2}
    assert row.word_error_rate == pytest.approx(1 / 6)
    assert row.never_shown == pytest.approx(0.5)


def test_a_decode_of_the_whole_recording_has_no_latencies():
    row = evaluate([run(final(3.0, "en"))], 4.0, SPOKEN, stays_open=False, streams=False)

    assert row.shown is None
    assert row.final is None


def test_words_in_noise_are_invented_even_where_they_vanish():
    shown = {"event": "partial", "at": 1.0, "committed": "", "tentative": "tak fordi"}

    assert invented_words(run(shown, final(3.0, "tak"))) == (1, 2)
