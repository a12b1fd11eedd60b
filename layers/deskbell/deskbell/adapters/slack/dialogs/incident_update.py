"""The dialog with which everybody who follows an outage is told how it stands."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

UPDATE_LIMIT = 1_000

FORM = DialogForm(
    title=Text("modal.incident_update.title"),
    submit=Text("modal.incident_update.submit"),
    intro=Text("modal.incident_update.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.incident_update.field.text"),
            limit=UPDATE_LIMIT,
            multiline=True,
        ),
    ),
)
