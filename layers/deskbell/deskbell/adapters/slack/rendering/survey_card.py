"""The question how satisfied somebody is, as one message that becomes the thanks (A4-14).

The relay calls it for every ShowSurvey with the ticket as it stands then, in the reader's language.
"""

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.ticket_words import TicketWords
from deskbell.adapters.slack.rendering.words import passage
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.tickets.survey import Score, Survey
from deskbell.usecases.slack_ports import Message

COMMENT_LIMIT = 1_000
BUTTONS = {Score.GOOD: Button.CSAT_GOOD, Score.BAD: Button.CSAT_BAD}


def survey_card(words: TicketWords, number: int, zone: str) -> Message:
    """What they are asked, what they have said, and what they can say still, in `zone`."""
    survey = words.ticket.surveys[number - 1]
    said = _said(words, survey)
    shown: dict[str, Block] = {"said": blocks.section(said)}
    if comment := passage(survey.comment, COMMENT_LIMIT, 2 * COMMENT_LIMIT):
        quoted = "\n".join(f">{line}" for line in comment.splitlines())
        shown["comment"] = blocks.section(quoted)
    if not survey.is_over:
        shown["answers"] = blocks.actions(_answers(words, survey, number))
        until = words.text("card.survey.until", until=date_token(survey.until, zone))
        shown["until"] = blocks.context(until)
    return Message(text=cut(said, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))


def _said(words: TicketWords, survey: Survey) -> str:
    key = "card.survey.question"
    if survey.score:
        key = f"card.survey.thanks_{survey.score}"
    elif survey.is_over:
        key = "card.survey.over"
    return words.text(key, number=words.ticket.number, title=words.title())


def _answers(words: TicketWords, survey: Survey, number: int) -> list[Block]:
    """Both at first; then the one that it was not, and room for words."""
    value, ticket = f"{words.ticket.ref}|{number}", words.ticket.number
    offered = [
        blocks.button(
            BUTTONS[score],
            words.text(f"button.csat_{score}"),
            words.text(f"button.csat_{score}_label", number=ticket),
            value,
        )
        for score in Score
        if score is not survey.score
    ]
    if survey.score is None:
        return offered
    key = "button.csat_comment_again" if survey.comment else "button.csat_comment"
    comment = blocks.button(
        Dialog.CSAT_COMMENT,
        words.text(key),
        words.text("button.csat_comment_label", number=ticket),
        value,
    )
    return [comment, *offered]
