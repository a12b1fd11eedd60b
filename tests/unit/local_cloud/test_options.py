from pathlib import Path

import pytest

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import Options

ROOT = Path("/desk")


def test_without_settings_everything_is_at_its_documented_place() -> None:
    options = Options.from_env({}, ROOT)
    assert options.front_url == "http://127.0.0.1:4800"
    assert options.fake_slack_url == "http://127.0.0.1:4801"
    assert options.slack_api_url == "http://127.0.0.1:4801/api/"
    assert options.aws_url == "http://127.0.0.1:4802"
    assert options.state == ROOT / ".local"
    assert options.desk_file == ROOT / "desk.yaml"


def test_one_setting_moves_every_port() -> None:
    options = Options.from_env({"PORT_BASE": "5900"}, ROOT)
    assert options.ports == (5900, 5901, 5902)


def test_an_empty_setting_is_as_good_as_none() -> None:
    names = ("PORT_BASE", "DESK_STATE", "DESK_FILE", "SLACK_API_URL", "FUNCTIONS_AWS_URL")
    empty = dict.fromkeys(names, "")
    assert Options.from_env(empty, ROOT) == Options.from_env({}, ROOT)


def test_with_another_slack_the_fake_is_not_started_and_its_port_stays_free() -> None:
    options = Options.from_env({"SLACK_API_URL": "http://127.0.0.1:9000/api/"}, ROOT)
    assert options.slack_api_url == "http://127.0.0.1:9000/api/"
    assert options.fake_slack_url is None
    assert options.ports == (4800, 4802)


@pytest.mark.parametrize("base", ["80", "65534", "desk", "-4800", "4800.5"])
def test_an_impossible_port_base_is_refused_with_what_is_possible(base: str) -> None:
    with pytest.raises(LocalCloudError, match=r"PORT_BASE.*1024 to 65533"):
        Options.from_env({"PORT_BASE": base}, ROOT)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/api", "127.0.0.1:9000/api/"])
def test_a_slack_address_that_cannot_work_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(LocalCloudError, match=r"SLACK_API_URL.*such as http://"):
        Options.from_env({"SLACK_API_URL": url}, ROOT)
