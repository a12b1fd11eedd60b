"""A ticket is an issue in Jira, too, and both say the same (A5-08)."""

import copy
from dataclasses import replace

import pytest

from deskbell.adapters.jira import rest
from deskbell.domain.effects import ShowIssue
from deskbell.domain.inputs import RetryRequested
from deskbell.domain.jira.settings import JiraKind
from deskbell.domain.tickets.classification import Privacy
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.issue_ports import Written
from deskbell.usecases.ports import RowState
from tests.builders import ADAM, ANA, BEN, JIWOO
from tests.functional.jira import JiraDesk, a_jira_desk, signed, with_jira
from tests.functional.memory_desk import MemoryDesk
from tests.jira import BENS_ACCOUNT, JIRA, MARAS_ACCOUNT

SERVER = replace(JIRA, kind=JiraKind.SERVER, url="https://jira.example.com/jira")


def on_server() -> JiraDesk:
    desk = MemoryDesk(a_jira_desk(SERVER))
    desk.jira.kind = JiraKind.SERVER
    return JiraDesk(desk)


@pytest.fixture(params=[JiraDesk, on_server], ids=["cloud", "server"])
def sides(request: pytest.FixtureRequest) -> JiraDesk:
    made: JiraDesk = request.param()
    return made


def test_a_ticket_is_an_issue_and_its_card_leads_there(sides: JiraDesk) -> None:
    issue = sides.desk.jira.issue
    assert issue.fields["project"] == {"key": "ITSD"}
    assert issue.fields["issuetype"] == {"name": "Task"}
    assert issue.fields["summary"] == "#1 My laptop does not start"
    assert issue.fields["description"] == "Ana Reyes: My laptop does not start"
    assert issue.fields["priority"] == {"name": "Medium"}
    assert sides.desk.ticket.issue is not None
    assert sides.desk.ticket.issue.key == "ITSD-1"
    assert "/browse/ITSD-1|ITSD-1>" in str(sides.card.shown.blocks)
    assert "IssueLinked" in sides.desk.events(sides.ref)


def test_what_is_said_here_is_said_there_once_under_its_authors_name(sides: JiraDesk) -> None:
    sides.answer(BEN, "Does it {blink}?")
    sides.answer(ANA, "No [nothing]!")
    sides.hear()
    assert sides.said_in_jira == ["Ben Carter: Does it \\{blink}?", "Ana Reyes: No \\[nothing]\\!"]
    assert sides.ignored == ["jira_own", "jira_own"]
    assert not sides.told_requester()


def test_an_edit_and_a_deletion_go_there_as_well(sides: JiraDesk) -> None:
    said = sides.answer(BEN, "Does it blnk?")
    sides.desk.give(sides.edit(said, "Does it blink?"))
    assert sides.said_in_jira == ["Ben Carter: Does it blink?"]
    sides.desk.give(sides.delete(said))
    assert sides.said_in_jira == []


def test_what_was_said_there_before_the_link_is_heard_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, read = MemoryDesk(a_jira_desk()), rest.JiraSession.comments

    def comments(session: rest.JiraSession, issue: str) -> list[Written]:
        """And then somebody says something, of which no webhook comes."""
        found = read(session, issue)
        if not desk.jira.issue.comments:
            desk.jira.say(MARAS_ACCOUNT, "Mara Vendor", "I am looking")
        return found

    monkeypatch.setattr(rest.JiraSession, "comments", comments)
    assert "I am looking" in "\n".join(JiraDesk(desk).told_requester())


def test_a_note_stays_here_until_somebody_publishes_it(sides: JiraDesk) -> None:
    note = sides.note(BEN, "She has done it again")
    sides.answer(BEN, "On my way")
    assert sides.said_in_jira == ["Ben Carter: On my way"]
    sides.publish(BEN, note)
    assert sorted(sides.said_in_jira) == [
        "Ben Carter: On my way",
        "Ben Carter: She has done it again",
    ]


def test_a_comment_there_is_a_reply_here_by_whoever_wrote_it(sides: JiraDesk) -> None:
    sides.in_jira(BENS_ACCOUNT, "Ben C", "Try <this>")
    sides.in_jira(MARAS_ACCOUNT, "Mara Vendor", "A new board is on its way")
    heard = "\n".join(sides.told_requester())
    assert "Try &lt;this&gt;" in heard or "Try <this>" in heard
    assert "Mara Vendor (Jira): A new board is on its way" in heard
    authors = [one.author for one in sides.desk.aggregates.comments(sides.ref)]
    assert authors == [BEN, JIWOO]
    assert len(sides.said_in_jira) == 2, "what was said there does not come back"
    assert not sides.broken()


