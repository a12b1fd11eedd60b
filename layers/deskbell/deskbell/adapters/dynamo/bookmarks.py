"""How far Slack's history has been read, as rows (ports.Bookmarks)."""

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import BookmarkItem, TurnItem
from deskbell.adapters.dynamo.reading import read
from deskbell.domain.ids import ChannelId, InstallId, Ref, Ts
from deskbell.usecases.ports import Bookmark


class DynamoBookmarks:
    """No transaction and no condition: an older bookmark makes us read again what is known."""

    def channel(self, install: InstallId, channel: ChannelId) -> Bookmark | None:
        item = read(BookmarkItem, keys.bookmark(install, channel))
        if item is None:
            return None
        return Bookmark(
            begun=Ts(item.begun),
            seen=Ts(item.seen),
            until=Ts(item.until) if item.until else None,
            down_to=Ts(item.down_to) if item.down_to else None,
            looked_at=Ts(item.looked_at) if item.looked_at else None,
        )

    def keep_channel(self, install: InstallId, channel: ChannelId, bookmark: Bookmark) -> None:
        with translated(f"keeping the bookmark of {channel}"):
            BookmarkItem(
                *keys.bookmark(install, channel),
                begun=bookmark.begun,
                seen=bookmark.seen,
                until=bookmark.until,
                down_to=bookmark.down_to,
                looked_at=bookmark.looked_at,
            ).save()

    def last_ticket(self, install: InstallId) -> Ref | None:
        item = read(TurnItem, keys.bookmark(install, keys.OPEN_TICKETS))
        return Ref.parse(item.ref) if item else None

    def keep_last_ticket(self, install: InstallId, ref: Ref) -> None:
        with translated("keeping whose turn it was"):
            TurnItem(*keys.bookmark(install, keys.OPEN_TICKETS), ref=str(ref)).save()
