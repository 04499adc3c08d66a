"""What tests share: a journal in a temporary folder, a clock that stands still, real processes."""

import ctypes
import gc
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from attune_cli.store.schema.migrate import migrate
from terminal import PROGRAM, become

# What runs in a process of its own compiles nothing anew, whatever this one was told.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(100_000)  # as the program does: tests make many objects, too
# Draws are new in each run; what a law needs more of says so itself.
settings.register_profile("attune", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("attune")

BERLIN = ZoneInfo("Europe/Berlin")
# A Sunday evening.
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=BERLIN)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "attune")


@pytest.fixture(scope="session")
def new_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty journal, once, for tests to copy."""
    new = Home.at(tmp_path_factory.mktemp("new"))
    migrate(new)
    return new.data


@pytest.fixture
def begun(home: Home, new_journal: Path) -> Home:
    """Begin the journal here: a process that makes it itself takes eight times as long."""
    shutil.copytree(new_journal, home.data)
    return home


@pytest.fixture
def run(home: Home) -> Attune:
    return Attune(home, clock=lambda: NOW)


@pytest.fixture
def attune(run: Attune, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run attune in this process, through its door: exit code, stdout, stderr."""

    def call(*arguments: str, at: datetime | None = None) -> tuple[int, str, str]:
        this = Attune(run.home, run.clock if at is None else lambda: at)  # settings are read anew
        code = main(list(arguments), this)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def installed(home: Home) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the installed program as a person's shell does."""

    def call(
        *arguments: str, stdin: str = "", environment: dict[str, str] | None = None, **options
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env=_environment(home, environment),
            **options,
        )

    return call


@pytest.fixture
def process(home: Home) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run attune in a process of its own, a fork: nobody here may hold the journal open."""

    def call(
        *arguments: str, stdin: str = "", environment: dict[str, str] | None = None, **options
    ) -> subprocess.CompletedProcess[str]:
        def be_attune() -> None:
            os.environ.update(_environment(home, environment))
            become([PROGRAM, *arguments])

        return subprocess.run(
            [PROGRAM],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=be_attune,
            **options,
        )

    return call


def _environment(home: Home, environment: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, "ATTUNE_HOME": str(home.data), "TZ": "UTC", **(environment or {})}


def without_privileges() -> None:
    """Give up root's right to write anywhere; run in a child process, before its program."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against its golden file beside the test."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "golden" / f"{name}.txt"
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare
