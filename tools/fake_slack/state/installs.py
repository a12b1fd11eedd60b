"""Which app is installed where, with which scopes and tokens; the Web API and the events ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

ACCESS_TOKEN_S = 43_200
"""How long a rotating access token lives: 12 hours."""


class TokenKind(StrEnum):
    BOT = "bot"
    APP = "app"
    WORKFLOW = "workflow"


class Place(Protocol):
    """As much of a channel as decides which apps see into it."""

    @property
    def members(self) -> list[str]: ...


@dataclass(slots=True, eq=False)
class Install:
    """One app in one workspace or, with `team` None, in a whole org (slack.com, org-ready apps).

    In an org the app works only in the workspaces an admin added it to: `granted`.
    `is_commercial` is an app distributed outside the Marketplace, which may hardly read history.
    """

    app_id: str
    bot_user: str
    bot_id: str
    bot_name: str
    scopes: tuple[str, ...]
    team: str | None
    enterprise: str | None = None
    granted: tuple[str, ...] = ()
    is_commercial: bool = False
    is_active: bool = True
    was_in: tuple[str, ...] = ()
    """The channels it was taken out of with the last uninstall."""

    @property
    def is_org(self) -> bool:
        return self.team is None

    @property
    def workspaces(self) -> tuple[str, ...]:
        """Where the app works."""
        return self.granted if self.team is None else (self.team,)

    @property
    def authorization(self) -> dict[str, str | bool | None]:
        """How an event says that it is for this install; an org install has no one workspace."""
        return {
            "enterprise_id": self.enterprise,
            "team_id": self.team,
            "user_id": self.bot_user,
            "is_bot": True,
            "is_enterprise_install": self.is_org,
        }


@dataclass(slots=True)
class Token:
    """Something the app may call with; an app-level token has `scopes` of its own."""

    value: str = field(repr=False)
    kind: TokenKind
    install: Install
    expires: float | None = None
    own_scopes: tuple[str, ...] = ()
    execution: str | None = None
    """The run of a custom step that a workflow token belongs to."""
    is_revoked: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.own_scopes if self.kind is TokenKind.APP else self.install.scopes

    def is_alive(self, now: float) -> bool:
        return not self.is_revoked and not self.has_expired(now)

    def has_expired(self, now: float) -> bool:
        return self.expires is not None and self.expires <= now


class Installs:
    """The desk's own install, `home`, and others a test adds; none is forgotten when it ends."""

    def __init__(self, home: Install, bot_token: str) -> None:
        self.home = home
        self.all = [home]
        self._tokens: dict[str, Token] = {}
        self.issue(Token(bot_token, TokenKind.BOT, home))

    def add(self, install: Install) -> None:
        self.all.append(install)

    def issue(self, token: Token) -> Token:
        self._tokens[token.value] = token
        return token

    def forget(self, token: Token) -> None:
        self._tokens.pop(token.value, None)

    def token(self, value: str) -> Token | None:
        return self._tokens.get(value)

    def tokens_of(self, install: Install, kind: TokenKind = TokenKind.BOT) -> list[Token]:
        """All ever issued, oldest first."""
        return [
            token
            for token in self._tokens.values()
            if token.install is install and token.kind is kind
        ]

    def of_bot(self, user: str) -> Install | None:
        """The install whose bot user this is."""
        return next((install for install in self.all if install.bot_user == user), None)

    def at(self, team_or_enterprise: str) -> Install | None:
        """The one made for this workspace or org, whether or not it still stands."""
        return next(
            (one for one in self.all if team_or_enterprise in (one.team or one.enterprise,)), None
        )

    def living(self) -> list[Install]:
        return [install for install in self.all if install.is_active]

    def seeing(self, channel: Place) -> list[Install]:
        """Whose bot is inside: an event in the channel is for each of them."""
        return [install for install in self.living() if install.bot_user in channel.members]

    def working_in(self, teams: Iterable[str]) -> list[Install]:
        """For what concerns whole workspaces, such as somebody's new name."""
        wanted = set(teams)
        return [install for install in self.living() if wanted & set(install.workspaces)]
