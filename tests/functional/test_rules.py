"""Rules of the desk: a new request goes where a rule says, once, and its history says by which."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.ids import ChannelId, FormId, InboxId
from deskbell.domain.people import Standing
from deskbell.domain.rules.rule import Answer, Office, Rule, RulesMode, Then, When
from deskbell.domain.settings.hours import OfficeHours, Weekday
from deskbell.domain.tickets.classification import Priority, Privacy
from deskbell.domain.tickets.ticket import Status
from tests.builders import (
    ANA,
    BEN,
    GUS,
    IT_HAPPENS,
    IT_TRIAGE,
    LENA,
    MINJUN,
    OLA,
    X_TEAM_COMMS,
    XENA,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk

IT, X = InboxId("it"), InboxId("x-team")


def a_rule(name: str, when: When, **then: Any) -> Rule:
    return Rule(name, f"version-of-{name}", when, Then(**then))


def desk_with(*rules: Rule, mode: RulesMode = RulesMode.FIRST) -> MemoryDesk:
    return MemoryDesk(a_desk(inboxes=two_inboxes(), rules=rules, rules_mode=mode))


def ask(desk: MemoryDesk, text: str, person: Any = ANA) -> Any:
    said = desk.say(person, text)
    desk.give(desk.reaction(MINJUN, said.ts, "ticket"))
    return said


VPN = a_rule("vpn", When(words=("vpn",)), inbox=X, priority=Priority.HIGH)


def test_a_request_that_a_rule_matches_opens_in_the_inbox_and_with_the_priority_it_names() -> None:
    desk = desk_with(VPN)
    ask(desk, "My VPN이 is down")

    assert (desk.ticket.inbox, desk.ticket.priority) == (X, Priority.HIGH)
    assert len(desk.ours(X_TEAM_COMMS)) == 1
    assert not desk.ours(IT_TRIAGE)


def test_the_history_says_which_rule_in_which_version_set_what() -> None:
    desk = desk_with(VPN)
    ask(desk, "My VPN is down")

    opened, applied = desk.history(desk.ticket.ref)
    assert (opened.event, opened.detail["inbox"]) == ("TicketOpened", "it")
    assert applied.event == "RuleApplied"
    assert applied.detail["rule"] == "vpn"
    assert applied.detail["rule_version"] == "version-of-vpn"
    assert (applied.detail["inbox"], applied.detail["priority"]) == ("x-team", "high")
    assert applied.reason.args["what"] == "inbox, priority"
    assert (opened.version, applied.version) == (1, 2)


def test_many_requests_that_fire_one_rule_have_one_answer_each() -> None:
    """None of them is left without one (decision 28)."""
    desk = desk_with(a_rule("vpn", When(words=("vpn",)), reply={"": "Restart it"}))
    asked = [ask(desk, f"VPN {number}", person) for number, person in enumerate((ANA, OLA, GUS))]

    for said in asked:
        answers = [post.shown.text for post in desk.ours(IT_HAPPENS, said.ts)]
        assert len([text for text in answers if "Restart it" in text]) == 1


def test_what_no_rule_matches_stays_in_the_inbox_of_its_channel() -> None:
    desk = desk_with(VPN)
    ask(desk, "My printer is jammed")

    assert desk.ticket.inbox == IT
    assert desk.events(desk.ticket.ref) == ["TicketOpened"]


def test_a_second_emoji_or_an_edit_fires_no_rule_again() -> None:
    desk = desk_with(VPN)
    said = ask(desk, "My VPN is down")
    desk.give(desk.reaction(OLA, said.ts, "ticket"))
    desk.give(replace(said, text="My VPN and my VPN are down", edited_ts=said.ts + "9"))

    assert desk.events(desk.ticket.ref).count("RuleApplied") == 1


def test_the_first_rule_that_matches_is_the_only_one() -> None:
    desk = desk_with(VPN, a_rule("every", When(channels=(IT_HAPPENS,)), priority=Priority.LOW))
    ask(desk, "My VPN is down")

    assert desk.ticket.priority is Priority.HIGH


def test_of_all_that_match_the_upper_one_counts_where_two_set_the_same() -> None:
    desk = desk_with(
        VPN,
        a_rule("every", When(channels=(IT_HAPPENS,)), priority=Priority.LOW, followers=(LENA,)),
        mode=RulesMode.ALL,
    )
    ask(desk, "My VPN is down")

    assert (desk.ticket.inbox, desk.ticket.priority) == (X, Priority.HIGH)
    assert LENA in desk.ticket.followers
    rules = [row.detail["rule"] for row in desk.history(desk.ticket.ref)[1:]]
    assert rules == ["vpn", "every"]


def test_whom_a_rule_assigns_has_the_ticket_and_hears_of_it() -> None:
    desk = desk_with(a_rule("mine", When(words=("monitor",)), assignee=BEN))
    said = ask(desk, "A monitor, please")

    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, BEN)
    [told] = desk.direct(BEN)
    assert "#1" in told.shown.text
    assert "mine" in told.shown.text
    [root] = [post for post in desk.slack.posts.values() if post.ts == said.ts]
    assert root.reactions["eyes"]


def test_the_answer_of_a_rule_stands_in_the_thread_in_the_requesters_language() -> None:
    reply = {"en": "Reset it at\n<https://id>", "ko": "여기서 재설정하세요"}
    desk = desk_with(a_rule("password", When(words=("password", "비밀번호")), reply=reply))

    english = ask(desk, "My password is gone")
    korean = ask(desk, "비밀번호를 잊었어요", MINJUN)

    texts = [post.shown.text for post in desk.ours(IT_HAPPENS, english.ts)]
    assert any("Reset it at\n&lt;https://id&gt;" in text for text in texts)
    texts = [post.shown.text for post in desk.ours(IT_HAPPENS, korean.ts)]
    assert any("여기서 재설정하세요" in text for text in texts)


def test_nothing_of_what_a_rule_makes_private_is_said_where_everybody_reads() -> None:
    rule = a_rule(
        *("hr", When(forms=(FormId("it"),), answers=(Answer("help", contains=("flickers",)),))),
        privacy=Privacy.PRIVATE,
        reply={"": "We treat this as private"},
    )
    desk = desk_with(rule)
    desk.give(desk.form(OLA))

    assert desk.ticket.privacy is Privacy.PRIVATE
    assert not desk.ours(IT_HAPPENS)
    assert any("private" in post.shown.text for post in desk.direct(OLA))


def test_a_rule_for_guests_fires_for_no_member() -> None:
    rule = a_rule("guests", When(requester=(Standing.GUEST,)), category="guests")
    desk = desk_with(rule)
    ask(desk, "Where is the lobby", GUS)
    ask(desk, "Where is the lobby", ANA)

    assert [ticket.category for ticket in desk.tickets] == ["guests", None]


def test_a_rule_for_the_night_fires_while_the_office_is_closed() -> None:
    rule = a_rule("night", When(office=Office.CLOSED), priority=Priority.URGENT)
    desk = desk_with(rule)
    ask(desk, "Anybody there")  # 9:00 UTC is 4:00 in New York
    desk.now += timedelta(hours=5)
    ask(desk, "Anybody there")

    assert [ticket.priority for ticket in desk.tickets] == [Priority.URGENT, Priority.NORMAL]


@pytest.mark.parametrize(
    ("between", "fires"),
    [
        (OfficeHours(Weekday.MON, Weekday.MON, "04:00", "04:01"), True),
        (OfficeHours(Weekday.MON, Weekday.MON, "04:01", "24:00"), False),
        (OfficeHours(Weekday.SUN, Weekday.TUE, "00:00", "24:00"), True),
        (OfficeHours(Weekday.TUE, Weekday.SUN, "00:00", "24:00"), False),
    ],
)
def test_days_and_times_of_a_rule_are_those_of_the_desks_zone(
    between: OfficeHours, fires: bool
) -> None:
    desk = desk_with(a_rule("window", When(between=between), priority=Priority.LOW))
    ask(desk, "Hello IT, my disk is full")

    assert (desk.ticket.priority is Priority.LOW) is fires


def test_a_rule_of_another_channel_does_not_fire() -> None:
    desk = desk_with(a_rule("else", When(channels=(ChannelId("C0ELSE"),)), priority=Priority.LOW))
    ask(desk, "My disk is full")

    assert desk.ticket.priority is Priority.NORMAL


def closing(**changes: Any) -> MemoryDesk:
    inboxes = two_inboxes()
    inboxes[IT] = replace(inboxes[IT], out_of_hours_reply=True)
    return MemoryDesk(a_desk(inboxes=inboxes, **changes))


def test_who_asks_while_nobody_is_there_is_told_once_in_the_thread_when_somebody_will_be() -> None:
    desk = closing()
    said = ask(desk, "My disk is full")
    desk.give(desk.reaction(OLA, said.ts, "ticket"))

    told = [p.shown.text for p in desk.ours(IT_HAPPENS, said.ts) if "🌙" in p.shown.text]
    assert len(told) == 1
    # Monday, 8:00 in New York.
    assert "<!date^1795438800^" in told[0]


def test_who_asks_on_a_holiday_is_told_of_the_next_workday() -> None:
    desk = closing(holidays=frozenset({"2026-11-23"}))
    desk.now += timedelta(hours=5)
    said = ask(desk, "My disk is full")

    [told] = [p.shown.text for p in desk.ours(IT_HAPPENS, said.ts) if "🌙" in p.shown.text]
    # Tuesday, 8:00 in New York.
    assert "<!date^1795525200^" in told


def test_who_sends_the_form_while_nobody_is_there_is_told_by_direct_message() -> None:
    desk = closing()
    desk.give(desk.form(OLA))

    assert len([post for post in desk.direct(OLA) if "🌙" in post.shown.text]) == 1


def test_who_asks_in_office_hours_gets_no_such_word() -> None:
    desk = closing()
    desk.now += timedelta(hours=5)
    said = ask(desk, "My disk is full")

    assert not [p for p in desk.ours(IT_HAPPENS, said.ts) if "🌙" in p.shown.text]


def test_a_rule_that_moves_a_request_moves_the_word_about_office_hours_with_it() -> None:
    """X-Team has no office hours."""
    inboxes = two_inboxes()
    inboxes[IT] = replace(inboxes[IT], out_of_hours_reply=True)
    desk = MemoryDesk(a_desk(inboxes=inboxes, rules=(VPN,)))
    said = ask(desk, "My VPN is down")

    assert not [p for p in desk.ours(IT_HAPPENS, said.ts) if "🌙" in p.shown.text]
    assert not desk.direct(XENA)
