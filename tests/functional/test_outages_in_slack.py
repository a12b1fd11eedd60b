"""What people see of an outage in Slack: the live card, the page, what followers hear, the Home
tab, and the review (A1-05, C-14, C-17)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.slack.actions import INCIDENT_MORE
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    DialogSubmitted,
    FormSubmitted,
    Input,
)
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.policy import Method, ServiceId
from deskbell.domain.paging.settings import Service
from deskbell.domain.rules.rule import Rule, Then, When
from deskbell.domain.settings.desk import EmojiAction
from deskbell.domain.tickets.ticket import Status as TicketStatus
from tests.block_kit import assert_slack_takes
from tests.builders import (
    ADAM,
    ANA,
    ANSWERS,
    BEN,
    GUS,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
)
from tests.functional.home_tab import home
from tests.functional.paging import IT, MINUTE, PAGING, VPN, PagedDesk, a_paged_desk
from tests.memory_slack import buttons

WIKI = ServiceId("wiki")
TWO = {**PAGING.services, WIKI: Service("Wiki", IT.id, {"pl": "Baza wiedzy"})}


@pytest.fixture
def desk() -> PagedDesk:
    """🚨 offers the form."""
    settings = a_paged_desk(services=TWO)
    emoji = {**settings.emoji, "rotating_light": EmojiAction.RAISE}
    return PagedDesk(replace(settings, emoji=emoji))


def text_of(post: Post) -> str:
    """All that it shows, button texts apart."""
    assert_slack_takes(post.shown)
    found = []
    for block in post.shown.blocks:
        for part in (block.get("text"), *_list(block.get("elements"))):
            if isinstance(part, dict) and part.get("type") == "mrkdwn":
                found.append(str(part["text"]))
    return "\n".join(found)


def _list(elements: object) -> list[Any]:
    return elements if isinstance(elements, list) else []


def pressable(post: Post) -> list[str]:
    """What its buttons say."""
    return [
        str(one["text"]["text"])
        for block in post.shown.blocks
        for one in (*_list(block.get("elements")), block.get("accessory"))
        if isinstance(one, dict) and one.get("type") == "button"
    ]


def card_of(desk: PagedDesk) -> Post:
    [card] = [one for one in desk.ours(IT_TRIAGE) if "*#1* · VPN" in one.shown.text]
    return card


def in_thread(desk: PagedDesk, card: Post) -> list[Post]:
    return desk.ours(IT_TRIAGE, card.ts)


def fill(desk: PagedDesk, person: PersonId, dialog: Dialog, values: dict[str, str]) -> Input:
    return DialogSubmitted(dialog, str(desk.incident.ref), person, IT_TRIAGE, None, values)


class TestTheCard:
    def test_says_what_is_down_who_is_called_and_what_happens_next(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA, affected="everybody in Warsaw"))

        card = card_of(desk)
        shown = text_of(card)
        assert "*#1* · VPN" in shown
        assert "Nobody has acknowledged yet · level 1 of 2, round 1 of 2" in shown
        assert ">Nobody can connect" in shown
        assert "Affected: everybody in Warsaw" in shown
        assert "Ben Carter · reached" in shown
        assert "level 2 is called: " in shown
        assert "Urgent" in shown
        assert "reported by Ola Nowak" in shown
        assert pressable(card) == ["Acknowledge", "Escalate now", "Resolve", "More…"]
        assert len(card.shown.blocks) <= 6, "short on a phone"

    def test_there_is_one_however_often_it_changes(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA), desk.report(MINJUN), desk.report(ANA))
        desk.minutes(5)
        desk.give(desk.acknowledge(LENA))
        assert "3 reports" in text_of(card_of(desk))

    def test_the_next_level_stands_there_when_its_time_has_come(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.minutes(5)
        shown = text_of(card_of(desk))
        assert "level 2 of 2, round 1 of 2" in shown
        assert "Lena Fischer · reached" in shown
        assert "Ben Carter" not in shown
        assert "everybody is called again, from level 1 on" in shown

    def test_acknowledged_it_says_who_sees_to_it_and_when_that_is_asked_anew(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press(BEN, Button.INCIDENT_ACKNOWLEDGE, card_of(desk)))

        card = card_of(desk)
        assert "Ben Carter has had it since" in text_of(card)
        assert "somebody is sought anew" in text_of(card)
        assert pressable(card) == ["Escalate now", "Resolve", "More…"]

    def test_escalate_now_calls_the_next_level_once_however_many_press(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(OLA))
        first = desk.press(JIWOO, Button.INCIDENT_ESCALATE, card_of(desk))
        second = desk.press(BEN, Button.INCIDENT_ESCALATE, card_of(desk))
        desk.give(first, second)

        assert len(desk.pages(LENA)) == 1
        [whisper] = desk.slack.whispers
        assert (whisper.person, whisper.channel) == (BEN, IT_TRIAGE)
        assert "the next level is called for outage *#1* already" in whisper.shown.text

    def test_who_is_neither_of_the_desk_nor_called_is_told_so(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        value = str(desk.incident.ref)
        resolve = Button.INCIDENT_RESOLVE
        desk.give(ButtonPressed(resolve, value, OLA, IT_HAPPENS, None, None))

        [whisper] = desk.slack.whispers
        assert whisper.person == OLA
        assert "Nic się nie zmieniło" in whisper.shown.text
        assert desk.incident.status is Status.OPEN

    def test_over_it_says_after_how_long_and_has_only_the_review(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.minutes(2)
        desk.give(desk.press(BEN, Button.INCIDENT_RESOLVE, card_of(desk)))

        card = card_of(desk)
        assert "Over since" in text_of(card)
        assert "after 2 min" in text_of(card)
        assert pressable(card) == ["Write the review"]

    def test_unanswered_it_says_that_all_have_been_called(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.minutes(31)
        assert "Everybody has been called, and nobody has acknowledged" in text_of(card_of(desk))

    def test_who_does_what_stands_there(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(fill(desk, BEN, Dialog.INCIDENT_ROLE, {"role": "lead", "person": JIWOO}))
        assert "Lead: Park Jiwoo" in text_of(card_of(desk))

    def test_its_menu_is_for_this_outage(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        [more] = buttons(card_of(desk), INCIDENT_MORE)
        assert more["value"] == str(desk.incident.ref)


class TestThePage:
    def test_says_in_the_readers_language_what_is_down_and_why_they_are_called(
        self, desk: PagedDesk
    ) -> None:
        desk.settings.desk = replace(desk.settings.desk, admins=frozenset({ADAM}))
        desk.give(desk.report(MINJUN, WIKI))
        desk.give(fill(desk, BEN, Dialog.INCIDENT_REASSIGN, {"person": ADAM}))

        [page] = desk.pages(ADAM)
        shown = text_of(page)
        assert "Baza wiedzy" in shown
        assert "Wezwanie, bo masz dyżur: IT outages, poziom 1" in shown
        assert pressable(page) == ["Potwierdzam"]
        [card] = desk.ours(IT_TRIAGE)
        assert f"/archives/{IT_TRIAGE}/p{card.ts.replace('.', '')}" in shown

    def test_acknowledging_from_it_is_acknowledging(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        [page] = desk.pages(BEN)
        desk.give(desk.press(BEN, Button.INCIDENT_ACKNOWLEDGE, page))
        assert desk.incident.acknowledged_by == BEN

    def test_one_of_before_a_new_search_is_answered_with_a_word(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        [page] = desk.pages(BEN)
        desk.give(desk.press_incident(JIWOO, Button.INCIDENT_ACKNOWLEDGE, "0"))
        desk.give(desk.press_incident(JIWOO, Button.INCIDENT_RELEASE))
        desk.give(desk.press(BEN, Button.INCIDENT_ACKNOWLEDGE, page))

        assert desk.incident.status is Status.OPEN
        assert "has begun anew since" in desk.slack.whispers[-1].shown.text

    def test_of_many_at_once_the_rest_comes_as_one_message_each_with_its_button(
        self, desk: PagedDesk
    ) -> None:
        desk.give(*(desk.alert(f"disk-{n}") for n in range(9)))
        desk.minutes(1)

        *_singles, bundle = desk.pages(BEN)
        assert len(desk.pages(BEN)) == 4
        assert "6 outages for you" in text_of(bundle)
        assert pressable(bundle) == ["Acknowledge"] * 6

    def test_a_text_message_has_no_markup(self, desk: PagedDesk) -> None:
        desk.settings.desk = a_paged_desk(contacts={BEN: (Method.SMS,)})
        desk.give(desk.report(OLA))
        words = [one.text for one in desk.contacts.sent]
        assert words
        assert words[0].startswith("Deskbell: outage #1, VPN, since 2026-11-23 09:00 UTC.")
        assert "Nobody can connect" in words[0]
        assert not set(words[0]) & set("*<>`")


class TestAnswersInWords:
    @pytest.mark.parametrize(
        "words", ["ok", "Ack!", "확인했습니다", "Potwierdzam.", "I'm on it 👍"]
    )
    def test_ok_in_the_direct_message_acknowledges(self, desk: PagedDesk, words: str) -> None:
        desk.give(desk.report(OLA))
        desk.give(answer(desk, BEN, words))
        assert desk.incident.acknowledged_by == BEN

    def test_so_it_does_in_the_thread_of_the_page(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        [page] = desk.pages(BEN)
        desk.give(answer(desk, BEN, "ok", page))
        assert desk.incident.acknowledged_by == BEN

    def test_in_the_thread_of_one_of_several_it_means_that_one(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA), desk.report(OLA, WIKI))
        first, _second = desk.pages(BEN)
        desk.give(answer(desk, BEN, "ok", first))
        assert [one.acknowledged_by for one in desk.incidents] == [BEN, None]

    def test_in_the_thread_of_several_at_once_they_are_asked_which_one(
        self, desk: PagedDesk
    ) -> None:
        desk.give(*[desk.alert(f"disk {number}") for number in range(6)])
        desk.minutes(1)
        bundle = desk.direct(BEN)[-1]
        desk.give(answer(desk, BEN, "ok", bundle))
        assert {one.acknowledged_by for one in desk.incidents} == {None}
        assert "several outages are waiting for you" in desk.slack.whispers[-1].shown.text

    def test_so_they_are_once_they_were_called_again(self, desk: PagedDesk) -> None:
        desk.give(*[desk.alert(f"disk {number}") for number in range(6)])
        desk.minutes(1)
        bundle = desk.direct(BEN)[-1]
        called = len(desk.direct(BEN))
        desk.minutes(15)
        assert len(desk.direct(BEN)) > called
        desk.give(answer(desk, BEN, "ok", bundle))
        assert "several outages are waiting for you" in desk.slack.whispers[-1].shown.text

    def test_in_the_thread_of_something_else_it_is_no_answer_to_the_page(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(BEN))
        told, page = desk.direct(BEN)
        assert page in desk.pages(BEN)
        said = answer(desk, BEN, "ok", told)
        desk.give(said)
        assert desk.incident.acknowledged_by is None
        desk.give(answer(desk, BEN, "ok", page))
        assert desk.incident.acknowledged_by == BEN

    def test_in_the_thread_of_several_it_is_about_none_that_came_later(
        self, desk: PagedDesk
    ) -> None:
        desk.give(*[desk.alert(f"disk {number}") for number in range(6)])
        desk.minutes(1)
        bundle = desk.direct(BEN)[-1]
        for one in desk.incidents:
            desk.give(desk.of_incident(LENA, one, Dialog.INCIDENT_REASSIGN, person=LENA))
        desk.minutes(2)
        desk.give(desk.report(OLA))
        desk.give(answer(desk, BEN, "ok", bundle))
        assert desk.incidents[-1].acknowledged_by is None

    def test_in_the_thread_of_a_page_it_counts_whatever_our_clock_says(
        self, desk: PagedDesk
    ) -> None:
        """One function's clock may be an hour ahead of Slack's."""
        desk.now += timedelta(hours=1)
        desk.give(desk.report(OLA))
        [page] = desk.pages(BEN)
        desk.now -= timedelta(hours=1)
        desk.give(answer(desk, BEN, "ok", page))
        assert desk.incident.acknowledged_by == BEN

    def test_beside_the_threads_it_answers_all_that_wait_for_them(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA), desk.report(OLA, WIKI))
        desk.give(answer(desk, BEN, "ok"))
        assert [one.acknowledged_by for one in desk.incidents] == [BEN, BEN]

    def test_below_the_card_any_agent_can_say_it(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA), desk.report(OLA, WIKI))
        card = next(one for one in desk.ours(IT_TRIAGE) if "VPN" in one.shown.text)
        desk.give(desk.say(JIWOO, "on it", card.ts, IT_TRIAGE))
        assert [one.acknowledged_by for one in desk.incidents] == [JIWOO, None]

    @pytest.mark.parametrize("words", ["ok?", "ok, but which VPN", "no", "who is on call"])
    def test_whatever_says_more_is_for_people_to_read(self, desk: PagedDesk, words: str) -> None:
        desk.give(desk.report(OLA))
        desk.give(answer(desk, BEN, words))
        assert desk.incident.status is Status.OPEN

    def test_ok_of_somebody_who_was_not_called_is_no_answer(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(answer(desk, LENA, "ok"))
        assert desk.incident.status is Status.OPEN


def answer(desk: PagedDesk, person: PersonId, words: str, below: Post | None = None) -> Input:
    channel = desk.slack.direct_channel(person)
    assert isinstance(channel, str)
    return desk.say(person, words, below.ts if below else None, ChannelId(channel))


class TestWhoFollowsIt:
    def test_whoever_reports_it_hears_that_on_call_has_it(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        [told] = desk.direct(OLA)
        assert "Właśnie wzywamy osobę na dyżurze" in told.shown.text

    def test_updates_reach_everybody_in_their_language_with_the_words_as_they_are(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(OLA), desk.report(MINJUN))
        update = {"text": "Restarting <it> now"}
        desk.give(fill(desk, BEN, Dialog.INCIDENT_UPDATE, update))

        assert "Ben Carter o awarii *#1* (VPN):" in desk.direct(OLA)[-1].shown.text
        assert "장애 *#1* (VPN) 소식" in desk.direct(MINJUN)[-1].shown.text
        for person in (OLA, MINJUN):
            assert "Restarting &lt;it&gt; now" in desk.direct(person)[-1].shown.text
        assert len(desk.direct(BEN)) == 1, "his page; nobody is told what they say themselves"

    def test_the_public_channel_hears_nothing_of_it(self, desk: PagedDesk) -> None:
        message = desk.say(OLA, "The VPN is down for my customer Acme")
        desk.give(desk.reaction(OLA, message.ts, "rotating_light"))
        desk.give(desk.report(OLA))
        desk.minutes(12)
        desk.give(desk.acknowledge(LENA), desk.press_incident(LENA, Button.INCIDENT_RESOLVE))
        assert desk.ours(IT_HAPPENS) == []
        assert desk.ours(IT_HAPPENS, message.ts) == []


class TestHowItStands:
    """What a report is answered with says what is done about it now."""

    def test_as_long_as_somebody_is_sought_they_are_being_called(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA), desk.report(ANA))
        assert "is known already: VPN" in last(desk, ANA)
        assert "Whoever is on call is being called now" in last(desk, ANA)

    def test_who_sees_to_it_is_named(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.acknowledge(BEN), desk.report(ANA))
        assert "Ben Carter sees to it" in last(desk, ANA)

    def test_snoozed_it_says_until_when(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        until = (desk.now + timedelta(hours=1)).isoformat()
        desk.give(fill(desk, BEN, Dialog.INCIDENT_SNOOZE, {"until": until}), desk.report(ANA))
        assert "It is put off until" in last(desk, ANA)
        assert "being called" not in last(desk, ANA)

    def test_unanswered_it_says_that_nobody_has_answered_yet(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.minutes(31)
        desk.give(desk.report(ANA))
        assert desk.status() is Status.EXHAUSTED
        assert "nobody has answered yet" in last(desk, ANA)
        assert "being called" not in last(desk, ANA)

    def test_with_nobody_to_call_it_says_so(self, desk: PagedDesk) -> None:
        desk.settings.desk = a_paged_desk(policies={IT.id: replace(IT, levels=())})
        desk.give(desk.report(OLA), desk.report(ANA))
        assert "nobody on call who can be called just now" in last(desk, ANA)

    def test_back_again_everybody_hears_whether_somebody_is_called(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        desk.minutes(6)
        desk.give(desk.report(ANA))
        assert "is back: VPN" in last(desk, ANA)
        assert "Whoever is on call is being called now" in last(desk, ANA)
        assert "Właśnie wzywamy osobę na dyżurze" in last(desk, OLA)

    def test_back_within_a_moment_only_who_reports_it_hears_that_nobody_is_called_yet(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        told = len(desk.direct(OLA))
        desk.give(desk.report(ANA))
        assert "nobody is called again yet" in last(desk, ANA)
        assert len(desk.direct(OLA)) == told

    def test_each_reader_has_the_systems_name_in_their_language(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA, WIKI), desk.report(ANA, WIKI))
        assert "is known already: Wiki" in last(desk, ANA)
        assert "Baza wiedzy" in last(desk, OLA)
        for press in (
            desk.acknowledge(BEN),
            fill(desk, BEN, Dialog.INCIDENT_UPDATE, {"text": "Restarting"}),
            desk.press_incident(BEN, Button.INCIDENT_RESOLVE),
        ):
            desk.give(press)
            assert "Wiki" in last(desk, ANA)
            assert "Baza wiedzy" in last(desk, OLA)
            assert "Wiki" not in last(desk, OLA)


def last(desk: PagedDesk, person: PersonId) -> str:
    return desk.direct(person)[-1].shown.text


class TestTheEmoji:
    def test_whoever_puts_it_on_a_message_gets_a_button_for_the_form(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "vpn: nobody can connect")
        desk.give(desk.reaction(MINJUN, message.ts, "rotating_light"))

        [told] = desk.direct(MINJUN)
        assert "이모지만으로는 아무도 호출하지 않아요" in told.shown.text
        [button] = buttons(told, Dialog.INCIDENT_RAISE)
        assert button["value"] == f"{IT_HAPPENS}|{message.ts}|vpn: nobody can connect"
        assert desk.incidents == []

    def test_once_a_person_however_often(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Everything is down")
        for person in (MINJUN, MINJUN, ANA):
            desk.give(desk.reaction(person, message.ts, "rotating_light"))
        assert [len(desk.direct(one)) for one in (MINJUN, ANA)] == [1, 1]

    def test_on_a_ticket_it_carries_the_ticket(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Everything is down")
        desk.give(desk.reaction(BEN, message.ts, "ticket"))
        desk.give(desk.reaction(BEN, message.ts, "rotating_light"))
        [button] = buttons(desk.direct(BEN)[-1], Dialog.INCIDENT_RAISE)
        assert button["value"] == f"{desk.ticket.ref}|"

    def test_off_again_or_where_nobody_is_called_it_means_nothing(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Everything is down")
        off = desk.reaction(BEN, message.ts, "rotating_light", added=False)
        [handled] = desk.give(off)
        assert handled.ignored == "emoji_removed"
        desk.settings.desk = replace(desk.settings.desk, paging=None)
        [handled] = desk.give(desk.reaction(BEN, message.ts, "rotating_light"))
        assert handled.ignored == "paging_not_set_up"
        assert desk.direct(BEN) == []


class TestTickets:
    def test_a_form_that_says_outage_calls_somebody_and_stays_a_ticket(
        self, desk: PagedDesk
    ) -> None:
        values = {**ANSWERS.values, "request": "The Wiki is down", "urgency": "outage"}
        desk.give(FormSubmitted(ANSWERS.form, OLA, "V1", values))

        assert desk.incident.system == "Wiki"
        assert desk.incident.tickets == (desk.ticket.ref,)
        assert len(desk.pages(BEN)) == 1
        assert any("Awaria *#" in one.shown.text for one in desk.direct(OLA))

    def test_what_names_no_system_is_of_the_first_one(self, desk: PagedDesk) -> None:
        values = {**ANSWERS.values, "request": "Nothing works", "urgency": "outage"}
        desk.give(FormSubmitted(ANSWERS.form, OLA, "V1", values))
        assert (desk.incident.service, desk.incident.impact) == (VPN, "Nothing works")

    def test_a_rule_calls_somebody_too_and_the_ticket_stays(self, desk: PagedDesk) -> None:
        rule = Rule("vpn", "1", When(words=("vpn down",)), Then(outage=WIKI))
        desk.settings.desk = replace(desk.settings.desk, rules=(rule,))
        message = desk.say(ANA, "Is the VPN down?")
        desk.give(desk.reaction(BEN, message.ts, "ticket"))

        assert (desk.incident.system, desk.incident.opener) == ("Wiki", ANA)
        assert desk.incident.tickets == (desk.ticket.ref,)
        assert len(desk.pages(BEN)) == 1

    def test_any_other_urgency_calls_nobody(self, desk: PagedDesk) -> None:
        desk.give(desk.form(OLA))
        assert desk.incidents == []

    def test_an_agent_reports_a_ticket_with_its_words(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Nobody gets in, see <https://vpn.example|the page> &amp; mail")
        desk.give(desk.reaction(BEN, message.ts, "ticket"))
        desk.give(of_ticket(desk, BEN))

        assert desk.incident.impact == "Nobody gets in, see the page & mail"
        assert desk.incident.tickets == (desk.ticket.ref,)

    def test_who_resolves_it_solves_its_tickets_with_one_press(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Nobody gets in")
        desk.give(desk.reaction(BEN, message.ts, "ticket"))
        desk.give(of_ticket(desk, BEN))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        offer = desk.direct(BEN)[-1]
        assert "1 ticket is about it" in offer.shown.text
        assert desk.ticket.status is TicketStatus.NEW

        desk.give(desk.press(BEN, Button.INCIDENT_SOLVE_TICKETS, offer))
        assert (desk.ticket.status, desk.ticket.solver) == (TicketStatus.SOLVED, BEN)

    def test_whoever_may_not_solve_tickets_solves_none(self, desk: PagedDesk) -> None:
        message = desk.say(ANA, "Nobody gets in")
        desk.give(desk.reaction(BEN, message.ts, "ticket"))
        desk.give(of_ticket(desk, BEN))
        value = str(desk.incident.ref)
        press = ButtonPressed(Button.INCIDENT_SOLVE_TICKETS, value, GUS, None, None, None)
        desk.give(press)
        assert desk.ticket.status is TicketStatus.NEW


def of_ticket(desk: PagedDesk, person: PersonId) -> Input:
    """The form that the menu of a ticket's card opens, with the words left out."""
    values = {"service": VPN, "urgency": "high"}
    value = f"{desk.ticket.ref}|1"
    return DialogSubmitted(Dialog.INCIDENT_RAISE, value, person, IT_TRIAGE, None, values)


