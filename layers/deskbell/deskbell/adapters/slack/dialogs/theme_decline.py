"""The dialog with which the owner of a theme says why nothing comes of it."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.theme_fields import why_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.theme_decline.title"),
    submit=Text("modal.theme_decline.submit"),
    intro=Text("modal.theme_decline.intro"),
    fields=(why_field(),),
)
