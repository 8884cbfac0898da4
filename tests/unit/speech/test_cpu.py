import pytest

from ordret.errors import Fault, FaultCode
from ordret.speech import cpu

WITH_AVX2 = "processor\t: 0\nmodel name\t: En processor\nflags\t\t: fpu sse4_2 avx avx2 bmi2\n"
WITHOUT_AVX2 = "processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2x\nvmx flags\t: avx2\n"


@pytest.mark.parametrize(
    ("cpuinfo", "listed"),
    [
        (WITH_AVX2, True),
        (WITH_AVX2 * 4, True),
        (WITHOUT_AVX2, False),
        (WITH_AVX2 + WITHOUT_AVX2, False),
        ("", False),
        ("processor : 0\n", False),
    ],
)
def test_avx2_is_found_among_the_flags_of_every_processor(cpuinfo: str, listed: bool) -> None:
    assert cpu.lists_avx2(cpuinfo) is listed


def test_a_processor_without_it_is_a_fault_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cpu, "has_avx2", lambda: False)
    with pytest.raises(Fault, match="AVX2") as raised:
        cpu.require_suited_cpu()
    assert raised.value.code is FaultCode.CPU_UNSUITED
    assert raised.value.remedy


def test_a_processor_of_another_kind_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    cpu.require_suited_cpu()
