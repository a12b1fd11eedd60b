"""The dialog with which somebody keeps a laptop longer."""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.loan_fields import days_field
from deskbell.domain.loans.wish import read_days
from deskbell.domain.texts import Text


def _wrong(answers: Answers) -> Mapping[str, Text]:
    """How many are too many, the office says."""
    return {} if read_days(answers["days"]) else {"days": Text("error.loan_no_days")}


FORM = DialogForm(
    title=Text("modal.loan_extend.title"),
    submit=Text("modal.loan_extend.submit"),
    intro=Text("modal.loan_extend.intro"),
    fields=(days_field(),),
    wrong=_wrong,
)
