"""The post of an announcement, as the relay brings it up to date; channel_posts.py calls it."""

from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import Ports, Result
from deskbell.usecases.ports import OutboxRow


def show_announcement(row: OutboxRow, effect: ShowAnnouncement, ports: Ports) -> Result:
    """One that somebody has deleted stays so: they had their reason."""
    found = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(found, Announcement):
        card = LiveCard(
            *(effect.channel, found.version, False), lambda: ports.renderer.announcement(found)
        )
    return show_live_card(row, card, ports)
