"""Questions that one key answers, in prompt_toolkit: a list, a line of text, yes or no, a key.

Ctrl-C and Ctrl-D leave every one of them by KeyboardInterrupt; Ctrl-Z suspends the program.
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, get_app, run_in_terminal
from prompt_toolkit.application.current import AppSession, get_app_session
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from attune_cli.render.page import clean
from attune_cli.render.text import page_width, showable

# Emphasis that a dark and a light terminal both show; no red.
STYLE = Style.from_dict(
    {
        "mark": "ansicyan bold",
        "question": "bold",
        "answer": "ansicyan",
        "pointed": "bold",
        "chosen": "ansigreen",
    }
)
ESCAPE_SECONDS = 0.1  # after which Esc is no beginning of an arrow key
NOTHING = -1  # no line is pointed at
HOW_TO_MARK = ("Letters mark, Enter goes on, capitals do both", "Letters mark, Enter goes on")
LEAVE_BY = "Ctrl-C leaves, and what you said is not lost."
_NARROWEST = 20
_FEWEST = 3  # keys that a footer names, in two rows perhaps
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SIGNS = _LETTERS + "*+"


class Option(NamedTuple):
    """A choice.

    Attributes:
        value: what it stands for.
        label: what a person reads.
        letter_from: its letter is the first of these that is free.
        about: what it means, shown where “?” is pressed on its line.
        is_careful: whether a search that finds it points at nothing by itself.
    """

    value: Any
    label: str
    letter_from: str
    about: str = ""
    is_careful: bool = False


class WentBack(Exception):
    """The person wants the question before this one.

    Attributes:
        marked: the values that were marked meanwhile.
    """

    def __init__(self, marked: Sequence[Any] = ()) -> None:
        super().__init__()
        self.marked = list(marked)


Row = list[tuple[str, str]]
SaidFor = Callable[[str], Collection[Any]]


def lettered(options: Sequence[Option]) -> dict[str, Option]:
    """Give each option a letter, out of its word where one is free, while there are any."""
    keys: dict[str, Option] = {}
    for option in options:
        wanted = [*option.letter_from.casefold(), *option.label.casefold(), *_LETTERS]
        letter = next((key for key in wanted if key in _SIGNS and key not in keys), None)
        if letter:
            keys[letter] = option
    return keys


def pick(
    message: str,
    options: Sequence[Option],
    *,
    skip: str | None = None,
    chosen: Any = None,
    said_for: SaidFor | None = None,
    explain: Callable[[], None] | None = None,
    has_back: bool = False,
    leads_on: bool = False,
) -> Any:
    """Ask for one option, by its letter, or by arrows and Enter.

    Args:
        message: the question.
        options: what there is.
        skip: what Enter alone does, which is to answer None; without it, Enter alone does nothing.
        chosen: the value of the option that was chosen before; Enter keeps it.
        said_for: returns the values for which people say a text, or what begins so.
        explain: prints what the options mean, above the question, where “?” is pressed on no line.
        has_back: whether there is a question before this one.
        leads_on: whether an option only leads to another question, so that no line of it stays.

    Raises:
        WentBack: that question is wanted.
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    return Choices(
        message,
        options,
        skip=skip,
        chosen=[] if chosen is None else [chosen],
        said_for=said_for,
        explain=explain,
        has_back=has_back,
        leads_on=leads_on,
    ).ask()


