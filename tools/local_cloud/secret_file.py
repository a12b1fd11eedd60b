"""The stack's made-up Slack secrets: generated at the first start, kept in the state folder."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SlackSecrets:
    signing_secret: str
    bot_token: str

    def secret_value(self) -> str:
        """The JSON the desk's functions read from Secrets Manager."""
        return json.dumps({"bot_token": self.bot_token, "signing_secrets": [self.signing_secret]})


def obtain(file: Path, bot_token: str | None) -> SlackSecrets:
    """Read the file or make it; a real bot token, where given, is used but never stored."""
    if not file.exists():
        made = SlackSecrets(secrets.token_hex(16), f"xoxb-{secrets.token_hex(12)}")
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(made)))
    kept = SlackSecrets(**json.loads(file.read_text()))
    return SlackSecrets(kept.signing_secret, bot_token or kept.bot_token)
