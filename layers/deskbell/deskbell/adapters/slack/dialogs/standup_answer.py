"""The form of a stand-up: what is done, what is next, what is in the way (A3-05)."""

from deskbell.adapters.slack.dialogs.dialog import DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Words
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.standups.plan import Question, StandUpId, StandUpPlan
from deskbell.domain.texts import Text

ANSWER_LIMIT = 300
OPTIONAL = frozenset({Question.BLOCKER})


def form(filling: Filling) -> DialogForm | None:
    """None where the desk has no such stand-up (any more); `filling.value` is its reference."""
    plan = _plan(filling)
    if plan is None:
        return None
    return DialogForm(
        title=Text("modal.standup.title"),
        submit=Text("modal.standup.submit"),
        intro=Text("modal.standup.intro", {"name": escape(plan.name)}),
        fields=tuple(
            Words(
                name=one,
                label=_label(plan, one, filling),
                hint=Text("modal.standup.hint.blocker") if one in OPTIONAL else None,
                optional=one in OPTIONAL,
                limit=ANSWER_LIMIT,
                multiline=True,
            )
            for one in Question
        ),
    )


def _plan(filling: Filling) -> StandUpPlan | None:
    try:
        ref = Ref.parse(filling.value)
    except ValueError:
        return None
    if ref.kind is not Kind.STANDUP:
        return None
    parts = ref.id.split(".")
    return filling.desk.standups.get(StandUpId(parts[1])) if len(parts) == 3 else None


def _label(plan: StandUpPlan, question: Question, filling: Filling) -> Text | str:
    words = plan.questions.get(question, {})
    return (words.get(filling.language()) if words else None) or Text(
        f"modal.standup.field.{question}"
    )
