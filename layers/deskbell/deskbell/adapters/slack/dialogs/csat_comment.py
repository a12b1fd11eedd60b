"""The dialog in which somebody says more about how satisfied they are (A4-14)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

COMMENT_LIMIT = 1_000

FORM = DialogForm(
    title=Text("modal.csat.title"),
    submit=Text("modal.csat.submit"),
    intro=Text("modal.csat.intro"),
    fields=(
        Words(
            name="text", label=Text("modal.csat.field.text"), limit=COMMENT_LIMIT, multiline=True
        ),
    ),
)
