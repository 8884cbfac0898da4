"""Whether the processor can run a model at all, asked before anything is loaded."""

import ctypes
import platform
import sys
from pathlib import Path

from ordret.errors import Fault, FaultCode

_WINDOWS_AVX2 = 40
"""PF_AVX2_INSTRUCTIONS_AVAILABLE of IsProcessorFeaturePresent in winnt.h."""


def has_avx2() -> bool:
    """Whether the processor has AVX2, or is no x86 processor and needs none."""
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return True
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(_WINDOWS_AVX2))
    return lists_avx2(Path("/proc/cpuinfo").read_text(encoding="utf-8"))


def lists_avx2(cpuinfo: str) -> bool:
    """Whether Linux's description of the processors names AVX2 among the flags."""
    flags = [
        line.partition(":")[2].split() for line in cpuinfo.splitlines() if line.startswith("flags")
    ]
    return bool(flags) and all("avx2" in names for names in flags)


def require_suited_cpu() -> None:
    """Raise `Fault` CPU_UNSUITED where the recogniser would crash."""
    if not has_avx2():
        raise Fault(
            FaultCode.CPU_UNSUITED,
            "Maskinens processor er for gammel til talegenkendelsen: den mangler AVX2.",
            "Brug en maskine fra 2015 eller nyere, eller en med et grafikkort fra NVIDIA.",
        )
