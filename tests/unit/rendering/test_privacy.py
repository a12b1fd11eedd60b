"""Nothing of a ticket is shown where those read who may not know of it (D-12): each place, each
class, whatever the ticket has."""

import json
from dataclasses import replace
from itertools import product

import pytest

from deskbell.adapters.memory.services import MemorySettings
from deskbell.adapters.redaction.redactor import TextRedactor
from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Comment
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ts
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Desk, Partner
from deskbell.domain.tickets.permissions import may_show
from deskbell.domain.tickets.places import surface_of
from deskbell.domain.tickets.ticket import Card, Priority, Privacy, Status, Ticket
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    LENA,
    ROOT,
    a_desk,
    a_request,
    a_ticket,
)
from tests.unit.rendering.statuses import in_status

SHARED = ChannelId("C0ACMESHAR")
PARTNER = Partner("Acme", SHARED, "T0ACME0001", BEN, LENA)
CHANNELS: dict[Place, list[ChannelId]] = {
    Place.THREAD: [IT_HAPPENS, SHARED],
    Place.REQUEST: [IT_HAPPENS, SHARED],
    Place.TRIAGE: [IT_TRIAGE],
    Place.FALLBACK: [IT_ONCALL, IT_TRIAGE],
    Place.DIRECT: [direct_to(ANA), ChannelId("D0ANA00001")],
    Place.HANDLER: [direct_to(LENA)],
}
CONFIDED = "zanzibar"
"""Stands in all that people wrote, and in their names."""


def desk() -> Desk:
    return a_desk(partners=(PARTNER,))


def people(person: PersonId) -> Person:
    return Person(person, f"{CONFIDED} {person}", "en-US", "UTC", Standing.MEMBER)


class Everybody:
    """slack_ports.People of these tests."""

    def get(self, install: InstallId, person: PersonId) -> Person:
        return people(person)

    find = known = ask = get

    def writing_from(self, install: InstallId, address: str) -> None:
        return None

    def note_left(self, install: InstallId, person: PersonId) -> None:
        raise NotImplementedError


def tickets() -> list[Ticket]:
    """Of a message and of a form, in every status, with all that a card can tell of one."""
    form = a_request()
    assert form.answers
    answers = {name: f"{CONFIDED} {name}" for name in form.answers.values}
    form = replace(form, text=CONFIDED, answers=replace(form.answers, values=answers))
    return [
        in_status(
            replace(ticket, priority=Priority.URGENT, category=CONFIDED, escalated_to=LENA), status
        )
        for ticket, status in product((a_ticket(text=CONFIDED), form), Status)
    ]


def test_every_place_has_a_channel_in_these_tests() -> None:
    assert set(CHANNELS) == set(Place)


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("privacy", Privacy)
def test_a_card_tells_nothing_where_it_may_not_be_shown(place: Place, privacy: Privacy) -> None:
    for ticket, channel in product(tickets(), CHANNELS[place]):
        ticket = replace(ticket, privacy=privacy, cards=(Card(place, channel),))
        card = ticket_card(ticket, place, desk(), people)
        shown = json.dumps([card.text, card.blocks], ensure_ascii=False)
        if may_show(privacy, surface_of(desk(), channel)):
            assert f"#{ticket.number}" in shown
        else:
            for word in (CONFIDED, str(ticket.ref), "button", *(map(str, (ANA, BEN, LENA)))):
                assert word not in shown, (ticket.status, channel)
            assert len(card.blocks) == 1


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("privacy", Privacy)
def test_a_comment_is_copied_nowhere_where_its_ticket_may_not_be_shown(
    place: Place, privacy: Privacy
) -> None:
    renderer = CatalogueRenderer(MemorySettings(desk()), Everybody(), TextRedactor())
    ticket = a_ticket(privacy=privacy)
    said = ((Ts("1795424405.000100"), CONFIDED),)
    comment = Comment(ticket.ref, ticket.opened_at, said[0][0], ANA, said, channel=ROOT.channel)
    for channel in CHANNELS[place]:
        card = Card(place, channel)
        shown = renderer.comment(replace(ticket, cards=(card,)), comment, card, 0)
        assert (shown is not None) == may_show(privacy, surface_of(desk(), channel))


def test_a_place_that_the_ticket_has_no_card_at_is_taken_for_the_most_open_one() -> None:
    ticket = a_ticket(text=CONFIDED, privacy=Privacy.TEAM, cards=())
    card = ticket_card(ticket, Place.TRIAGE, desk(), people)
    assert CONFIDED not in json.dumps([card.text, card.blocks])


def test_a_requester_gets_no_button_to_take_their_own_request() -> None:
    ticket = a_ticket(privacy=Privacy.PRIVATE, cards=(Card(Place.DIRECT, direct_to(ANA)),))
    shown = json.dumps(ticket_card(ticket, Place.DIRECT, desk(), people).blocks)
    assert "ticket.solve" in shown
    assert "ticket.take" not in shown
