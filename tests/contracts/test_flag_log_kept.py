"""What the table and its memory twin keep of the calls for a supervisor (A1-16)."""

from dataclasses import replace

from deskbell.domain.decision import Change, Decision, SetTimer
from deskbell.domain.flag_log.events import FlagLogged
from deskbell.domain.flag_log.flag_log import Call, FlagLog
from deskbell.domain.ids import InboxId, flags_ref
from deskbell.domain.texts import Text
from tests.builders import BEN, INSTALL, MINUTE, NOW, OLA, a_cause, a_ticket
from tests.contracts.stores import Store

IT = InboxId("it")
CALL = Call(a_ticket().ref, 1, 5, BEN, OLA, "hardware", NOW)
LOG = FlagLog(flags_ref(INSTALL, IT), INSTALL, 1, IT, (CALL,), NOW + MINUTE)


def put(store: Store, before: FlagLog | None, after: FlagLog, timer: SetTimer) -> None:
    event = FlagLogged(IT, CALL.ticket, BEN)
    change = Change(before, after, event, Text("test.logged"), timers=(timer,))
    store.aggregates.commit(Decision((change,)), a_cause(f"logged:{after.version}"))


def test_a_log_of_calls_comes_back_as_it_was_with_its_timer(store: Store) -> None:
    put(store, None, LOG, SetTimer("digest", 1, NOW + MINUTE))
    assert store.aggregates.load(LOG.ref) == LOG
    assert [timer.ref for _, timer in store.timers.due(NOW + MINUTE, 10)] == [LOG.ref]

    more = replace(CALL, version=9, agent=None, topic=None)
    after = replace(LOG, version=2, calls=(CALL, more), due=None)
    put(store, LOG, after, SetTimer("digest", 2, NOW))
    assert store.aggregates.load(LOG.ref) == after
    assert [row.detail["person"] for row in store.aggregates.history(LOG.ref)] == [BEN, BEN]
