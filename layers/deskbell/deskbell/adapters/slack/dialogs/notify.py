"""The dialog with which all requesters of a problem's parts are told something at once."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

NOTICE_LIMIT = 2_000

FORM = DialogForm(
    title=Text("modal.notify.title"),
    submit=Text("modal.notify.submit"),
    intro=Text("modal.notify.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.notify.field.text"),
            limit=NOTICE_LIMIT,
            multiline=True,
        ),
    ),
)
