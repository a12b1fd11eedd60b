"""The dialog in which somebody says anew what they said in one, or takes it back (A5-07)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.adapters.slack.dialogs.say import TEXT_LIMIT
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.correct.title"),
    intro=Text("modal.correct.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.say.field.text"),
            hint=Text("modal.correct.hint.text"),
            limit=TEXT_LIMIT,
            multiline=True,
            optional=True,
        ),
    ),
)
