import io
import sys
import zipfile
from pathlib import Path

import pytest

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.packaging import Packager

# Stands in for uv: puts one file where the library would go and counts how often it was asked.
FAKE_UV = """#!/bin/sh
echo asked >> "{count}"
while [ "$1" != --target ]; do shift; done
mkdir -p "$2/library" && echo "WORD = 1" > "$2/library/__init__.py"
"""


@pytest.fixture
def packager(tmp_path: Path) -> Packager:
    uv = tmp_path / "uv"
    uv.write_text(FAKE_UV.format(count=tmp_path / "count"))
    uv.chmod(0o700)
    (tmp_path / "workspace").mkdir()
    return Packager(uv, Path(sys.executable), tmp_path / "cache", tmp_path / "workspace")


def source(tmp_path: Path, *names: str) -> Path:
    for name in names:
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return tmp_path / "source"


def names_in(archive: bytes) -> set[str]:
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    return {name for name in names if not name.endswith(".pyc")}


def test_functions_are_at_the_root_of_their_zip(packager: Packager, tmp_path: Path) -> None:
    made = packager.code(source(tmp_path, "intake/process_input.py", "Makefile"))
    assert names_in(made) == {"intake/process_input.py"}


def test_a_layer_is_under_the_folder_lambda_looks_in(packager: Packager, tmp_path: Path) -> None:
    made = packager.layer(
        source(tmp_path, "desk/__init__.py", "desk/pl/desk.mo", "desk/pl/desk.po")
    )
    assert names_in(made) == {"python/desk/__init__.py", "python/desk/pl/desk.mo"}


def test_bytecode_travels_along_and_is_made_anew(packager: Packager, tmp_path: Path) -> None:
    folder = source(tmp_path, "desk/__init__.py", "desk/__pycache__/stale.cpython-311.pyc")
    with zipfile.ZipFile(io.BytesIO(packager.code(folder))) as archive:
        compiled = [name for name in archive.namelist() if name.endswith(".pyc")]
        assert len(compiled) == 1
        # Bit field 1 with an unchecked hash (PEP 552): valid whatever the file's time.
        assert archive.read(compiled[0])[4:8] == b"\x01\x00\x00\x00"


def test_libraries_are_installed_once_for_the_same_requirements(
    packager: Packager, tmp_path: Path
) -> None:
    folder = source(tmp_path, "requirements.txt")
    first, second = packager.layer(folder), packager.layer(folder)
    assert names_in(first) == {"python/library/__init__.py"}
    assert first == second
    assert (tmp_path / "count").read_text() == "asked\n"


def test_changed_requirements_are_installed_again(packager: Packager, tmp_path: Path) -> None:
    folder = source(tmp_path, "requirements.txt")
    packager.layer(folder)
    (folder / "requirements.txt").write_text("another")
    packager.layer(folder)
    assert (tmp_path / "count").read_text() == "asked\nasked\n"


def test_a_failed_installation_says_what_the_installer_said_and_leaves_nothing(
    packager: Packager, tmp_path: Path
) -> None:
    packager.uv.write_text("#!/bin/sh\necho no such library >&2; exit 2\n")
    with pytest.raises(LocalCloudError, match=r"(?s)package index.*no such library"):
        packager.layer(source(tmp_path, "requirements.txt"))
    assert not list(packager.cache.iterdir())
    assert not list(packager.workspace.iterdir())
