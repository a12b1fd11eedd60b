"""Each hour, and after Slack could not reach us: what it did not tell is read from its history.

Whatever woke it, it does the same: it goes on where it ended.
"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.runtime import backfill
from deskbell.runtime.reporting import logger, reported, time_to_begin
from deskbell.usecases.backfill.capture_missed import capture_missed
from deskbell.usecases.backfill.report import Report, Standing


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int | str | None]:
    """A scheduled event, one of the desk's bus or of an alarm. What Slack does not answer is not
    raised: the next run asks it again. Who calls it by hand is told why it ended early."""
    report = capture_missed(backfill.ports(), lambda: time_to_begin(context, backfill.TIME_TO_LOOK))
    _tell(report)
    counts = {str(standing): report.total(standing) for standing in Standing}
    return {**counts, "stopped": report.stopped}


def _tell(report: Report) -> None:
    for one in report.captured:
        told = {"key": one.key, "channel": one.channel, "what": one.what}
        logger.info("MissedFound", extra={**told, "standing": one.standing})
    for channel in report.channels:
        if channel in report.unreadable:
            code = report.unreadable[channel]
            logger.warning("HistoryUnreadable", extra={"channel": channel, "code": code})
        counts = {str(standing): report.total(standing, channel) for standing in Standing}
        logger.info("HistoryRead", extra={"channel": channel, **counts})
    done = {"threads": report.threads, "waiting": report.waiting, "reason": report.stopped}
    logger.info("BackfillDone", extra=done)
