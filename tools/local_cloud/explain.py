"""`make explain TICKET=…`: a ticket's history, with the sample workspace's names."""

from __future__ import annotations

from deskbell.adapters.dynamo.table import bind
from deskbell.domain.ids import InstallId
from tools.desk.errors import OperatorError
from tools.desk.ticket_history import history_of
from tools.local_cloud.aws import REGION
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.stack_file import StackFile


def explain(up: StackFile, ticket: str) -> str:
    """Raises LocalCloudError if there is no such ticket."""
    bind(up.table, REGION, up.aws_endpoint_url)
    names = {id_: name for group in (up.users, up.channels) for name, id_ in group.items()}
    try:
        return history_of(ticket, InstallId(up.team_id), names)
    except OperatorError as error:
        raise LocalCloudError(str(error)) from error
