"""The envelope around every event; events.py sends it."""

from tools.fake_slack.sending.notices import Notice
from tools.fake_slack.sending.signing import VERIFICATION_TOKEN
from tools.fake_slack.state.event_contexts import EventContext
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace


def envelope(workspace: Workspace, install: Install, notice: Notice) -> JsonObject:
    """Complete, as Slack sends it today; `enterprise_id` only on Grid, one authorization."""
    org = _enterprise(workspace, install)
    channel = notice.channel
    context = EventContext(
        event_type=notice.type,
        app_id=install.app_id,
        team=notice.team,
        channel=channel.id if channel else None,
    )
    return {
        "token": VERIFICATION_TOKEN,
        **({"team_id": notice.team} if notice.team else {}),
        **({"enterprise_id": org} if org else {}),
        "context_team_id": notice.team,
        "context_enterprise_id": org,
        "api_app_id": install.app_id,
        "event": notice.event,
        "type": "event_callback",
        "event_id": workspace.ids.next("Ev0"),
        "event_time": int(workspace.clock.now()),
        "authorizations": [install.authorization],
        "is_ext_shared_channel": channel is not None and channel.is_shared,
        "event_context": str(context),
    }


def _enterprise(workspace: Workspace, install: Install) -> str | None:
    by_team = workspace.world.enterprise_of(install.team) if install.team else None
    return install.enterprise or by_team
