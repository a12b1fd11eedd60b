"""The dialog that puts a ticket on hold while a vendor works on it (A1-33)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Moment, Words
from deskbell.domain.texts import Text

FORM = DialogForm(
    title=Text("modal.vendor.title"),
    submit=Text("modal.vendor.submit"),
    intro=Text("modal.vendor.intro"),
    fields=(
        Words(name="vendor", label=Text("modal.vendor.field.vendor"), limit=80),
        Words(
            name="reference",
            label=Text("modal.vendor.field.reference"),
            limit=80,
            optional=True,
        ),
        Moment(
            name="until",
            label=Text("modal.vendor.field.until"),
            hint=Text("modal.vendor.hint.until"),
            optional=True,
        ),
    ),
)
