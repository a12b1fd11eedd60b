"""What whoever joins a help channel is told, in their language (A1-01); the relay sends it."""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.actions import OPEN, OPEN_URGENT
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.ids import ChannelId
from deskbell.domain.settings.desk import (
    Desk,
    EmojiAction,
    FormSettings,
    Inbox,
    OfficeHours,
    Welcome,
)
from deskbell.usecases.slack_ports import Message


def guide(channel: ChannelId, inbox: Inbox, welcome: Welcome, desk: Desk, language: str) -> Message:
    """How to ask in `channel`: by form, by emoji, when it is urgent, and when somebody is there."""

    def text(key: str, **args: object) -> str:
        return translate(key, language, **args)

    form = desk.form_of(inbox.id)
    greeting = text("guide.greeting", channel=f"<#{channel}>", inbox=escape(inbox.name))
    ways = [text("guide.by_form", command=escape(form.command))] if form else []
    is_auto = channel in inbox.auto
    shown_emoji = (
        (EmojiAction.NOT_A_TICKET if is_auto else EmojiAction.OPEN),
        EmojiAction.SOLVE,
    )
    ways += [text("guide.auto")] if is_auto else []
    ways += [
        text(f"guide.emoji.{action}", emoji=emoji)
        for emoji, action in desk.emoji.items()
        if action in shown_emoji
    ]
    ways.append(text("guide.every_ticket"))
    shown = {
        "greeting": blocks.section(greeting),
        "ways": blocks.section("\n".join(f"• {way}" for way in ways)),
    }
    if welcome.office_hours:
        shown["hours"] = blocks.context(office_hours(welcome.office_hours, desk, language))
    if form:
        shown["actions"] = blocks.actions(_buttons(form, language))
    return Message(text=f"{greeting} {ways[0]}", blocks=blocks.identified(shown))


def office_hours(hours: OfficeHours, desk: Desk, language: str) -> str:
    """In the desk's zone, by name: the same hours may be another day where the reader is."""
    first, last = (translate(f"weekday.{day}", language) for day in (hours.first, hours.last))
    days = first if hours.first == hours.last else f"{first}–{last}"
    return translate(
        "guide.hours",
        language,
        days=days,
        opens=hours.opens,
        closes=hours.closes,
        zone=desk.zone.replace("_", " "),
    )


def _buttons(form: FormSettings, language: str) -> list[Block]:
    words = translate("button.open_form", language)
    urgent = translate("button.urgent", language)
    label = translate("button.urgent_label", language)
    return [
        blocks.button(OPEN, words, words, form.id, primary=True),
        blocks.button(OPEN_URGENT, urgent, label, form.id) | {"style": "danger"},
    ]
