"""The smallest useful program of its kind: two Typer commands, one of which stores a row in SQLite.

It is the yardstick for `attune log` in cold_start.py: what Python, Typer and one durable row cost.
Run it in tests/, as an installed program is run, from compiled files:

    python -c "from bench.two_commands import app; app()" add FILE hurt comfort name yes
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import typer

app = typer.Typer(rich_markup_mode=None)
TABLE = "CREATE TABLE IF NOT EXISTS moments (id INTEGER PRIMARY KEY, at TEXT, words TEXT)"


@app.command()
def add(file: Path, words: list[str]) -> None:
    """Store a row."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(TABLE)
        row = (datetime.now(UTC).isoformat(), " ".join(words))
        number = connection.execute("INSERT INTO moments (at, words) VALUES (?, ?)", row).lastrowid
        connection.commit()
    typer.echo(f"#{number}")


@app.command()
def count(file: Path) -> None:
    """Count the rows."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(TABLE)
        typer.echo(connection.execute("SELECT count(*) FROM moments").fetchone()[0])


if __name__ == "__main__":
    app()
