"""Print the oldest versions that pyproject.toml allows, as constraints for pip.

python tests/lower_bounds.py > oldest.txt; pip install -e '.[dev]' -c oldest.txt
"""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]


def lower_bounds() -> list[str]:
    """Return a line for each direct dependency: its name, and the least version of its bounds."""
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    return [re.sub(r"^([\w-]+)>=([\w.]+).*$", r"\1==\2", line) for line in wanted]


if __name__ == "__main__":
    print("\n".join(lower_bounds()))
