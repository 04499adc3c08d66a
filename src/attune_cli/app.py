"""The door: the verbs, loaded only when called, and the one place that catches a refusal."""

import errno
import os
import sys
from contextlib import AbstractContextManager, suppress
from functools import cache, partial
from importlib import import_module
from typing import Annotated, Any, NamedTuple, TypeGuard

import typer
from typer.core import CompletionItem, TyperGroup  # type: ignore[attr-defined]

from attune_cli import __version__, errors
from attune_cli.clock import drop_unknown_zone, system_clock
from attune_cli.context import Attune
from attune_cli.dates import write_for_machines
from attune_cli.errors import AttuneError
from attune_cli.render.help import HelpedCommand, HelpedGroup, formatter_of
from attune_cli.store.backup.daily import after_writing


class Verb(NamedTuple):
    """A verb as `--help` lists it.

    Attributes:
        help: what it does.
        section: the heading that it stands under.
        module: the module in commands/ that holds it; it may hold several verbs.
        needs_home: whether it needs the folders of attune.
    """

    help: str
    section: str
    module: str
    needs_home: bool = True

    def in_brief(self, columns: int) -> str:
        """Return what it does; where that is too long for a row, what stands before a stop."""
        if len(self.help) <= columns:
            return self.help
        stops = [n for n in map(self.help.find, ":;,") if n > 0]
        return self.help[: min(stops, default=None)]


PIPE_CLOSED = 141  # as shells report a program that wrote into a pipe that nobody reads any more
OUTPUT_LOST = {errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF}
if os.name == "nt":
    OUTPUT_LOST.add(errno.EINVAL)  # so it says that a pipe is closed

VERBS = {
    "log": Verb("Record a moment: attune log hurt comfort name yes", "Every day", "log.log"),
    "today": Verb("The last moment and this week so far; also attune alone", "Every day", "today"),
    "week": Verb("Look back on a week: what went well, and how often", "Every day", "reflection"),
    "tips": Verb("Find ideas for an age: attune tips --age toddler", "Every day", "tips.tips"),
    "month": Verb("Look back on a month: attune month --of october", "Looking back", "reflection"),
    "look": Verb(
        "Look back on any span: attune look --from '3 weeks ago'", "Looking back", "reflection"
    ),
    "calendar": Verb(
        "See a month: how many moments, and what is planned", "Looking back", "calendar"
    ),
    "trend": Verb("See whether it is changing, week by week", "Looking back", "trend"),
    "patterns": Verb(
        "See when it is hard, and what goes with settling", "Looking back", "patterns"
    ),
    "reflect": Verb("Answer one question about the week, for yourself", "Looking back", "reflect"),
    "reflections": Verb("Read what you wrote, week by week", "Looking back", "reflect"),
    "report": Verb("Write a page for a therapist or home visitor", "Looking back", "report"),
    "list": Verb("List moments, the newest last: attune list hurt", "Finding again", "find"),
    "browse": Verb("Move through moments, and mend them, by keys", "Finding again", "browse"),
    "show": Verb("Show a moment whole: attune show 42", "Finding again", "find"),
    "search": Verb("Search notes and words: attune search swing", "Finding again", "find"),
    "edit": Verb(
        "Change a moment: attune edit 42 partly, or -e for all of it", "Mending", "edit.edit"
    ),
    "rate": Verb("Rate a moment, or rate it anew: attune rate 42 yes", "Mending", "edit.rate"),
    "back": Verb("Note that you came back to it: attune back 42 later", "Mending", "edit.rate"),
    "delete": Verb("Delete moments, once you say yes: attune delete 42", "Mending", "edit.delete"),
    "undo": Verb("Take back the last change, up to 50 of them", "Mending", "edit.undo"),
    "redo": Verb("Do again what was undone", "Mending", "edit.undo"),
    "plan": Verb("Set time aside, in any calendar: attune plan look-back", "Looking ahead", "plan"),
    "words": Verb("The words; how to rate: attune words sensitive", "Looking up", "words"),
    "help": Verb(
        "All there is, or one verb: attune help log", "Looking up", "help", needs_home=False
    ),
    "schema": Verb(
        "What the JSON looks like: attune schema moment", "Looking up", "schema", needs_home=False
    ),
    "child": Verb("The children, by nickname: attune child add ada", "People", "people.child"),
    "caregiver": Verb(
        "The caregivers, by nickname: attune caregiver add grandpa", "People", "people.caregiver"
    ),
    "config": Verb("See and change the settings, and words of your own", "Keeping it", "config"),
    "export": Verb("Write it out: attune export -o ours.attune.jsonl", "Keeping it", "export"),
    "import": Verb("Take a file in, once you see what is new", "Keeping it", "imports"),
    "backup": Verb("Copy the journal now; once a day it happens by itself", "Keeping it", "backup"),
    "restore": Verb("List the backups, or put one in place", "Keeping it", "backup"),
    "forget": Verb("Take moments out for good, from backups too", "Keeping it", "forget"),
    "doctor": Verb("Check the journal, its backups and its folder", "Keeping it", "doctor"),
    "where": Verb("Where everything is kept", "Keeping it", "doctor"),
    "demo": Verb(
        "See a week of an example journal; leaves nothing behind", "Trying it out", "demo"
    ),
    "help-now": Verb(
        "The next minute, and where to turn", "When it is too much", "help_now", needs_home=False
    ),
}

