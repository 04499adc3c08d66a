"""The screen of `attune browse`, drawn with Textual: a list, one moment whole, a line of keys."""

from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from attune_cli.core.moment import Moment
from attune_cli.errors import AttuneError

STYLE = Path(__file__).parents[1] / "data" / "browse.tcss"
_KEYS = "↑↓ move · Enter whole · e edit · r rate · d delete · / find · q leave"
_KEYS_IN_SHORT = "↑↓ · Enter · e edit · r rate · d delete · / · q"
_KEYS_OF_ONE = "↑↓ scroll · Esc back · e edit · r rate · d delete"
_NOTHING = "No moment has that. Esc shows all."
_NONE_YET = "Nothing is logged yet. To begin: attune log"


class Place(NamedTuple):
    """Where somebody is in the list, and what they want done there.

    Attributes:
        number: of the moment that is pointed at; 0 before there is one.
        row: where it stands in the list.
        sought: what is searched for.
        key: what is to be done.
        said: what there is to say of what was done before.
    """

    number: int = 0
    row: int = 0
    sought: str = ""
    key: str = ""
    said: str = ""


class Source(Protocol):
    """What the list is filled from."""

    def find(self, typed: str) -> list[Moment]:
        """Return what a search finds, the newest first; with nothing typed, all."""

    def rows(self, moments: list[Moment]) -> list[str]:
        """Return a row for each."""

    def whole(self, moment: Moment, width: int) -> str:
        """Return a moment whole, wrapped to a width in columns."""


class Browser(App[Place]):
    """The list; it ends with the place where something is to be done, or with nothing."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = STYLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
        Binding("g", "move('first')", show=False),
        Binding("G", "move('last')", show=False),
        Binding("slash", "find", show=False),
        Binding("escape", "return", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, source: Source, place: Place) -> None:
        super().__init__(ansi_color=True)  # the colours that the terminal has
        self._source, self._place = source, place
        self._moments: list[Moment] = []
        self._rows: list[str] = []
        self._marked: int | None = None  # the row with the pointer
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield OptionList(markup=False)
        with VerticalScroll(can_focus=True):
            yield Static(markup=False)
        yield Input(placeholder="words, @names, +tags; Enter finds, Esc leaves it")
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        self.theme = "ansi-dark"
        said = self._place.said
        self._fill(self._place.sought)
        self._say(said or self._said)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _pointed(self) -> Moment | None:
        at = self._list.highlighted
        return self._moments[at] if at is not None and at < len(self._moments) else None

    def _fill(self, sought: str) -> None:
        try:
            self._moments = self._source.find(sought)
        except AttuneError as refusal:
            self._say(str(refusal))
            return
        self._rows, self._marked = self._source.rows(self._moments), None
        self._place = self._place._replace(sought=sought)
        self._list.clear_options()
        self._list.add_options([Option(f"  {row}") for row in self._rows])
        numbers = [moment.number for moment in self._moments]
        at = min(self._place.row, len(numbers) - 1)  # it was perhaps deleted
        at = numbers.index(self._place.number) if self._place.number in numbers else at
        self._list.highlighted = at if numbers else None
        self._list.focus()
        self._say("")
        self._show()

    def _say(self, text: str) -> None:
        """Say something below, until a key is pressed; else it says what the keys do."""
        self._said = text
        if not (text or self._moments):
            text = _NOTHING if self._place.sought else f"{_NONE_YET} · q leaves"
        keys = _KEYS if self.size.width > len(_KEYS) + 1 else _KEYS_IN_SHORT
        keys = _KEYS_OF_ONE if self.screen.has_class("whole") else keys
        self.query_one("#keys", Static).update(text or keys)

    def _show(self) -> None:
        """Show the moment that is pointed at."""
        moment, text = self._pointed, ""
        if moment:
            try:
                text = self._source.whole(moment, max(20, self.size.width - 3))
            except AttuneError as refusal:
                text = str(refusal)
        self.query_one(VerticalScroll).query_one(Static).update(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_highlighted(self) -> None:
        """Show what is pointed at now."""
        self._point()
        self._show()

    def _point(self) -> None:
        """Move the pointer, which is seen without colour, too."""
        at = self._list.highlighted
        for place, mark in ((self._marked, " "), (at, "›")):
            if place is not None and place < len(self._rows):
                self._list.replace_option_prompt_at_index(place, f"{mark} {self._rows[place]}")
        self._marked = at

    def on_option_list_option_selected(self) -> None:
        """Give the moment all of the screen, so that a long note can be read."""
        self.screen.add_class("whole")
        self.query_one(VerticalScroll).focus()
        self._say("")

    def on_resize(self, _: Resize) -> None:
        """Wrap what is shown anew."""
        self._say(self._said)
        self._show()

    def on_input_submitted(self, typed: Input.Submitted) -> None:
        """Search."""
        self.screen.remove_class("finding")
        self._fill(typed.value.strip())

    def action_move(self, where: str) -> None:
        """Move in the list, or in the moment where that has all of the screen."""
        self._say("")
        if self.screen.has_class("whole"):
            scroll = self.query_one(VerticalScroll)
            {"down": scroll.scroll_down, "up": scroll.scroll_up}.get(where, scroll.scroll_home)()
            return
        moves = {"down": "cursor_down", "up": "cursor_up", "first": "first", "last": "last"}
        getattr(self._list, f"action_{moves[where]}")()

    def action_find(self) -> None:
        """Ask what to search for."""
        self.screen.remove_class("whole")
        self.screen.add_class("finding")
        typed = self.query_one(Input)
        typed.value = self._place.sought
        typed.focus()

    def action_return(self) -> None:
        """Go back: from the search, from a whole moment, from what was found."""
        is_narrow = bool(self._place.sought)
        for name in ("finding", "whole"):
            if self.screen.has_class(name):
                self.screen.remove_class(name)
                is_narrow = False
        self._list.focus()
        self._say("")
        if is_narrow:
            self._fill("")

    def action_leave(self) -> None:
        """End it."""
        self.exit(None)

    def key_e(self) -> None:
        """Change the moment that is pointed at."""
        self._want("e")

    def key_r(self) -> None:
        """Rate it."""
        self._want("r")

    def key_d(self) -> None:
        """Delete it."""
        self._want("d")

    def _want(self, key: str) -> None:
        moment = self._pointed
        if moment and moment.number and not self.screen.has_class("finding"):
            row = self._moments.index(moment)
            self.exit(Place(moment.number, row, self._place.sought, key))
