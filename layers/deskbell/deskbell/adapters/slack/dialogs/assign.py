"""The dialog that gives a ticket to somebody, or asks them to take it over."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Somebody, Words
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

WORD_LIMIT = 300


def _works_there(desk: Desk, inbox: InboxId, person: PersonId) -> bool:
    """In the inbox that the card says; the decision knows where the ticket is by now."""
    known = desk.inboxes.get(inbox)
    return known is None or person in {*known.agents, known.lead, *desk.admins}


FORM = DialogForm(
    title=Text("modal.assign.title"),
    submit=Text("modal.assign.submit"),
    intro=Text("modal.assign.intro"),
    fields=(
        Somebody(
            name="to",
            label=Text("modal.assign.field.to"),
            eligible=_works_there,
            otherwise=Text("error.not_of_inbox"),
        ),
        Words(
            name="word",
            label=Text("modal.assign.field.word"),
            limit=WORD_LIMIT,
            multiline=True,
            optional=True,
        ),
    ),
)
