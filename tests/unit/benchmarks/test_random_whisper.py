import ctranslate2
import numpy as np
from measuring.random_whisper import END_OF_TEXT, PROMPT, Shape, write_random_model

TINY = Shape(
    encoder_layers=2, decoder_layers=1, model_width=64, heads=1, mel_bins=128, vocabulary=51_866
)


def test_a_random_model_can_be_run_on_a_short_window(tmp_path):
    write_random_model(TINY, tmp_path)
    model = ctranslate2.models.Whisper(str(tmp_path), compute_type="int8")
    mel = np.zeros((1, TINY.mel_bins, 400), dtype=np.float32)

    encoded = model.encode(ctranslate2.StorageView.from_array(mel))
    (result,) = model.generate(
        encoded, [list(PROMPT)], beam_size=1, max_length=16, suppress_tokens=[END_OF_TEXT]
    )

    assert model.n_mels == TINY.mel_bins
    assert encoded.shape == [1, 200, TINY.model_width]
    assert len(result.sequences_ids[0]) == 8
