"""Every refusal attune can make: one sentence that says what to do, and an exit code.

AttuneError                      exit 1: a refusal that the user can act on
├── WrongUsage                   exit 2: what was typed does not fit
│   ├── UnknownWord, UnknownVocabulary, UnknownVerb
│   ├── UnknownTipKind, KindNotWord, UnknownTipsVerb, EmptySearch
│   ├── WordsClash, WordsMissing
│   ├── UnreadableTime, UnreadableDate, UnreadableName, UnreadableBand, UnreadableNumber
│   ├── UnreadableDays, UnreadableClock, UnreadableHours, NumberOutside
│   └── EmptyContact
├── FutureMoment, EmptyNote, EditorFailed
├── UnknownPerson, PersonExists, AgeUnknown
├── NoSuchMoment, NotRepairable, RepairTooEarly
├── PlanOver, PlanExists, NoSuchPlan, PlanUnclear, FileTaken, FileUnusable
├── UnknownTip, OwnTipsBroken
├── NoJournalYet, NoSuchBackup, NoGoodBackup, BackupUnusable, NotAgreed
├── SettingsBroken
├── ContactExists, ContactsUnusable
└── JournalTrouble               the file or its folder
    ├── FolderUnusable, JournalReadOnly, DiskTrouble, JournalMissing
    └── NotAJournal, JournalDamaged, IndexDamaged, JournalNewer, JournalBusy
"""

from collections.abc import Iterable


class AttuneError(Exception):
    """A refusal; `str()` of it is the sentence for the person."""

    exit_code = 1


class WrongUsage(AttuneError):
    """What was typed does not fit the grammar."""

    exit_code = 2


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"