def test_a_comment_for_some_people_there_is_a_note_here(sides: JiraDesk) -> None:
    sides.in_jira(MARAS_ACCOUNT, "Mara Vendor", "Do not tell her", visibility="Developers")
    assert "Do not tell her" in str(sides.told_triage())
    assert "Do not tell her" not in str(sides.told_requester())


def test_done_there_is_solved_here_and_open_again_there_is_open_here(sides: JiraDesk) -> None:
    sides.moved_in_jira("Done")
    assert sides.desk.ticket.status is Status.SOLVED
    assert sides.desk.jira.issue.status == "Done"
    sides.pass_time()
    sides.moved_in_jira("In Progress")
    assert sides.desk.ticket.is_open
    history = sides.desk.history(sides.ref)
    assert f"person:jira:{MARAS_ACCOUNT}" in {str(row.actor) for row in history}


def test_who_is_known_takes_it_there_under_their_own_name(sides: JiraDesk) -> None:
    sides.moved_in_jira("In Progress", BENS_ACCOUNT)
    assert sides.desk.ticket.assignee == BEN
    assert sides.desk.ticket.status is Status.ASSIGNED


def test_taken_and_solved_here_is_in_progress_and_done_there(sides: JiraDesk) -> None:
    sides.desk.give(sides.desk.reaction(BEN, sides.root.ts, "eyes"))
    issue = sides.desk.jira.issue
    assert issue.status == "In Progress"
    assert BENS_ACCOUNT in issue.fields["assignee"].values()
    sides.desk.give(sides.desk.reaction(BEN, sides.root.ts, "white_check_mark"))
    assert issue.status == "Done"
    sides.hear()
    assert set(sides.ignored) == {"jira_own"}, "our own doing comes back and changes nothing"


# --- outages ------------------------------------------------------------------------------------


def test_jira_is_away_and_everything_comes_in_order_when_it_is_back() -> None:
    desk = MemoryDesk(a_jira_desk())
    desk.jira.is_down = True
    sides = JiraDesk(desk)
    sides.answer(BEN, "Does it blink?")
    sides.answer(ANA, "No")
    assert not desk.jira.issues
    desk.jira.is_down = False
    for _ in range(6):
        sides.pass_time(600)
    assert sides.said_in_jira == ["Ben Carter: Does it blink?", "Ana Reyes: No"]
    assert not sides.broken()


def test_an_issue_whose_making_was_not_acknowledged_is_not_made_again() -> None:
    desk = MemoryDesk(a_jira_desk())
    desk.jira.faults.append("lost")
    sides = JiraDesk(desk)
    sides.answer(BEN, "Does it blink?")
    assert "IssueLinked" not in desk.events(sides.ref)
    desk.jira.index()
    sides.pass_time()
    sides.pass_time()
    assert [one.key for one in desk.jira.issues.values()] == ["ITSD-1"]
    assert "IssueLinked" in desk.events(sides.ref)
    assert sides.said_in_jira == ["Ben Carter: Does it blink?"]


def test_a_comment_that_was_not_acknowledged_is_not_made_again(sides: JiraDesk) -> None:
    sides.desk.jira.faults.append("lost")
    sides.answer(BEN, "Does it blink?")
    sides.pass_time()
    sides.answer(ANA, "No")
    assert sides.said_in_jira == ["Ben Carter: Does it blink?", "Ana Reyes: No"]


def test_what_was_said_there_while_we_heard_nothing_comes_with_the_next_word(
    sides: JiraDesk,
) -> None:
    sides.desk.jira.say(MARAS_ACCOUNT, "Mara Vendor", "Lost on its way")
    assert "Lost on its way" not in str(sides.told_requester())
    sides.answer(BEN, "Anybody?")
    assert "Lost on its way" in str(sides.told_requester())
    sides.hear()
    assert str(sides.told_requester()).count("Lost on its way") == 1


def test_all_webhooks_once_more_in_any_order_change_nothing(sides: JiraDesk) -> None:
    sides.answer(BEN, "Does it blink?")
    sides.in_jira(MARAS_ACCOUNT, "Mara Vendor", "It does")
    sides.moved_in_jira("Done")
    sides.pass_time()
    sides.moved_in_jira("In Progress")
    sides.pass_time()
    tables = copy.deepcopy(sides.desk.table.states), copy.deepcopy(sides.desk.jira.issues)
    hooks = list(sides.desk.jira.hooks)
    for hook in (*hooks, *reversed(hooks)):
        sides.webhook(hook)
    sides.desk.table.dedupe.clear()  # a month later the table has forgotten their names
    for hook in (*reversed(hooks), *hooks):
        sides.webhook(hook)
    sides.pass_time()
    assert (sides.desk.table.states, sides.desk.jira.issues) == tables


