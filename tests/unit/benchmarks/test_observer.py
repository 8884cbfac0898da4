import json
import os
import subprocess
import sys

import pytest
from measuring.observer import Run, observe

SPENDER = """
import json, subprocess, sys, time
print(json.dumps({"event": "started", "at": 0.0}), flush=True)
print("not for the observer", flush=True)
burn = "import time\\nuntil = time.process_time() + 0.6\\nwhile time.process_time() < until: pass"
subprocess.run([sys.executable, "-c", burn + "\\nheld = b'x' * 80_000_000\\ntime.sleep(1.3)"])
print(json.dumps({"event": "ended", "at": 1.0}), flush=True)
"""


def run(tmp_path, source, seconds=60.0):
    return observe([sys.executable, "-c", source], os.environ, tmp_path / "errors", seconds)


def test_cpu_and_memory_of_children_are_counted(tmp_path):
    seen = run(tmp_path, SPENDER)

    assert [line.event for line in seen.lines] == ["started", "ended"]
    assert seen.cpu_between(0, seen.lines[-1].arrived_seconds) > 0.5
    assert seen.peak_rss_bytes > 80_000_000
    assert seen.peak_pss_bytes > 80_000_000
    assert seen.exit_status == 0


def test_what_went_wrong_is_kept(tmp_path):
    seen = run(tmp_path, "raise SystemExit('no model')")

    assert seen.exit_status == 1
    assert (tmp_path / "errors").read_text() == "no model\n"


def test_a_program_that_does_not_end_is_ended_with_its_children(tmp_path):
    """A child that lived on would hold the pipe open, and `observe` would wait for it."""
    child = "import subprocess; subprocess.run(['sleep', '250'])"

    with pytest.raises(subprocess.TimeoutExpired):
        run(tmp_path, child, seconds=1.0)


def test_a_run_is_the_same_after_saving(tmp_path):
    seen = run(tmp_path, f"print({json.dumps({'event': 'final', 'text': 'Åh'})!r})")
    seen.save(tmp_path / "run.json")

    assert Run.load(tmp_path / "run.json") == seen
    assert seen.lines[0].fields == {"event": "final", "text": "Åh"}
