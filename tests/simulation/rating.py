"""What people answer who are asked about the help that they got, as `people.py` draws it; and what
then has to be so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.tickets.events import CsatSkipped, TicketSolved
from deskbell.domain.tickets.survey_times import ASK, END, open_survey
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.audit.books import Books, Violation
from tests.simulation.desk import SimulatedDesk
from tests.simulation.hands import AGENTS, thread_of
from tests.simulation.working import Working


class Rating(Working):
    """Their own questions, and now and then somebody else's."""

    def solve_several(self) -> bool:
        """What one person has asked, at the same moment; then they are asked about one of them."""
        asked = [post for post in self._roots() if post.reactions["ticket"]]
        if not asked:
            return False
        author = self._random.choice(asked).author
        for post in [one for one in asked if one.author == author][-3:]:
            mark = partial(
                self._slack.emoji,
                self._random.choice(AGENTS),
                thread_of(post),
                "white_check_mark",
                added=True,
            )
            self._soon(mark, 5.0)
        for _ in range(2):
            self._then("rate", "rate", "say_more", within=240.0)
        return True

    def rate(self) -> bool:
        """And perhaps they think again, or press twice."""
        good, bad = self._with(Button.CSAT_GOOD), self._with(Button.CSAT_BAD)
        button = self._random.choice((Button.CSAT_GOOD, Button.CSAT_BAD))
        post = good if button is Button.CSAT_GOOD else bad
        if post is None:
            return False
        who = self._of_card(post)
        self._slack.press(who, post, button)
        if self._random.random() < 0.3:
            self._soon(partial(self._slack.press, who, post, button), 1.0)
        self._then("say_more", "rate", "solve_by_button")
        return True

    def say_more(self) -> bool:
        post, words = self._with(Dialog.CSAT_COMMENT), {"text": {"value": self._words("Late")}}
        if post is None:
            return False
        return self._slack.fill(self._of_card(post), post, Dialog.CSAT_COMMENT, words)


def questions_end(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I37: who can be asked was asked, or it is said why not; what can be answered has its end."""
    set_for = {(timer.ref, timer.name): timer.due for timer in desk.storage.timers()}
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        survey = open_survey(ticket)
        if set_for.get((ticket.ref, END)) != (survey.until if survey else None):
            yield Violation("I37", str(ticket.ref), "has a question without an end, or no question")
        rows = [row.event for row in books.audit.get(ticket.ref, ())]
        since = rows[::-1].index(TicketSolved.__name__) if TicketSolved.__name__ in rows else 0
        is_told = CsatSkipped.__name__ in rows[len(rows) - since :]
        if _can_be_asked_about(ticket) and not is_told and (ticket.ref, ASK) not in set_for:
            yield Violation("I37", str(ticket.ref), "will never ask about its solution")


def _can_be_asked_about(ticket: Ticket) -> bool:
    """Solved by the desk for somebody else, who is in Slack, and not asked about yet."""
    is_over = ticket.status in (Status.SOLVED, Status.CLOSED) and ticket.follow_up is None
    by_desk = ticket.assignee is not None and ticket.solver not in (None, ticket.peer)
    their_own = ticket.assignee == ticket.requester
    in_slack = ticket.requester is not None and address_of(ticket.requester) is None
    was_asked = any(one.solved_at == ticket.solved_at for one in ticket.surveys)
    return is_over and by_desk and in_slack and not their_own and not was_asked
