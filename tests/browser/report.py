"""The report in a real browser: `python tests/browser/report.py`; needs Chromium and npm.

Each page is looked at by axe-core, light and dark, 1000 and 390 pixels wide. It fetches nothing,
says nothing in the console, has nothing beside the screen, and an ordinary one prints on one A4.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from attune_cli.app import main  # noqa: E402 after the path
from attune_cli.context import Attune  # noqa: E402
from attune_cli.store.home import Home  # noqa: E402
from journals import example  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("axe-core@4", "playwright-core@1")
NOW = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("Europe/Berlin"))
LAST = ("--show", "last", "--notes")
HOSTILE = '</p><script>fetch("//x.invalid")</script>\u202eabc & "d" <img src=//x.invalid/i.png>'
# What is typed before each report, its options, and on how many pages it prints.
REPORTS = {
    "ordinary": ([], ["--ask", "What helps when she is told no?", "--show", "149,150"], 1),
    "redacted": (
        [["log", "told_no", "frighten", "no", "--at", "20:00"]],
        ["--redact", "--ask", "What helps?", "--show", "149,last"],
        1,
    ),
    "hostile": (
        [
            ["config", "set", "words.cue.crowd", "<img src=x onerror='y'>&lt;"],
            ["child", "add", "שרה"],
            ["log", "crowd", "comfort", "partly", "+park", "@שרה", "--at", "20:00", "-m", HOSTILE],
        ],
        ["--ask", HOSTILE, *LAST],
        None,
    ),
    "a-year": ([], ["--from", "2025-11-01"], None),
    "empty": ([], ["--from", "2026-01-01", "--to", "2026-01-31"], 1),
    "of-another": ([], ["--caregiver", "grandpa", "--leave-out", "143"], 1),
}


def in_browser() -> int:
    """Look at every report, or say why not."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("npm") is None:
        missing = "Chromium" if browser is None else "npm"
        print(f"{missing} is not installed, so no report was looked at in a browser.")
        return 0
    with TemporaryDirectory(prefix="attune-browser-") as name:
        folder = Path(name)
        if not _installed(folder):
            print("axe-core can’t be installed, so no report was looked at in a browser.")
            return 0
        script = shutil.copy(Path(__file__).with_suffix(".mjs"), folder)
        pages = [
            {"name": name, "path": str(_written(folder, name)), "prints": prints}
            for name, (_, _, prints) in REPORTS.items()
        ]
        ended = subprocess.run(
            ["node", script, browser],
            input=json.dumps(pages),
            cwd=folder,
            encoding="utf-8",
            check=False,
        )
        return ended.returncode


def _installed(folder: Path) -> bool:
    command = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock")
    ended = subprocess.run([*command, *PACKAGES], cwd=folder, check=False)
    return ended.returncode == 0


def _written(folder: Path, name: str) -> Path:
    """Write a report on the example journal, and on what is typed before."""
    typed, options, _ = REPORTS[name]
    run = Attune(Home.at(folder / f"{name}-journal"), lambda: NOW)
    example(run.home, NOW)
    path = folder / f"{name}.html"
    for command in (*typed, ["report", *options, "-o", str(path)]):
        said = StringIO()
        this = Attune(run.home, lambda: NOW)  # settings are read anew
        with redirect_stdout(said), redirect_stderr(said):
            code = main(command, this)
        if code:
            sys.exit(f"{' '.join(command)}: {said.getvalue()}")
    return path


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    sys.exit(in_browser())
