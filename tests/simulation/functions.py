"""The real handlers as simulated processes: composed over twins, with a time limit, killable.

`compose`, `backfill` and `ingress` hand each handler what it needs; here they hand out the pieces
of the running desk instead (`composed`). Nothing else of the functions is replaced.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from deskbell.adapters.slack import reception as receptions
from deskbell.domain.errors import MAY_PASS, ConcurrentChangeError, ResumeRefusedError
from deskbell.runtime import (
    api,
    backfill,
    clock,
    compose,
    mail,
    on_call,
    relay,
    reporting,
    webhooks,
)
from deskbell.usecases.nps import look_at_surveys
from tests.simulation import low_scores
from tests.simulation.wiring import Wiring
from tests.simulation.world import World

if TYPE_CHECKING:
    from tests.simulation.desk import SimulatedDesk

EXPECTED = {fault.__name__ for fault in (*MAY_PASS, ConcurrentChangeError, ResumeRefusedError)}
"""Faults of the outside: all others are our own, and a violation."""
SKEWED = 0.3
"""Share of the processes whose clock is wrong by `World.skew`; the others are right to a second."""


class Context:
    """Lambda's, as far as the handlers use it."""

    def __init__(self, world: World, function: str, request: str, ends: float) -> None:
        self._world = world
        self._ends = ends
        self.function_name = function
        self.aws_request_id = request

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._ends - self._world.scheduler.now) * 1000))


class Functions:
    """`invoke` by logical id."""

    def __init__(self, world: World, wiring: Wiring) -> None:
        self._world = world
        self._wiring = wiring
        self._handlers = {name: _load(each.handler) for name, each in wiring.functions.items()}
        self._count = 0
        self.stopped = False

    def invoke(self, name: str, event: Any, done: Callable[[Any], object]) -> None:
        """`done` gets the answer, or what the invocation died of."""
        world, self._count = self._world, self._count + 1
        if self.stopped:
            world.scheduler.after(1.0, lambda: done(RuntimeError("stopped")))
            return
        seconds, handler = self._wiring.functions[name].seconds, self._handlers[name]
        context = Context(world, name, f"{name}-{self._count}", world.scheduler.now + seconds)
        wrong = world.skew if world.random.random() < SKEWED else 1.0
        world.scheduler.spawn(
            f"{name.removesuffix('Function')}-{self._count}",
            lambda: handler(event, context),
            done,
            skew=world.random.uniform(-wrong, wrong) if world.faults.level else 0.0,
            seconds=seconds,
        )


def _load(path: str) -> Callable[[Any, Any], Any]:
    module, _, attribute = path.rpartition(".")
    handler: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), attribute)
    return handler


class Silent:
    """Powertools' Metrics and Logger, whose lines nobody reads here."""

    metric_set: Mapping[str, object] = {}

    def add_metric(self, **_: object) -> None:
        """Not counted."""

    def told(self, *_: object, **__: object) -> None:
        """Not written down."""


class Lines:
    """The relay's logger, which tells of failures that it survives."""

    def __init__(self, desk: SimulatedDesk) -> None:
        self._desk = desk

    def error(self, what: str, extra: Mapping[str, object]) -> None:
        _failed(self._desk.world, what, str(extra["fault"]), extra)


def _failed(world: World, what: str, fault: str, known: Mapping[str, object]) -> None:
    world.note(what, fault)
    if fault not in EXPECTED:
        world.surprises.append(f"{what}: {dict(known)}")


NOT_QUEUED = ("form_not_queued", "dialog_not_queued", "guided_form_not_queued")
"""The person is told, and sends it again."""


@contextmanager
def composed(desk: SimulatedDesk) -> Iterator[None]:
    """The handlers use this desk."""
    world = desk.world

    def log_failure(what: str, fault: Exception, **known: str | int) -> None:
        _failed(world, what, type(fault).__name__, {**known, "told": repr(fault)})

    def count_request(outcome: str, reason: str, **facts: str) -> None:
        world.note(f"ingress {outcome}", reason)
        if outcome == "failed" and reason not in (*EXPECTED, *NOT_QUEUED):
            world.surprises.append(f"ingress: {reason} {facts}")

    disabled = logging.root.manager.disable
    with pytest.MonkeyPatch.context() as mp:
        logging.disable(logging.CRITICAL)
        for name in ("intake", "relay", "timekeeper", "publisher", "workflow", "settings"):
            mp.setattr(compose, name, lambda name=name: getattr(desk, name))
        mp.setattr(backfill, "ports", lambda: desk.backfill)
        mp.setattr(mail, "desk", lambda: desk.mail)
        mp.setattr(api, "reception", lambda: desk.api)
        mp.setattr(webhooks, "reception", lambda: desk.webhooks)
        mp.setattr(on_call, "settings", lambda: desk.settings)
        mp.setattr(on_call, "inbox", lambda: desk.relay.ports.queue)
        mp.setattr(on_call, "environment", lambda: NOWHERE)
        mp.setattr(on_call, "DynamoAggregates", lambda: desk.relay.ports.aggregates)
        mp.setattr(on_call, "dynamo_nps_log", desk.surveys)
        mp.setattr(look_at_surveys, "BEGINS", low_scores.WEEK_TOLD)
        mp.setattr(compose, "_executions", lambda: desk.executions)
        mp.setattr(compose, "environment", lambda: NOWHERE)
        mp.setattr(compose, "now", world.now)
        mp.setattr(clock, "wall", world.wall)
        mp.setattr("slack_ingress.receive_request.reception", lambda: desk.reception)
        mp.setattr(receptions, "count_request", count_request)
        silent = Silent()
        mp.setattr(reporting, "metrics", silent)
        mp.setattr(reporting.logger, "append_keys", silent.told)
        mp.setattr(reporting.logger, "info", silent.told)
        mp.setattr(reporting, "log_failure", log_failure)
        mp.setattr(relay, "logger", Lines(desk))
        try:
            yield
        finally:
            logging.disable(disabled)


class NOWHERE:
    """An environment without a local clock."""

    clock_file = None
