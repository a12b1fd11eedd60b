"""An app that answers whatever it hears: the fake shows the loop, and shows that it stops."""

import pytest
from slack_sdk import WebClient
from starlette.responses import Response

from tests.functional.fake_slack.harness import Received, Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, OWN_BOT_ID = "C0ITHAPPEN", "B0BOT00001"
ROUNDS = 4


class Answerer:
    """Answers every message, at most ROUNDS times; with a guard not its own."""

    def __init__(self, web: WebClient, *, guarded: bool) -> None:
        self._web = web
        self._guarded = guarded
        self.answers = 0

    def __call__(self, received: Received) -> Response:
        own = received.event.get("bot_id") == OWN_BOT_ID
        if not (self._guarded and own) and self.answers < ROUNDS:
            self.answers += 1
            self._web.chat_postMessage(channel=IT, text=f"answer {self.answers}")
        return Response()


@pytest.mark.parametrize(("guarded", "answers"), [(False, ROUNDS), (True, 1)])
def test_an_app_that_answers_itself_loops_until_it_knows_its_own_posts(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, guarded: bool, answers: int
) -> None:
    answerer = receiver.on_event = Answerer(web, guarded=guarded)
    fake.say("ana", "it-happens", "hello?")
    fake.wait("message", channel=IT, contains=f"answer {answers}")
    fake.wait()
    assert answerer.answers == answers
    assert len(fake.messages(IT)) == 1 + answers
