"""What the parser of options refuses is one clean sentence that says what to do; completion."""

import re

import pytest

from attune_cli.app import VERBS


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--nonsense", "“attune” has no option “--nonsense”. “attune help” lists what it has."),
        ("show -1", "from 1, so there is no -1. For the last one: attune show last"),
        ("rm -12", "there is no -12. For the last one: attune delete last"),
        ("list -3", "For the newest 3: attune list 3"),
        ("search --swing", "“attune search” has no option “--swing”. If it is no option, put -- "),
        ("search --swing", "before it: attune search -- --swing"),
        ("search -swing", "If it is no option, put -- before it: attune search -- -swing"),
        ("log hurt -swing", "put -- before it: attune log -- -swing"),
        ("week --chidl ada", "“attune week” has no option “--chidl”. Did you mean “--child”?"),
        ("child mia", "that “attune child” does. To add somebody: attune child add mia"),
        ("child add mia 4", "An age stands behind an option: attune child add ada --born 2024-08"),
        ("child add mia --age 4", "no option “--age”. Did you mean “--band”?"),
        ("reflect tired", "As an answer: attune reflect -m tired"),
        ("forget 1", "For one moment: attune delete 1"),
        ("export moments", "“attune export --help” says what it takes."),
        ("export october", "For days: attune export --from october"),
        ("week lst", "Did you mean “last” (the week before this one)?"),
        ("settings", "“settings” is not something attune does. Did you mean “config”?"),
        ("help now", "“now” is not something attune does. Did you mean “help-now”?"),
        ("yesterday", "For the moments of those days: attune list yesterday"),
        ("log hurt --when 8", "“attune log” has no option “--when”. Did you mean “--at”?"),
        ("list -n 3", "“attune list” has no option “-n”. Did you mean “--limit”?"),
        ("list --all", "“attune list” has no option “--all”. Did you mean “--limit 0”?"),
        ("look --since may", "“attune look” has no option “--since”. Did you mean “--from”?"),
        ("week --since may", "“attune week” has no option “--since”. Did you mean “--of”?"),
        ("log hurt --message x", "“attune log” has no option “--message”. Did you mean “--note”?"),
        ("list --kid ada", "“attune list” has no option “--kid”. Did you mean “--child”?"),
        ("doctor --x\u202eevil", "“attune doctor” has no option “--x�evil”."),
        ("child add ada --brn 2", "child add” has no option “--brn”. Did you mean “--born”"),
        ("list --child", "--child needs something behind it, such as --child ada."),
        ("list --json=3", "--json takes no value. Write --json alone."),
        ("list --limit x", "--limit takes a whole number, 0 or more."),
        ("trend --by year", "--by takes “week” or “month”, not “year”."),
        ("plan x --days mon --at 8 --for x", "--for takes a whole number."),
        ("undo 5", "“5”. It takes back the last change; to take back one more, run it again."),
        ("today hurt", "For the moments of today: attune list today"),
        ("forget ada", "For a child: attune forget --child ada"),
        ("forget @ada", "For a child: attune forget --child ada"),
        ("reflect last", "As an option: attune reflect --last"),
        ("reflections november", "For days: attune reflections --from november"),
        ("restore 1 2", "“attune restore” can do nothing with “2”. “attune restore --help” says"),
        ("-", "“-” is not something attune does."),
        ("demo x\u202ey", "“attune demo” can do nothing with “x�y”."),
        ("child foo", "“foo” is nothing that “attune child” does."),
        ("child ad bo", "Did you mean “add”?"),
        ("help-now ad", "Did you mean “add”?"),
        ("tips keep", "“attune tips keep” needs NAME behind it."),
        ("plan remove", "“attune plan remove” needs PLAN behind it."),
    ],
)  # fmt: skip
def test_what_the_parser_refuses_is_one_sentence(attune, typed, said):
    code, out, err = attune(*typed.split(" "))
    assert (2, "", 1, True) == (code, out, err.count("\n"), said in err)


@pytest.mark.one_in(8)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("typed", ["--nonsense", "-7", "-\x1b[31m", "--" + "x" * 10_000])
def test_no_verb_lets_the_parser_speak(attune, verb, typed):
    code, out, err = attune(verb, typed)
    assert (2, "", 1, True) == (code, out, err.count("\n"), len(err) < 300)
    assert "\x1b" not in err


@pytest.fixture
def offered(process, typed_before):
    """Return what a shell is offered for the last word of a line."""
    typed_before(
        "child add mia",
        "child add 'Anna Lena'",
        "caregiver add jo",
        "log hurt comfort +park",
        "config set words.cue.dentist 'at [/the] dentist'",
    )

    def offers(line, shell="bash"):
        ended = process(
            environment={
                "_ATTUNE_COMPLETE": f"complete_{shell}",
                "COMP_WORDS": line,
                "COMP_CWORD": str(len(re.split("[ \n]", line)) - 1),
                "_TYPER_COMPLETE_ARGS": line,
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            }
        )
        assert (0, "") == (ended.returncode, ended.stderr)
        return [line for line in ended.stdout.splitlines() if line]

    return offers


