"""How a file is written and locked: whole, private, one at a time, and free again after a kill."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import needs
from attune_cli.core.plan import WeeklyRequest, weekly_plan
from attune_cli.core.support import Contact
from attune_cli.core.tips.own import own_tip
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.files import FileTaken, FileUnusable, PlanExists
from attune_cli.store.calendar import to_calendar
from attune_cli.store.contacts import add_contact, read_contacts
from attune_cli.store.files import lock_of, locked, put_file, replace_file
from attune_cli.store.own_tips import add_own_tip, read_own_tips
from attune_cli.store.plans import keep_plan, read_plans
from conftest import NOW

HOLD = """
import sys
from pathlib import Path
from attune_cli.store.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


TRY = """
import sys
from pathlib import Path
from attune_cli.store.files import locked
with locked(Path(sys.argv[1]), waits=False) as is_held:
    print(is_held)
"""


def test_one_at_a_time_holds_a_lock(tmp_path):
    with locked(tmp_path / "a") as first, locked(tmp_path / "b") as other:
        ended = subprocess.run(
            [sys.executable, "-c", TRY, tmp_path / "a"], capture_output=True, text=True, check=True
        )
    assert (True, True, "False\n") == (first, other, ended.stdout)


def test_a_lock_is_free_again_once_its_holder_was_killed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "a"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        with locked(tmp_path / "a", waits=False) as is_held:
            pass
        holder.kill()
        holder.wait()
        with locked(tmp_path / "a", waits=False) as is_held_then:
            pass
    assert (False, True) == (is_held, is_held_then)


@needs.modes
def test_a_file_and_its_lock_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "a"
    path.touch(0o644)
    with locked(path):
        replace_file(path, b"x")
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, lock_of(path))]
    assert ([0o600, 0o600], b"x") == (modes, path.read_bytes())


def test_what_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 each system has its own
        replace_file(tmp_path / "a", b"x")
    assert [tmp_path / "a"] == list(tmp_path.iterdir())


def test_of_several_who_are_added_at_once_none_is_lost(home):
    wanted = [Contact(letter, "1") for letter in "abcdef"]
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda one: add_contact(home.contacts, one), wanted))
    assert wanted == sorted(read_contacts(home.contacts).contacts)


def test_what_only_looks_makes_no_lock(home, attune):
    attune("log", "hurt", "comfort")
    before = set(home.data.rglob("*"))
    for verb in ("week", "list", "config", "doctor", "where", "restore", "help-now", "undo --list"):
        attune(*verb.split())
    assert before == set(home.data.rglob("*"))


def test_a_file_is_put_where_none_is_and_replaces_one_only_where_it_may(tmp_path):
    path = tmp_path / "r.html"
    put_file(path, b"one")
    with pytest.raises(FileTaken):
        put_file(path, b"two")
    assert (b"one", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))
    put_file(path, b"three", replaces=True)
    assert b"three" == path.read_bytes()


@pytest.mark.parametrize("name", [".", "x" * 300, "nowhere/r.html"])
def test_a_place_for_no_file_is_refused_and_nothing_is_left_there(tmp_path, name):
    with pytest.raises(FileUnusable):
        put_file(tmp_path / name, b"one", replaces=True)
    assert [] == list(tmp_path.iterdir())


@needs.pipes
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(FileUnusable):
        put_file(path, b"one", replaces=True)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_folder_that_is_gone_is_not_waited_for(tmp_path):
    with pytest.raises(FileNotFoundError), locked(tmp_path / "gone" / "config.toml"):
        pass


def at_once(function, *arguments, times=6):
    """Call a function in several threads at once, and return what each came to."""

    def one(_):
        try:
            return function(*arguments)
        except PlanExists as refusal:
            return refusal

    with ThreadPoolExecutor(times) as several:
        return list(several.map(one, range(times)))


def test_tips_of_one_title_that_are_added_at_once_can_all_be_read(home):
    tip = own_tip({"title": "Wait", "do": "Count to ten.", "kind": "self"})
    added = at_once(add_own_tip, home.own_tips, tip)
    read = read_own_tips(home.own_tips, (), vocabulary())
    assert (6, {one.id for one in added}) == (len(read), {one.id for one in read})


def test_a_plan_that_is_made_twice_at_once_is_there_once(home):
    plan = weekly_plan("floor time", WeeklyRequest("mon", "17:30", 15, 8, None, 0), NOW)
    found = at_once(keep_plan, home, plan, to_calendar(plan, NOW))
    assert (5, 1) == (
        sum(isinstance(one, PlanExists) for one in found), len(read_plans(home).kept),
    )  # fmt: skip
