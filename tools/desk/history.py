"""A ticket's history for an operator: what happened, who did it, what caused it, and why (D-2)."""

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.table import bind
from deskbell.adapters.people import somebody_external
from deskbell.adapters.slack.rendering.texts import date_text, render_plain
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.ports import AuditRow, Person
from deskbell.usecases.tickets.explain_ticket import explain_ticket


def explain(ticket: str, table: str, endpoint: str | None, region: str = "us-east-1") -> str:
    """`ticket` is a number or an id. The text is in the desk's language and time zone."""
    bind(table, region, endpoint)
    desk = DynamoSettings().current()
    rows = explain_ticket(DynamoAggregates(), desk.workspace.install, ticket)
    if not rows:
        return f"There is no ticket {ticket}. Say its number (12) or its id."
    return "\n".join(_line(row, desk) for row in rows)


def _line(row: AuditRow, desk: Desk) -> str:
    reason = render_plain(
        row.reason, desk.language, desk.zone, lambda person: _person(desk.workspace.install, person)
    )
    when = date_text(row.at, desk.zone)
    return (
        f"{row.version:>4}  {when}  {row.event}\n"
        f"      why: {reason}\n"
        f"      who: {_actor(row, desk)}   cause: {row.cause}"
    )


def _actor(row: AuditRow, desk: Desk) -> str:
    kind, _, name = row.actor.partition(":")
    if kind != "person" or name == "unknown":
        return row.actor
    return f"{_person(desk.workspace.install, PersonId(name)).name} ({name})"


def _person(install: InstallId, person: PersonId) -> Person:
    known = DynamoPersonRows().get(install, person)
    return known.person if known else somebody_external(person)