# What `-h` shows, in so many rows that a small screen has them; `attune help` shows all of it.
SHORT = {
    "Every day": ("log", "today", "week", "tips"),
    "Looking back": ("trend", "patterns"),
    "Finding and mending": ("list", "edit", "undo"),
    "When it is too much": ("help-now",),
}
ALIASES = {"ls": "list", "rm": "delete"}  # as in other programs; help names each once
TYPED = "attune.typed"  # where a run keeps what was typed
COMPLETION = {"--show-completion", "--install-completion"}
# What the parser of options raises: Typer names only a part of them in the open.
UsageError: Any = typer.BadParameter.__bases__[0]


class LazyGroup(HelpedGroup):
    """The verbs; each module is imported when its verb is called, none for `--help`."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 Typer's own Click
        """Return the verbs in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Import the module of a verb and return its command."""
        name = ALIASES.get(cmd_name, cmd_name)
        return _command(name) if name in VERBS else None

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the options of attune itself, and keep what was typed for a refusal to name."""
        ctx.meta[TYPED] = [*args]
        write_for_machines("--json" in args)
        option, _, shell = args[0].partition("=") if args else ("", "", "")
        if option in COMPLETION and not ctx.resilient_parsing:
            from attune_cli.commands.shells import show_completion  # noqa: PLC0415 once a machine

            show_completion(option, shell or next(iter(args[1:2]), None))
            raise typer.Exit
        try:
            return super().parse_args(ctx, args)
        except UsageError as wrong:
            raise _kinder(wrong, ctx) from None

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the verb, or say what was perhaps meant."""
        typed = args[0]
        plain = typed.casefold()
        verb = args[0] = ALIASES.get(plain, plain if plain in VERBS else typed)
        is_option = verb.startswith("-") and verb != "-"
        if verb not in VERBS and not is_option and not ctx.resilient_parsing:
            from attune_cli.commands.options import known_to  # noqa: PLC0415 only a typo
            from attune_cli.commands.parser import unknown_verb  # noqa: PLC0415 likewise
            from attune_cli.core.crisis import concern_of  # noqa: PLC0415 likewise
            from attune_cli.core.speech.harm import speaks_of_harm  # noqa: PLC0415 likewise

            is_word = known_to(ctx.find_object(Attune)).find(verb) is not None
            said = " ".join(args)
            in_need = concern_of(said) is not None or speaks_of_harm(said)
            run = ctx.find_object(Attune)
            now = run.clock() if run else system_clock()
            close, cure = unknown_verb(verb, [*VERBS], now)
            raise errors.usage.UnknownVerb(verb, close, cure, is_word=is_word, in_need=in_need)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run a verb, and say in a sentence what it was called without."""
        try:
            return super().invoke(ctx)
        except UsageError as wrong:
            raise _kinder(wrong, ctx) from None
        except (AttuneError, OSError) as trouble:
            if not getattr(ctx.obj, "is_done", False) or _is_of_output(trouble):
                raise
            _say(f"It is done; what else there was to say can’t be said now. {trouble}")
            return None

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Offer the verbs, without importing any; an alias where it has been begun.

        Behind what is no verb there is nothing to offer.
        """
        typed = ctx.meta.get(TYPED, ())
        if typed and typed[-1] in COMPLETION:
            from attune_cli.commands.shells import SHELLS  # noqa: PLC0415 loaded by now

            return [CompletionItem(shell) for shell in SHELLS if shell.startswith(incomplete)]
        words = (word for word in typed if not word.startswith("-"))
        if next(words, None) not in {None, *VERBS, *ALIASES}:
            return []
        verbs = [(name, verb.help) for name, verb in VERBS.items()]
        if incomplete:
            verbs += [(alias, VERBS[name].help) for alias, name in ALIASES.items()]
        found = [CompletionItem(name, help=help_) for name, help_ in verbs]
        of_options = super(TyperGroup, self).shell_complete(ctx, incomplete)
        return [*(item for item in found if item.value.startswith(incomplete)), *of_options]

    def whole_help(self, ctx: Any) -> str:
        """Return the page of `attune help`: all verbs, and the options of attune itself."""
        formatter = formatter_of(ctx)
        super().format_help(ctx, formatter)
        return str(formatter.getvalue())

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the page of `attune -h`: the verbs of every day, and where the others are."""
        formatter.write_usage("attune", "VERB …")
        formatter.write_paragraph()
        formatter.write_text("A reflection journal for parents and other caregivers.")
        formatter.write_paragraph()
        widest = max(len(name) for names in SHORT.values() for name in names)
        room = formatter.width - widest - len("  ") * 2
        for section, names in SHORT.items():
            formatter.write_heading(section)
            formatter.indent()
            rows = [(name, VERBS[name].in_brief(room)) for name in names]
            formatter.write_dl([(f"{name:<{widest}}", said) for name, said in rows])
            formatter.dedent()
        formatter.write_paragraph()
        formatter.write_text("All there is: attune help. One verb: attune help log")

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the verbs by section, without importing any."""
        for section in dict.fromkeys(verb.section for verb in VERBS.values()):
            rows = [(name, verb.help) for name, verb in VERBS.items() if verb.section == section]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=12)


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@cache
def _command(name: str) -> Any:
    """Build the command of a verb, which keeps nothing of a run, once."""
    verbs = import_module(f"attune_cli.commands.{VERBS[name].module}").app
    for verb in verbs.registered_commands:
        if name == (verb.name or verb.callback.__name__):
            verb.cls = HelpedCommand
            return typer.main.get_command_from_info(
                verb, pretty_exceptions_short=False, rich_markup_mode=None
            )
    for verb in verbs.registered_commands:  # a verb with verbs of its own
        verb.cls = HelpedCommand
    return typer.main.get_command(verbs)


@cache
def _program() -> Any:
    """Build the command of attune itself, once."""
    return typer.main.get_command(app)


def _kinder(wrong: Any, ctx: typer.Context) -> Exception:
    from attune_cli.commands.parser import kinder  # noqa: PLC0415 only a refusal needs it

    return kinder(wrong, ctx.meta[TYPED])


def _upgrading(run: Attune) -> AbstractContextManager[None]:
    from attune_cli.render.progress import waiting  # noqa: PLC0415 once for each new version

    return waiting("Bringing your journal up to date", plain=run.is_plain)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"attune {__version__}")
        raise typer.Exit


@app.callback()
def attune(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 its callback has answered
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A reflection journal for parents and other caregivers.

    Not every moment has to go well. attune helps you look at how most of them went.
    Everything stays on this machine.
    """
    verb = VERBS.get(ctx.invoked_subcommand or "")
    if verb is None or verb.needs_home:
        if ctx.obj is None:
            ctx.obj = Attune.from_environment()
        run: Attune = ctx.obj
        run.is_done = False
        run.upgrading = partial(_upgrading, run)

        def tell_beginning(sentence: str) -> None:
            if not run.says_where:
                _say(sentence)

        ctx.call_on_close(after_writing(run.home, run.clock, _say, tell_beginning))
    if ctx.invoked_subcommand is None:
        from attune_cli.commands.today import show_alone  # noqa: PLC0415 other verbs need it not

        show_alone(ctx.obj)


