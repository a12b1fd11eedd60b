"""The history of a ticket, a loan or an outage as its audit rows tell it, in plain English;
`./deskbell explain` and `make explain` print it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.languages import translate
from deskbell.domain.catalogue.wording import fill, said
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import InstallId, Kind, Thread
from deskbell.domain.texts import (
    Argument,
    ChannelName,
    Instant,
    Mention,
    MessageLink,
    Name,
    Passage,
    Passages,
    Quote,
    RedactedPassage,
    SystemName,
    Text,
    Worded,
)
from deskbell.usecases.ports import AuditRow
from deskbell.usecases.tickets.explain_ticket import explain_ticket
from tools.desk import ticket_edits
from tools.desk.errors import OperatorError
from tools.desk.paging import call_log
from tools.desk.push import current, pushed_before

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

LANGUAGE = "en"
TIME = "%Y-%m-%d %H:%M:%S"
_CALLED = {Kind.LOAN: "Loan", Kind.INCIDENT: "Outage"}


def history_of(ticket: str, install: InstallId, names: Mapping[str, str]) -> str:
    """Each change with its time, event, actor, reason and cause, from the bound table.

    `names` are those of people and channels by id. Raises OperatorError if there is no ticket.
    """
    history = _read(ticket, install)
    ref = history[0].ref
    title = f"{_CALLED.get(ref.kind, 'Ticket')} {ticket} ({ref}), times in UTC"
    calls = list(call_log.lines(call_log.call_log(history), names))
    told = ["   calls, in their order:", *calls] if calls else []
    changed = ticket_edits.edits(history, DynamoAggregates())
    return "\n".join([title, *_lines(history, names, changed), *told])


def history_as_json(ticket: str, install: InstallId, names: Mapping[str, str]) -> str:
    """As `history_of`, for programs: people and channels have their names in the reasons alone."""
    history = _read(ticket, install)
    changed = ticket_edits.edits(history, DynamoAggregates())
    changes = [
        {
            "version": row.version,
            "at": row.at.isoformat(),
            "occurred_at": row.occurred_at.isoformat(),
            "event": row.event,
            "detail": row.detail,
            "actor": row.actor,
            "reason": plain(row.reason, names),
            "cause": row.cause,
            **dict(zip(("before", "after"), changed.get(row.version, ()), strict=False)),
        }
        for row in history
    ]
    told: dict[str, object] = {"ticket": ticket, "ref": str(history[0].ref), "changes": changes}
    if calls := call_log.call_log(history):
        told["calls"] = call_log.as_json(calls)
    return json.dumps(told, indent=2, ensure_ascii=False)


def _read(ticket: str, install: InstallId) -> Sequence[AuditRow]:
    try:
        history = explain_ticket(DynamoAggregates(), install, ticket)
    except StoreError as error:
        raise OperatorError(str(error), "see what AWS says, and try again") from error
    if not history:
        raise OperatorError(f"there is no ticket {ticket}", "its card shows the number, as in #12")
    return history


def install_and_names(dynamodb: "DynamoDBClient", table: str) -> tuple[InstallId, dict[str, str]]:
    """Whose desk it is, and the names that its settings give people and channels, by id."""
    version = current(dynamodb, table)
    if version is None:
        raise OperatorError(f"no settings were pushed to {table} yet", "./deskbell push")
    settings = pushed_before(dynamodb, table, version)
    document = json.loads(settings.document)
    groups = (document["people"], document["channels"])
    return settings.desk.workspace.install, {
        id_: name for group in groups for name, id_ in group.items()
    }


def _lines(
    history: Sequence[AuditRow], names: Mapping[str, str], changed: Mapping[int, tuple[str, str]]
) -> Iterator[str]:
    for row in history:
        actor = row.actor
        for id_, name in names.items():
            actor = actor.replace(id_, name)
        yield f"{row.version:>4}  {row.at:{TIME}}  {row.event}, by {actor}"
        yield f"      why:   {plain(row.reason, names)}"
        yield f"      cause: {row.cause}"
        if row.version in changed:
            yield from ticket_edits.lines(changed[row.version])


def plain(text: Text, names: Mapping[str, str]) -> str:
    """The English of a text, with these names of people and channels."""

    def shown(argument: Argument) -> str | int:
        match argument:
            case Name(id_) | Mention(id_):
                return names.get(id_, id_)
            case ChannelName(id_):
                return f"#{names.get(id_, id_)}"
            case Instant(at):
                return f"{at:{TIME}}"
            case Text():
                return plain(argument, names)
            case Passage(words) | RedactedPassage(words) | Quote(words) | SystemName(name=words):
                return words
            case Passages():
                return argument.said(LANGUAGE)
            case Worded(wording, values):
                known = {name: str(shown(value)) for name, value in values.items()}
                return fill(said(wording, LANGUAGE), known)
            case MessageLink(Thread(channel, ts)):
                return f"#{names.get(channel, channel)} {ts}"
            case _:
                return argument

    arguments = {name: shown(argument) for name, argument in text.args.items()}
    return translate(text.key, LANGUAGE, **arguments)
