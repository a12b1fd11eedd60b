"""The dialog that says which other outage is the same one."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.ticket_number import TicketNumber
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.incident_merge.title"),
    submit=Text("modal.incident_merge.submit"),
    intro=Text("modal.incident_merge.intro"),
    fields=(
        TicketNumber(
            name="number",
            label=Text("modal.incident_merge.field.number"),
            hint=Text("modal.number.hint"),
        ),
    ),
)
