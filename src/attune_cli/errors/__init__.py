"""Every refusal attune can make: one sentence that says what to do, and an exit code.

AttuneError                      exit 1: a refusal that the user can act on
├── WrongUsage                   exit 2: what was typed does not fit
│   ├── UnknownWord, UnknownVocabulary, UnknownVerb
│   ├── UnknownTipKind, KindNotWord, UnknownTipsVerb, EmptySearch
│   ├── WordsClash, WordsMissing
│   ├── UnreadableTime, UnreadableDate, UnreadableName, UnreadableBand, UnreadableNumber
│   ├── UnreadableTag, UnreadableDays, UnreadableClock, UnreadableHours, NumberOutside
│   ├── UnknownSetting, UnknownConfigVerb, SettingUnfit
│   ├── NothingToFind, TooMuchToFind
│   ├── OfAnotherKind
│   ├── NotSaid, NotInRange
│   └── EmptyContact
├── FutureMoment, EmptyNote, EditorFailed
├── UnknownPerson, PersonExists, PersonHasMoments, LastCaregiver, AgeUnknown
├── NoSuchMoment, NothingLogged, NotRepairable, RepairTooEarly
├── NotRated, NotToComeBackTo, StaysDistress, UnreadableEdit, ChangedMeanwhile
├── NothingToUndo, CannotSwap
├── PlanOver, PlanExists, NoSuchPlan, PlanUnclear, FileTaken, FileUnusable
├── UnknownTip, OwnTipsBroken
├── NoJournalYet, NoSuchBackup, NoGoodBackup, BackupUnusable
├── NotAgreed
├── SettingsTrouble
│   └── SettingsBroken, DefaultUnknown
├── SettingsUnwritten
├── ContactExists, ContactsUnusable
└── JournalTrouble               the file or its folder
    ├── FolderUnusable, JournalReadOnly, DiskTrouble, JournalMissing
    └── NotAJournal, JournalDamaged, IndexDamaged, JournalNewer, JournalBusy
"""

from collections.abc import Iterable


class AttuneError(Exception):
    """A refusal; `str()` of it is the sentence for the person.

    Attributes:
        exit_code: of the program.
        keeps_answers: whether it came in the way of somebody who said nothing wrong, so that
            words are kept as a draft too and not only a note.
    """

    exit_code = 1
    keeps_answers = False


class WrongUsage(AttuneError):
    """What was typed does not fit the grammar."""

    exit_code = 2


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"
