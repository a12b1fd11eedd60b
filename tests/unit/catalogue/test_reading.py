"""A definition is read as it was meant, or each fault of it has its place and remedy (D-7)."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.approvals.counting import Policy
from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.definition import Requester, Start
from deskbell.domain.catalogue.fields import Field, FieldKind, Option
from deskbell.domain.catalogue.step_parts import (
    Case,
    Ending,
    Event,
    Item,
    Moment,
    StepId,
    Who,
    WhoKind,
)
from deskbell.domain.catalogue.steps import (
    Approval,
    Assign,
    Branch,
    Call,
    Checklist,
    DirectMessage,
    Emoji,
    Finish,
    Form,
    Message,
    Remind,
    Reserve,
    Ticket,
    Visit,
    Wait,
    WaitFor,
    Webhook,
)
from deskbell.domain.tickets.classification import Priority, Privacy
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    faults,
    faults_of,
    say,
)

MANAGER = Who(WhoKind.FIELD, "manager")
LEAD = Who(WhoKind.LEAD, "it")


def test_every_kind_of_step_is_read_as_it_was_written() -> None:
    definition = a_definition(
        a_form(
            "ask",
            a_field("manager", "person"),
            a_field("day", "date", from_today=True),
            a_field("office", "choice", choices="locations"),
            a_field("size", "choice", options={"s": say("Small"), "l": say("Large")}),
            a_field("count", "number", least=1, most=5),
            a_field("more", "long_text", required=False, hint=say("Anything"), most=100),
            a_field("sure", "yes_no", when={"size": ["s", "l"], "count": {"at_least": 2}}),
            within="2d",
        ),
        {"id": "go", "do": "branch", "cases": [{"when": {"sure": True}, "to": "tell"}]},
        a_message("tell", "Hello {requester}"),
        {"id": "dm", "do": "dm", "who": "person lena", "text": say("{office}")},
        a_ticket("open", category="hardware", priority="high", fields=["size", "more"]),
        {"id": "give", "do": "assign", "to": "rota frontline"},
        {
            "id": "yes",
            "do": "approval",
            "ask": ["field manager", "lead it"],
            "need": 1,
            "text": say("{day}"),
            "within": "3d",
            "remind": "12h",
            "if_rejected": "no",
            "if_expired": "no",
        },
        {
            "id": "list",
            "do": "checklist",
            "title": say("List"),
            "items": [{"id": "one", "text": say("One"), "who": "requester"}],
        },
        {
            "id": "keep",
            "do": "reserve",
            "asset": "laptop",
            "office": "office",
            "from": "day",
            "if_unavailable": "no",
        },
        {"id": "come", "do": "visit", "text": say("V"), "if_refused": "no"},
        {"id": "pause", "do": "wait", "date": "day", "before": "1d"},
        {
            "id": "solved",
            "do": "wait",
            "event": "ticket_solved",
            "within": "9d",
            "if_expired": "no",
        },
        {"id": "think", "do": "remind", "who": "requester", "in": "2h", "text": say("Think")},
        {"id": "mark", "do": "emoji", "name": "tada"},
        {"id": "hook", "do": "webhook", "hook": "hr_system", "send": ["size"], "if_failed": "no"},
        {"id": "next", "do": "call", "workflow": "other", "answers": {"theirs": "count"}},
        a_finish(),
        a_finish("no", "refused"),
        start={
            "emoji": ["key", "+1"],
            "command": "sample",
            "shortcut": "sample",
            "called": True,
            "channels": ["it-happens"],
            "requester": "author",
        },
        privacy="private",
    )

    no = StepId("no")
    when = (Condition("size", ("s", "l")), Condition("count", at_least=2))
    small, large = Option("s", say("Small")), Option("l", say("Large"))
    assert definition.privacy is Privacy.PRIVATE
    assert definition.start == Start(
        emoji=("key", "thumbsup"),
        command="sample",
        shortcut="sample",
        called=True,
        channels=("it-happens",),
        requester=Requester.AUTHOR,
    )
    assert definition.steps == (
        Form(
            id=StepId("ask"),
            title=say("Form"),
            who=Who(WhoKind.REQUESTER),
            within=timedelta(days=2),
            fields=(
                Field("manager", FieldKind.PERSON, say("About manager")),
                Field("day", FieldKind.DATE, say("About day"), from_today=True),
                Field("office", FieldKind.CHOICE, say("About office"), choices="locations"),
                Field("size", FieldKind.CHOICE, say("About size"), options=(small, large)),
                Field("count", FieldKind.NUMBER, say("About count"), least=1, most=5),
                Field(
                    "more",
                    FieldKind.LONG_TEXT,
                    say("About more"),
                    hint=say("Anything"),
                    required=False,
                    most=100,
                ),
                Field("sure", FieldKind.YES_NO, say("About sure"), when=when),
            ),
        ),
        Branch(id=StepId("go"), cases=(Case((Condition("sure", ("yes",)),), to=StepId("tell")),)),
        Message(id=StepId("tell"), text=say("Hello {requester}")),
        DirectMessage(id=StepId("dm"), who=Who(WhoKind.PERSON, "lena"), text=say("{office}")),
        Ticket(
            id=StepId("open"),
            inbox="it",
            title=say("Something"),
            category="hardware",
            priority=Priority.HIGH,
            fields=("size", "more"),
        ),
        Assign(id=StepId("give"), to=Who(WhoKind.ROTA, "frontline")),
        Approval(
            id=StepId("yes"),
            ask=(MANAGER, LEAD),
            policy=Policy(least=1),
            text=say("{day}"),
            within=timedelta(days=3),
            remind=timedelta(hours=12),
            on={"rejected": no, "expired": no},
        ),
        Checklist(
            id=StepId("list"),
            title=say("List"),
            items=(Item("one", say("One"), Who(WhoKind.REQUESTER)),),
        ),
        Reserve(
            id=StepId("keep"),
            asset="laptop",
            office="office",
            start="day",
            on={"unavailable": no},
        ),
        Visit(id=StepId("come"), text=say("V"), on={"refused": no}),
        Wait(id=StepId("pause"), until=Moment(timedelta(days=-1), "day")),
        WaitFor(
            id=StepId("solved"),
            event=Event.TICKET_SOLVED,
            within=timedelta(days=9),
            on={"expired": no},
        ),
        Remind(
            id=StepId("think"),
            who=Who(WhoKind.REQUESTER),
            at=Moment(timedelta(hours=2)),
            text=say("Think"),
        ),
        Emoji(id=StepId("mark"), name="tada"),
        Webhook(id=StepId("hook"), hook="hr_system", send=("size",), tries=10, on={"failed": no}),
        Call(id=StepId("next"), workflow="other", answers={"theirs": "count"}),
        Finish(id=StepId("done"), ending=Ending.DONE, text=say("That is all.")),
        Finish(id=StepId("no"), ending=Ending.REFUSED, text=say("That is all.")),
    )


def test_it_may_say_who_chose_it() -> None:
    """Else its owner answers for it (A3-06)."""
    assert a_definition(a_message("hi"), a_finish(), chosen_by="lena").chosen_by == "lena"
    assert a_definition(a_message("hi"), a_finish()).chosen_by is None


def test_the_version_changes_with_what_is_said_and_not_with_the_rest() -> None:
    first = a_definition(a_message("hi"), a_finish())
    assert first.version == a_definition(a_message("hi"), a_finish()).version
    assert first.version != a_definition(a_message("hi", "Good day"), a_finish()).version


APPROVAL: dict[str, Any] = {
    "id": "yes",
    "do": "approval",
    "ask": ["lead it"],
    "text": say("May they?"),
    "if_rejected": "done",
    "if_expired": "done",
}


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (
            {"id": "hi", "do": "shout"},
            'steps[0].do: "shout" is no step that there is; one of: form',
        ),
        (
            a_message("hi") | {"text": {"en": "Hi", "pl": "Hej"}},
            "steps[0].text.ko: there is no text in ko; write one beside the others",
        ),
        (
            a_message("hi") | {"text": say("Hi") | {"de": "Hallo"}},
            'steps[0].text.de: "de" is none of this workflow\'s languages; one of: en, ko, pl',
        ),
        (
            a_message("hi") | {"text": say("Hi {requester}") | {"ko": "안녕하세요"}},
            "steps[0].text.ko: {requester} is in the text in en and not in ko; "
            "say the same in both",
        ),
        (
            a_message("hi", "x" * 3_001),
            "steps[0].text.en: too long; at most 2000 characters, not 3001",
        ),
        (
            a_form("f", a_field("a")) | {"title": say("x" * 30)},
            "steps[0].title.en: too long; at most 24 characters, not 30",
        ),
        (
            APPROVAL | {"ask": []},
            "steps[0].ask: nobody is asked to approve; name somebody, such as ask: [lead it]",
        ),
        (
            {key: value for key, value in APPROVAL.items() if key != "ask"},
            "steps[0].ask: nobody is asked to approve; name somebody, such as ask: [lead it]",
        ),
        (
            APPROVAL | {"ask": ["requester"]},
            "steps[0].ask[0]: nobody approves a request of their own; name somebody else",
        ),
        (APPROVAL | {"need": 2}, "steps[0].need: only 1 are asked, so 2 can never approve"),
        (
            APPROVAL | {"ask": ["person lenna"]},
            'steps[0].ask[0]: "lenna" is nobody in people; did you mean "lena"? one of: ben, lena',
        ),
        (
            APPROVAL | {"ask": "lead it"},
            'steps[0].ask: "lead it" is not what belongs here; write [lead it]',
        ),
        (
            APPROVAL | {"ask": ["manager"]},
            'steps[0].ask[0]: "manager" is no way to name somebody, such as `field manager`, '
            "`person manager` or `lead manager`; one of: requester, field",
        ),
        (
            a_message("hi") | {"text": "Hi"},
            "steps[0].text: say it in each language, a line each below this one: "
            "`en: …`, `ko: …`, `pl: …`",
        ),
        (
            a_form("f", a_field("a", "choice", options=["s", "l"])),
            "steps[0].fields[0].options: a list has no labels; write `name: {en: label}` lines",
        ),
        (
            {
                "id": "list",
                "do": "checklist",
                "title": say("List"),
                "items": [{"id": "one", "text": say("One"), "who": "requester", "due": "2d"}],
            },
            "steps[0].items[0].due: say when: `due: {in: 2d}`, or `due: {date: field, before: 1d}`",
        ),
        (APPROVAL | {"ask": ["lead"]}, "steps[0].ask[0]: say which lead, such as field manager"),
        (
            a_form("f", a_field("a", "choice", options={})),
            "steps[0].fields[0].options: there is nothing to choose from; write",
        ),
        (
            a_form("f", a_field("a", "choice")),
            "steps[0].fields[0]: say what there is to choose from: either `options`, or",
        ),
        (
            a_form("f", a_field("a", "choice", choices="floors")),
            'steps[0].fields[0].choices: "floors" is no list of the desk; one of: locations',
        ),
        (
            a_form("f", a_field("a", "number", least=5, most=2)),
            "steps[0].fields[0].least: no number is at least this and at most that",
        ),
        (a_form("f", a_field("a", most=5, least=2)), "steps[0].fields[0].least: there is no such"),
        (a_ticket(category="food"), 'steps[0].category: "food" is no category of the inbox it'),
        ({"id": "w", "do": "wait"}, "steps[0]: say when: either `in: 2d`, or the `date: field`"),
        (
            {"id": "w", "do": "wait", "date": "d", "before": "1d", "after": "1d"},
            "steps[0].before: it cannot be both before and after that day",
        ),
        ({"id": "e", "do": "emoji", "name": ":tada:"}, "steps[0].name: write the bare name"),
        (a_finish("end", then="done"), "steps[0].then: nothing comes after the end; leave it out"),
        (a_message("hi", if_done="done"), "steps[0].if_done: there is no such setting"),
        (
            {"id": "h", "do": "webhook", "hook": "hr_system", "tries": 50, "if_failed": "done"},
            "steps[0].tries: too often; at most 10 times",
        ),
        (
            {"id": "b", "do": "branch", "cases": [{"when": {}, "to": "done"}]},
            "steps[0].cases[0].when: there is no condition here; write one",
        ),
    ],
)
def test_a_step_that_cannot_be_is_named_with_its_remedy(step: dict[str, Any], fault: str) -> None:
    found = faults(step, a_finish())
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"owner": None}, "owner: nobody owns it; name an inbox or somebody in people"),
        ({"owner": "hr"}, 'owner: "hr" is neither an inbox nor somebody in people; one of:'),
        ({"chosen_by": "lenna"}, 'chosen_by: "lenna" is nobody in people; did you mean "lena"?'),
        ({"why": None}, "why: say why it exists: people are shown it, and may object"),
        ({"languages": ["en", "de"]}, 'languages[1]: "de" is no language that Deskbell speaks'),
        ({"start": {"home": False}}, "start: nobody can begin it; write at least one of: emoji"),
        ({"start": {"emoji": [":key:"]}}, "start.emoji[0]: write the bare name of the emoji: key"),
        (
            {"start": {"emoji": ["key"], "channels": ["it-hapens"]}},
            'start.channels[0]: "it-hapens" is no channel in channels; did you mean "it-happens"',
        ),
        ({"steps": []}, "steps: an empty list is not what belongs here"),
        ({"priority": "high"}, "priority: there is no such setting"),
    ],
)
def test_nothing_is_published_without_owner_why_and_a_way_in(
    change: dict[str, Any], fault: str
) -> None:
    found = faults(a_message("hi"), a_finish(), **change)
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize(
    ("languages", "fault"),
    [
        (
            "en, ko, pl",
            'languages: "en, ko, pl" is not what belongs here; write [en, ko, pl]',
        ),
        (
            ["en", "ko", "pl", "de"],
            'languages[3]: "de" is no language that Deskbell speaks; one of: en, ko, pl',
        ),
    ],
)
def test_wrong_languages_are_one_fault_and_not_one_of_each_text(
    languages: object, fault: str
) -> None:
    assert faults(a_message("hi"), a_finish(), languages=languages) == [fault]


def test_an_empty_file_is_a_fault_and_no_crash() -> None:
    assert faults_of(None) == ["there is no workflow here; begin with `name: …`"]
