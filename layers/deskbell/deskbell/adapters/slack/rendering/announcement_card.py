"""An announcement in its channel: what it says in each of its languages, and how many have read it.

The relay calls it for every ShowAnnouncement with the announcement as it stands then.
"""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, name_of, one_line, passage
from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.announcements.policy import TEXT_LIMIT
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import OWN_NAMES
from deskbell.usecases.slack_ports import Message


def announcement_card(one: Announcement, desk: Desk, people: People) -> Message:
    """Its own words as their author wrote them; ours in the desk's language, as all in channels."""

    def text(key: str, **args: object) -> str:
        return translate(key, desk.language, **args)

    audiences = desk.announcements.audiences if desk.announcements else {}
    known = audiences.get(one.audience)
    audience = one_line(known.name if known else one.audience)
    title = text("card.announcement.title", audience=audience, author=name_of(people(one.author)))
    shown = {"title": blocks.section(title)}
    said = {language: passage(body, TEXT_LIMIT, 2 * TEXT_LIMIT) for language, body in one.bodies}
    for language, words in said.items():
        if len(said) > 1:
            heading = OWN_NAMES.get(language, language)
            shown[f"language_{language}"] = blocks.context(heading)
        shown[f"text_{language}"] = blocks.section(words or "–")
    facts = [text("card.announcement.read", count=len(one.read_by))]
    if one.changed_at and one.posted_at and one.changed_at > one.posted_at:
        changed = date_token(one.changed_at, desk.zone)
        facts.append(text("card.announcement.changed", at=changed))
    shown["status"] = blocks.context(" · ".join(facts))
    read, readers = text("button.announcement_read"), text("button.announcement_readers")
    value = str(one.ref)
    shown["actions"] = blocks.actions(
        [
            blocks.button(Button.ANNOUNCEMENT_READ, read, read, value, primary=True),
            blocks.button(Button.ANNOUNCEMENT_READERS, readers, readers, value),
        ]
    )
    first = next(iter(said.values()), "")
    return Message(
        text=cut(f"{title}\n{first}", MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown)
    )
