"""The live card of a low score, as the relay brings it up to date; channel_posts.py calls it."""

from deskbell.domain.nps.case import Case
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_nps_case(row: OutboxRow, effect: ShowNpsCase, ports: Ports) -> Result:
    """Where somebody has deleted it: what is open has to be seen, what is over need not be."""
    case = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(case, Case):
        card = LiveCard(
            effect.channel, case.version, case.is_open, lambda: ports.renderer.nps_case(case)
        )
    return show_live_card(row, card, ports)
