"""The dialog that says which other theme is the same one."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.theme_fields import name_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.theme_merge.title"),
    submit=Text("modal.theme_merge.submit"),
    intro=Text("modal.theme_merge.intro"),
    fields=(name_field(Text("modal.theme_merge.field.name")),),
)
