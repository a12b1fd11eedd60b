"""The dialog that moves a ticket to another team's inbox."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Words
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

WORD_LIMIT = 300
WORD = Words(
    name="word",
    label=Text("modal.move.field.word"),
    limit=WORD_LIMIT,
    multiline=True,
    optional=True,
)
"""For whoever has it next."""


def _others(desk: Desk, inbox: InboxId) -> list[Option]:
    return [Option(one.id, one.name) for one in desk.inboxes.values() if one.id != inbox]


def _is_one_of_several(desk: Desk, inbox: InboxId) -> bool:
    return bool(_others(desk, inbox))


FORM = DialogForm(
    title=Text("modal.move.title"),
    submit=Text("modal.move.submit"),
    intro=Text("modal.move.intro"),
    fields=(
        Choice(name="inbox", label=Text("modal.move.field.inbox"), options=_others),
        WORD,
    ),
    offered=_is_one_of_several,
)
