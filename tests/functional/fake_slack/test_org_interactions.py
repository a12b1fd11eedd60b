"""Interactions and commands where the app is installed in an org, or in one of its workspaces."""

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import BOT_TOKEN, SIGNING_SECRET, Receiver, read_by
from tests.functional.fake_slack.modal_parts import modal, opens, question, text
from tests.functional.fake_slack.org_harness import DESK, ORG, SALES
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
GO = {"type": "button", "action_id": "go", "text": text("Go")}
CARD = [{"type": "actions", "block_id": "b", "elements": [GO]}]
FORM = modal(question("why", {"type": "plain_text_input"}), *CARD)


def test_an_org_install_names_the_org_and_no_team(
    org: FakeSlackClient, org_web: WebClient, receiver: Receiver
) -> None:
    ts = org_web.chat_postMessage(channel="C0ORGBOTH1", text="card", blocks=CARD)["ts"]
    org.act("ola", "click", channel="desk-and-sales", ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert payload["team"] is None
    assert payload["enterprise"] == {"id": ORG, "name": "The Org"}
    assert payload["is_enterprise_install"] is True
    assert payload["user"]["team_id"] == SALES


def test_a_view_tells_the_workspace_of_the_person(
    org: FakeSlackClient, org_web: WebClient, receiver: Receiver
) -> None:
    receiver.on_command = opens(org_web, FORM)
    org.act("ola", "slash", channel="sales", command="/it")
    (view,) = org.views("ola")
    assert (view["team_id"], view["app_installed_team_id"]) == (SALES, SALES)
    org.act("ola", "submit", values={"why": "x"})
    assert receiver.of("interactions")[0].payload["team"] is None


def test_a_command_tells_workspace_and_org(org: FakeSlackClient, receiver: Receiver) -> None:
    org.act("ana", "slash", channel="desk", command="/it")
    fields = receiver.of("commands")[0].fields
    assert (fields["team_id"], fields["team_domain"]) == (DESK, "org-desk")
    assert (fields["enterprise_id"], fields["enterprise_name"]) == (ORG, "The Org")
    assert fields["is_enterprise_install"] == "true"


def test_where_the_app_was_not_added_there_is_no_command(
    org: FakeSlackClient, receiver: Receiver
) -> None:
    refused = org.act("lee", "slash", channel="legal", command="/it")
    assert refused["error"] == "/it is not a valid command."
    assert not org.act("lee", "global_shortcut", callback_id="it_form")["ok"]
    org.grant("T0ORGLEGL1")
    assert org.act("lee", "slash", channel="legal", command="/it") == {"ok": True}


def test_a_workspace_install_inside_an_org_names_both(
    full: FakeSlackClient, eager_web: WebClient, receiver: Receiver
) -> None:
    ts = eager_web.chat_postMessage(channel="C0PUBLIC01", text="card", blocks=CARD)["ts"]
    full.act("ana", "click", channel="public-with-app", ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert payload["team"] == {
        "id": "T0DESK0001",
        "domain": "deskbell-sample",
        "enterprise_id": "E0DESK0001",
        "enterprise_name": "Deskbell Group",
    }
    assert payload["enterprise"] == {"id": "E0DESK0001", "name": "Deskbell Group"}
    assert payload["is_enterprise_install"] is False
    full.act("ana", "slash", channel="public-with-app", command="/it")
    fields = receiver.of("commands")[0].fields
    assert (fields["enterprise_id"], fields["is_enterprise_install"]) == ("E0DESK0001", "false")


def test_bolt_reads_them(org: FakeSlackClient, org_web: WebClient, receiver: Receiver) -> None:
    bolt = App(
        signing_secret=SIGNING_SECRET,
        client=org_web,
        token=BOT_TOKEN,
        token_verification_enabled=False,
        process_before_response=True,
    )
    bolt.command("/it")(lambda ack: ack())
    bolt.action("go")(lambda ack: ack())
    bolt.view("form")(lambda ack: ack())
    receiver.on_command = opens(org_web, FORM)
    org.act("ana", "slash", channel="desk", command="/it")
    org.act("ana", "click", action_id="go")
    org.act("ana", "submit", values={"why": "x"})
    requests = [*receiver.of("commands"), *receiver.of("interactions")]
    assert [read_by(bolt, one) for one in requests] == [200, 200, 200]
