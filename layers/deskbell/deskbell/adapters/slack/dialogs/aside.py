"""The dialogs in which somebody of the desk asks a person or another team aside, and in which they
answer (B-19)."""

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm
from deskbell.adapters.slack.dialogs.fields import Choice, Option, Somebody, Words
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

QUESTION_LIMIT, ANSWER_LIMIT = 1_000, 3_000


def _others(desk: Desk, inbox: InboxId) -> list[Option]:
    return [Option(one.id, one.name) for one in desk.inboxes.values() if one.id != inbox]


def _is_somebody(desk: Desk, _inbox: InboxId, person: PersonId) -> bool:
    return person != desk.workspace.bot_user


def _one_of_both(answers: Answers) -> dict[str, Text]:
    if ("to" in answers) == ("team" in answers):
        return {"to": Text("error.aside_one")}
    return {}


ASK = DialogForm(
    title=Text("modal.aside.title"),
    submit=Text("modal.aside.submit"),
    intro=Text("modal.aside.intro"),
    fields=(
        Somebody(
            name="to",
            label=Text("modal.aside.field.to"),
            eligible=_is_somebody,
            otherwise=Text("error.aside_one"),
            optional=True,
        ),
        Choice(name="team", label=Text("modal.aside.field.team"), options=_others, optional=True),
        Words(
            name="text",
            label=Text("modal.aside.field.text"),
            limit=QUESTION_LIMIT,
            multiline=True,
        ),
    ),
    wrong=_one_of_both,
)

ANSWER = DialogForm(
    title=Text("modal.answer_aside.title"),
    submit=Text("modal.answer_aside.submit"),
    intro=Text("modal.answer_aside.intro"),
    fields=(
        Words(
            name="text",
            label=Text("modal.answer_aside.field.text"),
            limit=ANSWER_LIMIT,
            multiline=True,
        ),
    ),
)
