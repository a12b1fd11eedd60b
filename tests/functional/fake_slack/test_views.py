"""views.*: what is shown to whom, how it changes, and every way in which Slack refuses it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, opens, option, question, text
from tests.functional.fake_slack.org_harness import client_of
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
FORM = modal(question("why", {"type": "plain_text_input"}))
FIELDS: list[dict[str, Any]] = FORM["blocks"]
LARGE = {**FORM, "blocks": [question(str(n), {"type": "plain_text_input"}) for n in range(100)]}
for _block in LARGE["blocks"]:
    _block["hint"] = text("x" * 2000)
    _block["label"] = text("x" * 1000)


@pytest.fixture
def trigger(fake: FakeSlackClient, receiver: Receiver) -> str:
    """From a command of Ana's."""
    fake.act("ana", "slash", channel=IT, command="/it")
    return receiver.of("commands")[-1].fields["trigger_id"]


@pytest.fixture
def form(web: WebClient, trigger: str) -> dict[str, Any]:
    """As it is open in front of Ana."""
    view: dict[str, Any] = web.views_open(trigger_id=trigger, view=FORM)["view"]
    return view


def in_modal(fake: FakeSlackClient, receiver: Receiver) -> str:
    """A trigger from a click in the modal that Ana sees."""
    fake.act("ana", "click", action_id="answer", value="x")
    return str(receiver.of("interactions")[-1].payload["trigger_id"])


def test_the_answer_is_the_view_as_slack_stores_it(
    form: dict[str, Any], fake: FakeSlackClient
) -> None:
    (shown,) = fake.views("ana")
    assert shown == form
    assert (form["app_id"], form["bot_id"]) == ("A0DESK0001", "B0BOT00001")
    assert form["team_id"] == form["app_installed_team_id"] == "T0DESK0001"
    assert (form["root_view_id"], form["previous_view_id"]) == (form["id"], None)
    assert form["title"] == {**text("Form"), "emoji": True}
    (block,) = form["blocks"]
    assert (block["optional"], block["dispatch_action"], block["block_id"]) == (False, False, "why")
    assert (form["private_metadata"], form["external_id"], form["close"]) == ("", "", None)


def test_ids_that_were_left_out_are_made(web: WebClient, trigger: str) -> None:
    menu = {"type": "static_select", "options": [option("a")]}
    form = modal({"type": "actions", "elements": [menu]}, {"type": "divider"})
    shown = web.views_open(trigger_id=trigger, view=form)["view"]["blocks"]
    assert all(block["block_id"] for block in shown)
    assert shown[0]["elements"][0]["action_id"]


def test_a_trigger_is_for_the_app_it_was_given_to(fake: FakeSlackClient, trigger: str) -> None:
    theirs = client_of(fake, fake.install(team="T0ACME0001")["token"])
    refused = code(lambda: theirs.views_open(trigger_id=trigger, view=FORM))
    assert refused == "invalid_trigger_id"


def test_open_triggers_can_be_made_to_expire(
    web: WebClient, fake: FakeSlackClient, trigger: str
) -> None:
    assert fake.expire_triggers() == 1
    assert code(lambda: web.views_open(trigger_id=trigger, view=FORM)) == "expired_trigger_id"


