"""The form of praise: whom, and for what (A1-21).

The command that is not clear by itself opens it with what it says; its value is that.
"""

from collections.abc import Mapping

from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Several, Words
from deskbell.domain.ids import PersonId
from deskbell.domain.praise.policy import MOST_PEOPLE, TEXT_LIMIT
from deskbell.domain.texts import Text


def form(filling: Filling) -> DialogForm | None:
    """None where nobody is praised."""
    if filling.desk.praise is None:
        return None
    people, _, text = filling.value.partition("|")
    return DialogForm(
        title=Text("modal.praise.title"),
        submit=Text("modal.praise.submit"),
        intro=Text("modal.praise.intro", {"channel": f"<#{filling.desk.praise.channel}>"}),
        fields=(
            Several(
                name="people",
                label=Text("modal.praise.field.people"),
                limit=MOST_PEOPLE,
                initial=tuple(filter(None, people.split(","))),
            ),
            Words(
                name="text",
                label=Text("modal.praise.field.text"),
                hint=Text("modal.praise.hint.text"),
                limit=TEXT_LIMIT,
                multiline=True,
                initial=text,
            ),
        ),
        wrong=lambda answers: _wrong(answers, filling.person),
    )


def _wrong(answers: Answers, author: PersonId) -> Mapping[str, Text]:
    if author in answers.get("people", "").split(","):
        return {"people": Text("error.praise_yourself")}
    return {}
