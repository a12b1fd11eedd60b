"""What the table and its twin promise for private tickets: whose talk is newest, who has a list."""

from dataclasses import replace

import pytest

from deskbell.domain.decision import Link, direct_link
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import ChannelId, InboxId, ticket_ref
from deskbell.domain.tickets.ticket import Privacy
from tests.builders import INSTALL, a_cause, a_ticket
from tests.contracts.changes import opening
from tests.contracts.stores import Store

KEY = direct_link(INSTALL, ChannelId("D0ANA00001"))
FIRST = a_ticket()
SECOND = a_ticket(ref=ticket_ref(INSTALL, "another"), number=8)


def test_the_newest_ticket_of_a_direct_talk_is_the_last_that_said_so(store: Store) -> None:
    for ticket in (FIRST, SECOND):
        newest = Link(KEY, ticket.ref, newest=True)
        store.aggregates.commit(opening(ticket, rows=[newest]), a_cause(str(ticket.ref)))
        assert store.aggregates.find(KEY) == newest


def test_any_other_link_is_taken_once(store: Store) -> None:
    store.aggregates.commit(opening(FIRST, rows=[Link(KEY, FIRST.ref)]), a_cause("one"))
    with pytest.raises(ConcurrentChangeError):
        store.aggregates.commit(opening(SECOND, rows=[Link(KEY, SECOND.ref)]), a_cause("two"))


@pytest.mark.parametrize("privacy", Privacy)
def test_what_not_even_the_team_may_know_of_is_on_a_queue_of_its_own(
    store: Store, privacy: Privacy
) -> None:
    ticket = replace(FIRST, privacy=privacy)
    store.aggregates.commit(opening(ticket), a_cause("open"))
    is_restricted = privacy is Privacy.RESTRICTED
    waiting = {
        restricted: store.lists.waiting(INSTALL, [InboxId("it")], restricted=restricted)
        for restricted in (False, True)
    }
    assert waiting == {is_restricted: [ticket.ref], not is_restricted: []}
