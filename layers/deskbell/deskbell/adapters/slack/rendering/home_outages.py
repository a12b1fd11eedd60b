"""The outages that somebody is called for, or sees to, in their Home tab: with the button that says
so, and the way to the card."""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.incident_words import IncidentWords
from deskbell.adapters.slack.rendering.permalinks import permalink
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.inputs import Button
from deskbell.domain.paging.incident import Incident, Status
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.home.content import Outage


def outage_blocks(
    outages: Sequence[Outage], desk: Desk, people: People, language: str, zone: str
) -> dict[str, Block]:
    """Nothing at all for those who have none."""
    if not outages:
        return {}
    heading = translate("home.list.outages", language, total=len(outages))
    shown: dict[str, Block] = {
        "outages.divider": {"type": "divider"},
        "outages.heading": blocks.header(heading),
    }
    for one in outages:
        words = IncidentWords(one.incident, desk, people, language, zone)
        line = f"{words.title()}\n{words.status_line()}"
        if one.card:
            line = f"{line} · <{permalink(one.card)}|{translate('card.page.card', language)}>"
        section = blocks.section(line)
        if one.incident.status is not Status.ACKNOWLEDGED:
            section["accessory"] = _acknowledge(one.incident, language)
        shown[f"outage.{one.incident.number}"] = section
    return shown


def _acknowledge(incident: Incident, language: str) -> Block:
    return blocks.button(
        Button.INCIDENT_ACKNOWLEDGE,
        translate("button.incident_acknowledge", language),
        translate("button.incident_acknowledge_label", language, number=incident.number),
        f"{incident.ref}|{incident.rung.generation}",
        primary=True,
    )
