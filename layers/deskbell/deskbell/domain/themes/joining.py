"""Somebody gave an item of a theme as well: they hear what comes of it, at once where the others
have heard already. feedback/decide.py asks, in the same commit."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Change
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.texts import Name
from deskbell.domain.themes.events import ThemeOriginatorsAdded
from deskbell.domain.themes.steps import changed, tell
from deskbell.domain.themes.theme import Part, Theme
from deskbell.domain.themes.words import reason


def joined(theme: Theme, item: FeedbackItem, now: datetime) -> Change | None:
    """None where nobody of ours is new; `item` is as it is now."""
    part = next((one for one in theme.parts if one.item == item.ref), None)
    new = [one for one in item.originators if part and one not in part.people]
    if part is None or not new:
        return None
    parts = tuple(Part(one.item, item.originators) if one is part else one for one in theme.parts)
    is_late = theme.is_settled and theme.tell_at is None
    told = tuple(one for one in new if is_late and one not in theme.told)
    after = replace(theme, parts=parts, told=(*theme.told, *told))
    event = ThemeOriginatorsAdded(item.ref, tuple(new), told)
    sent = [tell(theme, one) for one in told]
    return changed(theme, after, event, reason("joined", by=Name(new[0])), now, *sent)
