"""Slack's checks before a method's own work, in Slack's order; the first that fails answers.

endpoint.py asks for every call, after it has read the arguments.
"""

import math
from dataclasses import replace

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state import sides
from tools.fake_slack.state.installs import Install, Token
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.methods import METHODS, Method, is_dead

COMMERCIAL_READS = ("conversations.history", "conversations.replies")
COMMERCIAL_PER_MINUTE, COMMERCIAL_OBJECTS = 1, 15
"""What an app distributed outside the Marketplace may read."""


def method_named(name: str) -> Method:
    if is_dead(name):
        raise Refused("method_deprecated")
    if name not in METHODS:
        raise Refused("unknown_method")
    return METHODS[name]


def checked_token(slack: FakeSlack, method: Method, given: str | None) -> Token | None:
    """The token, if it may call the method now; None where none is needed."""
    if not method.tokens:
        return None
    if not given:
        raise Refused("not_authed")
    token = slack.workspace.installs.token(given)
    if token is None:
        raise Refused("invalid_auth")
    if token.is_revoked:
        raise Refused("token_revoked")
    if token.has_expired(slack.clock.now()):
        raise Refused("token_expired")
    if not token.install.is_active:
        raise Refused("account_inactive")
    if token.kind not in method.tokens:
        raise Refused("not_allowed_token_type")
    return token


def limit_of(call: Call, name: str) -> int | None:
    """Calls a minute: Slack's for the method and the app, unless a test set another."""
    if call.limit:
        return call.limit.per_minute
    if call.install.is_commercial and name in COMMERCIAL_READS:
        return COMMERCIAL_PER_MINUTE
    return METHODS[name].per_minute


def place_of(install: Install) -> str:
    """Rates are counted by workspace, or by org."""
    return install.team or install.enterprise or ""


def respect_rate(slack: FakeSlack, name: str, install: Install, per_minute: int | None) -> None:
    wait = slack.method_rates.wait_for(place_of(install), name, per_minute)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=math.ceil(wait))


def admitted(call: Call, name: str) -> Call:
    """The call with which the method starts its work."""
    method = METHODS[name]
    _need_scopes(call, method)
    if call.install.is_org:
        _need_access(call, method)
    missing = [argument for argument in method.required if argument not in call.args]
    if missing:
        told = [f"missing required field: {argument}" for argument in missing]
        raise Refused("invalid_arguments", messages=told)
    if call.install.is_commercial and name in COMMERCIAL_READS:
        return replace(call, args=Arguments(call.args.raw, COMMERCIAL_OBJECTS))
    return call


def _need_scopes(call: Call, method: Method) -> None:
    provided = call.token.scopes if call.token else ()
    if method.accepts and not set(method.accepts) & set(provided):
        needed = ",".join(method.accepts)
        raise Refused("missing_scope", needed=needed, provided=",".join(provided))


def _need_access(call: Call, method: Method) -> None:
    """An org token reaches the workspaces the app was added to, and must sometimes name one."""
    workspace, install = call.workspace, call.install
    team = call.args.text("team_id")
    if method.needs_team and not team:
        raise Refused("missing_argument", messages=["missing required field: team_id"])
    if team and team not in install.granted:
        is_ours = workspace.world.enterprise_of(team) == install.enterprise
        raise Refused("team_access_not_granted" if is_ours else method.unknown_team)
    channel = workspace.channels.get(call.args.text("channel") or "")
    if channel and not sides.is_within_reach(install, channel):
        orgs = {workspace.world.enterprise_of(team) for team in channel.teams}
        if install.enterprise in orgs:
            raise Refused("team_access_not_granted")
