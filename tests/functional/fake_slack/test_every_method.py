"""Every Web API method through an unmodified slack_sdk client: that it works, and all its errors.

The errors come from the state of a workspace; none is injected.
"""

from collections.abc import Iterator
from itertools import chain

import httpx
import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack import refused_calls, refused_messages
from tests.functional.fake_slack.answer_shapes import missing_keys, unknown_keys
from tests.functional.fake_slack.answered_calls import BY_A_CODE, GOOD
from tests.functional.fake_slack.caller import Caller, Refusals
from tests.functional.fake_slack.harness import BOT_TOKEN, Receiver, fresh, running, with_manifest
from tests.functional.fake_slack.org_harness import client_of
from tests.functional.fake_slack.own_errors import OWN_ERRORS
from tests.functional.fake_slack.refusals import code
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import Config
from tools.fake_slack.web_api.methods import METHODS

pytestmark = pytest.mark.enable_socket

WORLDS: dict[str, Refusals] = {
    "full": {**refused_messages.IN_FULL, **refused_calls.IN_FULL},
    "free": {**refused_messages.IN_FREE, **refused_calls.IN_FREE},
    "org": {**refused_messages.IN_ORG, **refused_calls.IN_ORG},
    "bare": refused_calls.IN_BARE,
}
"""By the fixture with a workspace in which those errors can happen."""
CASES = [(world, method) for world, table in WORLDS.items() for method in table]
WITHOUT_TOKEN = ("api.test", BY_A_CODE)
REFUSAL = frozenset(("ok", "error", "response_metadata", "errors", "args"))
"""The keys of Slack's examples of refusals, and those of blocks.validate and api.test."""


def _without_home_and_steps(usual: Config) -> Config:
    return with_manifest(usual, home_tab=False, steps=(), is_org_ready=False)


@pytest.fixture(scope="module")
def running_bare(running_receiver: Receiver) -> Iterator[FakeSlackClient]:
    yield from running(running_receiver, _without_home_and_steps)


@pytest.fixture
def bare(running_bare: FakeSlackClient, receiver: Receiver) -> Iterator[FakeSlackClient]:
    """An app without a Home tab and custom steps, which can be installed in a browser."""
    yield from fresh(running_bare, receiver)


def desk_in(
    fake: FakeSlackClient, receiver: Receiver, http: httpx.Client, *, unhurried: bool
) -> Caller:
    """Which may call as often as it likes, unless a limit is what a test is about."""
    if unhurried:
        fake.fault("call", "limit")
    return Caller(fake, client_of(fake, BOT_TOKEN), receiver, http)


@pytest.mark.parametrize("method", GOOD)
def test_each_method_works_through_slack_sdk(
    request: pytest.FixtureRequest, receiver: Receiver, http: httpx.Client, method: str
) -> None:
    fake = request.getfixturevalue("bare" if method == BY_A_CODE else "full")
    answer = GOOD[method](desk_in(fake, receiver, http, unhurried=True))
    assert isinstance(answer.data, dict)
    assert (answer["ok"], fake.calls(method)[-1]["ok"]) == (True, True)
    assert (unknown_keys(method, answer.data), missing_keys(method, answer.data)) == (set(), set())


@pytest.mark.parametrize(("world", "method"), CASES)
def test_each_own_error_of_a_method_comes_from_what_is_there(
    request: pytest.FixtureRequest, receiver: Receiver, http: httpx.Client, world: str, method: str
) -> None:
    fake = request.getfixturevalue(world)
    usual, errors = WORLDS[world][method]
    desk = desk_in(fake, receiver, http, unhurried=world != "free")
    answers = {error: desk.answer(method, {**usual, **change}) for error, change in errors.items()}
    found = {error: answer.get("error") for error, answer in answers.items()}
    assert found == {error: error for error in errors}
    assert set().union(*answers.values()) <= REFUSAL


def test_no_method_and_no_error_is_left_out() -> None:
    tables = chain.from_iterable(table.items() for table in WORLDS.values())
    shown = {(method, error) for method, (_, errors) in tables for error in errors}
    assert shown == {(method, error) for method, errors in OWN_ERRORS.items() for error in errors}
    assert set(OWN_ERRORS) == set(GOOD) == set(METHODS)


def test_a_bad_token_opens_no_method(fake: FakeSlackClient) -> None:
    nobody = client_of(fake, "xoxb-of-nobody")
    closed = [method for method in METHODS if method not in WITHOUT_TOKEN]
    found = {method: code(lambda: nobody.api_call(method)) for method in closed}  # noqa: B023
    assert found == dict.fromkeys(closed, "invalid_auth")


@pytest.mark.filterwarnings("ignore:.* is deprecated:UserWarning")
@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("chat.shout", "unknown_method"),
        ("chat.postmessage", "unknown_method"),
        ("files.upload", "method_deprecated"),
        ("rtm.start", "method_deprecated"),
        ("rtm.connect", "method_deprecated"),
        ("workflows.stepCompleted", "method_deprecated"),
        ("workflows.stepFailed", "method_deprecated"),
        ("workflows.updateStep", "method_deprecated"),
    ],
)
def test_a_method_that_is_not_there_says_whether_it_was(
    web: WebClient, method: str, error: str
) -> None:
    assert code(lambda: web.api_call(method)) == error
