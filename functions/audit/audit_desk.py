"""Each five minutes: does what Deskbell promises hold (docs/reliability.md, "The invariants")?"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.domain.errors import DeskbellError
from deskbell.runtime import audit
from deskbell.runtime.reporting import Metric, count, log_failure, logger, reported

MOST_LINES = 100
"""Of one look: one fault can break each ticket, and `./deskbell audit` prints them all."""


@reported
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """In wall clock time. Only where all holds somebody outside AWS hears of it."""
    auditor = audit.auditor()
    audited = auditor.audit()
    # Told each time, 0 included: where it is missing, nobody audits, and that alarms too.
    count(Metric.AUDIT_PASSED, int(audited.passed))
    for one in audited.broken[:MOST_LINES]:
        known = {"invariant": one.invariant, "subject": one.subject, "why": one.what}
        logger.error("InvariantBroken", extra=known)
    logger.info("AuditDone", extra={"whole": audited.whole, "count": len(audited.broken)})
    if audited.passed:
        try:
            auditor.beat()
        except DeskbellError as fault:
            # Whoever waits for it outside tells of it; it is no fault of the desk's.
            log_failure("HeartbeatFailed", fault)
