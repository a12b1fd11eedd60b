"""A button of the card of feedback: how it is meant, that it is not for everybody (A3-01), or not
about its theme (A3-02)."""

from collections.abc import Mapping

from deskbell.domain.decision import Cause
from deskbell.domain.feedback import commands as c
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.ids import Kind, Ref
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.themes.commands import TakeOut
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.feedback.change_feedback import change_feedback, who_acts
from deskbell.usecases.themes.sort_feedback import sort_feedback
from deskbell.usecases.tickets.desk import TicketPorts

RATES: Mapping[Button, Sentiment] = {
    Button.FEEDBACK_NEGATIVE: Sentiment.NEGATIVE,
    Button.FEEDBACK_NEUTRAL: Sentiment.NEUTRAL,
    Button.FEEDBACK_POSITIVE: Sentiment.POSITIVE,
}
OF_FEEDBACK = frozenset({Button.FEEDBACK_WITHHOLD, Button.FEEDBACK_TAKE_OUT, *RATES})


def press_feedback(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    try:
        ref = Ref.parse(press.value)
    except ValueError:
        return ignored("button_unreadable")
    if ref.kind is not Kind.FEEDBACK:
        return ignored("button_unreadable")
    by = who_acts(ports, cause.install, press.person, press.channel)
    if press.action is Button.FEEDBACK_TAKE_OUT:
        return sort_feedback(ports, ref, cause, TakeOut(by, press.channel))
    sentiment = RATES.get(press.action)
    if sentiment:
        return change_feedback(ports, ref, cause, c.Rate(by, press.channel, sentiment))
    return change_feedback(ports, ref, cause, c.Withhold(by, press.channel))
