"""The catalogue as a modal: what can be asked for where somebody is, a page at a time.

A shortcut, or the button under the command's help, opens it.
"""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.actions import CATALOGUE, CATALOGUE_PAGE
from deskbell.adapters.slack.dialogs.fields import Block, plain
from deskbell.adapters.slack.guided.readings import Where
from deskbell.adapters.slack.rendering.blocks import actions, button, context, section
from deskbell.adapters.slack.rendering.offered_words import offered_block
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.settings.desk import Desk

PAGE = 15


def offered_at(desk: Desk, where: Where) -> Sequence[Offered]:
    """What people may begin there; what only an emoji begins needs a message."""
    return [
        one
        for one in desk.workflows
        if one.is_offered_in(where.channel)
        and (one.is_for_people or (where.thread_ts and one.start.emoji))
    ]


def catalogue_view(desk: Desk, where: Where, page: int, language: str) -> Block:
    """The view for `views.open` and `views.update`; of too late a page, the last one."""
    offered = offered_at(desk, where)
    last = max(len(offered) - 1, 0) // PAGE
    page = min(page, last)
    shown = [offered_block(one, language) for one in offered[page * PAGE : (page + 1) * PAGE]]
    if not shown:
        shown = [section(translate("modal.catalogue.empty", language))]
    if last:
        shown += _turning(page, last, language)
    return _view(shown, language) | {"private_metadata": where.written()}


def begun_view(language: str) -> Block:
    """What takes its place when something has begun that asks nothing first."""
    return _view([section(translate("modal.catalogue.begun", language))], language)


def _turning(page: int, last: int, language: str) -> list[Block]:
    where = translate("modal.catalogue.page", language, page=page + 1, pages=last + 1)
    turns = [("earlier", page - 1)] if page else []
    turns += [("later", page + 1)] if page < last else []
    words = {turn: translate(f"home.{turn}", language) for turn, _ in turns}
    buttons = [
        button(f"{CATALOGUE_PAGE}{turn}", words[turn], words[turn], str(to)) for turn, to in turns
    ]
    return [context(where), actions(buttons)]


def _view(blocks: list[Block], language: str) -> Block:
    return {
        "type": "modal",
        "callback_id": CATALOGUE,
        "title": plain(translate("modal.catalogue.title", language)),
        "close": plain(translate("modal.more.close", language)),
        "blocks": blocks,
    }
