"""An app in a lived-in workspace that makes calls, and what they need, for the tables of calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, question, text
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.state.event_contexts import EventContext

PUBLIC, OUTSIDE, SECRET, NOWHERE = "C0PUBLIC01", "C0PUBLIC02", "C0PRIVATE2", "C0NOWHERE1"
ANA, BEN, SID = "U0ANA00001", "U0BEN00001", "U0SID00001"
HOME = {"type": "home", "blocks": [{"type": "divider"}]}
GO = {"type": "button", "action_id": "go", "text": text("Go")}
FORM = modal(
    question("why", {"type": "plain_text_input"}, optional=True),
    {"type": "actions", "block_id": "more", "elements": [GO]},
)
NAMED = {**FORM, "external_id": "request-1"}


@dataclass(frozen=True, slots=True)
class Caller:
    fake: FakeSlackClient
    web: WebClient
    receiver: Receiver
    http: httpx.Client

    @property
    def app(self) -> WebClient:
        """With the app-level token."""
        return client_of(self.fake, self.fake.installs()["app"]["app_token"])

    def answer(self, method: str, asked: "Asked") -> dict[str, Any]:
        """Values that are functions are made now."""
        given = {name: value(self) if callable(value) else value for name, value in asked.items()}
        said = {name: value for name, value in given.items() if value is not None}
        web = self.app if method.startswith("apps.") else self.web
        by_form = method == "files.getUploadURLExternal"
        try:
            answer = web.api_call(method, data=said) if by_form else web.api_call(method, json=said)
        except SlackApiError as refused:
            answer = refused.response
        assert isinstance(answer.data, dict)
        return answer.data


Make = Callable[[Caller], Any]
Asked = Mapping[str, Any]
Refusals = Mapping[str, tuple[Asked, Mapping[str, Asked]]]
"""By method: a call that would do, and by error what must be different for it to be refused."""


def posted(desk: Caller, **said: Any) -> str:
    """The ts of a message of the app."""
    return str(desk.web.chat_postMessage(**{"channel": PUBLIC, "text": "card", **said})["ts"])


def said(desk: Caller) -> str:
    """The ts of a person's message."""
    return desk.fake.say("ana", "public-with-app", "help")


def replied(desk: Caller) -> str:
    """The ts of the app's reply to it."""
    return posted(desk, thread_ts=said(desk))


def locked(desk: Caller) -> str:
    """The ts of a message of the app whose thread takes no more replies."""
    ts = posted(desk)
    desk.fake.act("adam", "lock_thread", channel="public-with-app", ts=ts)
    return ts


def reacted(desk: Caller) -> str:
    ts = said(desk)
    desk.web.reactions_add(channel=PUBLIC, timestamp=ts, name="eyes")
    return ts


def opened_dm(desk: Caller) -> str:
    return str(desk.web.conversations_open(users=ANA)["channel"]["id"])


def trigger(desk: Caller, person: str = "ana") -> str:
    """From a command."""
    desk.fake.act(person, "slash", channel=PUBLIC, command="/it")
    return desk.receiver.of("commands")[-1].fields["trigger_id"]


def expired_trigger(desk: Caller) -> str:
    given = trigger(desk)
    desk.fake.expire_triggers()
    return given


def used_trigger(desk: Caller) -> str:
    given = trigger(desk, "ben")
    desk.web.views_open(trigger_id=given, view=FORM)
    return given


def opened(desk: Caller) -> str:
    """The id of a modal."""
    return str(desk.web.views_open(trigger_id=trigger(desk), view=FORM)["view"]["id"])


def named(desk: Caller) -> Asked:
    """A view whose external id another has already."""
    desk.web.views_open(trigger_id=trigger(desk, "ben"), view=NAMED)
    return NAMED


def named_home(desk: Caller) -> Asked:
    return {**HOME, "external_id": named(desk)["external_id"]}


def inside(desk: Caller, views: int = 1) -> str:
    """A trigger from a click in the topmost of so many modals of Adam's."""
    desk.web.views_open(trigger_id=trigger(desk, "adam"), view=FORM)
    for _ in range(views - 1):
        desk.web.views_push(trigger_id=_clicked(desk), view=FORM)
    return _clicked(desk)


def _clicked(desk: Caller) -> str:
    desk.fake.act("adam", "click", action_id="go")
    return str(desk.receiver.of("interactions")[-1].payload["trigger_id"])


def running_step(desk: Caller) -> str:
    inputs = {"person": "ana", "note": "new mouse"}
    seen = desk.fake.act("ana", "run_step", callback_id="ask_it", inputs=inputs)
    return str(seen["execution_id"])


def ended_step(desk: Caller) -> str:
    run = running_step(desk)
    desk.web.functions_completeError(function_execution_id=run, error="No mice left")
    return run


def uploaded(desk: Caller) -> list[dict[str, str | None]]:
    """One file, as it is to be completed."""
    answer = desk.web.files_getUploadURLExternal(filename="log.txt", length=4)
    desk.http.post(str(answer["upload_url"]), content=b"logs").raise_for_status()
    return [{"id": str(answer["file_id"]), "title": "The log"}]


def shown_file(desk: Caller, channel: str | None = PUBLIC) -> str:
    """Of Ana's; without a channel for her alone."""
    where = {"channel": channel} if channel else {}
    seen = desk.fake.act("ana", "upload", **where, filename="a.txt", text="x")
    return str(seen["file"])


def deleted_file(desk: Caller) -> str:
    file = shown_file(desk)
    desk.fake.act("ana", "delete_file", file=file)
    return file


def event_context(desk: Caller) -> str:
    said(desk)
    desk.fake.wait()
    return str(desk.receiver.of("events")[-1].envelope["event_context"])


def foreign_context(desk: Caller) -> str:
    """The same event as another app was told it."""
    read = EventContext.read(event_context(desk))
    assert read is not None
    return str(replace(read, app_id="A0OTHER001"))


def client_id(desk: Caller) -> str:
    return str(desk.fake.installs()["app"]["client_id"])


def client_secret(desk: Caller) -> str:
    return str(desk.fake.installs()["app"]["client_secret"])


def oauth_code(desk: Caller) -> str:
    """What the browser brings after a click on Allow."""
    page = desk.http.post(
        f"{desk.fake.base_url}/oauth/v2/authorize",
        params={"client_id": client_id(desk), "scope": "chat:write", "state": "s1"},
        data={"place": desk.fake.state()["team_id"], "answer": "allow"},
    )
    return parse_qs(urlsplit(page.headers["location"]).query)["code"][0]
