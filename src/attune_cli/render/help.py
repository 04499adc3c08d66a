"""Help in a narrow terminal, where Typer’s two columns have no room: each text below its name."""

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


class HelpedGroup(TyperGroup):
    """A verb with verbs of its own, or attune itself."""

    def get_help(self, ctx: Any) -> str:
        """Return its help."""
        return help_of(self, ctx)


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
