"""Questions that one key answers: questionary's prompts, with a letter for every choice."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import questionary
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.shortcuts import prompt
from questionary.prompts.common import InquirerControl

from attune_cli.render.text import page_width

# Emphasis that a dark and a light terminal both show; no red.
STYLE = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "fg:ansigreen"),
        ("instruction", ""),
    ]
)
ROOM_FOR_ANSWER = 16
ENTER = Keys.ControlM.value
HOW_TO_MARK = "(letters mark, Enter goes on, capitals do both)"
HOW_TO_SEE = "\n  (? shows what each may look like)"
NOTHING = -1  # no line is pointed at
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Option(NamedTuple):
    """A choice: what it stands for, and what a person reads."""

    value: Any
    label: str
    letter_from: str


def lettered(options: Sequence[Option]) -> dict[str, Option]:
    """Give each option a letter, out of its word where one is free."""
    keys: dict[str, Option] = {}
    for option in options:
        wanted = [*option.letter_from.casefold(), *option.label.casefold(), *_LETTERS]
        keys[next(key for key in wanted if key in _LETTERS and key not in keys)] = option
    return keys


def pick(
    message: str,
    options: Sequence[Option],
    *,
    skip: bool = False,
    explain: Callable[[], None] | None = None,
) -> Any:
    """Ask for one option, by its letter or by arrows and Enter.

    Args:
        message: the question.
        options: what there is.
        skip: whether Enter alone goes on without an answer, which is None; else it does nothing.
        explain: prints what the options mean, above the question, where “?” is pressed.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    keys = lettered(options)
    choices = [questionary.Choice([("", "⏎  skip")], value="")] if skip else []
    choices += [_choice(key, option) for key, option in keys.items()]
    question = questionary.select(
        _wrapped(message),
        choices,
        instruction=HOW_TO_SEE if explain else " ",
        use_jk_keys=False,
        style=STYLE,
        qmark="·",
        pointer="›",
    )

    def press(event: KeyPressEvent, control: InquirerControl, key: str) -> None:
        if key != ENTER:
            control.pointed_at = list(keys).index(key) + skip
        if control.pointed_at != NOTHING:
            control.is_answered = True
            event.app.exit(result=control.get_pointed_at().value)

    _with_keys(question, [*keys, ENTER], press, preselected=skip)
    if explain:
        _explained(question, explain)
    key = question.unsafe_ask()
    return keys[key].value if key else None


def pick_many(message: str, options: Sequence[Option], least: int = 0) -> list[Any]:
    """Ask for some options: letters mark them, Enter goes on, a capital does both.

    Args:
        message: the question.
        options: what there is.
        least: how many at least; Enter marks the line that the arrows point at, where none is.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    keys = lettered(options)
    question = questionary.checkbox(
        _wrapped(message),
        [_choice(key, option) for key, option in keys.items()],
        instruction=f"\n  {HOW_TO_MARK}",
        use_jk_keys=False,
        style=STYLE,
        qmark="·",
        pointer="›",
    )

    def press(event: KeyPressEvent, control: InquirerControl, key: str) -> None:
        marked = control.selected_options
        if key in keys:
            control.pointed_at = list(keys).index(key)
            (marked.remove if key in marked else marked.append)(key)
            return
        if key != ENTER and key.lower() not in marked:
            marked.append(key.lower())
        if len(marked) < least and control.pointed_at != NOTHING:
            marked.append(control.get_pointed_at().value)
        if len(marked) >= least:
            control.is_answered = True
            event.app.exit(result=[key for key in keys if key in marked])

    capitals = [key.upper() for key in keys if key.isalpha()]
    pressed = [*keys, *capitals, ENTER]
    marked = _with_keys(question, pressed, press, preselected=False).unsafe_ask()
    return [keys[key].value for key in marked]


def write(message: str, default: str, on_interrupt: Callable[[str], None]) -> str:
    """Ask for a line of text.

    Args:
        message: the question.
        default: what stands there already.
        on_interrupt: gets what was typed before Ctrl-C.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    question = questionary.text(message, default=default, style=STYLE, qmark="·")
    try:
        return str(question.unsafe_ask())
    except KeyboardInterrupt:
        on_interrupt(question.application.current_buffer.text)
        raise


def press(message: str, keys: str) -> str:
    """Show a line and wait for a key: Enter is “keep”, e is “change”, Esc is “leave”.

    Args:
        message: what is shown.
        keys: what the keys do, in words.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    bindings = KeyBindings()
    for key, result in (("enter", "keep"), ("e", "change"), ("escape", "leave")):

        @bindings.add(key, eager=True)
        def _(event: KeyPressEvent, result: str = result) -> None:
            event.app.exit(result=result)

    @bindings.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        """Take any other key for none."""

    lines = (
        textwrap.fill(message, page_width() - 2, subsequent_indent="  "),
        textwrap.fill(f"({keys})", page_width() - 2, initial_indent="  ", subsequent_indent="  "),
    )
    return str(prompt("\n".join(lines) + " ", key_bindings=bindings))


def agree(message: str, *, default: bool) -> bool:
    """Ask for yes or no; Enter is the default."""
    return bool(
        questionary.confirm(_wrapped(message), default=default, style=STYLE, qmark="·").unsafe_ask()
    )


def _wrapped(message: str) -> str:
    """Break a question between words, with room for its answer."""
    return textwrap.fill(message, page_width() - ROOM_FOR_ANSWER, subsequent_indent="  ")


def _choice(key: str, option: Option) -> questionary.Choice:
    return questionary.Choice([("", f"{key}  {option.label}")], value=key)


def _with_keys(
    question: questionary.Question,
    keys: Iterable[str],
    press: Callable[[KeyPressEvent, InquirerControl, str], None],
    *,
    preselected: bool,
) -> questionary.Question:
    """Let letters act at once, and Enter only on a line that somebody chose to point at.

    questionary itself only moves to a choice by its shortcut, and begins on the first.
    """
    app = question.application
    controls = app.layout.find_all_controls()
    control = next(found for found in controls if isinstance(found, InquirerControl))
    if not preselected:
        control.pointed_at = NOTHING
    bindings = KeyBindings()
    for key in keys:

        @bindings.add(key, eager=True)
        def _(event: KeyPressEvent, key: str = key) -> None:
            press(event, control, key)

    app.key_bindings = merge_key_bindings(
        [kept for kept in (app.key_bindings, bindings) if kept is not None]
    )
    return question


def _explained(question: questionary.Question, explain: Callable[[], None]) -> None:
    """Let “?” print something above a question, which stays."""
    app, bindings = question.application, KeyBindings()

    @bindings.add("?", eager=True)
    def _(event: KeyPressEvent) -> None:  # noqa: ARG001 prompt_toolkit passes it
        run_in_terminal(explain)

    app.key_bindings = merge_key_bindings(
        [kept for kept in (app.key_bindings, bindings) if kept is not None]
    )
