"""What the IT support form asks, and which answers it takes (A1-02); the ingress checks with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import FormSettings
from deskbell.domain.texts import Text

FIELDS = ("request", "location", "manager", "help", "urgency", "needed_by")
FOR_OTHERS = ("requested_for", "channel")
"""Asked only of those who work in the form's inbox: they file for whoever called or walked in."""
OPTIONAL = ("needed_by", *FOR_OTHERS)
REQUEST_LIMIT = 150
HELP_LIMIT = 3000
MOST_YEARS_AHEAD = 2
_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")

# The earliest and the latest calendar day it can be for anybody: the requester's zone is not
# always known, and a form must not refuse a day that is still "today" where they are.
_EARLIEST_ZONE = timedelta(hours=-12)
_LATEST_ZONE = timedelta(hours=14)


class Urgency(StrEnum):
    """How much it hurts, in the requester's eyes."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    OUTAGE = "outage"
    """Whoever is on call is called, where somebody is."""


class Channel(StrEnum):
    """How a request came to whoever files it for somebody else (A4-03)."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers worth keeping, and what is wrong, by field name; no errors means accepted."""

    values: Mapping[str, str]
    errors: Mapping[str, Text]


def check(
    answers: Mapping[str, str], form: FormSettings, requester: PersonId, now: datetime
) -> Checked:
    """Judges the answers of one submission; a field that is not in `answers` is empty."""
    values = {name: answers.get(name, "").strip() for name in (*FIELDS, *FOR_OTHERS)}
    asks = PersonId(values["requested_for"]) if values["requested_for"] else requester
    values["request"] = " ".join(values["request"].split())
    values["urgency"] = values["urgency"] or Urgency.NORMAL.value
    found = {
        "request": _wrong_text(values["request"], REQUEST_LIMIT),
        "location": _wrong_choice(values["location"], [one.value for one in form.locations]),
        "manager": _wrong_manager(values["manager"], asks),
        "help": _wrong_text(values["help"], HELP_LIMIT),
        "urgency": _wrong_choice(values["urgency"], list(Urgency)),
        "needed_by": _wrong_day(values["needed_by"], now),
        "requested_for": _wrong_person(values["requested_for"]),
        "channel": _wrong_choice(values["channel"], list(Channel)) if values["channel"] else None,
    }
    return Checked(
        values={name: value for name, value in values.items() if value},
        errors={name: error for name, error in found.items() if error},
    )


def _wrong_text(text: str, limit: int) -> Text | None:
    # Only spaces, zero-width signs and the like is no answer either.
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        return Text("error.required")
    if len(text) > limit:
        return Text("error.too_long", {"limit": limit})
    return None


def _wrong_choice(value: str, allowed: list[str]) -> Text | None:
    if not value:
        return Text("error.required")
    return None if value in allowed else Text("error.not_an_option")


def _wrong_manager(manager: str, requester: PersonId) -> Text | None:
    if not manager:
        return Text("error.required")
    if not _PERSON.fullmatch(manager):
        return Text("error.not_an_option")
    return Text("error.manager_is_you") if manager == requester else None


def _wrong_person(person: str) -> Text | None:
    return Text("error.not_an_option") if person and not _PERSON.fullmatch(person) else None


def _wrong_day(text: str, now: datetime) -> Text | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Text("error.date_invalid")
    if day.isoformat() != text:
        return Text("error.date_invalid")
    if day < (now + _EARLIEST_ZONE).date():
        return Text("error.date_past")
    latest = (now + _LATEST_ZONE).date()
    if (day.year - MOST_YEARS_AHEAD, day.month, day.day) > (latest.year, latest.month, latest.day):
        return Text("error.date_far")
    return None
