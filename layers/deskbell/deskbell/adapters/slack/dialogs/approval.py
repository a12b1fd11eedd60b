"""The dialog that makes a ticket wait for somebody's yes (C-23)."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Moment, Option, Several, Words
from deskbell.domain.approvals.counting import MOST_APPROVERS, POLICIES, is_possible
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

WHAT_LIMIT = 1_000
CHOICES = {
    "all": Text("modal.approval.option.all"),
    "any": Text("modal.approval.option.any"),
    "sequence": Text("modal.approval.option.sequence"),
    "two": Text("modal.approval.option.two"),
    "three": Text("modal.approval.option.three"),
}


def _policies(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(policy, label) for policy, label in CHOICES.items()]


def _enough(answers: Answers) -> Mapping[str, Text]:
    """Who asks, and whom it is for, do not count: that the decision knows."""
    people = answers.get("approvers", "").split(",")
    policy = POLICIES[answers.get("policy", "all")]
    return {} if is_possible(policy, len(people)) else {"approvers": Text("error.too_few_people")}


FORM = DialogForm(
    title=Text("modal.approval.title"),
    submit=Text("modal.approval.submit"),
    intro=Text("modal.approval.intro"),
    fields=(
        Words(
            name="what", label=Text("modal.approval.field.what"), limit=WHAT_LIMIT, multiline=True
        ),
        Several(
            name="approvers",
            label=Text("modal.approval.field.approvers"),
            hint=Text("modal.approval.hint.approvers"),
            limit=MOST_APPROVERS,
        ),
        Choice(
            name="policy",
            label=Text("modal.approval.field.policy"),
            options=_policies,
            initial="all",
        ),
        Moment(
            name="until",
            label=Text("modal.approval.field.until"),
            hint=Text("modal.approval.hint.until"),
            optional=True,
        ),
    ),
    wrong=_enough,
)
