"""The dialog with which a department says why it does not do its task."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.theme_fields import why_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.theme_task_decline.title"),
    submit=Text("modal.theme_task_decline.submit"),
    fields=(why_field(),),
)
