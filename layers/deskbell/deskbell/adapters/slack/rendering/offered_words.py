"""What can be asked for, as the Home tab and the catalogue's modal list it: a name, why it is there
and a button each."""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.blocks import Block, button, section
from deskbell.adapters.slack.rendering.words import one_line, passage
from deskbell.domain.catalogue.form_claim import first_form
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.catalogue.wording import said
from deskbell.domain.inputs import Button

WHY_LIMIT = 300
"""Of a list on a phone; the form shows it whole."""


def offered_block(offered: Offered, language: str) -> Block:
    title, why = said(offered.title, language), said(offered.why, language)
    shown = section(f"*{one_line(title)}*\n{passage(why, WHY_LIMIT, 5 * WHY_LIMIT)}")
    return shown | {"accessory": begin_button(offered, language)}


def begin_button(offered: Offered, language: str) -> Block:
    """Opens its form, or begins it where it asks nothing first."""
    claim = first_form(offered)
    label = translate("modal.catalogue.ask_for", language, title=said(offered.title, language))
    action, value = (
        (Button.REQUEST_FILL, claim.written())
        if claim
        else (Button.REQUEST_BEGIN, f"{offered.id}|{offered.version}")
    )
    return button(action, translate("modal.catalogue.ask", language), label, value)