@pytest.mark.one_in(5)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("attune l", ["log", "look", "list", "ls"]),
        ("attune rm la", ["last"]),
        ("attune ls --op", ["--open"]),
        ("attune list hur", ["hurt"]),
        ("attune list nov", ["november"]),
        ("attune list @", ["@mia", "@Anna\\ Lena", "@me", "@jo"]),
        ("attune log hurt @", ["@mia", "@Anna\\ Lena"]),
        ("attune list +", ["+park"]),
        ("attune list --child ", ["mia", "Anna\\ Lena"]),
        ("attune list --child M", ["Mia"]),
        ("attune list --caregiver j", ["jo"]),
        ("attune list --sensitive ", ["yes", "partly", "no"]),
        ("attune list --kind c", ["connection"]),
        ("attune list --tag ", ["park"]),
        ("attune list --from ye", ["yesterday"]),
        ("attune log --came-back la", ["later"]),
        ("attune edit 1 --repairs ", ["last", "1", "none"]),
        ("attune week @m", ["@mia", "@me"]),
        ("attune week --of tod", ["today"]),
        ("attune month oc", ["october"]),
        ("attune trend --by ", ["week", "month"]),
        ("attune tips tod", ["toddler"]),
        ("attune tips toddler told", ["told_no"]),
        ("attune tips @m", ["@mia"]),
        ("attune tips --age t", ["toddler", "teen"]),
        ("attune tips --kind s", ["self"]),
        ("attune tips --for told", ["told_no"]),
        ("attune tips keep toddler-get", ["toddler-get-low"]),
        ("attune words sens", ["sensitive", "sensitivity"]),
        ("attune child edit m", ["mia"]),
        ("attune caregiver edit m", ["me"]),
        ("attune child add bo --band i", ["infant"]),
        ("attune config get first", ["first_weekday"]),
        ("attune plan x --days m", ["mon"]),
        ("attune restore ne", ["newest"]),
        ("attune rate 1 par", ["partly"]),
        ("attune back 1 not", ["not_yet", "not_needed"]),
        ("attune forget --before ja", ["january"]),
        ("attune nonsense x", []),
    ],
)
def test_the_shell_is_offered_what_fits(offered, line, expected):
    assert expected == offered(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("attune\nlist\n@\nm", ["@mia", "@me"]),
        ("attune\nlist\n@\nmia\nhur", ["hurt"]),
        ("attune\nlog\nhurt\n@\nA", ["@Anna\\ Lena"]),
    ],
)
def test_bash_takes_a_name_apart_and_is_answered_all_the_same(offered, line, expected):
    assert expected == offered(line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_label_with_brackets_is_no_markup(offered, shell):
    (found,) = offered("attune list dent", shell)
    assert ("dentist" in found, shell == "bash" or "at [/the] dentist" in found) == (True, True)


def test_without_a_journal_there_is_less_to_offer(process, home):
    ended = process(
        environment={
            "_ATTUNE_COMPLETE": "complete_bash",
            "COMP_WORDS": "attune week --child ",
            "COMP_CWORD": "3",
        }
    )
    assert (0, "", "", False) == (
        ended.returncode, ended.stdout.strip(), ended.stderr, home.data.exists()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shell", "sign"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef attune"), ("fish", "complete --command")],
)
def test_the_completion_of_a_named_shell_is_shown_in_any_other(attune, shell, sign):
    code, out, err = attune("--show-completion", shell)
    assert (0, True, "") == (code, sign in out, err)
    assert (code, out, err) == attune(f"--show-completion={shell}")


def test_a_shell_that_attune_does_not_know_is_named(attune):
    code, out, err = attune("--show-completion", "tcsh")
    assert (2, "", True) == (code, out, "“bash”, “zsh”, “fish”, “powershell” or “pwsh”" in err)


def test_completion_is_installed_for_the_shell_that_is_named(process, tmp_path):
    ended = process("--install-completion", "fish", environment={"HOME": str(tmp_path)})
    (script,) = tmp_path.rglob("attune.fish")
    assert (0, True) == (ended.returncode, str(script) in ended.stdout.replace("\n", ""))


NARROW = ["", "tips", "child", "child edit", "help-now", "config", "plan", "log", "restore"]


@pytest.mark.parametrize("verb", NARROW)
def test_help_has_room_in_a_narrow_terminal(process, verb):
    page = process(*verb.split(), "--help", environment={"COLUMNS": "30"}).stdout
    assert [] == [row for row in page.splitlines() if len(row) > 30]


def test_a_command_of_help_that_has_room_in_a_row_is_not_broken(process):
    page = process("help", environment={"COLUMNS": "30"}).stdout
    commands = ["attune tips --age toddler", "attune list hurt", "attune edit 42 partly"]
    assert [] == [command for command in commands if command not in page]


def test_a_verb_in_capitals_is_taken(attune):
    assert 0 == attune("LOG", "hurt", "comfort", "yes")[0]


def test_a_whole_command_in_quotation_marks_is_given_back_without_them(attune):
    said = attune("log hurt comfort yes")[2]
    assert True is said.endswith("Leave the quotation marks out: attune log hurt comfort yes\n")


def test_a_rating_with_two_letters_swapped_is_asked_about(attune):
    assert "Did you mean “yes” (sensitivity)?" in attune("log", "hurt", "comfort", "yse")[2]


LONG = "x" * 3000


@pytest.mark.parametrize(
    "typed",
    [
        "tips keep", "config get", "config unset", "config set pages", "config set words.cue.a",
        "config set synonyms.a", "export --format", "plan remove", "schema", "help",
    ],
)  # fmt: skip
def test_whatever_is_typed_at_length_is_quoted_in_short(attune, typed):
    code, _, said = attune(*typed.split(), LONG)
    assert (True, False) == (code in {1, 2}, "x" * 100 in said)
