"""What holds for every test."""

import logging
from collections.abc import Iterator

import pytest


class _ErrorCollector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _log_errors(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fail a test that logs an error, unless it takes `logged_errors`; then one must come."""
    collector = _ErrorCollector()
    logging.getLogger().addHandler(collector)
    yield collector.records
    logging.getLogger().removeHandler(collector)
    if "logged_errors" in request.fixturenames:
        if not collector.records:
            pytest.fail("The test expected an error in the log, and none came.")
    elif collector.records:
        told = "\n".join(record.getMessage() for record in collector.records)
        pytest.fail(f"An error was logged that the test did not expect:\n{told}")


@pytest.fixture
def logged_errors(_log_errors: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """The errors in the log so far, for a test that expects them."""
    return _log_errors
