"""What feedback posts: the live card of each item, and the digest for everybody; carry_out calls
these. Both are rendered from the items as they are then, and without what is personal."""

from deskbell.domain.feedback.effects import SendFeedbackDigest, ShowFeedback
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.ports import OutboxRow


def show_feedback(row: OutboxRow, effect: ShowFeedback, ports: Ports) -> Result:
    """One that somebody has deleted stays so: they had their reason."""
    item = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(item, FeedbackItem):
        card = LiveCard(effect.channel, item.version, False, lambda: ports.renderer.feedback(item))
    return show_live_card(row, card, ports)


def send_feedback_digest(row: OutboxRow, effect: SendFeedbackDigest, ports: Ports) -> Result:
    earlier = read_back(row, effect.channel, None, ports)
    if earlier is not None:
        return earlier
    loaded = ports.aggregates.load_all(effect.items)
    found = [loaded.get(ref) for ref in effect.items]
    items = [one for one in found if isinstance(one, FeedbackItem)]
    message = ports.renderer.feedback_digest(items, effect.more)
    return post(row, effect.channel, None, message, ports) if message else DONE
