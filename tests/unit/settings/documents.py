"""A small sound document of settings, and copies of it with one thing changed."""

import copy
from typing import Any

SOUND: dict[str, Any] = {
    "workspace": {"team": "T0DESK0001", "app": "A0DESK0001", "bot_user": "U0BOT00001"},
    "language": "pl",
    "zone": "Europe/Warsaw",
    "admins": ["adam"],
    "fallback_channel": "it-triage",
    "undo_window": "2m",
    "people": {"adam": "U0ADAM0001", "ben": "U0BEN00001", "lena": "W0LENA0001"},
    "channels": {"it-happens": "C0ITHAPPEN", "it-triage": "G0ITTRIAGE", "hr": "C0HR000001"},
    "inboxes": {
        "it": {
            "name": "IT",
            "help_channels": ["it-happens"],
            "triage_channel": "it-triage",
            "agents": ["ben", "lena"],
            "lead": "lena",
            "remind_after": "30m",
            "escalate_after": "2h",
            "close_after": "3d",
        }
    },
    "emoji": {"ticket": "open", "eyes": "take", "+1": "solve"},
    "forms": {
        "it": {
            "command": "/it",
            "shortcut": "it_form",
            "inbox": "it",
            "channel": "it-happens",
            "locations": {"warsaw": "Warsaw", "remote": "Remote"},
        }
    },
}


def changed(place: str, value: object) -> dict[str, Any]:
    """SOUND with `value` at `place` (`inboxes.it.lead`); `...` takes it out."""
    document = copy.deepcopy(SOUND)
    *above, last = place.split(".")
    part = document
    for key in above:
        part = part[key]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return document
