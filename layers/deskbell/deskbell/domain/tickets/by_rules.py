"""The rules that a new request fires: each is a step of its own, in the transaction that opens it.

So the audit has one row a firing: the rule, its version and what it set (A5-12). A ticket is opened
once, so none fires twice; nothing that a rule sets fires another (C-22). Called by the decisions
that open tickets.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.decision import Change, Decision, Row, TimerChange
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Effect, Place
from deskbell.domain.ids import PersonId
from deskbell.domain.paging.inputs import OutageReported
from deskbell.domain.rules.fired import Consulted, Fired
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, Instant, Passage, Text
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import tell
from deskbell.domain.tickets.issue_effects import first_issue, in_jira
from deskbell.domain.tickets.places import WORK, cards_of_work, confided, is_private
from deskbell.domain.tickets.telling import tell_requester
from deskbell.domain.tickets.ticket import Card, Status, Ticket
from deskbell.domain.tickets.transition import begin, show_status, step
from deskbell.domain.tickets.triage_timers import first_timers

MOST_FOLLOWERS = 12
"""Each is a row of the transaction that opens the ticket; DynamoDB takes 100 in all."""
_NUMBER = 2
"""Of the input that an outage causes; that of the ticket's form is before it."""
_SET_ONCE = ("inbox", "category", "priority", "privacy", "assignee", "reply", "outage")


def begin_by_rules(
    ticket: Ticket,
    reason: Text,
    inbox: Inbox,
    consulted: Consulted,
    now: datetime,
    *,
    effects: Callable[[Ticket], Sequence[Effect]],
    timers: Sequence[TimerChange] = (),
    rows: Sequence[Row] = (),
) -> Decision:
    """As `begin`; `effects` are asked of what the rules have made of the ticket."""
    steps = list(begin(ticket, reason, effects=(), timers=timers, rows=rows).changes)
    routed = _Routed(ticket, inbox)
    said = list[Effect]()
    for one in consulted.fired:
        routed, change, told = _fire(routed, one, now)
        steps.append(change)
        said += told
    after = in_jira(routed.ticket, routed.inbox)
    if consulted.opens_at and after.text is not None:
        facts: dict[str, Argument] = {"number": after.number, "inbox": routed.inbox.name}
        facts["opens"] = Instant(consulted.opens_at)
        said += tell_requester(after, Text("notice.out_of_hours", facts))
    every = (*effects(after), *show_status(ticket, after), *said, *first_issue(after))
    clock = first_timers(after, routed.inbox)
    steps[-1] = replace(steps[-1], after=after, effects=every, timers=(*steps[-1].timers, *clock))
    return Decision(changes=tuple(steps))


@dataclass(frozen=True, slots=True)
class _Routed:
    """A ticket on its way through the rules; what one of them has set, `done`, stays."""

    ticket: Ticket
    inbox: Inbox
    done: frozenset[str] = frozenset()


def _fire(routed: _Routed, one: Fired, now: datetime) -> tuple[_Routed, Change, list[Effect]]:
    before, rule = routed.ticket, one.rule
    wanted: Mapping[str, object] = {
        name: getattr(rule.then, name) for name in _SET_ONCE if name not in routed.done
    }
    sets = {name for name, value in wanted.items() if value}
    inbox = one.inbox if one.inbox and "inbox" in sets else routed.inbox
    after = _classed(before, one, sets, inbox)
    said = list[Effect]()
    if rule.then.assignee and "assignee" in sets:
        assignee = rule.then.assignee
        after = replace(after, status=Status.ASSIGNED, assignee=assignee, assigned_at=now)
        said += tell(assignee, after, "dm.assigned_by_rule", rule=rule.id)
    if one.reply and "reply" in sets:
        said += tell_requester(after, Text("notice.rule_reply", {"reply": Passage(one.reply)}))
    if rule.then.outage and "outage" in sets and after.requester:
        told = OutageReported(after.ref, after.requester, rule.then.outage)
        said.append(caused(after.ref, before.version + 1, told, after, now, _NUMBER))
    followers = tuple(person for person in rule.then.followers if person not in after.followers)
    room = MOST_FOLLOWERS - len(after.followers)
    followers = followers[: max(room, 0)]
    after = replace(after, followers=(*after.followers, *followers))
    what = sorted(sets | ({"followers"} if followers else set()))
    [change] = step(
        before,
        after,
        _applied(after, one, followers, replied="reply" in sets),
        Text(
            "reason.rule_applied",
            {"rule": rule.id, "version": rule.version, "what": ", ".join(what) or "–"},
        ),
    ).changes
    after = replace(after, version=before.version + 1)
    return _Routed(after, inbox, routed.done | sets), change, said


def _classed(before: Ticket, one: Fired, sets: set[str], inbox: Inbox) -> Ticket:
    """None of its cards is posted yet: they are where it now belongs, and nowhere else."""
    then = one.rule.then
    after = replace(
        before,
        inbox=inbox.id,
        privacy=before.privacy.stricter(inbox.privacy),
        category=then.category if "category" in sets else before.category,
        priority=then.priority if then.priority and "priority" in sets else before.priority,
    )
    if then.privacy and "privacy" in sets:
        after = replace(after, privacy=after.privacy.stricter(then.privacy))
    if (after.inbox, after.privacy) == (before.inbox, before.privacy):
        return after
    home = after.home
    if home.place in WORK:
        return confided(replace(after, cards=cards_of_work(after.privacy, inbox)))
    if home.place is Place.REQUEST:
        if not is_private(after.privacy) or after.requester is None:
            return after
        home = Card(Place.DIRECT, direct_to(after.requester))
    return confided(replace(after, cards=(home, *cards_of_work(after.privacy, inbox))))


def _applied(
    after: Ticket, one: Fired, followers: tuple[PersonId, ...], *, replied: bool
) -> e.RuleApplied:
    return e.RuleApplied(
        rule=one.rule.id,
        rule_version=one.rule.version,
        inbox=after.inbox,
        category=after.category,
        priority=after.priority,
        privacy=after.privacy,
        assignee=after.assignee,
        followers=followers,
        replied=replied,
    )
