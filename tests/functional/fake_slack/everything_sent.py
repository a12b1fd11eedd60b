"""Lives through all that the app is told of: the tests of shapes and of readers start from it."""

import json
from typing import Any

from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, option, question, text
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient

IT = "C0ITHAPPEN"
OUTBOX = {"event_type": "desk_outbox", "event_payload": {"row": "1"}}


def every_event(fake: FakeSlackClient, web: WebClient) -> None:
    """One of each kind, and more of some."""
    dm = fake.act("ana", "open_dm")["channel"]
    group = str(web.conversations_open(users=["U0ANA00001", "U0BEN00001"])["channel"]["id"])
    for place in (dm, group):
        fake.say("ana", place, "hello")
    fake.say("ben", "it-oncall", "hello")
    ts = fake.say("ana", "it-happens", "hello")
    fake.act("ben", "reply", channel=IT, thread_ts=ts, text="to all", broadcast=True)
    fake.say("ben", "it-happens", "@deskbell in a thread", thread_ts=ts)
    fake.act("ana", "edit", channel=IT, ts=ts, text="hello!")
    fake.act("ben", "react", channel=IT, ts=ts, name="eyes")
    fake.act("ben", "unreact", channel=IT, ts=ts, name="eyes")
    fake.act("ana", "delete", channel=IT, ts=ts)
    fake.say("ana", "it-happens", "/me waves")
    fake.say("cora", "x-team", "from next door")
    card = web.chat_postMessage(channel=IT, text="card", metadata=OUTBOX)["ts"]
    later = {**OUTBOX, "event_payload": {"row": "2"}}
    web.chat_update(channel=IT, ts=card, text="card", metadata=later)
    web.chat_delete(channel=IT, ts=card)
    fake.act("ana", "upload", channel=IT, filename="log.txt", text="it broke")
    fake.act("ana", "open_home")
    fake.act("ana", "create", name="printers")
    fake.act("ana", "join", channel="it-triage")
    fake.act("ben", "invite", channel="it-oncall", user="ana")
    fake.act("ana", "leave", channel="it-triage")
    fake.act("ben", "set_topic", channel="it-triage", topic="calm")
    for name in ("it-triage", "it-oncall"):
        fake.act("adam", "rename", channel=name, name=f"{name}-2")
        fake.act("adam", "archive", channel=f"{name}-2")
        fake.act("adam", "unarchive", channel=f"{name}-2")
    fake.act("adam", "share", channel="it-triage-2", team="Acme")
    fake.act("adam", "unshare", channel="it-triage-2", team="Acme")
    fake.act("adam", "delete_channel", channel="it-oncall-2")
    fake.act("adam", "delete_channel", channel="it-triage-2")
    fake.act("adam", "make_private", channel="nps-closeloop")
    fake.act("adam", "kick", channel="nps-closeloop", user="deskbell")
    fake.act("adam", "kick", channel="x-team-comms", user="deskbell")
    fake.act("ana", "set_profile", title="Boss")
    fake.add_people(1, announce=True)
    fake.act("adam", "create_group", handle="print", name="Print", members=["ana"])
    fake.act("adam", "change_group", group="print", members=["ben"])
    fake.advance(5)
    fake.uninstall()
    fake.wait()


def more_events(full: FakeSlackClient) -> None:
    """Those that need the full world, or a custom step."""
    full.say("hook", "public-with-app", "build broken")
    full.act("ben", "share", channel="old-private", team="T0ACME0001")
    full.act("ana", "run_step", callback_id="ask_it", inputs={"person": "ana", "note": "x"})
    full.wait()


def org_events(org: FakeSlackClient) -> None:
    """An admin of the org adds the app to a workspace and takes it out again."""
    for granted in (True, False):
        org.grant("T0ORGLEGL1", granted=granted)
    org.wait()


BLOCKS: list[dict[str, Any]] = [
    {
        "type": "actions",
        "block_id": "b",
        "elements": [
            {"type": "button", "action_id": "go", "text": text("Go"), "value": "1"},
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": text("Pick"),
                "options": [option("a"), option("b")],
                "initial_option": option("a"),
            },
            {"type": "multi_users_select", "action_id": "who", "initial_users": ["U0ANA00001"]},
            {"type": "datetimepicker", "action_id": "when"},
            {"type": "external_select", "action_id": "device", "min_query_length": 1},
        ],
    }
]
FORM = modal(
    *BLOCKS,
    question("where", {"type": "channels_select", "response_url_enabled": True}),
    notify_on_close=True,
)
TOUCHES: list[dict[str, Any]] = [
    {"do": "click", "action_id": "go"},
    {"do": "select", "action_id": "pick", "value": "b"},
    {"do": "select", "action_id": "who", "value": ["ben"]},
    {"do": "select", "action_id": "when", "value": 1_900_000_000},
    {"do": "type", "action_id": "device", "value": "lap"},
]


def every_interaction(fake: FakeSlackClient, web: WebClient, receiver: Receiver) -> None:
    """Every kind of interaction, from every place."""

    def open_form(fields: dict[str, str]) -> None:
        payload: dict[str, Any] = (
            json.loads(fields["payload"]) if "payload" in fields else dict(fields)
        )
        step = payload.get("interactivity", {})
        key = payload.get("trigger_id") or step["interactivity_pointer"]
        client = client_of(fake, payload["bot_access_token"]) if step else web
        client.views_open(interactivity_pointer=key, view=FORM)

    def answer(_: Any) -> Response:
        return JSONResponse({"options": [option("laptop")]})

    receiver.on_interaction = answer
    fake.act("ana", "run_step", callback_id="ask_it", inputs={"person": "ana", "note": "x"})
    fake.wait()
    token = receiver.events("function_executed")[0]["bot_access_token"]
    for client in (web, client_of(fake, token)):
        card = client.chat_postMessage(channel=IT, text="card", blocks=BLOCKS)["ts"]
        client.chat_postEphemeral(channel=IT, user="U0ANA00001", text="card", blocks=BLOCKS)
        whisper = fake.ephemerals("ana")[-1]["ts"]
        for ts in (card, whisper):
            for touch in TOUCHES:
                fake.act("ana", channel=IT, ts=ts, **touch)
        fake.act("ana", "click", channel=IT, ts=card, action_id="go")
        open_form(receiver.of("interactions")[-1].fields)
        for touch in TOUCHES:
            fake.act("ana", **touch)
        receiver.on_interaction = lambda _: Response()
        fake.act("ana", "submit", values={"where": "it-happens"})
        fake.act("ana", "slash", channel=IT, command="/it")
        open_form(receiver.of("commands")[-1].fields)
        fake.act("ana", "close")
        receiver.on_interaction = answer
    ts = fake.act("ana", "upload", channel=IT, filename="a.txt", text="x")["ts"]
    fake.act("ben", "message_shortcut", callback_id="ticket_from_message", channel=IT, ts=ts)
    fake.act("ben", "global_shortcut", callback_id="it_form")
    web.views_publish(user_id="U0ANA00001", view={"type": "home", "blocks": BLOCKS})
    fake.act("ana", "click", action_id="go")
