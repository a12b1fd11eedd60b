"""Puts the API together, for `api.answer_request`."""

from functools import cache

from deskbell.adapters.api.keys import ApiKeys, parse_api_keys
from deskbell.adapters.api.reception import ApiReception
from deskbell.adapters.aws_http import HttpSecrets
from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.dedupe import is_done
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.ticket_lists import DynamoTicketLists
from deskbell.adapters.people import KnownPeople
from deskbell.runtime import clock
from deskbell.runtime.kept import SECRET_SECONDS, Kept
from deskbell.runtime.outside import environment, inbox, now, secrets, settings
from deskbell.runtime.reporting import logger


@cache
def reception() -> ApiReception:
    return ApiReception(
        desk=settings().current,
        keys=_kept_keys(),
        person=KnownPeople(DynamoPersonRows()).find,
        aggregates=DynamoAggregates(),
        lists=DynamoTicketLists(),
        done=is_done,
        put=inbox().put,
        now=now,
        tell=lambda what, **facts: logger.info(what, extra=facts),
    )


def _kept_keys() -> Kept[ApiKeys]:
    manager, name = HttpSecrets(secrets()), environment().api_secret
    return Kept(lambda: parse_api_keys(manager.text(name)), SECRET_SECONDS, clock.wall)
