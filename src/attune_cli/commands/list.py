"""`attune list`: the moments, the newest last."""

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

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("list", epilog="Example: attune list --cue hurt --child ada --from october")
def list_(
    ctx: typer.Context,
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
    """List moments, the newest last: all of them, or those that all options fit."""
    words = {
        "kind": kind, "cue": cue, "response": response, "activity": activity, "step": step,
        "state": state, "after": after, "sensitivity": sensitive, "tag": tag,
    }  # fmt: skip
    run, flags = run_of(ctx), (prompted, unrated, not_yet)
    found = wanted(run, Said(words, (from_, to), (child, caregiver), flags))
    show_wanted(run, found, limit, as_json=as_json, plain=plain)
