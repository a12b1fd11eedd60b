"""Scores, the cases of low ones and turns as items, and back; `states.py` lists them with the
others.

Each is stored as a whole: nothing looks for a part of one.
"""

from typing import TypeVar

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.nps_items import NpsCaseItem, NpsScoreItem, NpsTurnItem
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.turn import Turn

Item = TypeVar("Item", NpsCaseItem, NpsScoreItem, NpsTurnItem)


def _whole(item: type[Item], state: Case | Response | Turn) -> Item:
    return item(
        *keys.state(state.ref),
        install=state.install,
        version=state.version,
        state=wire.encode(state),
    )


def case_to_item(case: Case) -> NpsCaseItem:
    return _whole(NpsCaseItem, case)


def case_from_item(item: NpsCaseItem) -> Case:
    return wire.decode(item.state, Case)


def score_to_item(response: Response) -> NpsScoreItem:
    return _whole(NpsScoreItem, response)


def score_from_item(item: NpsScoreItem) -> Response:
    return wire.decode(item.state, Response)


def turn_to_item(turn: Turn) -> NpsTurnItem:
    return _whole(NpsTurnItem, turn)


def turn_from_item(item: NpsTurnItem) -> Turn:
    return wire.decode(item.state, Turn)
