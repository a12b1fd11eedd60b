"""What feedback posts: the live card of each item and of each theme, and the digest for everybody;
channel_posts.py calls these. All are rendered as things are then, and without what is personal."""

from deskbell.domain.feedback.effects import SendFeedbackDigest, ShowFeedback, ShowTheme
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.themes.theme import Theme
from deskbell.usecases.outbox.live_cards import LiveCard, show_live_card
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.themes.themes import theme_of


def show_feedback(row: OutboxRow, effect: ShowFeedback, ports: Ports) -> Result:
    """One that somebody has deleted stays so: they had their reason."""
    item = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(item, FeedbackItem):
        theme = theme_of(ports.aggregates, item.about)
        card = LiveCard(
            *(effect.channel, item.version, False), lambda: ports.renderer.feedback(item, theme)
        )
    return show_live_card(row, card, ports)


def show_theme(row: OutboxRow, effect: ShowTheme, ports: Ports) -> Result:
    """It is worked with: where somebody has deleted it, it is posted again."""
    theme = row.aggregate or ports.aggregates.load(row.ref)
    card = None
    if isinstance(theme, Theme):
        into = theme_of(ports.aggregates, theme.merged_into)
        card = LiveCard(
            *(effect.channel, theme.version, True), lambda: ports.renderer.theme(theme, into)
        )
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
