"""A form of a guided request as a Slack modal, by what has been answered so far.

`guided_desk.py` opens it, and shows it anew when an answer makes other fields come or go.
"""

from collections.abc import Mapping, Set
from typing import cast

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.fields import Block, plain
from deskbell.adapters.slack.fields import Payload
from deskbell.adapters.slack.guided.elements import answer_in, input_block
from deskbell.adapters.slack.guided.readings import Origin
from deskbell.adapters.slack.rendering.blocks import context
from deskbell.adapters.slack.rendering.words import one_line, passage
from deskbell.domain.catalogue.answers import Lists, shown
from deskbell.domain.catalogue.carried import left_to_ask
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.catalogue.wording import said
from deskbell.domain.dialog_inputs import Dialog

WHY_LIMIT = 600
CONTEXT_LIMIT = 1_900
"""A little less than what Slack takes there."""


def form_of(definition: Definition | None, origin: Origin) -> Form | None:
    """The step that the modal claims to be, with what is left to ask; None where it is no form of
    that workflow."""
    step = definition.by_id.get(origin.claim.step) if definition else None
    return left_to_ask(step, origin.claim.known) if isinstance(step, Form) else None


def form_view(
    definition: Definition,
    form: Form,
    origin: Origin,
    lists: Lists,
    language: str,
    given: Mapping[str, str] | None = None,
) -> Block:
    """The view for `views.open`, `views.update` and the answer to a submission; `given` by field.

    A form that begins a request says first what it is for.
    """
    given = given or {}
    decides = {one.fact for field in form.fields for one in field.when}
    blocks = [
        input_block(
            field, lists, language, given.get(field.id, ""), changes_others=field.id in decides
        )
        for field in shown(form, given, origin.claim.facts)
    ]
    if not origin.claim.ref:
        name = f"*{one_line(said(definition.title, language))}*"
        why = passage(said(definition.why, language), WHY_LIMIT, CONTEXT_LIMIT - len(name))
        blocks.insert(0, context(f"{name}\n{why}"))
    return {
        "type": "modal",
        "callback_id": Dialog.REQUEST_FORM.value,
        "private_metadata": origin.written(),
        "title": plain(said(form.title, language)),
        "submit": plain(translate("modal.form.submit", language)),
        "close": plain(translate("modal.it.close", language)),
        "blocks": [block for block in blocks if block],
    }


def answers_in(form: Form, state: Payload) -> dict[str, str]:
    """What the fields of the view hold; nothing of those that it does not have."""
    return {field.id: answer_in(field, state) for field in form.fields if field.id in state}


def asked_in(view: Block) -> Set[str]:
    """The fields that the view has."""
    blocks = cast("list[Block]", view["blocks"])
    return {str(block["block_id"]) for block in blocks if block["type"] == "input"}
