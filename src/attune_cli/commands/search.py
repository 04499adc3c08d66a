"""`attune search`: moments by what was written of them, and by their words."""

from typing import Annotated

import typer

from attune_cli.commands.listing import show_wanted
from attune_cli.commands.narrowing import (
    AsJsonLines,
    Limit,
    NotYet,
    OfActivity,
    OfAfter,
    OfCue,
    OfKind,
    OfRating,
    OfResponse,
    OfState,
    OfStep,
    OfTag,
    Prompted,
    Said,
    Unpaged,
    Unrated,
    wanted,
)
from attune_cli.commands.options import By, From, OfChild, To, run_of
from attune_cli.core.search import read_terms

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Text = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT...", help='Words, or their beginnings; a "phrase" in quotes.'),
]


@app.command(
    epilog="Example: attune search swing --cue hurt; a phrase: attune search '\"big dog\"'"
)
def search(
    ctx: typer.Context,
    text: Text = None,
    kind: OfKind = None,
    cue: OfCue = None,
    response: OfResponse = None,
    activity: OfActivity = None,
    step: OfStep = None,
    state: OfState = None,
    after: OfAfter = None,
    sensitive: OfRating = None,
    tag: OfTag = None,
    child: OfChild = None,
    caregiver: By = None,
    from_: From = None,
    to: To = None,
    prompted: Prompted = False,
    unrated: Unrated = False,
    not_yet: NotYet = False,
    limit: Limit = None,
    as_json: AsJsonLines = False,
    plain: Unpaged = False,
) -> None:
    """Search the notes and the words: moments that have all that is looked for, the newest last."""
    words = {
        "kind": kind, "cue": cue, "response": response, "activity": activity, "step": step,
        "state": state, "after": after, "sensitivity": sensitive, "tag": tag,
    }  # fmt: skip
    run, flags = run_of(ctx), (prompted, unrated, not_yet)
    terms = read_terms(text or (), run.vocabulary)
    found = wanted(run, Said(words, (from_, to), (child, caregiver), flags), terms)
    show_wanted(run, found, limit, as_json=as_json, plain=plain)
