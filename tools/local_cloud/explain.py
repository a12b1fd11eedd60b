"""`make explain TICKET=…`: a ticket's history as its audit rows tell it, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.table import bind
from deskbell.adapters.languages import translate
from deskbell.domain.ids import InstallId
from deskbell.domain.texts import Argument, ChannelName, Instant, Mention, Name, Text
from deskbell.usecases.ports import AuditRow
from deskbell.usecases.tickets.explain_ticket import explain_ticket
from tools.local_cloud.aws import REGION
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.stack_file import StackFile

LANGUAGE = "en"
TIME = "%Y-%m-%d %H:%M:%S"


def explain(up: StackFile, ticket: str) -> str:
    """Each change with its time, event, actor, reason and cause; a fault if there is no ticket."""
    bind(up.table, REGION, up.aws_endpoint_url)
    history = explain_ticket(DynamoAggregates(), InstallId(up.team_id), ticket)
    if not history:
        raise LocalCloudError(f"There is no ticket {ticket}; its card shows the number, as in #12")
    names = {id_: name for group in (up.users, up.channels) for name, id_ in group.items()}
    return "\n".join([f"Ticket {ticket} ({history[0].ref}), times in UTC", *_lines(history, names)])


def _lines(history: Sequence[AuditRow], names: Mapping[str, str]) -> Iterator[str]:
    for row in history:
        actor = row.actor
        for id_, name in names.items():
            actor = actor.replace(id_, name)
        yield f"{row.version:>4}  {row.at:{TIME}}  {row.event}, by {actor}"
        yield f"      why:   {plain(row.reason, names)}"
        yield f"      cause: {row.cause}"


def plain(text: Text, names: Mapping[str, str]) -> str:
    """The English of a text, people and channels by the names the sample workspace gives them."""

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
            case _:
                return argument

    arguments = {name: shown(argument) for name, argument in text.args.items()}
    return translate(text.key, LANGUAGE, **arguments)
