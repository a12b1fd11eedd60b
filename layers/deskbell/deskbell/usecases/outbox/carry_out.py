"""Makes one claimed outbox row come true in Slack or on the inbox; called by `send_outbox`.

An attempt may run twice: a lease can end while a slow call is still on its way. So every
branch is either harmless to repeat (an update, a reaction, a keyed input), or a post, which is
looked for first (`posting`).
"""

from typing import assert_never

from deskbell.domain import effects as e
from deskbell.domain.feedback.effects import FeedbackEffect
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.domain.paging.effects import PagingEffect
from deskbell.usecases.outbox.asks import show_ask
from deskbell.usecases.outbox.cards import show_card, show_status
from deskbell.usecases.outbox.channel_posts import show_in_channel
from deskbell.usecases.outbox.comments import show_comment
from deskbell.usecases.outbox.follow_up import follow_up
from deskbell.usecases.outbox.hooks import call_hook
from deskbell.usecases.outbox.issues import show_issue
from deskbell.usecases.outbox.mails import send_mail
from deskbell.usecases.outbox.messages import send_text
from deskbell.usecases.outbox.outages import of_outage
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.outbox.read_person import read_person
from deskbell.usecases.outbox.read_thread import read_thread
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.outbox.retire_card import retire_card
from deskbell.usecases.outbox.show_found import show_found
from deskbell.usecases.outbox.show_home import show_home
from deskbell.usecases.outbox.tasks import show_task
from deskbell.usecases.ports import OutboxRow


def carry_out(row: OutboxRow, ports: Ports) -> Result:  # noqa: C901 - one line an effect
    """Asks Slack or the queue for what the row wants. Raises QueueUnavailableError, and
    ConcurrentChangeError if somebody else has the row by now."""
    if isinstance(row.effect, PagingEffect):
        return of_outage(row, row.effect, ports)
    if isinstance(row.effect, ShowNpsCase | FeedbackEffect | e.ShowAnnouncement):
        return show_in_channel(row, row.effect, ports)
    if isinstance(row.effect, e.TextEffect):
        return send_text(row, row.effect, ports)
    match row.effect:
        case e.ShowCard():
            return show_card(row, row.effect, ports)
        case e.ShowComment():
            return show_comment(row, row.effect, ports)
        case e.RetireCard():
            return retire_card(row, row.effect, ports)
        case e.ShowStatus():
            return show_status(row, row.effect, ports)
        case e.SendMail() | e.MailComment():
            return send_mail(row, row.effect, ports)
        case e.ShowIssue():
            return show_issue(row, row.effect, ports)
        case e.ShowAsk() | e.ShowSurvey():
            return show_ask(row, row.effect, ports)
        case e.ShowTask():
            return show_task(row, row.effect, ports)
        case e.ShowHome():
            return show_home(row, row.effect, ports)
        case e.ShowFound():
            return show_found(row, row.effect, ports)
        case e.SetGroup():
            return Result(ports.workspace.set_group(row.effect.group, row.effect.person))
        case e.ReadThread():
            return read_thread(row, row.effect, ports)
        case e.ReadPerson():
            return read_person(row, row.effect, ports)
        case e.ReleaseParked():
            release_parked(row, row.effect.thread, ports, row.effect.since)
            return DONE
        case e.CallHook():
            return call_hook(row, row.effect, ports)
        case e.FollowUp():
            return follow_up(row, row.effect, ports)
        case _:
            assert_never(row.effect)
