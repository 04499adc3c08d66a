"""A plugin of pytest for `mutants`: what a test takes, and only the tests that are asked for.

pytest -p bench.watched --record seen.json
pytest -p bench.watched --only wanted.json tests/core/test_edit.py
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pytest

MOST_MEMORY = 4 << 30  # a loop without an end may not take all that there is
STARTS = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec")
_current: list[pytest.Item] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    parser.addoption("--record", help="where to write what each test takes")
    parser.addoption("--only", help="a JSON list of tests, in the order to run them")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch."""
    if config.option.only:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if config.option.record:
        sys.addaudithook(_notice)
        if not hasattr(config, "workerinput"):
            config.pluginmanager.register(Record(Path(config.option.record)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember which test runs."""
    _current[:] = [item]


def _notice(event: str, _: object) -> None:
    """Mark a test that starts a process: coverage doesn't see what it executes there."""
    if event in STARTS and _current and not _current[0].user_properties:
        _current[0].user_properties.append(("starts", event))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests that are asked for, in their order."""
    if config.option.only:
        wanted = json.loads(Path(config.option.only).read_text("utf-8"))
        order = {test: place for place, test in enumerate(wanted)}
        items[:] = sorted(
            (item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid]
        )


class Record:
    """What each test took: seconds, whether it starts a process, whether it passed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tests: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a phase of a test."""
        new = {"seconds": 0.0, "starts": False, "passed": True}
        test = self._tests.setdefault(report.nodeid, new)
        test["seconds"] += report.duration
        test["starts"] |= bool(report.user_properties)
        test["passed"] &= not report.failed

    def pytest_sessionfinish(self) -> None:
        """Write what is known."""
        self._path.write_text(json.dumps(self._tests), "utf-8")
