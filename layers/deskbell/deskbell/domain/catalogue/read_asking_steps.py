"""The steps that wait for somebody or for time, from a definition; `read_steps.py` calls it."""

from datetime import timedelta

from deskbell.domain.approvals.counting import MOST_APPROVERS, POLICIES, Policy
from deskbell.domain.catalogue import steps
from deskbell.domain.catalogue.read_fields import read_fields
from deskbell.domain.catalogue.reading import (
    APPROVAL_LIMIT,
    LABEL_LIMIT,
    MODAL_TITLE_LIMIT,
    TEXT_LIMIT,
    Common,
    Reading,
    moment,
)
from deskbell.domain.catalogue.step_parts import Event, Item, Moment, Who, WhoKind
from deskbell.domain.catalogue.steps import Step
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section

MOST_ITEMS = 20
PATIENCE = timedelta(days=7)
"""How long a form or an approval waits where the definition does not say."""
REMIND_AFTER = timedelta(days=1)
_POLICIES = ("any", "all", "sequence")


def read_form(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Form(
        **common,
        title=reading.wording(part, "title", MODAL_TITLE_LIMIT),
        fields=read_fields(reading, part),
        who=reading.person(part) if part.has("who") else Who(WhoKind.REQUESTER),
        within=values.duration_or(part, "within", PATIENCE),
    )


def read_approval(reading: Reading, part: Section, common: Common) -> Step:
    is_empty = not part.has("ask") or not part.values["ask"]
    named = [] if is_empty else part.texts("ask")
    if is_empty:
        part.fault("nobody is asked to approve; name somebody, such as ask: [lead it]", "ask")
    for where, text in named:
        if text == WhoKind.REQUESTER:
            part.fault("nobody approves a request of their own; name somebody else", *where)
    if len(named) > MOST_APPROVERS:
        part.fault(f"too many; at most {MOST_APPROVERS} are asked", "ask")
    return steps.Approval(
        **common,
        ask=tuple(reading.who(part, text, *where) for where, text in named),
        policy=_policy(part, len(named)) if part.has("need") else POLICIES["all"],
        text=reading.wording(part, "text", APPROVAL_LIMIT),
        within=values.duration_or(part, "within", PATIENCE),
        remind=values.duration_or(part, "remind", REMIND_AFTER),
    )


def _policy(part: Section, asked: int) -> Policy:
    """Any, all, all in that order, or so many of them."""
    if not isinstance(part.values["need"], int):
        name = part.choose(part.text("need"), _POLICIES, "no way to count", "need")
        return POLICIES[name or "all"]
    least = values.whole(part, "need")
    if asked and least > asked:
        part.fault(f"only {asked} are asked, so {least} can never approve", "need")
    return Policy(least=least)


def read_checklist(reading: Reading, part: Section, common: Common) -> Step:
    parts, known = part.items("items"), set[str]()
    if len(parts) > MOST_ITEMS:
        part.fault(f"too many; at most {MOST_ITEMS} items fit on a card", "items")
    items = []
    for one in parts:
        text, who = reading.wording(one, "text", LABEL_LIMIT), reading.person(one)
        items.append(Item(values.name(one, "id"), text, who, _due(one)))
        if items[-1].id in known:
            one.fault(f'"{items[-1].id}" is an item above', "id")
        known.add(items[-1].id)
        one.end()
    title = reading.wording(part, "title", LABEL_LIMIT)
    return steps.Checklist(**common, title=title, items=tuple(items))


def _due(item: Section) -> Moment | None:
    if not item.has("due"):
        return None
    if isinstance(item.values["due"], str):
        item.fault("say when: `due: {in: 2d}`, or `due: {date: field, before: 1d}`", "due")
        return None
    part = item.section("due")
    when = moment(part)
    part.end()
    return when


def read_reserve(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Reserve(
        **common,
        asset=reading.one(part, "asset", sorted(reading.vocabulary.assets), "no kind of asset"),
        office=part.text("office"),
        manager=part.text("manager") if part.has("manager") else None,
        start=part.text("from") if part.has("from") else None,
        end=part.text("until") if part.has("until") else None,
    )


def read_visit(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Visit(**common, text=reading.wording(part, "text", TEXT_LIMIT))


def read_wait(reading: Reading, part: Section, common: Common) -> Step:
    if not part.has("event"):
        return steps.Wait(**common, until=moment(part))
    event = reading.one(part, "event", Event, "nothing to wait for")
    return steps.WaitFor(
        **common,
        event=Event(event) if event else Event.TICKET_SOLVED,
        within=values.duration(part, "within"),
    )
