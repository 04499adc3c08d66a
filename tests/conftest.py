"""What tests share: a journal in a temporary folder, a clock that stands still, real processes."""

import ctypes
import gc
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import datetime
from functools import cache, partial
from io import StringIO
from math import ceil
from pathlib import Path
from subprocess import PIPE
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.backup.daily import make as back_up_the_day
from attune_cli.store.home import Home
from attune_cli.store.schema.beginning import begin
from forks import Wish
from journals import typed
from terminal import FORKS, PROGRAM
from tries import SAMPLE, USUAL

# What a test may know of the machine that it runs on: where programs and temporary files are.
KEPT = re.compile(
    r"PATH|LD_\w+|DYLD_\w+|FAKETIME\w*|TE?MP\w*|SYSTEMROOT|COMSPEC|PATHEXT|PYTEST_\w+"
)


def stand_alone() -> None:
    """Let every run see the same home, terminal, zone and locale, whoever starts the suite."""
    for name in [name for name in os.environ if not KEPT.fullmatch(name)]:
        del os.environ[name]
    nowhere = str(Path(os.devnull, "home"))  # nobody can make a file there
    os.environ |= {"HOME": nowhere, "COLUMNS": "80", "LINES": "24", "LANG": "C.UTF-8", "TZ": "UTC"}
    os.umask(0o022)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it
    if hasattr(time, "tzset"):
        time.tzset()
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def in_memory() -> None:
    """Let tests write to memory, where there is room for it: they wait for no disk then."""
    with suppress(OSError):
        found = os.statvfs(MEMORY)
        if found.f_bavail * found.f_frsize > ROOM and not found.f_flag & os.ST_NOEXEC:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


MEMORY, ROOM = "/dev/shm", 2**30
stand_alone()
if hasattr(os, "ST_NOEXEC"):
    in_memory()
PROCESSES = 2
gc.set_threshold(100_000)  # as the program does: tests make many objects, too
# A run says the same of the same code; `thorough` draws anew each time. What a law needs more or
# less of says so by `tries`.
for _profile, _examples in {"sample": SAMPLE, "whole": USUAL, "thorough": 1000}.items():
    settings.register_profile(
        _profile,
        deadline=None,
        max_examples=_examples,
        database=None,
        derandomize=_profile != "thorough",
    )
# What hypothesis reckons for itself goes with the run.
SCRATCH = tempfile.TemporaryDirectory(prefix="attune-tests-")
set_hypothesis_home_dir(SCRATCH.name)

BERLIN = ZoneInfo("Europe/Berlin")
# A Sunday evening.
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=BERLIN)

AT_THE_END = datetime(9000, 1, 1, tzinfo=BERLIN)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home; what a test asks of it directly is not dated ahead, whenever that is."""
    return Home.at(tmp_path / "attune")._replace(clock=lambda: AT_THE_END)


@pytest.fixture(scope="session")
def new_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty journal, once, for tests to copy."""
    new = Home.at(tmp_path_factory.mktemp("new"))
    begin(new)
    return new.data


@pytest.fixture
def begun(home: Home, new_journal: Path) -> Home:
    """Begin the journal here: a process that makes it itself takes eight times as long."""
    shutil.copytree(new_journal, home.data)
    return home


@pytest.fixture(scope="session")
def journal_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what types some commands into a new journal, once, and returns its folder."""

    @cache
    def of(*commands: str) -> Path:
        folder = tmp_path_factory.mktemp("typed") / "attune"
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            return typed(folder, lambda: NOW, *map(shlex.split, commands))

    return of


@pytest.fixture
def typed_before(home: Home, journal_of: Callable[..., Path]) -> Callable[..., None]:
    """Begin the journal here with what some commands make: a copy, where others type them too."""
    return lambda *commands: shutil.copytree(journal_of(*commands), home.data)


@pytest.fixture(scope="session")
def lived_in(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Callable, Home, Callable], Path]:
    """Return what lets a function fill a home, once, and returns a copy of what it left."""
    kept: dict[Callable, Path] = {}

    def of(live: Callable, home: Home, attune: Callable) -> Path:
        if live not in kept:
            live(attune)
            kept[live] = tmp_path_factory.mktemp("lived") / "attune"
            shutil.copytree(home.data, kept[live])
            shutil.rmtree(home.data)
        return kept[live]

    return of


@pytest.fixture
def after(home: Home, attune: Callable, lived_in: Callable[..., Path]) -> Callable[..., Callable]:
    """Begin with what a function does by `attune`: a copy, where others began so, too."""

    def begin_after(live: Callable[[Callable], None]) -> Callable:
        shutil.copytree(lived_in(live, home, attune), home.data)
        return attune

    return begin_after


@pytest.fixture
def run(home: Home) -> Attune:
    return Attune(home, clock=lambda: NOW)


@pytest.fixture
def no_journal() -> None:
    """Let `attune` find no journal: what is tested is how one begins, or that there is none."""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a journal in which nothing is logged, with the backup of the day, for `attune`."""
    new = Home.at(tmp_path_factory.mktemp("empty") / "attune")
    begin(new)
    back_up_the_day(new, NOW)
    return new.data


