"""The dialog that makes another request of a ticket: of one of the desk's workflows (A1-29)."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.adapters.slack.dialogs.dialog import DialogForm
from deskbell.adapters.slack.dialogs.fields import (
    OPTIONS_LIMIT,
    Block,
    Field,
    plain,
    selected,
)
from deskbell.adapters.slack.dialogs.move import WORD
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.catalogue.wording import said
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import InboxId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

NAME_LIMIT = 75


def _begun_by_people(desk: Desk) -> list[Offered]:
    return [one for one in desk.workflows if one.is_for_people or one.start.emoji]


def _has_any(desk: Desk, _: InboxId) -> bool:
    return bool(_begun_by_people(desk))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow(Field):
    """One of the catalogue, by its title in the reader's language."""

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        options = [
            {"text": plain(cut(said(one.title, language), NAME_LIMIT)), "value": one.id}
            for one in _begun_by_people(desk)[:OPTIONS_LIMIT]
        ]
        return {"type": "static_select", "options": options}

    def given(self, element: Mapping[str, object]) -> str:
        return selected(element)

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        offered = {one.id for one in _begun_by_people(desk)}
        return None if answer in offered else Text("error.not_an_option")


FORM = DialogForm(
    title=Text("modal.redirect.title"),
    submit=Text("modal.redirect.submit"),
    intro=Text("modal.redirect.intro"),
    fields=(
        Workflow(name="workflow", label=Text("modal.redirect.field.workflow")),
        WORD,
    ),
    offered=_has_any,
)
