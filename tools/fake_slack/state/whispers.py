"""Messages that only one person sees: shown, changed, taken back."""

from tools.fake_slack.blocks.rules import as_stored
from tools.fake_slack.state.content import Content, kept_attachments
from tools.fake_slack.state.happenings import EphemeralChanged
from tools.fake_slack.state.messages import Ephemeral
from tools.fake_slack.state.workspace import Workspace


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
    workspace.ephemerals.append(ephemeral)
    workspace.tell(EphemeralChanged(ephemeral))
    return ephemeral


def change(workspace: Workspace, ephemeral: Ephemeral, content: Content) -> None:
    ephemeral.text = content.text
    ephemeral.blocks = as_stored(content.blocks, workspace.ids)
    ephemeral.attachments = kept_attachments(content.attachments, workspace.ids)
    workspace.tell(EphemeralChanged(ephemeral))


def delete(workspace: Workspace, ephemeral: Ephemeral) -> None:
    ephemeral.deleted = True
    workspace.tell(EphemeralChanged(ephemeral))


def whispers_to(workspace: Workspace, user: str) -> list[Ephemeral]:
    return [one for one in workspace.ephemerals if one.user == user and not one.deleted]
