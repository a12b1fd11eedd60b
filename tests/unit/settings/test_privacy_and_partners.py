"""Who may know of tickets, whose direct messages are, and which companies share a channel."""

from typing import Any

import pytest

from deskbell.domain.ids import ChannelId, InboxId, PersonId
from deskbell.domain.settings.desk import Partner
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from deskbell.domain.tickets.classification import Privacy
from tests.unit.settings.documents import SOUND, changed

ACME: dict[str, Any] = {
    "name": "Acme",
    "channel": "it-happens",
    "team": "T0ACME0001",
    "owner": "ben",
    "backup": "lena",
}


def test_tickets_are_public_unless_the_inbox_or_the_form_says_otherwise() -> None:
    desk = parse(SOUND)
    assert {inbox.privacy for inbox in desk.inboxes.values()} == {Privacy.PUBLIC}
    assert {form.privacy for form in desk.forms.values()} == {Privacy.PUBLIC}
    [inbox] = parse(changed("inboxes.it.privacy", "team")).inboxes.values()
    [form] = parse(changed("forms.it.privacy", "restricted")).forms.values()
    assert (inbox.privacy, form.privacy) == (Privacy.TEAM, Privacy.RESTRICTED)


def test_direct_messages_are_the_first_inboxes_unless_another_one_is_named() -> None:
    assert parse(SOUND).inbox_of_directs.id == "it"
    two = {**SOUND["inboxes"], "hr": {**SOUND["inboxes"]["it"], "help_channels": ["hr"]}}
    document = {**changed("inboxes", two), "direct_inbox": "hr"}
    assert parse(document).inbox_of_directs.id == InboxId("hr")


def test_a_partner_is_a_company_in_a_channel_with_an_owner_and_a_backup() -> None:
    desk = parse(changed("partners", {"acme": {**ACME, "auto": True}}))
    channel, ben, lena = ChannelId("C0ITHAPPEN"), PersonId("U0BEN00001"), PersonId("W0LENA0001")
    acme = Partner("Acme", channel, "T0ACME0001", ben, lena, auto=True)
    assert desk.partners_in(channel) == (acme,)
    assert desk.partners_in(ChannelId("C0HR000001")) == ()
    assert acme.looked_after_by(frozenset()) == ben
    assert acme.looked_after_by({ben}) == lena


def test_two_companies_may_share_one_channel() -> None:
    other = {**ACME, "team": "T0OTHER001"}
    assert len(parse(changed("partners", {"acme": ACME, "other": other})).partners) == 2


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (
            *("inboxes.it.privacy", "secret"),
            'inboxes.it.privacy: "secret" is no class of privacy; '
            "one of: public, team, private, restricted",
        ),
        ("direct_inbox", "hr", 'direct_inbox: "hr" is no inbox; one of: it'),
        (
            *("partners", {"acme": {**ACME, "channel": "hr"}}),
            "partners.acme.channel: it is no help channel of an inbox, "
            "so nobody would have the ticket",
        ),
        (
            *("partners", {"acme": ACME, "again": ACME}),
            "partners.again.team: acme is the same company in the same channel",
        ),
        (
            *("partners", {"acme": {**ACME, "team": "acme"}}),
            'partners.acme.team: "acme" is not a Slack workspace id; it starts with T, '
            "and the rest is capitals and digits",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(place: str, value: object, fault: str) -> None:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed(place, value))
    assert [str(one) for one in found.value.faults] == [fault]
