"""What several dialogs of loans ask for."""

from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.domain.texts import Text

SERIAL_LIMIT = 60


def days_field(initial: str = "") -> Words:
    """For how long; what is no number of days, the whole answers tell."""
    return Words(name="days", label=Text("modal.loan.field.days"), limit=4, initial=initial)


HOW_TO_READ = Text("modal.loan.hint.serial")


def serial_field(hint: Text = HOW_TO_READ, *, optional: bool = False) -> Words:
    """As it is printed on the laptop, or scanned."""
    return Words(
        name="serial",
        label=Text("modal.loan.field.serial"),
        hint=hint,
        limit=SERIAL_LIMIT,
        optional=optional,
    )
