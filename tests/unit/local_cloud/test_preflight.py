import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ports import free_port_base
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT, Options
from tools.local_cloud.preflight import check


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A checkout with all that is needed, on three ports nobody uses."""
    found = Options.from_env({"PORT_BASE": str(free_port_base())}, tmp_path)
    for file in (found.ministack, found.uv, found.template, found.desk_file, found.manifest):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    shutil.copy(ROOT / "desk.yaml", found.desk_file)
    return found


def test_a_whole_checkout_passes(options: Options) -> None:
    check(options)


@pytest.mark.parametrize("tool", ["ministack", "uv"])
def test_a_missing_environment_says_how_to_install_it(options: Options, tool: str) -> None:
    getattr(options, tool).unlink()
    with pytest.raises(LocalCloudError, match=rf"{tool} is missing.*make setup"):
        check(options)


def test_a_settings_file_that_is_not_there_is_named(options: Options) -> None:
    missing = replace(options, desk_file=Path("/nowhere/desk.yaml"))
    with pytest.raises(LocalCloudError, match=r"/nowhere/desk\.yaml.*DESK_FILE"):
        check(missing)


def test_a_fault_in_the_settings_is_told_with_its_line(options: Options) -> None:
    options.desk_file.write_text("inboxes: 3\n")
    with pytest.raises(LocalCloudError, match=r"(?s)settings cannot be used.*desk\.yaml:1:"):
        check(options)


def test_a_missing_template_is_named(options: Options) -> None:
    options.template.unlink()
    with pytest.raises(LocalCloudError, match=r"template\.yaml is missing"):
        check(options)


def test_a_busy_port_is_named_with_the_way_around_it(options: Options) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", options.aws_port))
        busy.listen()
        with pytest.raises(
            LocalCloudError, match=rf"Port {options.aws_port} is in use.*PORT_BASE="
        ):
            check(options)
