"""Help: through a pager where it is long, and in a narrow terminal each text below its name.

Typer’s two columns have no room there.
"""

from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

TYPERS_LEAST = 50  # columns that Typer writes at least
_BELOW = 2  # columns before a text below its name


class HelpedCommand(TyperCommand):
    """A verb."""

    def get_help(self, ctx: Any) -> str:
        """Return its help."""
        return help_of(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which shows it."""
        return _paged(super().get_help_option(ctx))


class HelpedGroup(TyperGroup):
    """A verb with verbs of its own, or attune itself."""

    def get_help(self, ctx: Any) -> str:
        """Return its help."""
        return help_of(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which shows it."""
        return _paged(super().get_help_option(ctx))


def show_help(text: str, *, plain: bool = False) -> None:
    """Print a page of help; in a terminal, through a pager where it is long."""
    from attune_cli.render.page import Line  # noqa: PLC0415 every verb has this module
    from attune_cli.render.pager import show_paged  # noqa: PLC0415 likewise

    rows = text.splitlines()
    headings = {row for row in rows if row.endswith(":") and not row.startswith(" ")}
    lines = (Line(row, "heading" if row in headings else "row") for row in rows)
    show_paged(lines, plain=plain)


def _paged(option: Any) -> Any:
    """Let --help show its page as `attune help` does."""
    if option is not None:
        option.callback = _asked
    return option


def _asked(ctx: Any, _: Any, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        show_help(ctx.get_help())
        ctx.exit()


def help_of(command: Any, ctx: Any) -> str:
    """Return the help of a command."""
    formatter = formatter_of(ctx)
    command.format_help(ctx, formatter)
    return str(formatter.getvalue()).rstrip("\n")


def formatter_of(ctx: Any) -> Any:
    """Return what writes the help: Typer’s own, where a terminal is as wide as that."""
    import shutil  # noqa: PLC0415 only help needs it, and every verb has this module

    columns = shutil.get_terminal_size().columns
    if columns >= TYPERS_LEAST:
        return ctx.make_formatter()
    return _narrow(ctx.formatter_class)(width=max(20, columns))


def _narrow(usual: Any) -> Any:
    from attune_cli.render.page import Line, commands_unbroken  # noqa: PLC0415 only narrow help
    from attune_cli.render.text import to_text  # noqa: PLC0415 likewise

    class Narrow(usual):  # type: ignore[misc]
        """Typer’s formatter, but for what it puts into columns, and commands it would break."""

        def write_dl(self, rows: Iterable[tuple[str, str]], *_: int, **__: int) -> None:
            """Write names, each with its text below it."""
            for name, text in rows:
                self._wrapped(name.rstrip(), self.current_indent)
                self._wrapped(text, self.current_indent + _BELOW)

        def write_text(self, text: str) -> None:
            """Write paragraphs."""
            for paragraph in text.split("\n\n"):
                self._wrapped(" ".join(paragraph.split()), self.current_indent)

        def _wrapped(self, text: str, indent: int) -> None:
            line = Line(commands_unbroken(text, self.width - indent), indent=indent)
            self.write("".join(f"{row}\n" for row in to_text([line], self.width)))

    return Narrow