def main(arguments: list[str] | None = None, run: Attune | None = None) -> int:
    """Run attune and return its exit code: 0 done, 1 a refusal, 2 wrong usage, 130 Ctrl-C.

    It is 141 where a pipe was closed before all was written, as by `head`.
    """
    if "_ATTUNE_COMPLETE" in os.environ:
        from attune_cli.commands.shells import complete  # noqa: PLC0415 only completion

        return complete(os.environ, _program(), run)
    typed = sys.argv[1:] if arguments is None else arguments
    if run is None and (zone := drop_unknown_zone()):  # before anything asks what day it is
        _say(
            f"I don’t know the time zone “{zone}”, which TZ names, so I use that of this machine. "
            "Unset TZ, or set it to one such as Europe/Berlin."
        )
    try:
        if not "".join(typed).isascii():
            from attune_cli.commands.arguments import as_text  # noqa: PLC0415 most are

            typed, run = as_text(typed, run)
        _program()(args=typed, prog_name="attune", obj=run)
    except AttuneError as refusal:
        return _refused(refusal, run)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # which Typer has made a refusal of
            return PIPE_CLOSED
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception as fault:  # no traceback ever reaches a person
        if os.environ.get("ATTUNE_TRACEBACK") and not _is_of_output(fault):
            raise
        return _broke(fault, run)
    return 0


