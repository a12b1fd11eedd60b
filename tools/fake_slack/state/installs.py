"""Which app is installed where, with which scopes and tokens; the Web API and the events ask."""

from dataclasses import dataclass, field
from enum import StrEnum


class TokenKind(StrEnum):
    BOT = "bot"
    APP = "app"
    WORKFLOW = "workflow"


@dataclass(slots=True)
class Install:
    """One app in one workspace or, with `team` None, in a whole org (slack.com, org-ready apps)."""

    app_id: str
    bot_user: str
    bot_id: str
    bot_name: str
    scopes: tuple[str, ...]
    team: str | None
    enterprise: str | None = None
    is_active: bool = True


@dataclass(slots=True)
class Token:
    """Something the app may call with."""

    value: str = field(repr=False)
    kind: TokenKind
    install: Install
    expires: float | None = None
    is_revoked: bool = False


class Installs:
    """The desk's own install, `home`, and others a test adds."""

    def __init__(self, home: Install, bot_token: str) -> None:
        self.home = home
        self.all = [home]
        self._tokens = [Token(bot_token, TokenKind.BOT, home)]

    def token(self, value: str) -> Token | None:
        return next((token for token in self._tokens if token.value == value), None)

    def of_bot(self, user: str) -> Install | None:
        """The install whose bot user this is."""
        return next((install for install in self.all if install.bot_user == user), None)
