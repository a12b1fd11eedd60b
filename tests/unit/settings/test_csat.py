"""How an inbox asks for satisfaction, as it is written down and as it is refused (A4-14)."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import InboxId
from deskbell.domain.settings.csat import Csat, LowCsat
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

IT = InboxId("it")


def faults(document: object) -> list[str]:
    with pytest.raises(InvalidDeskError) as refused:
        parse(document)
    return [str(fault) for fault in refused.value.faults]


def test_an_inbox_asks_unless_it_says_no() -> None:
    assert parse(SOUND).inboxes[IT].csat == Csat(timedelta(minutes=30), LowCsat.TELL)
    assert parse(changed("inboxes.it.csat", True)).inboxes[IT].csat == Csat()
    assert parse(changed("inboxes.it.csat", False)).inboxes[IT].csat is None


def test_it_says_when_how_often_and_what_a_bad_answer_does() -> None:
    assert parse(changed("inboxes.it.csat_after", "2h")).inboxes[IT].csat == Csat(
        timedelta(hours=2)
    )
    reopens = parse(changed("inboxes.it.low_csat", "reopen")).inboxes[IT].csat
    assert reopens == Csat(low=LowCsat.REOPEN)
    assert parse(SOUND).csat_every == timedelta(days=7)
    assert parse(changed("csat_every", "14d")).csat_every == timedelta(days=14)


@pytest.mark.parametrize(
    ("where", "given", "wrong"),
    [
        ("inboxes.it.csat", "perhaps", '"perhaps" is neither yes nor no'),
        ("inboxes.it.csat_after", "soon", '"soon" is not a time from 1m to 365d'),
        ("inboxes.it.low_csat", "cry", '"cry" is nothing that a bad answer does'),
        ("csat_every", "0d", '"0d" is not a time from 1m to 365d'),
    ],
)
def test_each_fault_is_told(where: str, given: str, wrong: str) -> None:
    [fault] = faults(changed(where, given))
    assert wrong in fault