def pick_many(
    message: str,
    options: Sequence[Option],
    least: int = 0,
    *,
    chosen: Collection[Any] = (),
    first: Sequence[Any] = (),
    said_for: SaidFor | None = None,
    has_back: bool = False,
) -> list[Any]:
    """Ask for some options: letters mark them, Enter goes on, a capital does both.

    Args:
        message: the question.
        options: what there is.
        least: how many at least; Enter marks the line that the arrows point at, where none is.
        chosen: the values that are marked already.
        first: the values that stand first; letters are given in the order of the options.
        said_for: returns the values for which people say a text, or what begins so.
        has_back: whether there is a question before this one.

    Returns:
        The values, in the order of the options.

    Raises:
        WentBack: the question before is wanted.
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    asked = Choices(
        message,
        options,
        least=least,
        chosen=chosen,
        first=first,
        said_for=said_for,
        has_back=has_back,
    )
    marked: list[Any] = asked.ask()
    return marked


class Choices:
    """A list of options on the screen: what is shown of it, and what each key does.

    Attributes:
        at: the place of the line that is pointed at, among those that are shown.
        is_pointed: whether the person pointed at it; else Enter doesn’t choose it.
        found: the text that the list is filtered by; None where it isn’t.
        explains: whether the line that is pointed at is explained.
        said: about the last key, where it did nothing.
    """

    def __init__(
        self,
        message: str,
        options: Sequence[Option],
        *,
        least: int | None = None,
        skip: str | None = None,
        chosen: Collection[Any] = (),
        first: Sequence[Any] = (),
        said_for: SaidFor | None = None,
        explain: Callable[[], None] | None = None,
        has_back: bool = False,
        leads_on: bool = False,
    ) -> None:
        self.message = clean(message)
        self.options = options
        self.keys = lettered(options)
        self._letters = {id(option): key for key, option in self.keys.items()}
        before = [option for value in first for option in options if option.value == value]
        self.in_order = [*before, *(option for option in options if option not in before)]
        self.least, self.skip = least, skip
        self.marked = [option for option in options if option.value in chosen]
        self.said_for, self.explain, self.has_back = said_for, explain, has_back
        self.leads_on = leads_on
        self.found: str | None = None
        self.explains, self.said, self.answer = False, "", ""
        self._fits: dict[str, list[Option]] = {}
        self._is_by_chance = False  # whether a wrong key began the search, and no “/”
        self._top = 0
        self.at, self.is_pointed = NOTHING, False
        if self.marked and not self.is_many:
            self.at, self.is_pointed = self.lines.index(self.marked[0]), True
        elif skip:
            self.at, self.is_pointed = 0, True

    @property
    def is_many(self) -> bool:
        """Whether several can be chosen."""
        return self.least is not None

    @property
    def lines(self) -> list[Option | None]:
        """The options that are shown; None is the line that skips."""
        if self.found:
            return [option for option in self.in_order if option in self._fitting(self.found)]
        return [*([None] if self.skip else []), *self.in_order]

    @property
    def pointed(self) -> Option | None:
        """The option that is pointed at."""
        lines = self.lines
        return lines[self.at] if 0 <= self.at < len(lines) else None

    def ask(self) -> Any:
        """Show it and return what was chosen: a value, or values."""
        return _run(self.page, self._bindings())

    # What is shown

    def page(self, width: int, height: int, *, is_done: bool = False) -> list[Row]:
        """Return the rows that are shown, at most so many."""
        question = _question(self.message, width, self.answer if is_done else "")
        if is_done:
            return question
        below = self._below(width, max(1, height - len(question) - 3))
        if self.is_many and height > len(question) + len(below) + 4:
            how = next(text for text in (*HOW_TO_MARK, "") if get_cwidth(text) <= width - 2)
            question.append([("", f"  {how}")])
        room = max(1, height - len(question) - len(below))
        return [*question, *self._shown(width, room), *below]

    def _shown(self, width: int, room: int) -> list[Row]:
        """Return the lines that there is room for, with signs that there are more."""
        every = [self._line(at, option, width) for at, option in enumerate(self.lines)]
        if sum(map(len, every)) <= room:
            self._top = 0
            return [row for rows in every for row in rows]
        self._top = min(self._top, max(0, self.at)) if self.is_pointed or self.explains else 0
        while True:
            end = self._end(every, room)
            if self.at < end or self._top >= len(every) - 1:
                break
            self._top += 1
        shown = [row for rows in every[self._top : end] for row in rows]
        if self._top:
            shown.insert(0, [("", f"     ↑ {self._top} more")])
        if end < len(every):
            shown.append([("", f"     ↓ {len(every) - end} more")])
        return shown

    def _end(self, every: Sequence[list[Row]], room: int) -> int:
        """Return how far lines fit, from the top one on; at least that one does."""
        end, left = self._top, room - (1 if self._top else 0)
        while end < len(every):
            sign = 1 if end + 1 < len(every) else 0
            if len(every[end]) + sign > left and end > self._top:
                break
            left -= len(every[end])
            end += 1
        return end

    def _line(self, at: int, option: Option | None, width: int) -> list[Row]:
        style = "class:pointed" if at == self.at else ""
        pointer = " › " if at == self.at else "   "
        if option is None:
            return [[(style, f"{pointer}⏎  {self.skip}")]]
        mark = ""
        if self.is_many:
            mark = "● " if option in self.marked else "○ "
        style = "class:chosen" if option in self.marked else style
        start = f"{pointer}{mark}{self._letters.get(id(option), ' ')}  "
        rows = wrapped(clean(option.label), width - get_cwidth(start)) or [""]
        rest = " " * get_cwidth(start)
        return [[(style, (rest if turn else start) + row)] for turn, row in enumerate(rows)]

    def _below(self, width: int, most: int) -> list[Row]:
        """Return what stands below the list: what a line means, and what keys do."""
        rows: list[str] = []
        if self.explains and self.pointed:
            about = ": ".join(filter(None, (self.pointed.label, self.pointed.about)))
            rows = wrapped(clean(about), width - 2)
            rows = rows if len(rows) < most else [*rows[: most - 2], "…"]
        last = self.said or self._footer(width)
        return [[("", f"  {row}")] for row in [*rows, *wrapped(last, width - 2)]]

    def _footer(self, width: int) -> str:
        if self.found is not None:
            way = "Enter takes it" if self.lines else "nothing"
            return f"/{clean(self.found)}_ · {way} · Esc shows all"
        parts = ["a letter marks" if self.is_many else "a letter chooses"]
        if self.marked and not self.is_many:
            parts = ["Enter keeps it", "a letter changes it"]
        parts += ["/ finds", "? explains"]
        parts += ["← back"] if self.has_back else []
        least = int(bool(self.marked and not self.is_many))  # what Enter does is said always
        while get_cwidth(" · ".join(parts)) > width - 2 and len(parts) > _FEWEST:
            del parts[least]  # letters stand in the list
        return " · ".join(parts)

    # What keys do

    def press(self, key: str) -> Any:
        """Take a key: return what was chosen, as a list with it; None while nothing is.

        Raises:
            WentBack: the question before is wanted.
        """
        self.said = ""
        if key == Keys.Enter:
            return self._enter()
        if len(key) == 1 and key.isprintable():
            return self._sign(key)
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in {Keys.Backspace, Keys.Left}:
            self._back(key)
        elif key == Keys.Escape:
            self.said = "" if self.found is not None or self.explains else LEAVE_BY
            self._show_all()
        else:
            self.said = "This key does nothing here."
        return None

    def _sign(self, key: str) -> Any:
        option = self.keys.get(key if self.is_many else key.lower())
        capital = self.keys.get(key.lower()) if key.isalpha() and self.is_many else None
        if key == "?":
            self._explain()
        elif self.found is not None and self._is_meant(key, option or capital):
            self._show_all()
            return self._sign(key)
        elif self.found is not None:
            self._find(self.found + key)
        elif key == "/":
            self._is_by_chance = False
            self._find("")
        elif option and not self.is_many:
            return self._chose([option])
        elif option or (key == " " and self.is_many and self.pointed):
            self._mark(option or self.pointed)
        elif capital:
            return self._chose([*self.marked, capital])
        else:
            self._wrong(key)
        return None

    def _is_meant(self, key: str, option: Option | None) -> bool:
        """Whether a key behind a wrong key is the letter of an option, and no more to look for."""
        found = self.found or ""
        if option is None or not self._is_by_chance or self._fitting(found + key):
            return False
        return not (option.is_careful and len(found) > 1)  # a slip in a typed word is no fear

    def _wrong(self, key: str) -> None:
        """Say that a key is no letter here, and look for what begins so, if anything does."""
        if key.isalnum() and self._fitting(key):
            self._is_by_chance = True
            self._find(key)
            self._point(NOTHING)  # Enter after one wrong key chooses nothing
            self.said = f"“{key}” is no letter here. Looking for: {key}_ (Esc ends)"
        else:
            self.said = f"“{clean(key)}” is no letter here."

    def _find(self, text: str) -> None:
        self.found = text
        lines = self.lines if text else []
        is_sure = bool(lines) and not any(one and one.is_careful for one in lines)
        self._point(0 if is_sure else NOTHING)

    def _point(self, at: int) -> None:
        self.at, self.is_pointed = at, at != NOTHING

    def _fitting(self, text: str) -> list[Option]:
        """Return the options that a text may mean: by their words, and by what people say."""
        if text not in self._fits:
            wanted = text.strip().casefold()
            said = self.said_for(wanted) if self.said_for and wanted else ()
            self._fits[text] = [
                option
                for option in self.options
                if option.value in said or _begins(wanted, option.label, option.letter_from)
            ]
        return self._fits[text]

    def _enter(self) -> Any:
        option = self.pointed
        if self.found is not None and self.is_many:
            if option and option not in self.marked:
                self.marked.append(option)
            self._show_all()
            return None
        if not self.is_many:
            if not self.lines:
                self.said = "Nothing fits. Esc shows all again."
                return None
            if not self.is_pointed:
                self.said = "Press a letter, or ↓ and then Enter."
                return None
            return self._chose([] if option is None else [option])
        if len(self.marked) < (self.least or 0) and option and self.is_pointed:
            self.marked.append(option)
        if len(self.marked) < (self.least or 0):
            self.said = "Mark one with its letter first."
            return None
        return self._chose(self.marked)

    def _chose(self, chosen: Sequence[Option]) -> list[Any]:
        """Return what is answered, in the order of the options, inside a list."""
        self.marked = [option for option in self.options if option in chosen]
        self.answer = ", ".join(clean(option.label) for option in self.marked)
        values = [option.value for option in self.marked]
        return [values] if self.is_many else (values or [None])

    def _mark(self, option: Option | None) -> None:
        if option is None:
            return
        (self.marked.remove if option in self.marked else self.marked.append)(option)
        self._point(self.lines.index(option))

    def _move(self, step: int) -> None:
        last = len(self.lines) - 1
        if last < 0:
            return
        if self.at == NOTHING:
            at = 0 if step > 0 else last
        elif abs(step) == 1:
            at = (self.at + step) % (last + 1)
        else:
            at = max(0, min(last, self.at + step))
        self._point(at)

    def _back(self, key: str) -> None:
        if self.found is not None:
            if key == Keys.Backspace and self.found:
                self._find(self.found[:-1])
            else:
                self._show_all()
        elif self.has_back:
            raise WentBack([option.value for option in self.marked] if self.is_many else ())
        elif self.explains:
            self.explains = False
        else:
            self.said = "There is no question before this one."

    def _show_all(self) -> None:
        option = self.pointed if self.is_pointed else None
        if option is None and self.marked and not self.is_many:
            option = self.marked[0]  # which Enter keeps
        self.found, self.explains = None, False
        self._point(self.lines.index(option) if option or self.skip else NOTHING)

    def _explain(self) -> None:
        if self.explain and not self.pointed:
            run_in_terminal(self.explain)
            return
        self.explains = not self.explains
        if self.explains and self.pointed is None and self.lines:
            self.at = next(at for at, option in enumerate(self.lines) if option)
            self.is_pointed = False

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:  # noqa: ARG001 prompt_toolkit passes it
            self.said = "A pasted text chooses nothing."

        @_every_key(bindings)
        def _(event: KeyPressEvent) -> None:
            try:
                answered = self.press(_pressed(event))
            except WentBack as wanted:
                event.app.erase_when_done = True
                event.app.exit(exception=wanted)
                return
            if answered is not None:
                event.app.erase_when_done = self.leads_on and bool(self.marked)
                event.app.exit(result=answered[0])

        return bindings


Handler = Callable[[KeyPressEvent], None]
# Keys that are bound otherwise, and what a terminal sends by itself.
_NOT_PRESSED = {
    Keys.Any, Keys.Escape, Keys.ControlC, Keys.ControlD, Keys.ControlZ, Keys.SIGINT,
    Keys.BracketedPaste, Keys.CPRResponse, Keys.Vt100MouseEvent, Keys.WindowsMouseEvent,
    Keys.ScrollUp, Keys.ScrollDown, Keys.Ignore,
}  # fmt: skip
_PAGE = 5
_MOVES: Mapping[str, int] = {
    Keys.Down.value: 1,
    Keys.Up.value: -1,
    Keys.ControlN.value: 1,
    Keys.ControlP.value: -1,
    Keys.PageDown.value: _PAGE,
    Keys.PageUp.value: -_PAGE,
}


def write(
    message: str, default: str, on_interrupt: Callable[[str], None], *, has_back: bool = False
) -> str:
    """Ask for a line of text.

    Args:
        message: the question.
        default: what stands there already.
        on_interrupt: gets what was typed before Ctrl-C or Ctrl-D.
        has_back: whether Backspace or ← in an empty line leads to the question before.

    Raises:
        WentBack: that question is wanted.
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    bindings = KeyBindings()

    @bindings.add(Keys.ControlD)
    def _(event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        if buffer.cursor_position < len(buffer.text):
            buffer.delete()
        else:
            event.app.exit(exception=KeyboardInterrupt())

    @bindings.add(Keys.ControlZ)
    def _(event: KeyPressEvent) -> None:
        _suspend(event)

    @bindings.add(Keys.Backspace)
    @bindings.add(Keys.Left)
    def _(event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        if not buffer.text and has_back:
            event.app.erase_when_done = True
            event.app.exit(exception=WentBack())
        elif event.key_sequence[0].key == Keys.Left:
            buffer.cursor_left()
        else:
            buffer.delete_before_cursor()

    rows = wrapped(clean(message), page_width() - 2)
    session: PromptSession[str] = PromptSession(
        [
            ("class:mark", showable("· ", sys.stdout)),
            ("class:question", showable("\n  ".join(rows) + " ", sys.stdout)),
        ],
        style=STYLE,
        key_bindings=bindings,
    )
    try:
        return session.prompt(default=default)
    except (KeyboardInterrupt, EOFError):
        on_interrupt(session.default_buffer.text)
        raise KeyboardInterrupt from None


def press(
    message: str, keys: str, others: Mapping[str, tuple[Any, str]] = MappingProxyType({})
) -> Any:
    """Show a line and wait for a key: Enter is “keep”, e is “change”, Esc is “leave”.

    Letters are taken where they are typed alone: those of a word that is typed ahead mean nothing.

    Args:
        message: what is shown, in a few lines.
        keys: what the keys do, in words.
        others: what other letters are, each with the answer that is shown for it.

    Raises:
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    results: dict[str, tuple[Any, str]] = {
        Keys.Enter.value: ("keep", ""),
        "e": ("change", ""),
        Keys.Escape.value: ("leave", ""),
    }
    names = [key for key in others if not key.isupper()]
    said = f"{', '.join([*names, 'Enter, e or Esc'])}, please."
    return _one_key(message, keys, {**results, **others}, said)


def agree(message: str, *, default: bool) -> bool:
    """Ask for yes or no; Enter is the default.

    Raises:
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    yes, no = (True, "Yes"), (False, "No")
    results = {"y": yes, "Y": yes, "n": no, "N": no, Keys.Enter.value: yes if default else no}
    return bool(_one_key(message, "Y/n" if default else "y/N", results, "y or n, please."))


def _one_key(
    message: str,
    keys: str,
    results: Mapping[str, tuple[Any, str]],
    others: str,
) -> Any:
    """Wait for one of some keys, each with its result and the answer that is shown for it.

    A letter counts only where no other came with it: a text that is pasted answers nothing.

    Args:
        message: the question.
        keys: what is shown of the keys, beside it.
        results: by key.
        others: what is said about any other key.
    """
    answer, said = "", ""

    def page(width: int, height: int, *, is_done: bool) -> list[Row]:  # noqa: ARG001 few rows
        shown = answer if is_done else f"({keys})"
        rows = _question(clean(message), width, shown, "class:answer" if is_done else "")
        return rows if is_done or not said else [*rows, [("", f"  {said}")]]

    bindings = KeyBindings()

    @bindings.add(Keys.BracketedPaste)
    @_every_key(bindings)
    def _(event: KeyPressEvent) -> None:
        nonlocal answer, said
        key = _pressed(event)
        is_ahead = key.isalnum() and bool(event.app.key_processor.input_queue)
        found = None if is_ahead else results.get(key)
        if found is None:
            said = others
        else:
            result, answer = found
            event.app.exit(result=result)

    return _run(page, bindings)


def _run(page: Callable[..., list[Row]], bindings: KeyBindings) -> Any:
    """Show a page that keys change, until one of them ends it."""

    @bindings.add(Keys.ControlC)
    @bindings.add(Keys.ControlD)
    @bindings.add(Keys.SIGINT)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @bindings.add(Keys.ControlZ)
    def _(event: KeyPressEvent) -> None:
        _suspend(event)

    def text() -> StyleAndTextTuples:
        app = get_app()
        size = app.output.get_size()
        width = max(_NARROWEST, min(page_width(), size.columns))
        rows = page(width, max(2, size.rows - 1), is_done=app.is_done)
        found: StyleAndTextTuples = []
        for turn, row in enumerate(rows):
            found += [("", "\n")] if turn else []
            found += [(style, showable(part, sys.stdout)) for style, part in row]
        return found

    window = Window(FormattedTextControl(text, show_cursor=False), dont_extend_height=True)
    app = _application(get_app_session())
    app.layout, app.key_bindings, app.erase_when_done = Layout(window), bindings, False
    try:
        return app.run()
    except EOFError:  # the terminal is gone
        raise KeyboardInterrupt from None


@lru_cache(maxsize=1)
def _application(session: AppSession) -> Application[Any]:  # noqa: ARG001 where it is shown
    """Make what shows every question: to make its keys costs 20 ms, so it is made once."""
    app: Application[Any] = Application(style=STYLE)
    app.ttimeoutlen = ESCAPE_SECONDS
    return app


def _every_key(bindings: KeyBindings) -> Callable[[Handler], Handler]:
    """Let a handler get every key: prompt_toolkit would keep those that it knows for itself."""

    def decorate(handler: Handler) -> Handler:
        bindings.add(Keys.Escape, eager=True)(handler)
        for key in (Keys.Any, *(key for key in Keys if key not in _NOT_PRESSED)):
            bindings.add(key)(handler)
        return handler

    return decorate


def _pressed(event: KeyPressEvent) -> str:
    """Return a key; what was typed before the question stood there has a line feed for Enter."""
    key = event.key_sequence[0].key
    if key == Keys.ControlJ:
        return Keys.Enter.value
    return key.value if isinstance(key, Keys) else key


def _suspend(event: KeyPressEvent) -> None:
    """Suspend the program, as the shell does; keys that came after are not for this question."""
    event.app.key_processor.empty_queue()
    event.app.suspend_to_background()


def _question(message: str, width: int, beside: str, style: str = "class:answer") -> list[Row]:
    """Return a question in rows, with what stands beside it: its answer, or its keys."""
    rows: list[Row] = []
    lines = [row for line in message.split("\n") for row in wrapped(line, width - 2)]
    for turn, row in enumerate(lines):
        mark = ("", "  ") if turn else ("class:mark", "· ")
        rows.append([mark, ("class:question", row)])
    if not beside:
        return rows
    last = sum(get_cwidth(part) for _, part in rows[-1])
    if last + 1 + get_cwidth(beside) <= width:
        rows[-1].append((style, f" {beside}"))
    else:
        rows += [[("", "  "), (style, row)] for row in wrapped(beside, width - 2)]
    return rows


def wrapped(text: str, width: int) -> list[str]:
    """Break a text between words into rows of so many columns, a long word inside."""
    rows = [""]
    for word in text.split():
        if rows[-1] and get_cwidth(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
            continue
        rows += [word] if rows[-1] else []
        rows[-1] = word
        while get_cwidth(rows[-1]) > width:
            cut = next(at for at in range(1, len(word) + 1) if get_cwidth(rows[-1][:at]) > width)
            rows[-1:] = [rows[-1][: max(1, cut - 1)], rows[-1][max(1, cut - 1) :]]
    return rows


def _begins(wanted: str, *texts: str) -> bool:
    """Whether a text, or a word in it, begins with what is wanted."""
    if not wanted:
        return True
    several = [text.casefold().replace("_", " ") for text in texts]
    return any(
        text.startswith(wanted) or any(word.startswith(wanted) for word in text.split())
        for text in several
    )
