"""What the table and its memory twin keep of a schedule's rota."""

from dataclasses import replace

from deskbell.domain.decision import Change, Decision, SetTimer
from deskbell.domain.oncall.events import RotaWatched
from deskbell.domain.oncall.rota import new_rota
from deskbell.domain.oncall.transition import TIMER
from deskbell.domain.texts import Text
from tests.builders import INSTALL, NOW, a_cause
from tests.contracts.on_call import a_full_rota
from tests.contracts.stores import Store
from tests.functional.on_call import IT
from tests.functional.states import HOUR


def test_a_rota_comes_back_as_it_was_with_its_timer(store: Store) -> None:
    event, why, full = RotaWatched(IT, NOW), Text("test.watched"), a_full_rota()
    first = replace(new_rota(INSTALL, IT), version=full.version - 1)
    change = Change(None, first, event, why)
    store.aggregates.commit(Decision((change,)), a_cause("first"))
    assert store.aggregates.load(first.ref) == first

    timer = SetTimer(TIMER, full.version, NOW + HOUR)
    change = Change(first, full, event, why, timers=(timer,))
    store.aggregates.commit(Decision((change,)), a_cause("full"))
    assert store.aggregates.load(full.ref) == full
    assert [timer.ref for _, timer in store.timers.due(NOW + HOUR, 10)] == [full.ref]
