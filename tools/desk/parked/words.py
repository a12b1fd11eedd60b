"""In words, which outbox row is parked and of what; never what it says, which people wrote."""

from collections.abc import Mapping
from typing import assert_never

from deskbell.domain import effects as e
from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.decision import State
from deskbell.domain.feedback.effects import SendFeedbackDigest, ShowFeedback, ShowTheme
from deskbell.domain.home.home import Home
from deskbell.domain.ids import Ref
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.stock import Stock
from deskbell.domain.nps.effects import SendNpsWeek, ShowNpsCase
from deskbell.domain.paging import effects as p
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.pager import Pager
from deskbell.domain.paging.policy import Method
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.welcome.welcome import Welcome

_WAYS = {
    Method.SLACK: "in Slack",
    Method.CHANNEL: "in Slack",
    Method.SMS: "by text message",
    Method.VOICE: "by telephone",
    Method.MAIL: "by mail",
}


class Words:
    """`names` are those of people and channels, by id; who has none is told by id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def owner(self, state: State | None, ref: Ref) -> str:
        """What a row is of."""
        match state:
            case Ticket(number=number):
                return f"#{number}"
            case Incident(number=number):
                return f"outage #{number}"
            case Loan(number=number):
                return f"loan #{number}"
            case Pager(to=to, method=method):
                return f"what calls {self._whoever(to, method)}"
            case Approval(requester=requester):
                return f"what {self._person(requester)} asks approval for"
            case GuidedRequest(requester=requester):
                return f"a request of {self._person(requester)}"
            case Welcome(person=person, channel=channel):
                return f"{self._person(person)}'s welcome in {self._channel(channel)}"
            case Home(person=person):
                return f"{self._person(person)}'s Home tab"
            case Stock(office=office):
                return f"the laptops of {office}"
            case _:
                return str(ref)

    def what(self, effect: e.Effect) -> str:  # noqa: C901 - a line an effect
        match effect:
            case e.ShowCard(place=place, channel=channel):
                return f"the {place} card in {self._channel(channel)}"
            case e.RetireCard(place=place, channel=channel):
                return f"the {place} card that leaves {self._channel(channel)}"
            case e.ShowComment(place=place):
                return f"a reply below the {place} card"
            case e.ShowStatus():
                return "the status emoji on its message"
            case e.SendDirect(person=person) | e.SendGuide(person=person):
                return f"a direct message to {self._person(person)}"
            case e.ShowAsk(person=person):
                return f"the question to {self._person(person)} whether they approve"
            case e.ShowSurvey(person=person):
                return f"the question to {self._person(person)} how satisfied they are"
            case e.ShowTask(channel=channel):
                return f"a step's card in {self._channel(channel)}"
            case e.SendMail() | e.MailComment():
                return "a mail to its requester"
            case e.ShowIssue():
                return "its issue in Jira"
            case e.ShowHome(person=person):
                return f"the Home tab of {self._person(person)}"
            case e.ShowFound(person=person):
                return f"what {self._person(person)} looked for"
            case e.SendNotice(channel=channel):
                return f"a notice in {self._channel(channel)}"
            case e.Whisper(person=person, channel=channel):
                return f"a word to {self._person(person)} in {self._channel(channel)}"
            case e.SetGroup(group=group, person=person):
                return f"the user group {group}, in which {self._person(person)} belongs"
            case e.ReadThread(thread=thread):
                return f"a look at a thread in {self._channel(thread.channel)}"
            case e.ReadPerson(person=person):
                return f"the question who {self._person(person)} is"
            case e.ReleaseParked():
                return "what was said before it was known"
            case e.CallHook(hook=hook):
                return f"the call of {hook}"
            case e.FollowUp():
                return "what follows from it"
            case p.SendPages(to=to, method=method):
                return f"a page to {self._whoever(to, method)} {_WAYS[method]}"
            case p.ShowIncident(channel=channel) | ShowNpsCase(channel=channel):
                return f"its card in {self._channel(channel)}"
            case ShowAnnouncement(channel=channel):
                return f"an announcement in {self._channel(channel)}"
            case ShowPraise(channel=channel):
                return f"praise in {self._channel(channel)}"
            case ShowFeedback(channel=channel) | ShowTheme(channel=channel):
                return f"its card in {self._channel(channel)}"
            case ShowChange(channel=channel):
                return f"its card in {self._channel(channel)}"
            case SendFeedbackDigest(channel=channel):
                return f"the digest for everybody in {self._channel(channel)}"
            case SendNpsWeek(channel=channel):
                return f"the digest of a week of surveys in {self._channel(channel)}"
            case p.SoundAlarm():
                return "the alarm that nobody answers"
            case p.PostReview(channel=channel):
                return f"its review in {self._channel(channel)}"
            case p.OpenChannel(name=name):
                return f"its own channel, {name}"
            case p.InviteTo(channel=channel):
                return f"an invitation to {self._channel(channel)}"
        assert_never(effect)

    def _person(self, person: str | None) -> str:
        return self._names.get(person, person) if person else "somebody"

    def _channel(self, channel: str) -> str:
        return f"#{self._names[channel]}" if channel in self._names else channel

    def _whoever(self, to: str, method: Method) -> str:
        return self._channel(to) if method is Method.CHANNEL else self._person(to)
