"""Praise in its channel: who praises whom for what. The relay calls it for every ShowPraise with
the praise as it stands then.

People are named and never mentioned, whether or not they are still there; nothing can be pressed.
"""

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.graphemes import cut
from deskbell.domain.joining import name_rows
from deskbell.domain.praise.praise import Praise
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Argument, MessageLink, Name, Text
from deskbell.usecases.slack_ports import Message


def praise_card(one: Praise, desk: Desk, people: People) -> Message:
    """Its own words as they were written; ours in the desk's language, as all in channels."""

    def text(key: str, **facts: Argument) -> str:
        return render_text(Text(f"card.praise.{key}", facts), desk.language, desk.zone, people)

    if not one.stands:
        gone = text("taken_back")
        return Message(text=gone, blocks=blocks.identified({"praise": blocks.context(gone)}))
    names = name_rows(one.praised)
    said = text("given", author=Name(one.author), names=names, text=one.said)
    shown = {"praise": blocks.section(said)}
    if one.about:
        shown["about"] = blocks.context(text("about", link=MessageLink(one.about)))
    return Message(text=cut(said, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))
