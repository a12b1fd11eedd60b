"""The life of an install and its tokens: made, renewed, taken away; OAuth and the control API ask.

Token rotation is on or off as the manifest says; with it a token lives 12 hours and one refresh
token gives the next pair.
"""

from dataclasses import dataclass

from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.installs import ACCESS_TOKEN_S, Install, Token, TokenKind
from tools.fake_slack.state.workspace import Workspace

GRACE_S = 60.0
"""How long a used refresh token still gives a pair, for an answer that was lost; ours."""
LIVE_TOKENS = 2
AUTHORIZATIONS_READ = "authorizations:read"


@dataclass(frozen=True, slots=True)
class Grant:
    """What an install is handed: a token, and with rotation what renews it."""

    access: Token
    refresh: str | None = None

    @property
    def install(self) -> Install:
        return self.access.install


@dataclass(slots=True)
class _Refresh:
    install: Install
    used: float | None = None


class Installing:
    def __init__(self, workspace: Workspace, manifest: Manifest) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._installs = workspace.installs
        self._refreshes: dict[str, _Refresh] = {}
        self.app_token = self._app_level_token()

    def install(
        self,
        place: str,
        *,
        scopes: tuple[str, ...] | None = None,
        granted: tuple[str, ...] = (),
    ) -> Grant:
        """Into a workspace, or an org by its enterprise id; where it stands, scopes are added."""
        scopes = self._manifest.scopes if scopes is None else scopes
        install = self._installs.at(place)
        if install is None:
            install = self._new(place, scopes)
        elif install.is_active:
            install.scopes = tuple(dict.fromkeys((*install.scopes, *scopes)))
        else:
            install.scopes, install.is_active = scopes, True
        install.granted = tuple(dict.fromkeys((*install.granted, *granted)))
        return self._handed_out(install)

    def reinstall(self, install: Install, *, same_token: bool) -> Grant:
        """With all that the manifest asks for now.

        Slack gives another token after an uninstall; `same_token` brings the last one back to
        life, for a desk under test that cannot be told a new one.
        """
        install.scopes, install.is_active = self._manifest.scopes, True
        if not same_token:
            return self._handed_out(install)
        token = self._installs.tokens_of(install)[-1]
        token.is_revoked = False
        if token.expires is not None:
            token.expires = self._now + ACCESS_TOKEN_S
        return Grant(token)

    def uninstall(self, install: Install) -> None:
        """The bot is out of every channel and its tokens answer account_inactive."""
        if not install.is_active:
            return
        install.is_active = False
        channels = self._workspace.channels_of(install.bot_user)
        left = [channel for channel in channels if not channel.kind.is_direct]
        install.was_in = tuple(channel.id for channel in left)
        for channel in left:
            channel.members.remove(install.bot_user)
        self._workspace.tell(happened.AppUninstalled(install, self._workspace.next_ts()))
        self._workspace.tell(happened.TokensRevoked(install, self._workspace.next_ts()))

    def revoke(self, token: Token) -> None:
        """Without rotation the whole install ends with it."""
        token.is_revoked = True
        if token.expires is None:
            for other in self._installs.tokens_of(token.install):
                other.is_revoked = True
            self.uninstall(token.install)
        else:
            self._workspace.tell(happened.TokensRevoked(token.install, self._workspace.next_ts()))

    def refresh(self, refresh_token: str) -> Grant | None:
        """The next pair; None when the refresh token is unknown, used up, or of an ended install.

        The access tokens before it live on, two of them at most.
        """
        known = self._refreshes.get(refresh_token)
        if known is None or not known.install.is_active:
            return None
        if known.used is not None and self._now > known.used + GRACE_S:
            return None
        known.used = self._now if known.used is None else known.used
        return self._rotated(known.install)

    def grant(self, install: Install, team: str) -> None:
        """An admin of the org adds the app to a workspace."""
        if team not in install.granted:
            install.granted = (*install.granted, team)
            self._access_changed(install, team, granted=True)

    def withdraw(self, install: Install, team: str) -> None:
        if team in install.granted:
            install.granted = tuple(one for one in install.granted if one != team)
            self._access_changed(install, team, granted=False)

    def _access_changed(self, install: Install, team: str, *, granted: bool) -> None:
        ts = self._workspace.next_ts()
        self._workspace.tell(happened.TeamAccessChanged(install, (team,), granted, ts))

    @property
    def _now(self) -> float:
        return self._workspace.clock.now()

    def _new(self, place: str, scopes: tuple[str, ...]) -> Install:
        world, ids = self._workspace.world, self._workspace.ids
        is_org = any(one.id == place for one in world.enterprises)
        install = Install(
            app_id=world.app.id,
            bot_user=ids.next("U0"),
            bot_id=ids.next("B0"),
            bot_name=self._manifest.bot_name,
            scopes=scopes,
            team=None if is_org else place,
            enterprise=place if is_org else world.enterprise_of(place),
        )
        self._installs.add(install)
        return install

    def _handed_out(self, install: Install) -> Grant:
        if self._manifest.token_rotation:
            return self._rotated(install)
        alive = [one for one in self._installs.tokens_of(install) if one.is_alive(self._now)]
        return Grant(alive[-1] if alive else self._issue(install, "xoxb-", None))

    def _rotated(self, install: Install) -> Grant:
        tokens = self._installs.tokens_of(install)
        alive = [one for one in tokens if one.expires is not None and one.is_alive(self._now)]
        for oldest in alive[: max(len(alive) + 1 - LIVE_TOKENS, 0)]:
            oldest.is_revoked = True
        access = self._issue(install, "xoxe.xoxb-1-", self._now + ACCESS_TOKEN_S)
        refresh = f"xoxe-1-{self._workspace.ids.secret()}"
        self._refreshes[refresh] = _Refresh(install)
        return Grant(access, refresh)

    def _issue(self, install: Install, prefix: str, expires: float | None) -> Token:
        value = f"{prefix}{self._workspace.ids.secret()}"
        return self._installs.issue(Token(value, TokenKind.BOT, install, expires))

    def _app_level_token(self) -> Token:
        """The app has one from the day it is made; its scopes are no bot scopes."""
        home = self._installs.home
        value = f"xapp-1-{home.app_id}-{self._workspace.ids.secret()}"
        token = Token(value, TokenKind.APP, home, own_scopes=(AUTHORIZATIONS_READ,))
        return self._installs.issue(token)
