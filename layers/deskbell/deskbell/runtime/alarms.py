"""The alarm outside of Slack: a metric that an alarm of CloudWatch watches
(contact_ports.Alarm)."""

from deskbell.domain.ids import Ref
from deskbell.runtime.reporting import Metric, count, logger, metrics


class CountedAlarm:
    """Said at once, not at the end of the invocation: once it is said, the outbox row is done."""

    def sound(self, incident: Ref) -> None:
        logger.warning("IncidentExhausted", extra={"ref": str(incident)})
        count(Metric.EXHAUSTED, 1)
        metrics.flush_metrics()
