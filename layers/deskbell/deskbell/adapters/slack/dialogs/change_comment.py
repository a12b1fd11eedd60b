"""The dialog with which somebody writes to the notice of a change without their name (A3-06)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

TEXT_LIMIT = 1_000

FORM = DialogForm(
    title=Text("modal.change_comment.title"),
    submit=Text("modal.change_comment.submit"),
    intro=Text("modal.change_comment.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.change_comment.field.text"),
            limit=TEXT_LIMIT,
            multiline=True,
        ),
    ),
)
