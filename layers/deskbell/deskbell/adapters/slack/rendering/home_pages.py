"""Below each list of the Home tab that has several pages: where we are, and the ways on."""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.domain.inputs import HomeControl
from deskbell.usecases.home.content import HomePage


def turning(page: HomePage[object], language: str) -> dict[str, Block]:
    """Nothing at all below a single one."""
    if not page.last_page:
        return {}
    last = max(page.first + len(page.items) - 1, 0)
    where = translate("home.range", language, first=page.first, last=last, total=page.total)
    turns = []
    if page.page > 0:
        turns.append(_turn(HomeControl.EARLIER, page, page.page - 1, language))
    if page.page < page.last_page:
        turns.append(_turn(HomeControl.LATER, page, page.page + 1, language))
    return {
        f"{page.of}.range": blocks.context(where),
        f"{page.of}.turn": blocks.actions(turns),
    }


def _turn(control: HomeControl, page: HomePage[object], to: int, language: str) -> Block:
    words = translate(f"{control}", language)
    return blocks.button(control.value, words, words, f"{page.of}|{to}")
