"""The dialog that says that something is no request, with a word to whoever wrote it."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

WORD_LIMIT = 300

FORM = DialogForm(
    title=Text("modal.dismiss.title"),
    submit=Text("modal.dismiss.submit"),
    intro=Text("modal.dismiss.intro"),
    fields=(
        Words(
            name="word",
            label=Text("modal.dismiss.field.word"),
            limit=WORD_LIMIT,
            multiline=True,
            optional=True,
        ),
    ),
)
