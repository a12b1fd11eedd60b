"""The rules of desk.yaml, or where each fault of theirs is (A5-12, D-7)."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.people import Standing
from deskbell.domain.rules.rule import Answer, Office, RulesMode, Then, When
from deskbell.domain.settings.hours import OfficeHours, Weekday
from deskbell.domain.settings.parse import parse
from deskbell.domain.tickets.classification import Priority, Privacy
from tests.unit.settings.documents import SOUND
from tests.unit.settings.test_parse import faults
from tools.desk.settings_file import SettingsFileError, read_settings

RULE: dict[str, Any] = {
    "id": "vpn",
    "when": {"channels": ["it-happens"], "words": ["vpn", "hasł*"]},
    "then": {"inbox": "it", "category": "access"},
}


def document(*rules: Any, mode: str | None = None, **inbox: Any) -> dict[str, Any]:
    found = copy.deepcopy(SOUND)
    found["inboxes"]["it"] |= {"categories": {"access": "Access"}, **inbox}
    found["rules"] = list(rules)
    return found | ({"rules_mode": mode} if mode else {})


def a_rule(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(RULE) | changes


def test_a_rule_holds_ids_instead_of_names() -> None:
    when = {
        "channels": ["it-happens"],
        "forms": ["it"],
        "answers": {"location": ["warsaw"]},
        "answers_mention": {"help": ["vpn"]},
        "words": ["vpn"],
        "requester": ["guest", "external"],
        "languages": ["ko"],
        "office": "closed",
        "between": "sat-sun 00:00-24:00",
    }
    then = {
        "inbox": "it",
        "category": "access",
        "priority": "high",
        "privacy": "private",
        "assignee": "ben",
        "followers": ["lena"],
        "reply": {"en": "Hi", "ko": "안녕하세요"},
    }
    welcome = {"guide": 1, "office_hours": "mon-fri 08:00-18:00"}
    desk = parse(document({"id": "all", "when": when, "then": then}, welcome=welcome))

    [rule] = desk.rules
    assert rule.when == When(
        channels=(ChannelId("C0ITHAPPEN"),),
        forms=(FormId("it"),),
        answers=(
            Answer("location", equals=("warsaw",)),
            Answer("help", contains=("vpn",)),
        ),
        words=("vpn",),
        requester=(Standing.GUEST, Standing.EXTERNAL),
        languages=("ko",),
        office=Office.CLOSED,
        between=OfficeHours(Weekday.SAT, Weekday.SUN, "00:00", "24:00"),
    )
    assert rule.then == Then(
        inbox=InboxId("it"),
        category="access",
        priority=Priority.HIGH,
        privacy=Privacy.PRIVATE,
        assignee=PersonId("U0BEN00001"),
        followers=(PersonId("W0LENA0001"),),
        reply={"en": "Hi", "ko": "안녕하세요"},
    )


def test_the_version_of_a_rule_changes_with_what_it_says_alone() -> None:
    [rule] = parse(document(a_rule())).rules
    [same] = parse(document(a_rule(), remind_after="1h")).rules
    [other] = parse(document(a_rule(when={"words": ["vpn"]}))).rules
    assert rule.version == same.version != other.version


def test_a_rule_says_why_it_exists_and_who_chose_it() -> None:
    """`push` asks for both; what an earlier release published has neither (A3-06)."""
    [rule] = parse(document(a_rule(why="Half are one sentence.", chosen_by="lena"))).rules
    assert (rule.why, rule.chosen_by) == ("Half are one sentence.", PersonId("W0LENA0001"))
    [former] = parse(document(a_rule())).rules
    assert (former.why, former.chosen_by) == ("", None)
    assert rule.version != former.version, "a reason that changes is told of"


def test_without_rules_none_fires_and_the_first_one_that_matches_is_the_usual_mode() -> None:
    assert (parse(SOUND).rules, parse(SOUND).rules_mode) == ((), RulesMode.FIRST)
    assert parse(document(a_rule(), mode="all")).rules_mode is RulesMode.ALL


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("vpn", 'rules[0]: "vpn" is not what belongs here; write `- id: …`'),
        (a_rule(id="VPN!"), "rules[0].id: write this name in small letters"),
        (a_rule(when={}), "rules[0].when: there is no condition here"),
        (a_rule(then={}), "rules[0].then: there is nothing to do here"),
        (a_rule(wen={}), 'rules[0].wen: there is no such setting; did you mean "when"?'),
        (
            a_rule(when={"channels": ["it-hapens"]}),
            'rules[0].when.channels[0]: "it-hapens" is no channel in channels; did you mean',
        ),
        (a_rule(when={"words": ["…"]}), 'rules[0].when.words[0]: "…" has no letters'),
        (a_rule(when={"forms": ["hr"]}), 'rules[0].when.forms[0]: "hr" is no form; one of: it'),
        (
            a_rule(when={"answers": {"locaton": ["x"]}}),
            'rules[0].when.answers.locaton: "locaton" is no field of a form; did you mean',
        ),
        (
            a_rule(when={"requester": ["bot"]}),
            'rules[0].when.requester[0]: "bot" is no kind of requester',
        ),
        (a_rule(when={"office": "shut"}), 'rules[0].when.office: "shut" is neither open nor'),
        (a_rule(when={"office": "closed"}), "rules[0].when.office: no inbox has office hours"),
        (a_rule(when={"between": "night"}), 'rules[0].when.between: "night" is not days'),
        (a_rule(then={"inbox": "hr"}), 'rules[0].then.inbox: "hr" is no inbox; one of: it'),
        (
            a_rule(then={"inbox": "it", "category": "acess"}),
            'rules[0].then.category: "acess" is no category of the inbox it; did you mean',
        ),
        (
            a_rule(then={"assignee": "adam"}),
            'rules[0].then.assignee: "adam" is no agent of any inbox; one of: ben, lena',
        ),
        (a_rule(then={"priority": "asap"}), 'rules[0].then.priority: "asap" is no priority'),
        (a_rule(then={"reply": {"de": "x"}}), 'rules[0].then.reply.de: "de" is no language'),
        (a_rule(then={"reply": "x" * 1001}), "rules[0].then.reply: too long"),
        (a_rule(why="x" * 301), "rules[0].why: too long; at most 300 characters, not 301"),
        (a_rule(chosen_by="lenna"), 'rules[0].chosen_by: "lenna" is nobody in people; did you'),
        (a_rule(then={"outage": "vpn"}), 'rules[0].then.outage: "vpn" is no service of paging'),
    ],
)
def test_each_fault_of_a_rule_says_where_and_what_is_allowed(rule: Any, fault: str) -> None:
    [found] = faults(document(rule))
    assert found.startswith(fault)


def test_two_rules_of_one_name_are_a_fault() -> None:
    other = a_rule(when={"words": ["printer"]})
    assert faults(document(a_rule(), other)) == ['rules[1].id: "vpn" is the name of a rule above']


def test_a_rule_that_can_never_fire_is_a_fault_at_its_line(tmp_path: Path) -> None:
    wide = a_rule(id="all", when={"channels": ["it-happens"]})
    file = tmp_path / "desk.yaml"
    file.write_text(yaml.safe_dump(document(wide, a_rule()), sort_keys=False))

    with pytest.raises(SettingsFileError) as found:
        read_settings(file)

    line = next(
        number
        for number, text in enumerate(file.read_text().splitlines(), 1)
        if text == "- id: vpn"
    )
    assert str(found.value).startswith(f'{file}:{line}: rules[1]: "all" above it matches')


def test_rules_that_contradict_each_other_whenever_they_meet_are_a_fault() -> None:
    wide = a_rule(id="all", when={"channels": ["it-happens"]}, then={"priority": "low"})
    narrow = a_rule(then={"priority": "high"})
    [fault] = faults(document(wide, narrow, mode="all"))
    assert fault.startswith('rules[1]: whenever one of them fires, "all" fires as well')


def test_what_an_inbox_does_by_itself_is_read_and_checked() -> None:
    welcome = {"guide": 1, "office_hours": "mon-fri 08:00-18:00"}
    own: dict[str, Any] = {"auto": ["it-happens"], "capture_after": "30m", "peers_help": True}
    desk = parse(document(a_rule(), welcome=welcome, out_of_hours_reply=True, **own))
    inbox = desk.inboxes[InboxId("it")]
    assert inbox.auto == inbox.channels
    assert inbox.capture_after is not None
    assert inbox.peers_help
    assert inbox.out_of_hours_reply

    [fault] = faults(document(a_rule(), out_of_hours_reply=True))
    assert fault.startswith("inboxes.it.out_of_hours_reply: without office hours")
    [fault] = faults(document(a_rule(), auto=["hr"]))
    assert fault.startswith('inboxes.it.auto[0]: "hr" is none of these help channels')