class TestTheHomeTab:
    def test_whoever_is_called_sees_it_there_with_its_button(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.receive(desk.open_home(BEN))

        shown = str(home(desk, BEN).view)
        assert "Outages for you (1)" in shown
        assert "*#1* · VPN" in shown
        assert Button.INCIDENT_ACKNOWLEDGE in shown

    def test_who_sees_to_it_does_too_until_it_is_over(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.acknowledge(JIWOO))
        desk.receive(desk.open_home(JIWOO))
        assert "Park Jiwoo 님이 처리하고 있어요" in str(home(desk, JIWOO).view)
        desk.give(desk.press_incident(JIWOO, Button.INCIDENT_RESOLVE))
        desk.receive(desk.open_home(JIWOO))
        assert "#1" not in str(home(desk, JIWOO).view)

    def test_who_only_follows_has_none_but_can_report_one(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.receive(desk.open_home(OLA))
        shown = str(home(desk, OLA).view)
        assert "#1" not in shown
        assert Dialog.INCIDENT_RAISE in shown


class TestTheReview:
    def test_tells_the_story_below_the_card_with_all_times(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.minutes(5)
        desk.give(desk.acknowledge(LENA))
        desk.give(fill(desk, LENA, Dialog.INCIDENT_UPDATE, {"text": "Certificate"}))
        desk.minutes(3)
        desk.give(desk.press_incident(LENA, Button.INCIDENT_RESOLVE))
        desk.give(desk.press(LENA, Button.INCIDENT_REVIEW, card_of(desk)))

        [review] = in_thread(desk, card_of(desk))
        shown = text_of(review)
        assert "Review of outage #1 · VPN" in shown
        assert "Acknowledged after 5 min by Lena Fischer" in shown
        assert "after 8 min" in shown
        story = [line.partition(" · ")[2] for line in shown.splitlines() if "time_secs" in line]
        assert story == [
            "Ola Nowak reported an outage.",
            "Level 1, round 1: 1 was called. (Ben Carter)",
            "Level 2, round 1: 1 was called. (Lena Fischer)",
            "Lena Fischer acknowledged it.",
            "Lena Fischer told those who follow it: Certificate",
            "Lena Fischer resolved it.",
        ]
        assert pressable(review) == ["Add an action item"]

    def test_is_there_once_and_not_before_the_end(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_REVIEW))
        assert "is not over" in desk.slack.whispers[-1].shown.text
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        desk.give(*(desk.press_incident(one, Button.INCIDENT_REVIEW) for one in (BEN, LENA)))

        assert len(in_thread(desk, card_of(desk))) == 1
        assert "already" in desk.slack.whispers[-1].shown.text
        assert pressable(card_of(desk)) == []

    def test_is_written_anew_when_it_has_come_back_and_ended_again(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        for _ in range(2):
            desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
            desk.give(desk.press_incident(BEN, Button.INCIDENT_REVIEW))
            desk.minutes(6)
            desk.give(desk.report(OLA))
        assert len(in_thread(desk, card_of(desk))) == 2

    def test_what_is_to_be_done_becomes_a_ticket_of_the_team(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        item = {"text": "Renew <certificates> early", "inbox": "it"}
        desk.give(fill(desk, BEN, Dialog.INCIDENT_ACTION, item))

        assert desk.ticket.text == "Renew &lt;certificates&gt; early (#1, VPN)"
        assert desk.ticket.requester == BEN
        assert desk.ours(IT_HAPPENS) == [], "what an outage was about is the team's to tell"
        [row] = desk.history(desk.ticket.ref)[:1]
        assert row.reason.key == "reason.opened_by_review"

    def test_whoever_has_no_part_in_it_adds_none(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        item = {"text": "More holidays", "inbox": "it"}
        desk.give(fill(desk, OLA, Dialog.INCIDENT_ACTION, item))
        assert desk.tickets == []


class TestUndo:
    def test_given_back_somebody_is_sought_anew(self, desk: PagedDesk) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.acknowledge(BEN))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RELEASE))
        assert desk.incident.status is Status.OPEN
        assert "Nobody has acknowledged yet · level 1" in text_of(card_of(desk))

    def test_resolved_by_mistake_it_is_reported_again_and_is_the_same(
        self, desk: PagedDesk
    ) -> None:
        desk.give(desk.report(OLA))
        desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
        desk.later(MINUTE)
        desk.give(desk.report(OLA))
        assert desk.incident.status is not Status.RESOLVED