@pytest.fixture
def attune(
    run: Attune, empty: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run attune in this process, through its door: exit code, stdout, stderr."""
    is_begun = "no_journal" not in request.fixturenames

    def call(*arguments: str, at: datetime | None = None) -> tuple[int, str, str]:
        if is_begun and not run.home.data.exists():
            shutil.copytree(empty, run.home.data)
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
        if "preexec_fn" in options and not hasattr(os, "fork"):
            pytest.skip("this system has no fork, in which a process limits itself")
        return subprocess.run(
            [PROGRAM, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env=_environment(home, environment),
            **{"encoding": "utf-8", **options},
        )

    return call


@pytest.fixture
def process(home: Home) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run attune in a process of its own, a fork."""
    return partial(in_a_fork, home)


def in_a_fork(
    home: Home,
    *arguments: str,
    stdin: str | bytes = "",
    environment: dict[str, str] | None = None,
    encoding: str | None = "utf-8",
    stdout: int | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess:
    """Run attune in a fork, or as it is installed where there are no forks."""
    command, here = [PROGRAM, *arguments], _environment(home, environment)
    if FORKS is None:
        return subprocess.run(
            command, input=stdin, check=False, env=here, encoding=encoding, cwd=cwd,
            stdout=PIPE if stdout is None else stdout, stderr=PIPE,
        )  # fmt: skip
    wish = Wish(list(map(str, command)), here, str(cwd or Path.cwd()), in_terminal=False)
    return FORKS.run(wish, stdin, encoding, stdout)


def _environment(home: Home, environment: dict[str, str] | None) -> dict[str, str]:
    shown = {"PYTHONIOENCODING": "utf-8"} if os.name == "nt" else {}
    return {**os.environ, **shown, "ATTUNE_HOME": str(home.data), **(environment or {})}


def without_privileges() -> None:
    """Give up root's right to write anywhere; run in a child process, before its program."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")
    parser.addoption("--whole", action="store_true", help="try every case of what has many alike")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "one_in(n): of the cases, all alike, try one in n where folders are run"
    )
    if not config.getoption("hypothesis_profile", None):
        settings.load_profile("whole" if is_whole(config) else "sample")


def is_whole(config: pytest.Config) -> bool:
    """Whether everything is tried: where that or golden files are wanted, or files are named."""
    wanted = config.getoption("whole") or config.getoption("golden")
    return wanted or not of_folders(config)


def of_folders(config: pytest.Config) -> bool:
    return all(Path(argument).is_dir() for argument in config.args)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave cases out of those that are marked, always the same ones, spread over all of them."""
    if is_whole(config):
        return
    alike = defaultdict(list)
    for item in items:
        if mark := item.get_closest_marker("one_in"):
            alike[item.nodeid.partition("[")[0], mark.args[0]].append(item)
    left_out = []
    for (_, parts), cases in alike.items():
        cases.sort(key=lambda item: crc32(item.nodeid.encode()))
        left_out += cases[ceil(len(cases) / parts) :]
    if gone := set(left_out):
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in gone]


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run whole folders in two processes, where pytest-xdist is there and nothing else is asked."""
    options = config.option
    if hasattr(config, "workerinput") or options.usepdb or options.collectonly:
        return
    undecided = getattr(options, "numprocesses", 0) is None and options.dist == "no"
    if undecided and of_folders(config):
        options.numprocesses, options.dist = PROCESSES, "worksteal"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Let one of several processes tell only the outcome, which costs as much as most tests do."""
    options = item.config.option
    if not hasattr(item.config, "workerinput") or options.durations is not None or options.xmlpath:
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


def pytest_collection_finish() -> None:
    """Let what was imported be no garbage to look for, and forks share it."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    if FORKS:
        FORKS.end()
    SCRATCH.cleanup()


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
