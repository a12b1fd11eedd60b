"""OAuth as Slack does it: codes from the install page, tokens for codes and for refresh tokens.

web_api/install_page.py hands out codes, oauth.v2.access redeems them.
"""

from dataclasses import dataclass

from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installing import Grant, Installing
from tools.fake_slack.state.workspace import Workspace

CODE_S = 600.0
"""How long a code may wait to be redeemed."""


class OAuthRefusedError(Exception):
    """The text is Slack's code for it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody allowed: the app in `place`, a workspace or an org, with these scopes."""

    place: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str | None
    """None when the request named none and the app's first one was taken."""


class OAuth:
    def __init__(self, workspace: Workspace, manifest: Manifest, installing: Installing) -> None:
        self._clock = workspace.clock
        self._ids = workspace.ids
        self._manifest = manifest
        self._installing = installing
        self._codes: dict[str, tuple[Consent, float]] = {}
        self.client_id = _client_id(workspace.ids)
        self.client_secret = workspace.ids.secret()

    def redirect_uri(self, wanted: str | None) -> str | None:
        """Where to send the browser; None when the app may not be sent there."""
        allowed = self._manifest.redirect_urls
        if wanted is None:
            return next(iter(allowed), None)
        below = (url for url in allowed if f"{wanted}/".startswith(f"{url.rstrip('/')}/"))
        return wanted if any(below) else None

    def code_for(self, consent: Consent) -> str:
        code, now = f"{self.client_id}.{self._ids.secret()}", self._clock.now()
        self._codes = {old: kept for old, kept in self._codes.items() if kept[1] > now}
        self._codes[code] = (consent, now + CODE_S)
        return code

    def check_client(self, client_id: str | None, client_secret: str | None) -> None:
        if client_id != self.client_id:
            raise OAuthRefusedError("invalid_client_id")
        if client_secret != self.client_secret:
            raise OAuthRefusedError("bad_client_secret")

    def redeem(self, code: str, redirect_uri: str | None) -> tuple[Grant, Consent]:
        """A code works once, within ten minutes, with the redirect_uri it was asked for with."""
        consent, until = self._codes.get(code, (None, 0.0))
        if consent is None or until <= self._clock.now():
            raise OAuthRefusedError("invalid_code")
        if redirect_uri != consent.redirect_uri:
            raise OAuthRefusedError("bad_redirect_uri")
        del self._codes[code]
        return self._installing.install(consent.place, scopes=consent.scopes), consent

    def refresh(self, refresh_token: str) -> Grant:
        grant = self._installing.refresh(refresh_token)
        if grant is None:
            raise OAuthRefusedError("invalid_refresh_token")
        return grant


def _client_id(ids: Ids) -> str:
    numbers = (str(ids.chance.randrange(10**12, 10**13)) for _ in range(2))
    return ".".join(numbers)
