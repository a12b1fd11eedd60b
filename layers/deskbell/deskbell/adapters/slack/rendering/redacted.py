"""What somebody wrote, as a wide channel may see it; the cards of low scores and of feedback use
it."""

from collections.abc import Iterable

from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.redaction import MARK
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.redaction_ports import Redaction


def redacted(
    said: str, desk: Desk, people: People, redaction: Redaction, names: Iterable[str] = ()
) -> str | None:
    """With marks (texts.unmarked), without the names of the settings' people and `names`. None
    where nothing is left to read, or as long as Slack does not tell who works here: somebody might
    be named in it."""
    staff = [people(person) for person in desk.people.values()]
    if any(one.name == one.id for one in staff):
        return None
    known = {*names, *(one.name for one in staff)}
    found = redaction.redact(said, known, desk.language)
    left = MARK.sub("", found.text)
    if not left.strip() or (found.found and not any(map(str.isalnum, left))):
        return None
    return found.text
