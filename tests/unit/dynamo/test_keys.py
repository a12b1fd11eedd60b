"""Keys sort as people expect, and a row's name leads back to its key."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import ChannelId, InstallId, Kind, PersonId, Ref, Thread, Ts, ticket_ref
from deskbell.domain.tickets.comments import instant_of

REF = Ref(Kind.TICKET, "ABC")
C = ChannelId("C0ITHAPPEN")
instants = st.builds(
    lambda seconds, micros: Ts(f"{seconds}.{micros:06}"),
    st.integers(1, 9_999_999_999),
    st.integers(0, 999_999),
)
versions = st.integers(1, 9_999_999_999)
indexes = st.integers(0, 99)


@given(instants, instants)
def test_comments_sort_by_when_their_messages_were_written(one: Ts, other: Ts) -> None:
    by_key = keys.comment(REF, Thread(C, one)).sk < keys.comment(REF, Thread(C, other)).sk
    assert by_key == (instant_of(one) < instant_of(other))


@given(versions, versions)
def test_the_history_sorts_by_version(one: int, other: int) -> None:
    assert (keys.audit(REF, one).sk < keys.audit(REF, other).sk) == (one < other)


@given(versions, indexes, versions, indexes)
def test_outbox_rows_sort_by_version_and_index(v1: int, i1: int, v2: int, i2: int) -> None:
    one, other = (keys.outbox(keys.outbox_id(REF, v, i)).sk for v, i in ((v1, i1), (v2, i2)))
    assert (one < other) == ((v1, i1) < (v2, i2))


@given(st.text(), versions, indexes)
def test_an_outbox_id_leads_to_its_row_and_back(origin: str, version: int, index: int) -> None:
    row_id = keys.outbox_id(ticket_ref(InstallId("T1"), origin), version, index)
    assert keys.outbox_id_of(keys.outbox(row_id)) == row_id


@given(st.text())
def test_every_ticket_is_on_a_shard_that_is_read(origin: str) -> None:
    ref = ticket_ref(InstallId("T1"), origin)
    assert keys.outbox_partition(ref) in keys.outbox_partitions()
    assert keys.timer_partition(ref) in keys.timer_partitions()


def test_tickets_spread_over_all_shards() -> None:
    refs = [ticket_ref(InstallId("T1"), str(number)) for number in range(100)]
    assert {keys.outbox_partition(ref) for ref in refs} == set(keys.outbox_partitions())


def test_a_person_is_somebody_else_in_another_install() -> None:
    ana = PersonId("U0ANA00001")
    assert keys.person(InstallId("T1"), ana) != keys.person(InstallId("T2"), ana)


def test_each_aggregates_rows_have_a_name_of_their_own() -> None:
    """The auditor reads rows by it: of two alike, it would take one for the other."""
    kinds = Counter(item().kind for item in Row.__subclasses__())
    of_states = [mapping.item().kind for mapping in MAPPINGS.values()]
    assert [kind for kind in of_states if kinds[kind] > 1] == []
