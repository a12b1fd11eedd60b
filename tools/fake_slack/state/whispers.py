"""Messages that only one person sees: shown, changed, taken back."""

from tools.fake_slack.blocks.rules import as_stored
from tools.fake_slack.state.content import Content, kept_attachments
from tools.fake_slack.state.happenings import EphemeralChanged
from tools.fake_slack.state.messages import Ephemeral
from tools.fake_slack.state.workspace import Workspace

KEPT = 200
"""For each person; Slack keeps them until the client is loaded again."""


def whisper(
    workspace: Workspace,
    channel: str,
    user: str,
    content: Content,
    thread_ts: str | None = None,
    bot: str | None = None,
) -> Ephemeral:
    """Show a message of the app, `bot` or else the desk's own, to one person only."""
    ephemeral = Ephemeral(
        channel=channel,
        user=user,
        ts=workspace.next_ts(),
        text=content.text,
        blocks=as_stored(content.blocks, workspace.ids),
        attachments=kept_attachments(content.attachments, workspace.ids),
        thread_ts=thread_ts,
        username=content.username,
        icons=content.icons,
        bot=bot,
        execution=content.execution,
    )
    theirs = workspace.ephemerals.setdefault(user, [])
    theirs.append(ephemeral)
    del theirs[:-KEPT]
    workspace.tell(EphemeralChanged(ephemeral))
    return ephemeral


def change(workspace: Workspace, ephemeral: Ephemeral, content: Content) -> None:
    ephemeral.text = content.text
    ephemeral.blocks = as_stored(content.blocks, workspace.ids)
    ephemeral.attachments = kept_attachments(content.attachments, workspace.ids)
    workspace.tell(EphemeralChanged(ephemeral))


def delete(workspace: Workspace, ephemeral: Ephemeral) -> None:
    theirs = workspace.ephemerals[ephemeral.user]
    theirs[:] = [one for one in theirs if one is not ephemeral]
    workspace.tell(EphemeralChanged(ephemeral))


def whispers_to(workspace: Workspace, user: str) -> list[Ephemeral]:
    return [*workspace.ephemerals.get(user, ())]
