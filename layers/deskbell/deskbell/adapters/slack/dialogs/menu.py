"""The menu behind a card's "More": what can be done with the ticket, in groups of buttons.

The ingress reads no ticket, so it offers whoever works at the desk all there is, and others what
they may do with a request of their own; the decision refuses what they may not, and says so.
"""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.fields import Block, plain
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.dialogs.registry import AT_ONCE, DIALOGS, FOR_EVERYBODY, MENU, OPENED
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import member


def menu_view(origin: Origin, desk: Desk, person: PersonId, language: str) -> Block:
    """The view for `views.open`."""
    who = member(person, desk)
    works_here = bool(who.admin or who.agent_of or who.lead_of)
    blocks: list[Block] = []
    for group, entries in MENU.items():
        offered = [
            entry
            for entry in entries
            if (works_here or entry in FOR_EVERYBODY) and _is_offered(entry, desk, origin)
        ]
        if offered:
            heading = f"*{translate(f'modal.more.group.{group}', language)}*"
            blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": heading}})
            buttons = [_button(entry, language) for entry in offered]
            blocks.append({"type": "actions", "elements": buttons})
    return _view(blocks, language) | {"private_metadata": origin.written()}


def done_view(language: str) -> Block:
    """What takes the menu's place when an entry has acted; what came of it is on the card."""
    words = translate("modal.more.done", language)
    return _view([{"type": "section", "text": plain(words)}], language)


def _view(blocks: list[Block], language: str) -> Block:
    return {
        "type": "modal",
        "title": plain(translate("modal.more.title", language)),
        "close": plain(translate("modal.more.close", language)),
        "blocks": blocks,
    }


def _is_offered(entry: Dialog | Button, desk: Desk, origin: Origin) -> bool:
    if entry is Dialog.INCIDENT_RAISE:
        return desk.paging is not None
    return isinstance(entry, Button) or DIALOGS[entry].offered(desk, origin.inbox)


def _button(entry: Dialog | Button, language: str) -> Block:
    if isinstance(entry, Button):
        words = AT_ONCE[entry]
    else:
        words = OPENED[entry] if entry in OPENED else DIALOGS[entry].title
    text = plain(translate(words.key, language))
    return {"type": "button", "action_id": str(entry), "text": text, "value": str(entry)}
