"""The Lambda functions of template.yaml, run in this process as Lambda runs them: each with its own
environment and its own warm state, from JSON to JSON. `tests/moto_desk.py` calls them."""

from __future__ import annotations

import importlib
import io
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import count
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from aws_lambda_powertools import Metrics
from aws_lambda_powertools.utilities.typing import LambdaContext
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils

from deskbell.runtime import (
    alerts,
    api,
    audit,
    backfill,
    compose,
    contacts,
    ingress,
    on_call,
    outside,
    reporting,
    webhooks,
)
from tests.aws_calls import Recorder
from tests.aws_resources import REGION, Resources
from tests.template.cloudformation import Template

Handler = Callable[[Any, LambdaContext], Any]
COMPOSITION = (outside, compose, alerts, api, audit, backfill, contacts, ingress, on_call, webhooks)


class Functions:
    """`invoke` by logical id; one at a time, so that `recorder` knows whose call it sees."""

    def __init__(self, template: Template, resources: Resources, recorder: Recorder) -> None:
        self._properties = template.of_type("AWS::Lambda::Function")
        self._resources = resources
        self._recorder = recorder
        self._handlers = {name: self._load(name) for name in self._properties}
        self.one_at_a_time = threading.RLock()
        self._requests = count(1)
        self.seconds_left: float | None = None
        """Of each run; None: all that the template gives the function."""
        self.parameters: dict[str, str] = {}
        """Environment that is not the template's default."""
        self.local: dict[str, str] = {}
        """Environment of the local cloud's, which no template has."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._handlers)

    def invoke(self, name: str, event: object) -> Any:
        """What the function answers; what it raises is raised."""
        given = json.loads(json.dumps(event))
        with self.one_at_a_time, patch.dict(os.environ, self._environment(name)):
            self._recorder.running = name
            try:
                answer = self._handlers[name](given, self._context(name))
            finally:
                self._recorder.running = None
        return json.loads(json.dumps(answer))

    def as_lambda_client(self, **_: object) -> SimpleNamespace:
        """boto3's `lambda`, as far as a state machine's tasks use it."""

        def invoke(FunctionName: str, Payload: bytes, **_: object) -> dict[str, Any]:
            name = FunctionName.rpartition("-")[2]
            try:
                answer, failed = self.invoke(name, json.loads(Payload)), {}
            except Exception as fault:
                answer = {"errorType": type(fault).__name__, "errorMessage": str(fault)}
                failed = {"FunctionError": "Unhandled"}
            return {"StatusCode": 200, "Payload": io.BytesIO(json.dumps(answer).encode()), **failed}

        return SimpleNamespace(invoke=invoke)

    @contextmanager
    def loaded(self) -> Iterator[None]:
        """Each has caches of its own, as if it were a process; state machines find them."""
        apart = cache(self._cached_apart)  # A name stands in each module that imports it.
        with pytest.MonkeyPatch.context() as mp:
            for module in {*COMPOSITION, *map(self._module, self._properties)}:
                for attribute, value in list(vars(module).items()):
                    if hasattr(value, "cache_clear"):
                        mp.setattr(module, attribute, apart(value.__wrapped__))
            mp.setattr(lambda_eval_utils, "boto_client_for", self.as_lambda_client)
            mp.setattr(boto3, "DEFAULT_SESSION", None)
            for module in {reporting, *map(self._module, self._properties)}:
                # Read at import, which in Lambda happens with the environment in place.
                for metrics in vars(module).values():
                    if isinstance(metrics, Metrics):
                        mp.setattr(metrics.provider, "namespace", "Deskbell")
            yield

    def _cached_apart(self, make: Callable[..., Any]) -> Callable[..., Any]:
        made: dict[str | None, Any] = {}

        def cached() -> Any:
            function = self._recorder.running
            if function not in made:
                made[function] = make()
            return made[function]

        return cached

    def _module(self, name: str) -> ModuleType:
        return importlib.import_module(self._properties[name]["Handler"].rpartition(".")[0])

    def _load(self, name: str) -> Handler:
        handler: Handler = getattr(
            self._module(name), self._properties[name]["Handler"].rpartition(".")[2]
        )
        return handler

    def _environment(self, name: str) -> Mapping[str, str]:
        variables = self._properties[name]["Environment"]["Variables"]
        return {
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            **self._resources.resolve(variables),
            **{key: value for key, value in self.parameters.items() if key in variables},
            **self.local,
        }

    def _context(self, name: str) -> LambdaContext:
        made = LambdaContext()
        made._function_name = name
        made._aws_request_id = f"request-{next(self._requests)}"
        left = self.seconds_left or float(self._properties[name]["Timeout"])
        made.get_remaining_time_in_millis = partial(int, left * 1000)  # type: ignore[method-assign]
        return made