def test_an_old_status_that_comes_late_changes_nothing(sides: JiraDesk) -> None:
    jira = sides.desk.jira
    jira.move(MARAS_ACCOUNT, "Done")
    jira.move(MARAS_ACCOUNT, "In Progress")
    done, progress = jira.hooks[-2:]
    sides.webhook(done)
    sides.webhook(progress)
    sides.desk.table.dedupe.clear()
    sides.webhook(done)
    assert sides.ignored[-1] == "jira_stale"
    assert sides.desk.ticket.is_open


# --- another Jira than the settings say ----------------------------------------------------------


def test_a_field_that_is_required_since_parks_the_row_and_an_operator_repeats_it() -> None:
    desk = MemoryDesk(a_jira_desk())
    desk.jira.required = frozenset({"customfield_10010"})
    sides = JiraDesk(desk)
    [row] = [one for one in desk.table.outbox.values() if isinstance(one.effect, ShowIssue)]
    assert (row.state, row.code) == (RowState.PARKED, "http_400: customfield_10010")
    assert any("http_400: customfield_10010" in one.shown.text for one in desk.direct(ADAM))
    desk.jira.required = frozenset()
    desk.give(RetryRequested(sides.ref, row.id, "operator"))
    assert desk.jira.issue.key == "ITSD-1"


def test_a_status_that_the_settings_do_not_name_changes_nothing(sides: JiraDesk) -> None:
    sides.moved_in_jira("In Review")
    assert sides.ignored == ["jira_unknown_status"]


def test_without_a_way_to_the_status_the_row_is_parked_and_says_so(sides: JiraDesk) -> None:
    with_jira(sides.desk, statuses={"Resolved": JIRA.statuses["Done"]})
    sides.desk.give(sides.desk.reaction(BEN, sides.root.ts, "white_check_mark"))
    codes = [one.code for one in sides.desk.table.outbox.values() if one.code]
    assert codes == ["no_transition_to_Resolved"]


def test_an_issue_that_is_none_of_ours_is_ignored(sides: JiraDesk) -> None:
    sides.in_jira(MARAS_ACCOUNT, "Mara Vendor", "Hello")
    hook = copy.deepcopy(sides.desk.jira.hooks[-1])
    hook["issue"] = {"id": "99", "key": "OTHER-1"}
    hook["comment"] |= {"id": "777"}
    sides.webhook(hook)
    assert sides.ignored == ["jira_unknown_issue"]


# --- what does not go there ----------------------------------------------------------------------


@pytest.mark.parametrize("privacy", [Privacy.PRIVATE, Privacy.RESTRICTED])
def test_a_private_ticket_does_not_go_to_jira(privacy: Privacy) -> None:
    desk = MemoryDesk(a_jira_desk(privacy=privacy))
    root = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(JIWOO, root.ts, "ticket"))
    assert desk.ticket.privacy is privacy
    assert not desk.jira.writes


def test_where_the_settings_say_so_private_ones_go_too() -> None:
    jira = replace(JIRA, privacy=Privacy.PRIVATE)
    sides = JiraDesk(MemoryDesk(a_jira_desk(jira, privacy=Privacy.PRIVATE)))
    assert sides.desk.jira.issue.key == "ITSD-1"


def test_a_ticket_of_an_inbox_without_jira_stays_here() -> None:
    sides = JiraDesk(MemoryDesk())
    assert sides.desk.ticket.issue is None
    assert not sides.desk.jira.issues


# --- whom a webhook is believed from ------------------------------------------------------------


def test_a_webhook_that_jira_did_not_sign_is_refused(sides: JiraDesk) -> None:
    assert sides.send(signed({"webhookEvent": "comment_created"}, "another key")) == 401


def test_what_jira_tells_besides_is_taken_and_means_nothing(sides: JiraDesk) -> None:
    assert sides.send(signed({"webhookEvent": "jira:issue_deleted"})) == 200
    assert sides.answers == [{"taken": 0}]


def test_what_is_not_what_jira_sends_is_answered_with_what_is_wrong(sides: JiraDesk) -> None:
    assert sides.send(signed({"webhookEvent": "comment_created", "comment": {}})) == 400
    assert sides.answers == [{"error": "there is no number at issue.id"}]
