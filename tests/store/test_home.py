import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import needs
from attune_cli.errors.journal import FolderUnusable
from attune_cli.store.drafts import keep_draft
from attune_cli.store.home import Home, private_file, private_folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_attune_home_moves_everything(tmp_path):
    home = Home.from_environment({"ATTUNE_HOME": str(tmp_path / "a")})
    kept = [home.journal, home.drafts, home.answers, home.backups, home.settings]
    kept += [home.contacts, home.plans, home.own_tips]
    assert [tmp_path / "a"] * 8 == [path.parent for path in kept]


def test_an_empty_attune_home_is_none():
    assert Home.from_environment({})[:2] == Home.from_environment({"ATTUNE_HOME": ""})[:2]


def test_a_tilde_in_attune_home_is_the_persons_folder():
    assert Path.home() / "x" == Home.from_environment({"ATTUNE_HOME": "~/x"}).data


def test_the_tilde_of_nobody_is_explained():
    with pytest.raises(FolderUnusable, match="~nosuch/x can’t be used"):
        Home.from_environment({"ATTUNE_HOME": "~nosuch/x"})


@pytest.mark.parametrize("existing", [False, True], ids=["a new folder", "an empty one"])
@needs.modes
def test_the_folder_is_for_its_owner_alone(tmp_path, existing):
    folder = tmp_path / "a" / "b"
    if existing:
        folder.mkdir(parents=True, mode=0o755)
    private_folder(folder)
    assert mode(folder) == 0o700


@needs.modes
def test_a_shared_folder_with_something_in_it_stays_as_it_is(tmp_path):
    (tmp_path / "theirs").touch()
    tmp_path.chmod(0o755)
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize(
    "own",
    [
        "journal.db",
        "journal.db-journal",
        "config.toml",
        "draft.json",
        "drafts",
        "draft-answers",
        "backups",
        "contacts.toml",
        "plans",
        ".backups.lock",
        ".config.toml.lock",
    ],
)
@pytest.mark.parametrize(("before", "after"), [(0o755, 0o700), (0o577, 0o500)])
@needs.modes
def test_a_folder_with_nothing_but_attunes_own_is_closed_to_others(tmp_path, own, before, after):
    (tmp_path / own).touch()
    tmp_path.chmod(before)
    private_folder(tmp_path)
    assert mode(tmp_path) == after


def test_of_many_who_make_a_folder_at_once_none_is_refused(tmp_path):
    start = Barrier(4)

    def make_many(_: int) -> int:
        start.wait()
        for number in range(300):
            private_folder(tmp_path / str(number) / "a" / "b")
        return 300

    with ThreadPoolExecutor(4) as pool:
        assert [300] * 4 == list(pool.map(make_many, range(4)))


@needs.modes
def test_a_file_is_for_its_owner_alone(tmp_path):
    private_file(tmp_path / "f")
    assert mode(tmp_path / "f") == 0o600


@needs.modes
def test_the_folders_of_a_first_draft_are_for_their_owner_alone(home):
    assert keep_draft(home.drafts, "one", {"note": "the swing"})
    assert [0o700, 0o700] == [mode(home.data), mode(home.drafts)]


def test_a_file_in_the_folders_place_is_explained(tmp_path):
    (tmp_path / "f").touch()
    with pytest.raises(FolderUnusable, match="can’t be used"):
        private_file(tmp_path / "f" / "journal.db")
