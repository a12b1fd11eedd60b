"""Who may write where, as a channel's managers chose; asked before anybody posts."""

from tools.fake_slack.state.messages import Channel, Message, Posting


def refusal(channel: Channel, root: Message | None) -> str | None:
    """Slack's code, if nobody but an admin may post here; `root` when it goes into a thread."""
    if root and root.is_locked:
        return "restricted_action_thread_locked"
    match channel.posting:
        case Posting.READ_ONLY:
            return "restricted_action_read_only_channel"
        case Posting.THREADS_ONLY if root is None:
            return "restricted_action_thread_only_channel"
        case Posting.NO_THREADS if root:
            return "restricted_action_non_threadable_channel"
        case _:
            return None
