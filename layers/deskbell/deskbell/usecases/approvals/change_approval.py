"""Every change of an approval after its beginning: decided by the domain, committed as one."""

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.commands import ApprovalCommand
from deskbell.domain.approvals.decide import decide
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import Ref
from deskbell.usecases.change import Handled, change
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates


def change_approval(
    aggregates: Aggregates, ref: Ref, cause: Cause, command: ApprovalCommand
) -> Handled:
    """One of another workspace, or none at all, is treated alike: it does not exist."""

    def decided(state: State | None) -> Decision:
        approval = of_kind(Approval, state)
        if approval and approval.install != cause.install:
            return nothing("no_such_approval")
        return decide(approval, command, cause.at)

    return change(aggregates, ref, cause, decided)
