"""attune: a reflection journal for parents and other caregivers."""

__version__ = "0.1.0"
