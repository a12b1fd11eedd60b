"""Each minute: the timers that are due become inputs (architecture.md, idea 6)."""

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes import EventBridgeEvent, event_source
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import compose

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
@event_source(data_class=EventBridgeEvent)
def handler(event: EventBridgeEvent, context: LambdaContext) -> dict[str, int]:
    """The scheduled event's `time` says what is due; a tick or a replay sends another one."""
    fired = compose.timekeeper().fire(event.time)
    metrics.add_metric(name="TimersFired", unit=MetricUnit.Count, value=fired)
    logger.info("TimersFired", extra={"as_of": event.time, "count": fired})
    return {"fired": fired}
