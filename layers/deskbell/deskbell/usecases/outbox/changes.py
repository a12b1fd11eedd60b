"""The notice of a change of a workflow or rule, as the relay brings it up to date; carry_out calls
it."""

from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_change(row: OutboxRow, effect: ShowChange, ports: Ports) -> Result:
    """One that somebody has deleted stays so."""
    notice = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(notice, ChangeNotice):
        card = LiveCard(
            *(effect.channel, notice.version, False), lambda: ports.renderer.change(notice)
        )
    return show_live_card(row, card, ports)
