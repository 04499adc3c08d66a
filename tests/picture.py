"""The picture of a week that the README shows, drawn of what attune prints in a terminal."""

from contextlib import redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.home import Home

EXAMPLE = Path(__file__).parents[1] / "examples" / "eight-weeks.jsonl"
COLUMNS = 80
# Legible on a light page and on a dark one; a browser's own font, so that nothing is fetched.
THEME = TerminalTheme(
    (250, 249, 246),
    (38, 43, 51),
    [(38, 43, 51), *[(0, 98, 114)] * 7],
    [(94, 99, 107), *[(0, 98, 114)] * 7],
)
FORM = """\
<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="what" \
xmlns="http://www.w3.org/2000/svg">
<title id="what">A week in attune</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
{lines}
</defs>
<rect width="{width}" height="{height}" rx="8" fill="#faf9f6" stroke="#c9c6bf"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def picture(home: Home, now: datetime) -> str:
    """Return the last week of the example journal as an SVG, as it stands in a terminal.

    Args:
        home: an empty one.
        now: the present moment.
    """
    run = Attune(home, lambda: now)
    with redirect_stdout(StringIO()):
        main(["import", str(EXAMPLE), "--yes"], run)
    with redirect_stdout(Screen()) as screen:
        main(["week", "--of", "2026-10-19"], run)
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ attune week\n\n{screen.getvalue()}".rstrip()))
    return console.export_svg(title="", theme=THEME, code_format=FORM, unique_id="week")