def _refused(refusal: AttuneError, run: Attune | None) -> int:
    """Say a refusal, and offer a backup where the journal can't be read."""
    notes = getattr(refusal, "__notes__", [])  # what became of a text that was typed
    _say("\n".join([str(refusal), *notes]))
    best = getattr(refusal, "best", None)
    if best and sys.stdin.isatty() and sys.stdout.isatty():
        from attune_cli.render.output import is_dumb  # noqa: PLC0415 only a refusal needs it

        if not is_dumb():
            _offer(best, run)
    return refusal.exit_code


def _broke(fault: Exception, run: Attune | None) -> int:
    """Say what nobody foresaw."""
    if _is_of_output(fault):
        _say(f"The output could not be written: {fault.strerror or fault}.")
    elif damage := _damage(run):
        return _refused(damage, run)
    elif isinstance(fault, OSError) and fault.filename:
        return _refused(errors.files.PathUnusable(fault), run)
    else:
        _say(
            f"Something in attune broke ({type(fault).__name__}). What was stored before is "
            "untouched. To see where, and report it: set ATTUNE_TRACEBACK=1 and run it again."
        )
    return 1


def _damage(run: Attune | None) -> AttuneError | None:
    """Look whether what nobody foresaw comes from a damaged journal."""
    try:
        from attune_cli.store.faults import examined  # noqa: PLC0415 where attune broke

        return examined((run or Attune.from_environment()).home)
    except Exception:  # noqa: BLE001 one fault is enough
        return None


def _offer(best: Any, run: Attune | None) -> None:
    """Offer a backup; once it is in place, the person runs again what they ran."""
    from attune_cli.commands.backup import offer  # noqa: PLC0415 where a journal is damaged

    try:
        if offer(run or Attune.from_environment(), best):
            _say("Now run it again.")
    except AttuneError as refusal:
        _say(str(refusal))


def _is_of_output(fault: Exception) -> TypeGuard[OSError]:
    """Whether a stream took no more: the journal's own troubles are refusals, files have names."""
    return isinstance(fault, OSError) and fault.errno in OUTPUT_LOST and fault.filename is None


def _say(sentence: str) -> None:
    """Say something beside the data, after what was printed so far."""
    from attune_cli.render.output import tell_wrapped  # noqa: PLC0415
    from attune_cli.render.page import clean  # noqa: PLC0415 only a refusal needs it

    with suppress(OSError):  # stderr takes no more; the code says it
        for line in sentence.split("\n"):
            tell_wrapped(clean(line), sys.stderr)
