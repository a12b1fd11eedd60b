"""The dialog that says which problem a ticket is a part of."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.ticket_number import TicketNumber
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.link.title"),
    submit=Text("modal.link.submit"),
    intro=Text("modal.link.intro"),
    fields=(
        TicketNumber(
            name="number",
            label=Text("modal.link.field.number"),
            hint=Text("modal.number.hint"),
        ),
    ),
)
