import stat
from pathlib import Path

import pytest

from attune_cli.store.home import Home, private_file, private_folder
from attune_cli.store.troubles import FolderUnusable


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_attune_home_moves_everything(tmp_path):
    home = Home.from_environment({"ATTUNE_HOME": str(tmp_path / "a")})
    kept = [home.journal, home.draft, home.backups, home.settings]
    assert [tmp_path / "a"] * 4 == [path.parent for path in kept]


def test_an_empty_attune_home_is_none():
    assert Home.from_environment({}) == Home.from_environment({"ATTUNE_HOME": ""})


def test_a_tilde_in_attune_home_is_the_persons_folder():
    assert Path.home() / "x" == Home.from_environment({"ATTUNE_HOME": "~/x"}).data


@pytest.mark.parametrize("existing", [False, True], ids=["a new folder", "an empty one"])
def test_the_folder_is_for_its_owner_alone(tmp_path, existing):
    folder = tmp_path / "a" / "b"
    if existing:
        folder.mkdir(parents=True, mode=0o755)
    private_folder(folder)
    assert mode(folder) == 0o700


def test_a_shared_folder_with_something_in_it_stays_as_it_is(tmp_path):
    (tmp_path / "theirs").touch()
    tmp_path.chmod(0o755)
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_file_is_for_its_owner_alone(tmp_path):
    private_file(tmp_path / "f")
    assert mode(tmp_path / "f") == 0o600


def test_a_file_in_the_folders_place_is_explained(tmp_path):
    (tmp_path / "f").touch()
    with pytest.raises(FolderUnusable, match="can’t be used"):
        private_file(tmp_path / "f" / "journal.db")
