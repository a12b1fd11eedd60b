"""The post of praise, as the relay brings it up to date; of_no_ticket.py calls it."""

from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.praise.praise import Praise
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_praise(row: OutboxRow, effect: ShowPraise, ports: Ports) -> Result:
    """One that somebody has deleted stays so: they had their reason."""
    found = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(found, Praise):
        card = LiveCard(
            *(effect.channel, found.version, False), lambda: ports.renderer.praise(found)
        )
    return show_live_card(row, card, ports)
