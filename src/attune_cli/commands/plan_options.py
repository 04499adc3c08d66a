"""The options that the ways to plan share, so that they read alike."""

from typing import Annotated

import typer

from attune_cli.core.people import BANDS

Days = Annotated[
    str | None, typer.Option("--days", "--day", metavar="DAYS", help="mon,wed,fri or mon-fri, …")
]
AT = typer.Option(metavar="TIME", help="The time of day: 17:30, 8am, …")
For = Annotated[int, typer.Option("--for", metavar="MINUTES", help="How long it takes.")]
Weeks = Annotated[
    int | None, typer.Option(metavar="N", help="For how many weeks; 8 where nothing else is said.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="The last day.")]
Remind = Annotated[
    int, typer.Option(metavar="MINUTES", help="Ring so long before it; 0 is at its beginning.")
]
Silent = Annotated[bool, typer.Option("--silent", help="No ringing.")]
To = Annotated[
    str | None, typer.Option(metavar="FILE", help="Write it there; - is standard output.")
]
Age = Annotated[
    str | None, typer.Option(metavar="|".join(BANDS), help="For which age the tip in it is.")
]
AgeOf = Annotated[
    str | None, typer.Option(metavar="NAME", help="The same, by a child of the journal.")
]
