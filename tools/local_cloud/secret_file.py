"""The stack's made-up secrets: generated at the first start, kept in the state folder."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from deskbell.adapters.api.keys import fingerprint
from deskbell.adapters.contact_book import Reach, written
from deskbell.domain.ids import PersonId
from tools.desk.workflows.published import read_desk
from tools.local_cloud import phones


@dataclass(frozen=True, slots=True)
class SlackSecrets:
    signing_secret: str
    bot_token: str

    def secret_value(self) -> str:
        """The JSON the desk's functions read from Secrets Manager."""
        return json.dumps({"bot_token": self.bot_token, "signing_secrets": [self.signing_secret]})

    def alert_secret_value(self, desk_file: Path) -> str:
        """The keys of all sources and heartbeats there: the signing secret, as one is enough to
        try them with."""
        desk = read_desk(desk_file).desk
        alerts = desk.paging.sources if desk.paging else ()
        surveys = desk.nps.sources if desk.nps else ()
        feedback = desk.feedback.sources if desk.feedback else ()
        sources = {one: [self.signing_secret] for one in (*alerts, *surveys, *feedback)}
        return json.dumps({"sources": sources, "heartbeats": [self.signing_secret]})

    def api_secret_value(self, desk_file: Path) -> str:
        """The key of each program there is its name, a full stop and the signing secret."""
        programs = read_desk(desk_file).desk.api
        return json.dumps({one: [fingerprint(f"{one}.{self.signing_secret}")] for one in programs})


def contact_secret_value(users: Mapping[str, str]) -> str:
    """Everybody has a number and an address of their own."""
    return written(
        {
            PersonId(person): Reach(phones.number_of(position), f"{name}@example.com")
            for position, (name, person) in enumerate(sorted(users.items()))
        }
    )


def obtain(file: Path, bot_token: str | None) -> SlackSecrets:
    """Read the file or make it; a real bot token, where given, is used but never stored."""
    if not file.exists():
        made = SlackSecrets(secrets.token_hex(16), f"xoxb-{secrets.token_hex(12)}")
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(made)))
    kept = SlackSecrets(**json.loads(file.read_text()))
    return SlackSecrets(kept.signing_secret, bot_token or kept.bot_token)
