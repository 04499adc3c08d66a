"""How often a law is tried: as often as the profile says, of which 30 is the usual measure."""

from hypothesis import settings

USUAL, SAMPLE, FEWEST = 30, 10, 2  # of a whole run; of a run of folders; of any


def tries(usual: int) -> int:
    """Return how often to try what a whole run tries so often."""
    return max(FEWEST, usual * settings.default.max_examples // USUAL)
