"""Real parts that several end-to-end tests need."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from virtual_microphone import ALSA_CONFIGURATION, HEADSET, TABLE, VirtualMicrophone


@pytest.fixture(scope="session")
def _sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualMicrophone]:
    """A PulseAudio of our own; the user's own sound, if any, is not touched."""
    for program in ("pulseaudio", "pactl", "pacmd", "paplay", "parec"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = tmp_path_factory.mktemp("pulse")
    (folder / "asound.conf").write_text(ALSA_CONFIGURATION)
    room = VirtualMicrophone(
        {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "PULSE_SERVER": f"unix:{folder}/native",
            "ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{folder}/asound.conf",
        }
    )
    with ExitStack() as processes, (folder / "log").open("w") as log:

        def start(*command: str) -> None:
            process = subprocess.Popen(
                command, env=os.environ | room.environment, stdout=subprocess.DEVNULL, stderr=log
            )
            processes.callback(process.wait, 20)
            processes.callback(process.terminate)

        start(
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--realtime=no"),
            f"--load=module-native-protocol-unix socket={folder}/native auth-anonymous=1",
            "--load=module-null-sink sink_name=voice rate=48000",
            f"--load=module-remap-source source_name={TABLE} master=voice.monitor",
            f"--load=module-remap-source source_name={HEADSET} master=voice.monitor",
        )
        deadline = time.monotonic() + 20
        while not room.answers():
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.05)
        # A null sink works in blocks of two seconds until somebody wants to hear it sooner.
        start("parec", "--device=voice.monitor", "--latency-msec=20", "/dev/null")
        yield room


@pytest.fixture
def virtual_microphone(
    _sound_server: VirtualMicrophone, monkeypatch: pytest.MonkeyPatch
) -> VirtualMicrophone:
    """The microphones, plugged in and working, in the environment of this process."""
    for name, value in _sound_server.environment.items():
        monkeypatch.setenv(name, value)
    _sound_server.restore()
    return _sound_server
