"""What a dead letter is about, in ids and names of kinds, and the one thing that undoes it.

Never a text that somebody wrote: those are in its body, which `dlq show --with-content` prints.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deskbell.adapters import wire
from deskbell.domain.errors import InputError
from deskbell.domain.inputs import Envelope
from deskbell.runtime.reporting import HandlerFailedError
from tools.desk.dead_letters.letters import Letter
from tools.desk.dead_letters.queues import DeadLetterQueue
from tools.desk.deployment import Resource, Stack

KINDS = {
    "lambda": "AWS::Lambda::Function",
    "sqs": "AWS::SQS::Queue",
    "states": "AWS::StepFunctions::StateMachine",
}
"""Of resources, by the service in their ARN."""


@dataclass(frozen=True, slots=True)
class Send:
    """To the queue with this address, under the group that it has."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Invoke:
    """The function, asynchronously, with the event that it did not get or did not survive."""

    function: str
    name: str
    event: str


@dataclass(frozen=True, slots=True)
class Start:
    """An execution of the state machine; one that is too many ends as `already_running`."""

    machine: str
    name: str
    given: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """It cannot be done again, or need not be: why, and whether anything is lost by deleting it."""

    why: str


Remedy = Send | Invoke | Start | Nothing


@dataclass(frozen=True, slots=True)
class Story:
    """`kind` is the input's, the event's or the caller's name; `why` it was given up, if known.

    `group` says which thread or ticket an input belongs to; `at` is when it happened.
    """

    kind: str
    why: str
    remedy: Remedy
    at: datetime
    key: str | None = None
    group: str | None = None


def story_of(letter: Letter, queue: DeadLetterQueue, stack: Stack) -> Story:
    """Total: a letter that nobody understands is one, too.

    A letter may name whom to call; nobody outside the stack is.
    """
    if queue.home is None:
        return _given_up(letter, stack)
    back = Send(queue.home.url, queue.home.name)
    if letter.group is None:
        return _event(letter, back)
    return _input(letter, back)


# --- of a queue that has a home ---------------------------------------------------------------


def _input(letter: Letter, back: Send) -> Story:
    why = _why_of_input(letter)
    try:
        envelope: Envelope = wire.decode(letter.body, Envelope)
    except InputError as fault:
        if letter.told.get("fault") != InputError.__name__:
            why += f"; this release cannot read it: {fault}"
        return Story("unreadable input", why, back, letter.sent_at, group=letter.group)
    return Story(
        type(envelope.input).__name__,
        why,
        back,
        envelope.received_at,
        key=envelope.key,
        group=envelope.group,
    )


def _why_of_input(letter: Letter) -> str:
    if letter.moved_by_sqs:
        return "it came five times and nobody answered for it: time-outs, or an outage"
    if "fault" not in letter.told:
        return "not told; look for InputFailed with its key in the log"
    said = f": {letter.told['why']}" if "why" in letter.told else ""
    return f"{letter.told['fault']} in {letter.told.get('where', '?')}{said}"


def _event(letter: Letter, back: Send) -> Story:
    event = _document(letter.body)
    detail = event.get("detail")
    about = detail if isinstance(detail, dict) else {}
    return Story(
        str(event.get("detail-type", "unreadable event")),
        "five tries failed; look for its ref at ResumeFailed in the log",
        back,
        letter.sent_at,
        key=_text(about.get("cause")),
        group=_text(about.get("ref")),
    )


# --- what rules, schedules, streams and asynchronous calls gave up ----------------------------


def _given_up(letter: Letter, stack: Stack) -> Story:
    document = _document(letter.body)
    context = document.get("requestContext")
    if isinstance(context, dict):
        return _call(letter, document, context, stack)
    if "TARGET_ARN" in letter.told:
        return _undelivered(letter, document, stack)
    if document.get("source") == "aws.states":
        return _failed_execution(letter, document, stack)
    return Story("unknown", "", Nothing("nobody knows what wrote it"), letter.sent_at)


