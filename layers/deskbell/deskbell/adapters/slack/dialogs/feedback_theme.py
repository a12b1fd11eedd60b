"""The dialog that says what an item of feedback is about: a theme by its name."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.theme_fields import issue_field, name_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.feedback_theme.title"),
    submit=Text("modal.feedback_theme.submit"),
    intro=Text("modal.feedback_theme.intro"),
    fields=(name_field(Text("modal.feedback_theme.field.name")), issue_field()),
)
