"""A dialog as data, its view in the reader's language, and the answers of a submission.

Each module beside this one that makes a `DialogForm` is one dialog; `registry.py` lists them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.fields import ELEMENT, Block, Field, input_block, plain
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.fields import Payload
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

Answers = Mapping[str, str]

SAVE = Text("modal.save")


def _nothing_wrong(_: Answers) -> Mapping[str, Text]:
    return {}


def _always(_desk: Desk, _inbox: InboxId) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class DialogForm:
    """`title` and `submit` have at most 24 characters; the menu calls it by its title. `intro` says
    what happens.

    `offered`: whether the desk has a use for it. `wrong` judges the answers together, when each
    is good by itself: errors by field name.
    """

    title: Text
    fields: tuple[Field, ...]
    submit: Text = SAVE
    intro: Text | None = None
    offered: Callable[[Desk, InboxId], bool] = _always
    wrong: Callable[[Answers], Mapping[str, Text]] = _nothing_wrong


@dataclass(frozen=True, slots=True)
class Filling:
    """Who fills a form in, where it depends on that; `value` is what opened it. Their `language` is
    looked up when somebody needs it."""

    desk: Desk
    person: PersonId
    language: Callable[[], str]
    value: str
    now: datetime


def dialog_view(
    dialog: Dialog, form: DialogForm, origin: Origin, desk: Desk, language: str
) -> Block:
    """The view for `views.open` and `views.update`."""
    blocks: list[Block] = []
    if form.intro:
        intro = translate(form.intro.key, language, **form.intro.args)
        words = {"type": "mrkdwn", "text": intro}
        blocks.append({"type": "section", "text": words})
    for field in form.fields:
        element = field.element(desk, origin.inbox, language)
        if element is not None:
            blocks.append(input_block(field, element, language))
    return {
        "type": "modal",
        "callback_id": str(dialog),
        "private_metadata": origin.written(),
        "title": plain(translate(form.title.key, language)),
        "submit": plain(translate(form.submit.key, language)),
        "close": plain(translate("modal.it.close", language)),
        "blocks": blocks,
    }


def answers_of(
    form: DialogForm, state: Payload, origin: Origin, desk: Desk
) -> tuple[dict[str, str], dict[str, Text]]:
    """The answers that are there, and what is wrong by field name.

    Anything that is not the value its field's element gives counts as an empty answer
    (bad_inputs.md 66). A field that the view did not have cannot be needed.
    """
    answers: dict[str, str] = {}
    errors: dict[str, Text] = {}
    for field in form.fields:
        if field.name not in state:
            continue
        block = state[field.name]
        element = block.get(ELEMENT) if isinstance(block, Mapping) else None
        answer = field.given(element) if isinstance(element, Mapping) else ""
        wrong = field.wrong(answer, desk, origin.inbox) if answer else None
        if not answer and not field.optional:
            wrong = Text("error.required")
        if wrong:
            errors[field.name] = wrong
        elif answer:
            answers[field.name] = answer
    return answers, errors or dict(form.wrong(answers))