def _failed_execution(letter: Letter, event: Mapping[str, Any], stack: Stack) -> Story:
    """Of a machine that stands behind what goes on by itself."""
    detail = event.get("detail")
    facts = detail if isinstance(detail, dict) else {}
    machine = _resource(stack, str(facts.get("stateMachineArn", "")))
    name = machine.logical_id if machine else "a machine of no stack here"
    return Story(
        f"failed execution of {name}",
        f"{facts.get('error', facts.get('status', '?'))}, see {facts.get('executionArn', '?')}",
        Nothing("nothing is lost: it went on without, and its next step starts another one"),
        letter.sent_at,
        group=_text(_document(str(facts.get("input", ""))).get("ref")),
    )


def _call(
    letter: Letter, document: Mapping[str, Any], context: Mapping[str, Any], stack: Stack
) -> Story:
    function = _resource(stack, str(context.get("functionArn", "")))
    name = function.logical_id if function else "a function of no stack here"
    why = (
        f"{context.get('condition', '?')} after {context.get('approximateInvokeCount', '?')} calls"
    )
    why += _fault(document.get("responsePayload"))
    if isinstance(batch := document.get("DDBStreamBatchInfo"), dict):
        why += f", records {batch.get('startSequenceNumber')} to {batch.get('endSequenceNumber')}"
        lost = Nothing(_what_a_batch_was(name))
        return Story(f"stream batch for {name}", why, lost, letter.sent_at)
    event = json.dumps(document.get("requestPayload"))
    remedy = Invoke(function.physical_id, name, event) if function else Nothing(name)
    return Story(f"call of {name}", why, remedy, letter.sent_at)


def _fault(answer: object) -> str:
    """What the function said last. Texts of faults that are not ours may quote people."""
    if not isinstance(answer, dict) or "errorType" not in answer:
        return ""
    ours = answer["errorType"] == HandlerFailedError.__name__
    return f": {answer.get('errorMessage') if ours else answer['errorType']}"


def _what_a_batch_was(function: str) -> str:
    if "PublishAudit" in function:
        return (
            "state and Slack are right, but these events never came to the bus: your own rules "
            "missed them, waiting workflows look again by themselves"
        )
    return "nothing is lost: the rows are in the table, and the sweep sends them"


def _undelivered(letter: Letter, event: Mapping[str, Any], stack: Stack) -> Story:
    target = _resource(stack, letter.told["TARGET_ARN"])
    about = event.get("detail", event)
    facts = about if isinstance(about, dict) else {}
    name = target.logical_id if target else "a target of no stack here"
    return Story(
        f"{event.get('detail-type', 'event')} for {name}",
        letter.told.get("ERROR_MESSAGE") or letter.told.get("ERROR_CODE", ""),
        _redelivery(target, letter.body, event) if target else Nothing(name),
        letter.sent_at,
        key=_text(facts.get("cause")),
        group=_text(facts.get("ref")),
    )


def _redelivery(target: Resource, body: str, event: Mapping[str, Any]) -> Remedy:
    if target.kind == KINDS["lambda"]:
        return Invoke(target.physical_id, target.logical_id, body)
    if target.kind == KINDS["states"]:
        # The rules hand a machine the detail alone.
        given = json.dumps(event["detail"]) if "detail-type" in event else body
        return Start(target.physical_id, target.logical_id, given)
    return Send(target.physical_id, target.logical_id)


def _resource(stack: Stack, arn: str) -> Resource | None:
    """What this ARN names in the stack; physical ids are names, ARNs or addresses."""
    service, name = (arn.split(":") + [""] * 3)[2], _name(arn.removesuffix(":$LATEST"))
    for resource in stack.of_kind(KINDS.get(service, "")):
        if _name(resource.physical_id) == name:
            return resource
    return None


def _name(id_: str) -> str:
    return re.split("[:/]", id_)[-1]


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
