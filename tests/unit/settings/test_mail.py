"""An inbox's mail address, as it is written down and as it is refused."""

import pytest

from deskbell.domain.ids import InboxId
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed


def faults(document: object) -> list[str]:
    with pytest.raises(InvalidDeskError) as refused:
        parse(document)
    return [str(fault) for fault in refused.value.faults]


def test_an_inbox_has_an_address_or_none() -> None:
    assert parse(SOUND).inboxes[InboxId("it")].mail is None
    desk = parse(changed("inboxes.it.mail", "it@desk.example.com"))
    assert desk.mail_addresses == {"it@desk.example.com"}
    found = desk.inbox_of_mail(("x@y.example", "it@desk.example.com"))
    assert found
    assert found[1].id == "it"


@pytest.mark.parametrize(
    "address",
    ["it", "it@", "IT@desk.example.com", "it@desk", "it@desk.example.com, hr@b.co", "a b@c.co"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    [fault] = faults(changed("inboxes.it.mail", address))
    assert "is not an address" in fault


def test_an_address_belongs_to_one_inbox() -> None:
    document = changed("inboxes.it.mail", "it@desk.example.com")
    document["inboxes"]["hr"] = {**document["inboxes"]["it"], "help_channels": ["hr"]}
    assert any("already belongs to it" in fault for fault in faults(document))
