"""The last audit of the whole table, in a row of its own (usecases/audit/audit_desk.py)."""

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import AuditedItem
from deskbell.adapters.dynamo.reading import read
from deskbell.usecases.audit.audit_desk import WholeAudit


class DynamoAudits:
    """audit_desk.Audits: one row, written by the auditor alone."""

    def last(self) -> WholeAudit | None:
        item = read(AuditedItem, keys.LAST_AUDIT)
        return WholeAudit(item.at, item.broken) if item else None

    def keep(self, audit: WholeAudit) -> None:
        with translated("keeping an audit"):
            AuditedItem(*keys.LAST_AUDIT, at=audit.at, broken=audit.broken).save()
