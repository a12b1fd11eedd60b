"""The dialog with which an approver passes the decision on to somebody else."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Somebody
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """The approval knows who has a part in it already."""
    return True


FORM = DialogForm(
    title=Text("modal.delegate.title"),
    submit=Text("modal.delegate.submit"),
    intro=Text("modal.delegate.intro"),
    fields=(
        Somebody(
            name="to",
            label=Text("modal.delegate.field.to"),
            eligible=_anybody,
            otherwise=Text("error.not_an_option"),
        ),
    ),
)
