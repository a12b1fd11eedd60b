"""A ticket's issue in Jira shows what it should (A5-08); `carry_out` calls it.

    for Jira at all? ── no ──► dropped
    linked? ── no: look for its label ── none: make it (only a row that `opens`; others wait)
    said here and not there: say it ── said anew, or taken back: so there, too
    said there and not here: to the inbox, as its webhook would
    what has changed here: set it ── another status: the way that leads there

Each step looks at what there is and does what is missing, so that one attempt or one row more
changes nothing; after an answer that was lost, the next attempt finds what was done (decision 31).
"""

from deskbell.domain.decision import Comment
from deskbell.domain.jira.effects import IssuePart, ShowIssue
from deskbell.domain.jira.inputs import IssueCommented, IssueMade
from deskbell.domain.jira.keys import NUMBER_DIGITS, comment_key, comment_source, group_of, made_key
from deskbell.domain.jira.marks import label_of, mark_in, mark_of
from deskbell.domain.jira.settings import Jira, Stage
from deskbell.domain.tickets.copies import IN_JIRA, place_in_thread
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.issue_ports import (
    Draft,
    IssueNames,
    IssueRefusedError,
    IssueSession,
    Written,
)
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Sent, Undelivered

WAITS = 6
"""So often a row waits for the issue that a row before it is making: 16 minutes in all."""
_STAGES = {
    Status.NEW: Stage.NEW,
    Status.ASSIGNED: Stage.ASSIGNED,
    Status.WAITING: Stage.WAITING,
    Status.SNOOZED: Stage.WAITING,
}


def stage_of(status: Status) -> Stage:
    """Merged, cancelled and closed are over, which is all that Jira hears."""
    return _STAGES.get(status, Stage.SOLVED)


def show_issue(row: OutboxRow, effect: ShowIssue, ports: Ports) -> Result:
    """Of the ticket as it stands now. Raises QueueUnavailableError."""
    ticket = ports.aggregates.load(row.ref)
    jira = ports.settings.current().jira.get(effect.connector)
    if not isinstance(ticket, Ticket) or ticket.issue is None:
        return Result(Sent(), dropped="no_ticket")
    if jira is None or ticket.issue.connector != jira.id:
        return Result(Sent(), dropped="jira_removed")
    if not jira.shares(ticket.inbox, ticket.privacy):
        return Result(Sent(), dropped="not_for_jira")
    if ticket.text is None and ticket.answers is None:
        return Result(Sent(), dropped="text_pending")
    try:
        return _Showing(row, effect, ticket, jira, ports, ports.issues.session(jira)).shown()
    except IssueRefusedError as refused:
        return Result(refused.outcome)


class _Showing:
    """One row's work, on one session."""

    def __init__(
        self,
        row: OutboxRow,
        effect: ShowIssue,
        ticket: Ticket,
        jira: Jira,
        ports: Ports,
        session: IssueSession,
    ) -> None:
        self._row = row
        self._effect = effect
        self._ticket = ticket
        self._jira = jira
        self._ports = ports
        self._session = session

    def shown(self) -> Result:
        linked = self._ticket.issue.id if self._ticket.issue else ""
        names = None if linked else self._named()
        issue = linked or (names.id if names else "")
        if not issue:
            waits = self._row.delays < WAITS
            missing = Later(None, "issue_awaited"), Never(Undelivered.REJECTED, "no_issue")
            return Result(missing[0] if waits else missing[1])
        if names:
            self._tell_made(names)
        self._say(issue)
        changed = {*self._effect.changed, *([IssuePart.STATUS] if names else [])}
        if linked and self._effect.opens:  # an attempt before made it, or it was not for Jira
            changed = set(IssuePart)
        self._set(issue, changed)
        return self._move(issue) if IssuePart.STATUS in changed else DONE

    def _named(self) -> IssueNames | None:
        """What an attempt without an answer has made has our label by now: the lease is longer than
        Jira's index is behind."""
        label = label_of(self._ticket.install, self._ticket.ref)
        found = self._session.find(label)
        if found is None and self._effect.opens:
            draft = self._ports.issues.about(self._jira, self._ticket)
            return self._session.create(draft, label)
        return found

    def _tell_made(self, names: IssueNames) -> None:
        told = IssueMade(self._ticket.ref, self._jira.id, names.id, names.key)
        key = made_key(self._row.install, self._jira.id, names.id)
        tell_inbox(self._row, key, group_of(self._jira.id, names.id), told, self._ports)

    # --- what was said --------------------------------------------------------------------------

    def _say(self, issue: str) -> None:
        there = self._session.comments(issue)
        ours = {mark.of: (one, mark.words) for one in there if (mark := mark_in(one.body))}
        known = sorted(self._ports.aggregates.comments(self._ticket.ref), key=place_in_thread)
        for comment in known:
            if comment.channel != IN_JIRA:
                self._say_one(issue, comment, ours)
        heard = [comment for comment in known if comment.channel == IN_JIRA]
        for one in there:
            if not (one.tells.own or any(_is_of(comment, one.tells) for comment in heard)):
                self._hear(issue, one)

    def _say_one(self, issue: str, comment: Comment, ours: dict[str, tuple[Written, str]]) -> None:
        is_public = comment.texts and not comment.internal and comment.deleted_ts is None
        words = self._ports.issues.said(self._ticket, comment) if is_public else ""
        mark = mark_of(self._ticket.ref, comment.message, words)
        written, said = ours.get(mark.of, (None, ""))
        body = f"{words}\n\n{mark}"
        match written, words:
            case None, "":
                return
            case None, _:
                self._session.say(issue, body)
            case Written(id=name), "":
                self._session.unsay(issue, name)
            case Written(id=name), _ if said != mark.words:
                self._session.say_anew(issue, name, body)

    def _hear(self, issue: str, one: Written) -> None:
        key = comment_key(self._row.install, self._jira.id, one.id)
        tell_inbox(self._row, key, group_of(self._jira.id, issue), one.tells, self._ports)

    # --- what it is and how it stands -------------------------------------------------------------

    def _set(self, issue: str, changed: set[IssuePart]) -> None:
        now = self._ports.issues.about(self._jira, self._ticket)
        is_text = IssuePart.TEXT in changed
        draft = Draft(
            summary=now.summary if is_text else None,
            description=now.description if is_text else None,
            priority=now.priority if IssuePart.PRIORITY in changed else None,
            account=now.account if IssuePart.ASSIGNEE in changed else None,
        )
        if draft != Draft():
            self._session.update(issue, draft)

    def _move(self, issue: str) -> Result:
        """A status that means the same already stays; what Jira has no name for is not shown."""
        stage = stage_of(self._ticket.status)
        names = [name for name, one in self._jira.statuses.items() if one is stage]
        if not names or self._session.status(issue) in names:
            return DONE
        ways = self._session.ways(issue)
        way = next((ways[name] for name in names if name in ways), None)
        if way is None:
            return Result(Never(Undelivered.REJECTED, f"no_transition_to_{names[0]}"))
        self._session.move(issue, way)
        return DONE


def _is_of(comment: Comment, told: IssueCommented) -> bool:
    """Jira's comments keep their time and words when a Server's project moves to Cloud, and get
    other numbers there."""
    source = comment_source(told)
    if comment.source == source:
        return True
    is_then = comment.source[:-NUMBER_DIGITS] == source[:-NUMBER_DIGITS]
    return is_then and bool(comment.texts) and comment.texts[0][1].endswith(told.text)
