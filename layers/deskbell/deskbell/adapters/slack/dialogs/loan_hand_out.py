"""The dialog with which a technician hands a laptop out, or sends it off: its serial number."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.loan_fields import serial_field
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.loan_hand_out.title"),
    submit=Text("modal.loan_hand_out.submit"),
    intro=Text("modal.loan_hand_out.intro"),
    fields=(serial_field(),),
)
