"""Slash commands as readings: alone it opens its form, `find` looks for tickets, other words behind
it ask for help."""

from datetime import datetime
from hashlib import sha256

from deskbell.adapters.slack.fields import Payload, channel_id, long, person_id, short
from deskbell.adapters.slack.form_readings import FormWanted, HelpWanted
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.envelope import Envelope
from deskbell.domain.id_types import EventKey, InstallId
from deskbell.domain.search.query import QUERY_LIMIT
from deskbell.domain.search_inputs import SearchAsked
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import member, works_in

FIND = ("find", "search")


def read_command(fields: Payload, desk: Desk, received_at: datetime) -> Reading:
    """Raises InputError where a field is missing or wrong (bad_inputs.md 70)."""
    form = desk.form_for_command(short(fields, "command"))
    if form is None:
        return Ignored("unknown_command")
    person, install = person_id(fields, "user_id"), desk.workspace.install
    verb, _, query = long(fields, "text").strip().partition(" ")
    if verb.casefold() in FIND:
        return _search(fields, query, install, received_at)
    if long(fields, "text"):
        return HelpWanted(form, install, person)
    return FormWanted(
        form,
        install,
        person,
        short(fields, "trigger_id"),
        in_words=True,
        for_others=works_in(member(person, desk), form.inbox),
    )


def _search(fields: Payload, query: str, install: InstallId, received_at: datetime) -> Envelope:
    """The trigger tells one command from the next; its digest, as keys are stored and logged."""
    person, channel = person_id(fields, "user_id"), channel_id(fields, "channel_id")
    gesture = sha256(short(fields, "trigger_id").encode()).hexdigest()[:32]
    return Envelope(
        key=EventKey(f"find:{install}:{gesture}"),
        install=install,
        group=f"{install}:find:{person}",
        occurred_at=received_at,
        received_at=received_at,
        input=SearchAsked(person, channel, clean_text(query)[:QUERY_LIMIT]),
    )
