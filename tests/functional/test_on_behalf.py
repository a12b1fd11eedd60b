"""Somebody who works here files a request for somebody who called or walked in (A4-03)."""

from dataclasses import replace

import pytest

from deskbell.adapters.slack.it_form_modal import it_form_modal
from deskbell.domain.ids import FormId, PersonId
from deskbell.domain.inputs import FormSubmitted
from tests.builders import ANA, ANSWERS, BEN, IT_HAPPENS, OLA
from tests.functional.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def file_for(desk: MemoryDesk, by: PersonId, requester: PersonId, channel: str = "phone") -> None:
    values = {**ANSWERS.values, "requested_for": requester, "channel": channel}
    desk.give(FormSubmitted(FormId("it"), by, "V0000001", values))
    desk.advance(desk.ticket.ref, "acknowledge_request")


def test_the_request_is_theirs_and_who_filed_it_is_kept(desk: MemoryDesk) -> None:
    file_for(desk, BEN, ANA)
    assert (desk.ticket.requester, desk.ticket.opener) == (ANA, BEN)


def test_the_card_says_who_asked_who_filed_it_and_how_it_came(desk: MemoryDesk) -> None:
    file_for(desk, BEN, ANA)
    [card] = desk.ours(IT_HAPPENS)
    shown = str(card.shown.blocks)
    assert "Requested by: Ana Reyes" in shown
    assert "Filed by: Ben Carter, Phone · Office location" in shown


def test_the_requester_is_told_who_filed_it(desk: MemoryDesk) -> None:
    file_for(desk, BEN, ANA)
    [told] = desk.direct(ANA)
    assert "Ben Carter has sent in a request for you, *#1*" in told.shown.text
    assert desk.direct(BEN) == []


def test_a_colleague_files_only_for_themselves(desk: MemoryDesk) -> None:
    file_for(desk, OLA, ANA)
    assert (desk.ticket.requester, desk.ticket.opener) == (OLA, OLA)
    assert desk.direct(ANA) == []
    [card] = desk.ours(IT_HAPPENS)
    assert "Filed by" not in str(card.shown.blocks)


def test_a_walk_in_without_an_account_is_its_agents_request(desk: MemoryDesk) -> None:
    values = {**ANSWERS.values, "channel": "walk_in"}
    desk.give(FormSubmitted(FormId("it"), BEN, "V0000001", values))
    [card] = desk.ours(IT_HAPPENS)
    assert "Filed by: Walk-in" in str(card.shown.blocks)


def test_only_whoever_works_there_is_asked_for_whom() -> None:
    form = replace(MemoryDesk().desk.forms[FormId("it")])
    asked = {block["block_id"] for block in it_form_modal(form, "en")["blocks"]}  # type: ignore[attr-defined]
    more = it_form_modal(form, "en", for_others=True)["blocks"]
    assert "requested_for" not in asked
    assert {"requested_for", "channel"} <= {block["block_id"] for block in more}  # type: ignore[attr-defined]
