"""Guided requests in the Home tab: those that go on, and the catalogue of what can be asked for."""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.cancel_request import cancel_button
from deskbell.adapters.slack.rendering.home_pages import turning
from deskbell.adapters.slack.rendering.offered_words import offered_block
from deskbell.adapters.slack.rendering.permalinks import permalink
from deskbell.adapters.slack.rendering.progress_words import progress_line
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.texts import Text, Worded
from deskbell.usecases.home.content import HomePage, Running


def running_blocks(
    running: Sequence[Running], language: str, zone: str, people: People
) -> dict[str, Block]:
    """Nothing at all for those who have none."""
    if not running:
        return {}
    heading = translate("home.list.running", language, total=len(running))
    shown: dict[str, Block] = {
        "running.divider": {"type": "divider"},
        "running.heading": blocks.header(heading),
    }
    for one in running:
        request = one.request
        title = Text("card.task.title", {"title": Worded(request.title)})
        said = render_text(title, language, zone, people)
        if request.thread:
            words = translate("card.link", language)
            said += f" · <{permalink(request.thread)}|{words}>"
        stands = translate(f"home.stands.{request.kind}", language)
        far = progress_line(one.definition, request.course, language)
        section = blocks.section(f"{said}\n{stands} · {far}")
        button = cancel_button(request.ref, language)
        shown[f"running.{request.number}"] = section | {"accessory": button}
    return shown


def catalogue_blocks(page: HomePage[Offered], language: str) -> dict[str, Block]:
    """Nothing at all where there is nothing to ask for with a form."""
    if not page.total:
        return {}
    heading = translate("home.list.catalogue", language, total=page.total)
    shown: dict[str, Block] = {
        "catalogue.divider": {"type": "divider"},
        "catalogue.heading": blocks.header(heading),
    }
    shown |= {f"catalogue.{one.id}": offered_block(one, language) for one in page.items}
    return shown | turning(page, language)
