"""The dialog with which an approver says no, and why."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

WHY_LIMIT = 500

FORM = DialogForm(
    title=Text("modal.reject.title"),
    submit=Text("modal.reject.submit"),
    intro=Text("modal.reject.intro"),
    fields=(
        Words(name="why", label=Text("modal.reject.field.why"), limit=WHY_LIMIT, multiline=True),
    ),
)
