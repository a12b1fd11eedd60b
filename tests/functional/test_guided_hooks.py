"""A workflow tells a system outside, and goes on by whether that took it (A1-06)."""

import json
from dataclasses import replace
from datetime import timedelta

from deskbell.adapters.memory.books import memory_books
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.effects import CallHook
from deskbell.domain.hook_inputs import HookAnswered
from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import ANA, BOT, LENA
from tests.functional.guided import Guided
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
)

HOOK = Hook("hr_system", "https://hr.example.com/desk", "deskbell/slack/hooks/hr")
REFUSED = Never(Undelivered.REJECTED, "http_404")


def a_desk_with_a_hook(tries: int = 3, *, loops: bool = False) -> Guided:
    tell = {"id": "tell", "do": "webhook", "hook": HOOK.id, "send": ["wish"], "tries": tries}
    desk = Guided(
        a_definition(
            a_form("ask", a_field("wish"), a_field("secret", required=False)),
            a_message("thanks", "{secret}"),
            {**tell, "if_failed": "ask" if loops else "not_told"},
            a_finish("told"),
            *([] if loops else [a_finish("not_told", ending="refused")]),
        )
    )
    desk.desk = desk.settings.desk = replace(desk.settings.desk, hooks={HOOK.id: HOOK})
    desk.ask("key")
    return desk


def test_it_sends_what_the_step_names_and_nothing_else() -> None:
    desk = a_desk_with_a_hook()
    # pragma: allowlist nextline secret
    desk.fill_in({"wish": "A chair", "secret": "my back"})
    [(hook, key, body)] = desk.hooks.called
    said = json.loads(body)
    assert hook == HOOK.id
    assert key.startswith("msg_")
    assert said["data"] == {
        "workflow": "sample",
        "request": desk.requests[0].number,
        "step": "tell",
        "requester": ANA,
        "answers": {"wish": "A chair"},
    }
    assert desk.requests[0].course.ending is Ending.DONE


def test_a_system_that_is_down_is_told_later_with_the_same_key_and_the_same_words() -> None:
    desk = a_desk_with_a_hook()
    desk.hooks.faults += [Unknown("http_503"), Later(None, "http_429")]
    desk.fill_in({"wish": "A chair"})
    assert desk.request.course.step == "tell"
    desk.later(timedelta(seconds=20))
    desk.later(timedelta(seconds=40))
    assert desk.requests[0].course.ending is Ending.DONE
    assert len(desk.hooks.tried) == 3
    assert len(set(desk.hooks.tried)) == 1, "its receiver knows a repeated call by its key"


def test_a_system_that_never_answers_is_given_up_after_so_many_tries_and_the_owner_hears_it() -> (
    None
):
    desk = a_desk_with_a_hook(tries=2)
    desk.hooks.faults += [Unknown("TimeoutError")] * 9
    desk.fill_in({"wish": "A chair"})
    desk.later(timedelta(minutes=1))
    assert len(desk.hooks.faults) == 7
    assert desk.requests[0].course.ending is Ending.REFUSED
    assert "The call of the hook hr_system failed (TimeoutError)" in desk.heard(LENA)
    reasons = [row.reason.key for row in desk.history(desk.requests[0].ref)]
    assert "reason.request_hook_failed" in reasons


def test_what_the_system_refuses_is_not_tried_again() -> None:
    desk = a_desk_with_a_hook(tries=10)
    desk.hooks.faults += [REFUSED, REFUSED]
    desk.fill_in({"wish": "A chair"})
    assert len(desk.hooks.faults) == 1
    assert desk.requests[0].course.ending is Ending.REFUSED


def test_a_hook_that_an_admin_has_removed_is_not_called() -> None:
    desk = a_desk_with_a_hook()
    desk.desk = desk.settings.desk = replace(desk.settings.desk, hooks={})
    desk.fill_in({"wish": "A chair"})
    assert desk.hooks.called == []
    assert "hook_removed" in desk.heard(LENA)


def test_a_request_that_was_cancelled_meanwhile_tells_nobody_outside() -> None:
    desk = a_desk_with_a_hook()
    desk.hooks.faults += [Unknown("http_503")]
    desk.fill_in({"wish": "A chair"})
    desk.cancel()
    desk.later(timedelta(minutes=1))
    assert desk.hooks.called == []


def test_the_answer_to_a_call_of_an_earlier_round_changes_nothing() -> None:
    desk = a_desk_with_a_hook(loops=True)
    desk.hooks.faults += [REFUSED, Unknown("http_503")]
    desk.fill_in({"wish": "A chair"})
    first = desk.request.course.generation - 1
    desk.fill_in({"wish": "A table"})
    [late] = desk.give(HookAnswered(desk.request.ref, first, taken=True))
    assert late.ignored == "hook_not_awaited"
    desk.later(timedelta(minutes=1))
    assert json.loads(desk.hooks.called[0][2])["data"]["answers"] == {"wish": "A table"}


def test_the_auditor_finds_nothing_wrong_while_it_is_tried_again() -> None:
    desk = a_desk_with_a_hook()
    desk.hooks.faults += [Unknown("http_503")]
    desk.fill_in({"wish": "A chair"})
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books) == []
    nothing = [row for row in books.outbox if not isinstance(row.effect, CallHook)]
    found = broken(replace(books, outbox=nothing))
    assert "waits for nobody and nothing" in {one.what for one in found}
