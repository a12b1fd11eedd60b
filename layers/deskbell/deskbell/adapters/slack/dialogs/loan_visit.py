"""What an office asks its visitors, when somebody has chosen a time to come (A1-08).

The answers go on to the decision, which keeps only what comes of them.
"""

from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Field, Option
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.ids import InboxId
from deskbell.domain.loans.policy import Question
from deskbell.domain.loans.visit_claim import VisitClaim
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

ANSWERS = {"yes": Text("modal.loan_visit.option.yes"), "no": Text("modal.loan_visit.option.no")}


def form(filling: Filling) -> DialogForm | None:
    """None where the office asks nothing (any more)."""
    claim = VisitClaim.read(filling.value)
    policy = filling.desk.loans.get(claim.office) if claim else None
    if claim is None or policy is None or not policy.visit.questions:
        return None
    return DialogForm(
        title=Text("modal.loan_visit.title"),
        submit=Text("modal.loan_visit.submit"),
        intro=Text("modal.loan_visit.intro", {"office": escape(policy.name)}),
        fields=tuple(_field(question, filling) for question in policy.visit.questions),
    )


def _field(question: Question, filling: Filling) -> Field:
    labels = question.labels
    default = labels.get(filling.desk.language, question.id)
    return Choice(
        name=question.id, label=labels.get(filling.language(), default), options=_yes_or_no
    )


def _yes_or_no(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [Option(answer, label) for answer, label in ANSWERS.items()]
