"""Published and recomputed values that tests hold the arithmetic against."""

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "reference-values.json"


def reference(name: str) -> dict[str, Any]:
    """Return one group of the values."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))[name]
    return found
