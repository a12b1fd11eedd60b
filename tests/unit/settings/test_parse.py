"""Settings become a Desk, or every fault is named with its place and what is allowed."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.settings.desk import FLAG_DIGEST, Choice, Desk, EmojiAction
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.settings.parse import parse
from deskbell.domain.settings.replies import ME, Does, Ending
from deskbell.domain.tickets.classification import Priority
from tests.unit.settings.documents import SOUND, changed


def faults(document: object) -> list[str]:
    with pytest.raises(InvalidDeskError) as caught:
        parse(document)
    return [str(fault) for fault in caught.value.faults]


def test_sound_settings_become_a_desk_of_ids_and_times() -> None:
    desk = parse(SOUND)
    inbox = desk.inboxes[InboxId("it")]
    assert inbox.channels == (ChannelId("C0ITHAPPEN"),)
    assert inbox.triage_channel == ChannelId("G0ITTRIAGE")
    assert inbox.agents == {PersonId("U0BEN00001"), PersonId("W0LENA0001")}
    assert (inbox.remind_after, inbox.escalate_after, inbox.close_after) == (
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(days=3),
    )
    assert desk.undo_window == timedelta(minutes=2)
    assert desk.admins == {PersonId("U0ADAM0001")}
    form = desk.forms[FormId("it")]
    assert form.locations == (Choice("warsaw", "Warsaw"), Choice("remote", "Remote"))
    assert form.inbox == inbox.id


def test_an_emoji_that_moves_a_ticket_says_to_which_inbox() -> None:
    desk = parse(changed("emoji.truck", "move it"))
    assert (desk.emoji["truck"], desk.redirects) == (EmojiAction.MOVE, {"truck": "it"})


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("move", "say which inbox it moves to, such as move it"),
        ("move hr", '"hr" is no inbox; one of: it'),
        ("take it", '"take it" is nothing an emoji can do'),
    ],
)
def test_an_emoji_that_moves_nowhere_is_a_fault(text: str, wrong: str) -> None:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("emoji.truck", text))
    assert [str(fault.place) for fault in found.value.faults] == ["emoji.truck"]
    assert wrong in found.value.faults[0].wrong


def test_an_emoji_that_moves_a_ticket_may_say_of_which_type_it_is_there() -> None:
    document = changed("emoji.key", "move it access")
    document["inboxes"]["it"]["categories"] = {"access": "Access"}
    desk = parse(document)
    assert (desk.redirects["key"], desk.request_types) == ("it", {"key": "access"})
    [fault] = faults(changed("emoji.key", "move it acess"))
    assert 'emoji.key: "acess" is no category of it' in fault


def test_a_prepared_reply_is_in_the_desks_language_at_least() -> None:
    restart = {"name": "Restart", "pl": "{requester}, uruchom ponownie", "en": "Please restart"}
    desk = parse(changed("replies", {"restart": restart}))
    assert desk.replies["restart"].text("en", desk.language) == "Please restart"
    assert desk.replies["restart"].text("ko", desk.language) == "{requester}, uruchom ponownie"


ALL = {"name": "Restart", "en": "Hi", "ko": "안녕", "pl": "Hej"}


def test_a_prepared_reply_may_do_something_besides() -> None:
    does = {"priority": "high", "assignee": "me", "state": "wait"}
    desk = parse(changed("replies", {"restart": {**ALL, "does": does}}))
    assert desk.replies["restart"].does == Does(
        Priority.HIGH, assignee=ME, state=Ending.WAIT, called=("high", "me", "wait")
    )


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ({**ALL, "does": {}}, "replies.restart.does: there is nothing to do here"),
        (
            {"name": "Restart", "pl": "Hej", "en": "Hi", "does": {"state": "solve"}},
            "replies.restart.ko: this setting is missing",
        ),
        ({**ALL, "does": {"inbox": "itt"}}, 'replies.restart.does.inbox: "itt" is no inbox'),
        (
            {**ALL, "does": {"assignee": "nobody"}},
            'replies.restart.does.assignee: "nobody" is no agent of any inbox',
        ),
        (
            {**ALL, "does": {"category": "cars"}},
            'replies.restart.does.category: "cars" is no category of any inbox',
        ),
        (
            {**ALL, "does": {"state": "closed"}},
            'replies.restart.does.state: "closed" is no state that a reply can leave it in',
        ),
        (
            {**ALL, "does": {"inbox": "it", "state": "wait"}},
            "replies.restart.does.state: what goes to another inbox is that team's",
        ),
    ],
)
def test_what_a_reply_cannot_do_is_a_fault(reply: dict[str, object], fault: str) -> None:
    [found] = faults(changed("replies", {"restart": reply}))
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ({"name": "Restart", "en": "Hi"}, "replies.restart.pl: this setting is missing"),
        (
            {"name": "Restart", "pl": "Hi {requestor}"},
            'replies.restart.pl: there is no {requestor}; did you mean "requester"? '
            "one of: requester, number, inbox, agent",
        ),
        (
            {"name": "Restart", "pl": "Hi {number:>9}"},
            "replies.restart.pl: write {number} with nothing behind the name",
        ),
        (
            {"name": "Restart", "pl": "Hi {number"},
            "replies.restart.pl: a brace is not closed, or closes nothing; "
            "write {{ and }} for braces",
        ),
        (
            {"name": "Restart", "pl": "Hi", "fr": "Salut"},
            "replies.restart.fr: there is no such setting; one of: name, en, ko, pl",
        ),
    ],
)
def test_a_prepared_reply_that_cannot_be_said_is_a_fault(reply: dict[str, str], fault: str) -> None:
    assert [one.split("; one of")[0] for one in faults(changed("replies", {"restart": reply}))] == [
        fault.split("; one of")[0]
    ]


def test_an_inbox_may_say_whom_a_flag_calls_and_how_soon_the_next_one() -> None:
    document = changed("inboxes.it.supervisors", ["lena", "adam"])
    document["inboxes"]["it"]["flag_after"] = "10m"
    inbox = parse(document).inboxes[InboxId("it")]
    assert inbox.supervisors == (PersonId("W0LENA0001"), PersonId("U0ADAM0001"))
    assert inbox.flag_after == timedelta(minutes=10)
    assert parse(SOUND).inboxes[InboxId("it")].flag_after == timedelta(minutes=5)


def test_an_inbox_may_say_how_long_an_approval_has_and_how_often_it_reminds() -> None:
    document = changed("inboxes.it.approval_ends_after", "3d")
    document["inboxes"]["it"]["approval_remind_after"] = "4h"
    inbox = parse(document).inboxes[InboxId("it")]
    assert inbox.approval_ends_after == timedelta(days=3)
    assert inbox.approval_remind_after == timedelta(hours=4)
    assert parse(SOUND).inboxes[InboxId("it")].approval_ends_after == timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "when"),
    [("mon-fri 09:00", ("mon", "fri", "09:00")), ("mon 17:30", ("mon", "mon", "17:30"))],
)
def test_an_inbox_may_say_when_its_lead_gets_the_digest_of_calls(
    text: str, when: tuple[str, str, str]
) -> None:
    digest = parse(changed("inboxes.it.flag_digest", text)).inboxes[InboxId("it")].flag_digest
    assert (digest.first, digest.last, digest.at) == when
    assert parse(SOUND).inboxes[InboxId("it")].flag_digest == FLAG_DIGEST


@pytest.mark.parametrize("text", ["daily", "mon-fri", "mon-fri 24:00", "mo 09:00", "mon-fri 9:00"])
def test_a_digest_at_no_time_is_a_fault(text: str) -> None:
    assert faults(changed("inboxes.it.flag_digest", text)) == [
        f'inboxes.it.flag_digest: "{text}" is not days and a time; write it as mon-fri 09:00'
    ]


def test_an_inbox_may_say_who_take_turns_in_triage() -> None:
    inbox = parse(changed("inboxes.it.triagers", ["ben", "lena"])).inboxes[InboxId("it")]
    assert inbox.triagers == (PersonId("U0BEN00001"), PersonId("W0LENA0001"))
    assert parse(SOUND).inboxes[InboxId("it")].triagers == ()
    [fault] = faults(changed("inboxes.it.triagers", ["adam"]))
    assert "nobody of this inbox" in fault


def test_an_inbox_may_have_categories() -> None:
    desk = parse(changed("inboxes.it.categories", {"hardware": "Hardware"}))
    inbox = desk.inboxes[InboxId("it")]
    assert inbox.category_label("hardware") == "Hardware"
    assert inbox.category_label("billing") is None
    assert parse(SOUND).inboxes[InboxId("it")].categories == ()


def test_an_emoji_is_known_by_the_name_that_reactions_carry() -> None:
    assert parse(SOUND).emoji == {
        "ticket": EmojiAction.OPEN,
        "eyes": EmojiAction.TAKE,
        "thumbsup": EmojiAction.SOLVE,
    }


def test_an_org_wide_install_is_known_by_its_organisation() -> None:
    desk: Desk = parse(changed("workspace.enterprise", "E0DESK0001"))
    assert desk.workspace.install == "E0DESK0001"


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (
            *("inboxes.it.lead", "lenna"),
            '"lenna" is nobody in people; did you mean "lena"? one of: adam, ben, lena',
        ),
        ("inboxes.it.lead", 7, "7 is not a text; put one here, in quotes if need be"),
        (
            "inboxes.it.lead",
            True,
            "a yes-or-no word is not a text; put one here, in quotes if need be",
        ),
        ("inboxes.it.lead", None, "there is nothing after the colon"),
        ("inboxes.it.lead", ..., "this setting is missing"),
        ("inboxes.it.lead", " ", '" " is not a text; put one here, in quotes if need be'),
        ("inboxes.it.name", "x" * 41, "too long; at most 40 characters, not 41"),
        ("inboxes.it.agents", [], "an empty list is not what belongs here; write [one, two]"),
        ("inboxes.it.agents", "ben", '"ben" is not what belongs here; write [ben]'),
        (
            *("inboxes.it.triage_channel", "it-triag"),
            '"it-triag" is no channel in channels; did you mean "it-triage"? '
            "one of: it-happens, it-triage, hr",
        ),
        (
            *("inboxes.it.triage_channel", "it-happens"),
            "people ask in it-happens (inbox it); its threads cannot be internal as well, "
            "so choose another channel",
        ),
        (
            *("inboxes.it.remind_afer", "3m"),
            'there is no such setting; did you mean "remind_after"? one of: name, help_channels, '
            "triage_channel, agents, lead, remind_after, escalate_after, close_after, welcome, "
            "privacy, categories, auto, …",
        ),
        *(
            (
                *("inboxes.it.remind_after", text),
                f'"{text}" is not a time from 1m to 365d; write it as 30m, 2h or 3d',
            )
            for text in ("0m", "-5m", "366d", "30", "soon", "1h30m", "30 m", "٣m")
        ),
        (
            *("undo_window", 30),
            '"30" is not a time from 1m to 365d; write it as 30m, 2h or 3d',
        ),
        ("language", "de", '"de" is no language that Deskbell speaks; one of: en, ko, pl'),
        (
            *("zone", "Europe/Warszawa"),
            '"Europe/Warszawa" is not a time zone; did you mean "Europe/Warsaw"? '
            "write it as Europe/Warsaw",
        ),
        (
            *("people.ben", "ben"),
            '"ben" is not a Slack user id; it starts with U or W, '
            "and the rest is capitals and digits",
        ),
        ("people.other_ben", "U0BEN00001", '"U0BEN00001" has a name already; one name for each'),
        (
            *("channels.hr", "#hr"),
            '"#hr" is not a Slack channel id; it starts with C or G, '
            "and the rest is capitals and digits",
        ),
        (
            *("workspace.team", "E0DESK0001"),
            '"E0DESK0001" is not a Slack workspace id; it starts with T, '
            "and the rest is capitals and digits",
        ),
        ("emoji.:fire:", "open", "write the bare name of the emoji: fire instead of :fire:"),
        *(
            (
                f"emoji.{name}",
                "open",
                "write the name that Slack shows for the emoji, such as ticket",
            )
            for name in ("🎫", ":🎫:", "a b")
        ),
        (
            *("emoji.fire", "grab"),
            '"grab" is nothing an emoji can do; one of: open, take, solve, move, flag, '
            "not_a_ticket, publish, lend, raise, feedback, praise",
        ),
        (
            *("emoji.thumbsup", "open"),
            "this emoji has an action already, under another of its names",
        ),
        *(
            (
                *("forms.it.command", command),
                f'"{command}" is not a slash command; write a slash and 1 to 31 characters '
                "without spaces and capitals, such as /it",
            )
            for command in ("it", "/", "/i t", "/IT", "/" + "x" * 32)
        ),
        *(
            (
                *("forms.it.command", command),
                f"Slack has a command {command} of its own; choose another, such as /it",
            )
            for command in ("/help", "/remind", "/topic")
        ),
        ("forms.it.inbox", "itt", '"itt" is no inbox; did you mean "it"? one of: it'),
        (
            *("forms.it.locations", {}),
            "there is nothing to choose from; write `name: label` lines",
        ),
        (
            *("forms.it.locations", ["Warsaw"]),
            "a list is not what belongs here; write `name: value` lines",
        ),
        (
            *("forms.it.locations", {f"o{n}": "Office" for n in range(101)}),
            "too many; Slack's menus have at most 100 options",
        ),
        ("forms.it.locations.warsaw", "x" * 76, "too long; at most 75 characters, not 76"),
    ],
)
def test_each_fault_says_where_what_and_what_is_allowed(
    place: str, value: object, fault: str
) -> None:
    assert faults(changed(place, value)) == [f"{place}: {fault}"]


@pytest.mark.parametrize("zone", ["GMT+25", "../etc/passwd", "America/", "Mars", "UTC+2"])
def test_a_zone_must_be_one_that_the_computer_knows(zone: str) -> None:
    (fault,) = faults(changed("zone", zone))
    assert fault.startswith(f'zone: "{zone}" is not a time zone; ')
    assert fault.endswith("write it as Europe/Warsaw")


@pytest.mark.parametrize("zone", ["Europe/Kiev", "EST5EDT", "UTC", "Asia/Seoul"])
def test_an_old_name_of_a_zone_is_fine(zone: str) -> None:
    assert parse(changed("zone", zone)).zone == zone


@pytest.mark.parametrize("group", ["inboxes", "forms"])
def test_a_name_that_becomes_an_id_is_small_letters(group: str) -> None:
    document = changed(group, {**SOUND[group], "I T": SOUND[group]["it"]})
    assert f"{group}.I T: write this name in small letters, digits, - and _ (at most 40)" in (
        faults(document)
    )


def test_a_fault_in_a_list_names_the_item() -> None:
    assert faults(changed("admins", ["adam", "benn"])) == [
        'admins[1]: "benn" is nobody in people; did you mean "ben"? one of: adam, ben, lena'
    ]


def test_two_inboxes_cannot_have_one_help_channel() -> None:
    hr = {**SOUND["inboxes"]["it"], "name": "HR", "help_channels": ["hr", "it-happens"]}
    assert faults(changed("inboxes.hr", hr)) == [
        "inboxes.hr.help_channels[1]: it-happens already belongs to it; "
        "a help channel has one inbox"
    ]


def test_two_forms_cannot_have_one_command_or_shortcut() -> None:
    assert faults(changed("forms.hr", SOUND["forms"]["it"])) == [
        'forms.hr.command: "/it" already opens the form it',
        'forms.hr.shortcut: "it_form" already opens the form it',
    ]


def test_all_faults_are_told_at_once_and_none_twice() -> None:
    document = changed("people", {"ben": "U0BEN00001"})
    document["inboxes"]["it"]["lead"] = "nobody"
    assert [fault.partition(":")[0] for fault in faults(document)] == [
        *("inboxes.it.agents[1]", "inboxes.it.lead", "admins[0]"),
    ]


@pytest.mark.parametrize("document", [None, [], "desk", 7])
def test_something_that_holds_no_settings_is_told_so(document: object) -> None:
    assert faults(document) == ["settings such as `language: en` are missing"]


def test_an_empty_document_names_everything_that_is_missing() -> None:
    missing = [fault.partition(":")[0] for fault in faults({})]
    assert sorted(missing) == sorted(SOUND)


def test_a_desk_may_have_quiet_hours() -> None:
    assert parse(changed("quiet_hours", "20:00-08:00")).quiet_hours == QuietHours("20:00", "08:00")
    assert parse(SOUND).quiet_hours is None


@pytest.mark.parametrize("text", ["night", "20:00", "20:00-20:00", "20-8", "24:00-08:00"])
def test_a_night_that_is_none_is_a_fault(text: str) -> None:
    assert faults(changed("quiet_hours", text)) == [
        f'quiet_hours: "{text}" is not the time of a night; write it as 20:00-08:00'
    ]
