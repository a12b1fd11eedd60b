"""What the functions tell of their work: log lines for people, and a few metrics for the alarms.

Every handler but the ingress's uses it. A line holds ids, keys and codes, never a text that
somebody wrote (reliability.md 6.8). A metric costs money, so there is one for what an alarm
watches or the dashboard draws; the lines tell the rest (docs/operations.md).
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from typing import TypeVar

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.errors import DeskbellError, told
from deskbell.domain.ids import EventKey
from deskbell.usecases.change import Handled
from deskbell.usecases.outbox.send_outbox import Attempt, Fate

# Paid by the byte: a line's own name says where it is written, `request` which run it is of.
logger = Logger(location=None, xray_trace_id=None)
metrics = Metrics()
# Libraries quote what they send and get when something is wrong; what they raise is told here.
logging.getLogger().setLevel(logging.CRITICAL)


class Metric(StrEnum):
    """All metrics of our own; `OLDEST` and `LATE` are ages in seconds, the others counts."""

    FAULTS = "Faults"
    DELAYED = "OutboxDelayed"
    PARKED = "OutboxParked"
    OLDEST = "OutboxOldest"
    LATE = "TimersLate"
    AUDIT_PASSED = "AuditPassed"
    EXHAUSTED = "IncidentsExhausted"


_COUNTED_AS = {
    Fate.DELAYED: Metric.DELAYED,
    Fate.UNKNOWN: Metric.DELAYED,
    Fate.PARKED: Metric.PARKED,
    Fate.FAILED: Metric.FAULTS,
}


# --- handlers ---------------------------------------------------------------------------------

Event = TypeVar("Event")
TaskEvent = dict[str, str | int]
Answer = TypeVar("Answer")
Task = TypeVar("Task", dict[str, str], dict[str, int], dict[str, str | int])


class HandlerFailedError(DeskbellError):
    """What Lambda hears of any fault; a foreign one's text may quote what people wrote."""


def reported(
    handler: Callable[[Event, LambdaContext], Answer],
) -> Callable[[Event, LambdaContext], Answer]:
    """Puts Lambda's request id on each line, and the metrics into one at the end.

    What a handler raises, Lambda logs, traces and hands on as it is: so nothing else leaves here
    than what our own log says of it.
    """

    @wraps(handler)
    def run(event: Event, context: LambdaContext) -> Answer:
        logger.append_keys(request=context.aws_request_id, function=context.function_name)
        try:
            return handler(event, context)
        except Exception as fault:
            log_failure("HandlerFailed", fault)
            raise HandlerFailedError(", ".join(told(fault).values())) from None
        finally:
            if metrics.metric_set:
                metrics.flush_metrics()

    return run


def task(handler: Callable[[TaskEvent, LambdaContext], Task]) -> Callable[..., Task]:
    """`reported`, for a task of a workflow, which works on one aggregate."""

    @wraps(handler)
    def run(event: TaskEvent, context: LambdaContext) -> Task:
        logger.append_keys(ref=event["ref"])
        answer = handler(event, context)
        logger.info("TaskDone", extra=answer)
        return answer

    return reported(run)


def time_to_begin(context: LambdaContext, longest_row: float) -> float:
    """For how many seconds from now another row may be begun, if one takes `longest_row` at most:
    one Slack call and writing down its answer."""
    return context.get_remaining_time_in_millis() / 1000 - longest_row


# --- metrics and lines ------------------------------------------------------------------------


def count(metric: Metric, value: int) -> None:
    """So many more of these; where there are none nothing is said, as every metric is a line."""
    metrics.add_metric(name=metric, unit=MetricUnit.Count, value=value)


def measure(metric: Metric, seconds: float) -> None:
    """How old the oldest is, right now."""
    metrics.add_metric(name=metric, unit=MetricUnit.Seconds, value=seconds)


def log_failure(what: str, fault: Exception, **known: str | int) -> None:
    """What broke and where, beside what is known of the input."""
    logger.error(what, extra={**known, **told(fault)})


def report_failure(what: str, fault: Exception, **known: str | int) -> None:
    """A failure that Lambda does not hear of and cannot count."""
    count(Metric.FAULTS, 1)
    log_failure(what, fault, **known)


def report_input(key: EventKey, handled: Handled) -> None:
    """What became of an input of the inbox."""
    known = {"ref": handled.ref and str(handled.ref), "key": key}
    if handled.ignored:
        logger.info("InputIgnored", extra={**known, "reason": handled.ignored})
    else:
        logger.info("InputCommitted", extra={**known, "rows": [row.id for row in handled.outbox]})


def report(attempts: Sequence[Attempt]) -> None:
    """What became of outbox rows: a line an attempt, and the sums of what went wrong."""
    wrong = Counter(_COUNTED_AS[one.fate] for one in attempts if one.fate in _COUNTED_AS)
    for metric, value in wrong.items():
        count(metric, value)
    for attempt in attempts:
        logger.info(
            attempt.fate,
            extra={
                "ref": attempt.ref,
                "key": attempt.key,
                "row": attempt.row,
                "effect": attempt.effect,
                "code": attempt.code or None,
            },
        )
