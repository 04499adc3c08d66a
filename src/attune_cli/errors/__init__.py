"""Every refusal of attune: one sentence that says what to do, and an exit code.

AttuneError                      exit 1: a refusal that the user can act on
├── WrongUsage                   exit 2: what was typed does not fit
│   ├── UnknownWord, UnknownVocabulary, UnknownVerb
│   ├── UnknownTipKind, KindNotWord, UnknownTipsVerb, EmptySearch
│   ├── WordsClash, WordsMissing, NotUnderstood
│   ├── UnreadableTime, UnreadableDate, UnreadableName, UnreadableBand, UnreadableNumber
│   ├── UnreadableTag, UnreadableDays, UnreadableClock, UnreadableHours, NumberOutside
│   ├── UnknownSetting, UnknownConfigVerb, SettingUnfit
│   ├── NothingToFind, TooMuchToFind
│   ├── WrongKind
│   ├── MeUnknown, NobodyOfThatName, RenameUnclear, MapUnnamed, ZoneUnknown, FolderMissing
│   ├── MissingArgument, NotInRange, UnknownFormat
│   └── EmptyContact, NothingChosen
├── FutureMoment, EmptyNote, EditorFailed
├── UnknownPerson, PersonExists, PersonHasMoments, LastCaregiver, AgeUnknown
├── NoSuchMoment, NothingLogged, NotRepairable, RepairTooEarly
├── NotRated, NotToComeBackTo, StaysDistress, UnreadableEdit, ChangedMeanwhile
├── NothingToUndo, CannotUndo
├── PlanOver, PlanExists, NoSuchPlan, PlanUnclear, FileTaken, FileUnusable, ExportExists
├── FileUnreadable, LinesRefused, JournalChanged, MapUnfit
├── BlockUnclear, PackageTaken
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
        exit_code: the exit code of the program.
        keeps_answers: whether the draft keeps the words too, and not only the note, because the
            person typed nothing wrong.
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
