"""The dialog that says which ticket a duplicate goes on as."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.ticket_number import TicketNumber
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.merge.title"),
    submit=Text("modal.merge.submit"),
    intro=Text("modal.merge.intro"),
    fields=(
        TicketNumber(
            name="number",
            label=Text("modal.merge.field.number"),
            hint=Text("modal.number.hint"),
        ),
    ),
)
