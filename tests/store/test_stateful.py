"""Some random sequences of changes in every run of the suite; bench/model.py runs thousands."""

from hypothesis import HealthCheck, settings

from machine import JournalMachine
from tries import tries

TestSequences = JournalMachine.TestCase
TestSequences.settings = settings(
    max_examples=tries(10), stateful_step_count=10, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