def test_a_view_that_is_refused_leaves_the_trigger_for_a_better_one(
    web: WebClient, trigger: str
) -> None:
    bad = refusal(lambda: web.views_open(trigger_id=trigger, view={**FORM, "title": text("")}))
    assert bad["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in bad["response_metadata"]["messages"][0]
    assert web.views_open(trigger_id=trigger, view=FORM)["ok"]


@pytest.mark.parametrize("method", ["views.open", "views.push"])
def test_a_modal_needs_a_trigger_or_a_pointer(web: WebClient, method: str) -> None:
    answer = refusal(lambda: web.api_call(method, json={"view": FORM}))
    assert answer["error"] == "invalid_arguments"
    told = answer["response_metadata"]["messages"]
    assert told == ["[ERROR] missing required field: trigger_id"]
    wrong = {"view": FORM, "interactivity_pointer": "1.2.3"}
    assert code(lambda: web.api_call(method, json=wrong)) == "invalid_trigger_id"


@pytest.mark.parametrize("view", [{"type": "home", "blocks": []}, {"type": "dialog"}, ["x"]])
def test_only_a_modal_can_be_opened(web: WebClient, trigger: str, view: Any) -> None:
    assert code(lambda: web.views_open(trigger_id=trigger, view=view)) == "invalid_arguments"


def test_a_view_can_be_too_large(web: WebClient, trigger: str) -> None:
    assert code(lambda: web.views_open(trigger_id=trigger, view=LARGE)) == "view_too_large"


def test_push_puts_a_view_on_top_until_there_are_three(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str
) -> None:
    telling = modal(question("why", {"type": "plain_text_input"}, dispatch_action=True))
    web.views_open(trigger_id=trigger, view=telling)
    for _ in range(2):
        assert web.views_push(trigger_id=in_modal(fake, receiver), view=telling)["ok"]
    below, middle, top = fake.views("ana")
    assert (middle["previous_view_id"], top["previous_view_id"]) == (below["id"], middle["id"])
    assert top["root_view_id"] == below["id"]
    again = in_modal(fake, receiver)
    assert code(lambda: web.views_push(trigger_id=again, view=telling)) == "push_limit_reached"


def test_push_needs_a_modal_to_be_on(web: WebClient, trigger: str) -> None:
    assert code(lambda: web.views_push(trigger_id=trigger, view=FORM)) == "not_found"
    used = code(lambda: web.views_push(trigger_id=trigger, view=FORM))
    assert used == "exchanged_trigger_id"
    large = code(lambda: web.views_push(trigger_id="1.2.3", view=LARGE))
    assert large == "view_too_large"


def test_an_old_trigger_pushes_nothing(web: WebClient, fake: FakeSlackClient, trigger: str) -> None:
    fake.advance(4)
    assert code(lambda: web.views_push(trigger_id=trigger, view=FORM)) == "expired_trigger_id"


def test_an_external_id_finds_its_view_and_belongs_to_it_alone(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str
) -> None:
    named = {**FORM, "external_id": "request-1"}
    first = web.views_open(trigger_id=trigger, view=named)["view"]
    again = web.views_update(external_id="request-1", view={**named, "title": text("New")})["view"]
    assert (again["id"], again["title"]["text"]) == (first["id"], "New")
    fake.act("ben", "slash", channel=IT, command="/it")
    his = receiver.of("commands")[-1].fields["trigger_id"]
    taken = code(lambda: web.views_open(trigger_id=his, view=named))
    assert taken == "duplicate_external_id"
    fake.act("ben", "slash", channel=IT, command="/it")
    other = web.views_open(trigger_id=receiver.of("commands")[-1].fields["trigger_id"], view=FORM)
    renamed = code(lambda: web.views_update(view_id=other["view"]["id"], view=named))
    assert renamed == "duplicate_external_id"
    home = {"type": "home", "blocks": FORM["blocks"], "external_id": "request-1"}
    assert code(lambda: web.views_publish(user_id=ANA, view=home)) == "duplicate_external_id"


def test_an_external_id_is_taken_when_pushing_too(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str
) -> None:
    telling = question("why", {"type": "plain_text_input"}, dispatch_action=True)
    named = modal(telling, external_id="request-1")
    web.views_open(trigger_id=trigger, view=named)
    inside = in_modal(fake, receiver)
    refused = code(lambda: web.views_push(trigger_id=inside, view=named))
    assert refused == "duplicate_external_id"


def test_update_refuses_what_it_cannot_find_or_show(
    web: WebClient, fake: FakeSlackClient, form: dict[str, Any]
) -> None:
    assert code(lambda: web.views_update(view_id="V0NOTTHERE", view=FORM)) == "not_found"
    assert code(lambda: web.views_update(external_id="nothing", view=FORM)) == "not_found"
    nobody = refusal(lambda: web.api_call("views.update", json={"view": FORM}))
    assert nobody["error"] == "invalid_arguments"
    large = code(lambda: web.views_update(view_id=form["id"], view=LARGE))
    assert large == "view_too_large"
    theirs = client_of(fake, fake.install(team="T0ACME0001")["token"])
    assert code(lambda: theirs.views_update(view_id=form["id"], view=FORM)) == "not_found"
    fake.act("ana", "close")
    assert code(lambda: web.views_update(view_id=form["id"], view=FORM)) == "not_found"


def test_an_update_with_an_old_hash_changes_nothing(
    web: WebClient, fake: FakeSlackClient, form: dict[str, Any]
) -> None:
    new = web.views_update(view_id=form["id"], view=FORM, hash=form["hash"])["view"]["hash"]
    assert new != form["hash"]
    stale = code(lambda: web.views_update(view_id=form["id"], view=FORM, hash=form["hash"]))
    assert stale == "hash_conflict"
    assert fake.views("ana")[0]["hash"] == new


def test_a_choice_that_the_app_hears_of_changes_the_hash(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str
) -> None:
    menu = {"type": "static_select", "options": [option("a"), option("b")]}
    go = {"type": "button", "action_id": "go", "text": text("Go")}
    telling = question("loud", menu, dispatch_action=True)
    actions = {"type": "actions", "block_id": "more", "elements": [go]}
    shape = modal(telling, question("quiet", menu), actions)
    seen = [web.views_open(trigger_id=trigger, view=shape)["view"]["hash"]]
    for block_id, value in (("loud", "a"), ("quiet", "a"), ("loud", "b")):
        fake.act("ana", "select", block_id=block_id, action_id="answer", value=value)
        seen.append(fake.views("ana")[0]["hash"])
    assert (len(set(seen)), seen[1] == seen[2]) == (3, True)
    told = [one.payload["view"]["hash"] for one in receiver.of("interactions")]
    assert told == [seen[1], seen[3]]
    fake.act("ana", "click", action_id="go")
    assert fake.views("ana")[0]["hash"] == seen[3]


def test_publish_refuses_what_it_cannot_show(web: WebClient) -> None:
    home = {"type": "home", "blocks": FORM["blocks"]}
    assert code(lambda: web.views_publish(user_id="U0NOBODY01", view=home)) == "invalid_arguments"
    assert code(lambda: web.views_publish(user_id="U0CORA0001", view=home)) == "invalid_arguments"
    assert code(lambda: web.views_publish(user_id=ANA, view=FORM)) == "invalid_arguments"
    large = {"type": "home", "blocks": LARGE["blocks"]}
    assert code(lambda: web.views_publish(user_id=ANA, view=large)) == "view_too_large"
    early = code(lambda: web.views_publish(user_id=ANA, view=home, hash="1.2"))
    assert early == "hash_conflict"


def test_each_app_has_its_own_home(web: WebClient, fake: FakeSlackClient) -> None:
    home = {"type": "home", "blocks": FORM["blocks"]}
    theirs = client_of(fake, fake.install(team="T0ACME0001")["token"])
    assert theirs.views_publish(user_id="U0CORA0001", view=home)["ok"]
    assert code(lambda: theirs.views_publish(user_id=ANA, view=home)) == "invalid_arguments"
    assert fake.home("cora") is None
    web.views_publish(user_id=ANA, view=home)
    assert (fake.home("ana") or {})["app_id"] == "A0DESK0001"


def test_clear_on_close_takes_all_views_away(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str
) -> None:
    telling = question("why", {"type": "plain_text_input"}, dispatch_action=True)
    root = web.views_open(trigger_id=trigger, view=modal(telling, notify_on_close=True))["view"]
    top = modal(telling, clear_on_close=True)
    web.views_push(trigger_id=in_modal(fake, receiver), view=top)
    assert fake.act("ana", "close") == {"ok": True}
    payload = receiver.of("interactions")[-1].payload
    assert (payload["view"]["id"], payload["is_cleared"]) == (root["id"], True)
    assert fake.views("ana") == []


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"response_action": "errors", "errors": {}}),
        JSONResponse({"response_action": "errors", "errors": {"why": 1}}),
        JSONResponse({"response_action": "errors", "errors": {"note": "not an input"}}),
        JSONResponse({"response_action": "errors"}),
        JSONResponse({"response_action": "push", "view": {"type": "home", "blocks": []}}),
        JSONResponse({"response_action": "update"}),
        JSONResponse([]),
        JSONResponse({"ok": True}),
        Response(" "),
        Response("no", 404),
    ],
)
def test_a_wrong_answer_to_a_submission_keeps_the_modal(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, trigger: str, answer: Response
) -> None:
    note = {"type": "section", "block_id": "note", "text": text("Note")}
    web.views_open(trigger_id=trigger, view=modal(*FIELDS, note))
    receiver.on_interaction = lambda _: answer
    seen = fake.act("ana", "submit", values={"why": "x"})
    assert (seen["ok"], bool(seen["why"])) == (False, True)
    assert seen["error"] == "We had some trouble connecting. Try again?"
    assert len(fake.views("ana")) == 1


def test_the_trouble_is_told_in_the_persons_language(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command, receiver.on_interaction = opens(web, FORM), lambda _: Response("no", 500)
    words = set()
    for person in ("ana", "minjun", "ola"):
        fake.act(person, "slash", channel=IT, command="/it")
        words.add(fake.act(person, "submit", values={"why": "x"})["error"])
    assert len(words) == 3
