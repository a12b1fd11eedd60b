"""The steps of `make second-opinion`, on our side alone: each answer is what Slack promises."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tools.second_opinion import compare, ours
from tools.second_opinion.asking import Answer, Client
from tools.second_opinion.scenarios import SCENARIOS

pytestmark = pytest.mark.filterwarnings("ignore:The top-level `text` argument:UserWarning")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ours.running() as url:
        yield url


def test_every_step_is_answered_as_slack_documents_it(url: str) -> None:
    client = Client(WebClient(token=ours.TOKEN, base_url=f"{url}/api/", retry_handlers=[]))
    place = ours.place(url)
    for scenario in SCENARIOS:
        scenario(client, place)
    assert [one for one in client.answers if one.said != one.slack] == []
    steps = {(one.method, one.step) for one in client.answers}
    explained = {known.about for known in compare.explained() if ", " in known.about}
    assert explained <= {f"{method}, {step}" for method, step in steps}


def test_another_answer_or_key_is_a_difference_and_of_what_is_missing_only_the_top() -> None:
    def answer(said: str, *keys: str) -> Answer:
        return Answer("look", "users.info", "ok", said, frozenset(keys))

    mine = [answer("ok", "user.id", "user.profile", "user.profile.team"), answer("no")]
    theirs = [answer("ok", "user.id"), answer("ok", "user.id")]
    assert [str(one) for one in compare.differences(mine, theirs)] == [
        "users.info, look: ours no, emulate ok",
        "a person: only ours: profile",
    ]
