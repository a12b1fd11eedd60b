"""What AWS calls our code makes, seen where they leave it, and what AWS itself says of such calls.

A `Recorder` sees both ways out: boto3's (PynamoDB's too), before botocore has looked at a call,
and our own HTTP requests, which it reads back from the wire. `tests/moto_desk.py` runs the
functions under it, `tests/contracts/test_aws_calls.py` judges what it saw.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import botocore.session
import pytest
import requests
from botocore.client import BaseClient
from botocore.model import OperationNotFoundError, ServiceModel
from botocore.parsers import create_parser
from botocore.validate import ParamValidator

from deskbell.adapters import aws_http


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a function's; `wire` is there if no SDK made it."""

    function: str
    service: str
    operation: str
    parameters: Mapping[str, Any]
    wire: Wire | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """A request and its answer as they went over the network."""

    content_type: str
    target: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@cache
def service_model(service: str) -> ServiceModel:
    """botocore's description of a service, which AWS generates."""
    return botocore.session.get_session().get_service_model(service)


def faults(call: Call) -> list[str]:
    """What AWS would find wrong with a call before it looks at anybody's rights."""
    model = service_model(call.service)
    try:
        operation = model.operation_model(call.operation)
    except OperationNotFoundError:
        return [f"{call.service} has no operation {call.operation}"]
    assert operation.input_shape, "each operation of ours takes something"
    report = ParamValidator().validate(dict(call.parameters), operation.input_shape)
    found = [report.generate_report()] if report.has_errors() else []
    return found + (_wire_faults(call.wire, model, call.operation) if call.wire else [])


def _wire_faults(wire: Wire, model: ServiceModel, operation: str) -> list[str]:
    """Of what an SDK would have done for us: the headers, and how the answer is read."""
    metadata = model.metadata
    expected = {
        "target": f"{metadata['targetPrefix']}.{operation}",
        "content_type": f"application/x-amz-json-{metadata['jsonVersion']}",
    }
    found = [
        f"{name} is {getattr(wire, name)}, not {value}"
        for name, value in expected.items()
        if getattr(wire, name) != value
    ]
    shape = model.operation_model(operation).output_shape
    answer = json.loads(wire.body)
    unknown = set(answer) - set(shape.members if shape else ()) if wire.status == 200 else set()
    return found + [f"the answer has {name}, which no SDK would read" for name in sorted(unknown)]


def as_an_sdk_reads(call: Call) -> dict[str, Any]:
    """The answer to a hand-made request, read by botocore."""
    assert call.wire
    shape = service_model(call.service).operation_model(call.operation).output_shape
    assert shape, "a request is made for its answer"
    answer = {
        "status_code": call.wire.status,
        "headers": dict(call.wire.headers),
        "body": call.wire.body,
    }
    parsed: dict[str, Any] = create_parser("json").parse(answer, shape)
    return parsed


class Recorder:
    """`calls` are those made while `running` names a function; moto answers all of them."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.running: str | None = None

    def see(
        self, service: str, operation: str, parameters: Mapping[str, Any], wire: Wire | None = None
    ) -> None:
        if self.running:
            self.calls.append(Call(self.running, service, operation, parameters, wire))

    @contextmanager
    def listening(self) -> Iterator[Self]:
        """Between our code and both of its ways out; moto has to be in place."""
        send = BaseClient._make_api_call  # type: ignore[attr-defined]

        def seen(client: BaseClient, operation: str, parameters: Mapping[str, Any]) -> Any:
            self.see(client.meta.service_model.service_name, operation, parameters)
            return send(client, operation, parameters)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(BaseClient, "_make_api_call", seen)
            patch.setattr(aws_http, "KeptConnection", _connection_seen_by(self.see))
            yield self


def _connection_seen_by(see: Callable[..., None]) -> type:
    class SeenConnection:
        """KeptConnection as aws_http.py uses it, answered by moto; no socket is opened."""

        def __init__(self, host: str, port: int, *, timeouts: object, tls: object) -> None:
            assert (port, bool(tls)) == (443, True), "AWS's own addresses take nothing else"
            self._host = host

        def post(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
            url = f"https://{self._host}/"
            target, service = headers["X-Amz-Target"], self._host.partition(".")[0]
            if service == "sms-voice":
                # Which moto does not know.
                wire = Wire(headers["Content-Type"], target, 200, {}, b'{"MessageId": "1"}')
                see("pinpoint-sms-voice-v2", target.rpartition(".")[2], json.loads(body), wire)
                return wire.status, wire.body
            answer = requests.post(url, data=body, headers=dict(headers), timeout=5)
            wire = Wire(
                headers["Content-Type"], target, answer.status_code, answer.headers, answer.content
            )
            see(service, target.rpartition(".")[2], json.loads(body), wire)
            return answer.status_code, answer.content

        def close(self) -> None:
            """Nothing to close."""

    return SeenConnection
