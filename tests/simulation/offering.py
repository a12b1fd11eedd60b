"""The workflows that the simulated desk offers; `guiding.py` has what people do with them."""

from __future__ import annotations

from deskbell.domain.catalogue.definition import Definition
from tests.simulation.hooks import HOOK
from tests.unit.catalogue.definitions import a_definition, a_field, a_finish, a_form, say
from tests.unit.catalogue.test_shipped import catalogue
from tests.unit.loans.office import AUSTIN, SF

OFFICES = {office: say(office) for office in (SF, AUSTIN)}

_TOLD = a_definition(
    a_form("ask", a_field("wish")),
    {"id": "tell", "do": "webhook", "hook": HOOK.id, "send": ["wish"], "tries": 3}
    | {"if_failed": "not_told"},
    a_finish("told"),
    a_finish("not_told", "refused"),
    start={"emoji": ["satellite"]},
)
_KEPT = a_definition(
    a_form("ask", a_field("office", "choice", options=OFFICES), a_field("manager", "person")),
    {"id": "keep", "do": "reserve", "asset": "laptop", "office": "office", "manager": "manager"}
    | {"if_unavailable": "none"},
    {"id": "come", "do": "visit", "text": say("Say when"), "if_refused": "none"},
    a_finish("got"),
    a_finish("none", "refused"),
    name="kept",
    start={"emoji": ["briefcase"]},
)
OFFERED: tuple[Definition, ...] = (
    *(
        catalogue()[name]
        for name in ("peripheral", "new_hire_equipment", "lost_device", "broken_hardware")
    ),
    catalogue()["licence"],
    _TOLD,
    _KEPT,
)
"""With forms, approvals, tickets that become somebody's, checklists, reminders, waits, calls,
hooks, and laptops that are kept."""
