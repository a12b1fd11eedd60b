"""What somebody is asked in their direct messages, as the relay brings it up to date: an approver's
card; how the desk did is in `surveys.py`. `carry_out` calls it."""

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.effects import ShowAsk, ShowSurvey
from deskbell.usecases.outbox.kept_cards import post_kept, update_kept
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.outbox.surveys import show_survey
from deskbell.usecases.ports import OutboxRow


def show_ask(row: OutboxRow, effect: ShowAsk | ShowSurvey, ports: Ports) -> Result:
    """Whoever has no card yet when all is over is asked nothing any more."""
    if isinstance(effect, ShowSurvey):
        return show_survey(row, effect, ports)
    approval = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(approval, Approval):
        return DONE
    asked = ports.aggregates.asked(row.ref, effect.person)
    if asked and asked.revision >= approval.version:
        return DONE
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.asked(approval, reader)
    if asked:
        return update_kept(asked, approval.version, message, ports)
    return post_kept(
        *(row, effect.person, None, approval.version, message, ports), is_wanted=approval.is_open
    )
