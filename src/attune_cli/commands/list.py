"""`attune list`: the moments, the newest last."""

import typer

from attune_cli.commands import narrowing as of
from attune_cli.commands.listing import show_wanted
from attune_cli.commands.options import By, From, OfChild, To, run_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("list", epilog="Example: attune list --cue hurt --child ada --from october")
def list_(
    ctx: typer.Context,
    kind: of.OfKind = None,
    cue: of.OfCue = None,
    response: of.OfResponse = None,
    activity: of.OfActivity = None,
    step: of.OfStep = None,
    state: of.OfState = None,
    after: of.OfAfter = None,
    sensitive: of.OfRating = None,
    tag: of.OfTag = None,
    child: OfChild = None,
    caregiver: By = None,
    from_: From = None,
    to: To = None,
    prompted: of.Prompted = False,
    unrated: of.Unrated = False,
    not_yet: of.NotYet = False,
    limit: of.Limit = None,
    as_json: of.AsJsonLines = False,
    plain: of.Unpaged = False,
) -> None:
    """List moments, the newest last: all of them, or those that all options fit."""
    words = {
        "kind": kind, "cue": cue, "response": response, "activity": activity, "step": step,
        "state": state, "after": after, "sensitivity": sensitive, "tag": tag,
    }  # fmt: skip
    run, flags = run_of(ctx), (prompted, unrated, not_yet)
    wanted = of.wanted(run, of.Said(words, (from_, to), (child, caregiver), flags))
    show_wanted(run, wanted, limit, as_json=as_json, plain=plain)
