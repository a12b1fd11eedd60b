"""The steps that do something and go on, from a definition; `read_steps.py` calls it."""

from deskbell.domain.catalogue import steps
from deskbell.domain.catalogue.reading import (
    LABEL_LIMIT,
    TEXT_LIMIT,
    Common,
    Reading,
    conditions,
    emoji_name,
    moment,
    names,
)
from deskbell.domain.catalogue.step_parts import Case, Ending, StepId
from deskbell.domain.catalogue.steps import Step
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section
from deskbell.domain.tickets.classification import Priority

MOST_TRIES = 10


def read_message(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Message(**common, text=reading.wording(part, "text", TEXT_LIMIT))


def read_dm(reading: Reading, part: Section, common: Common) -> Step:
    text = reading.wording(part, "text", TEXT_LIMIT)
    return steps.DirectMessage(**common, who=reading.person(part), text=text)


def read_ticket(reading: Reading, part: Section, common: Common) -> Step:
    inboxes = reading.vocabulary.inboxes
    inbox = reading.one(part, "inbox", inboxes, "no inbox")
    category = priority = None
    if part.has("category"):
        of_it = f"no category of the inbox {inbox}"
        category = (
            reading.one(part, "category", sorted(inboxes.get(inbox, ())), of_it) if inbox else None
        )
    if part.has("priority"):
        priority = reading.one(part, "priority", Priority, "no priority")
    return steps.Ticket(
        **common,
        inbox=inbox,
        title=reading.wording(part, "title", LABEL_LIMIT),
        category=category,
        priority=Priority(priority) if priority else Priority.NORMAL,
        fields=names(part, "fields"),
    )


def read_assign(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Assign(**common, to=reading.person(part, "to"))


def read_remind(reading: Reading, part: Section, common: Common) -> Step:
    text = reading.wording(part, "text", TEXT_LIMIT)
    return steps.Remind(**common, who=reading.person(part), at=moment(part), text=text)


def read_branch(reading: Reading, part: Section, common: Common) -> Step:
    cases = []
    for one in part.items("cases"):
        cases.append(Case(conditions(one, "when"), StepId(one.text("to"))))
        one.end()
    return steps.Branch(**common, cases=tuple(cases))


def read_emoji(reading: Reading, part: Section, common: Common) -> Step:
    return steps.Emoji(**common, name=emoji_name(part, part.text("name"), "name"))


def read_webhook(reading: Reading, part: Section, common: Common) -> Step:
    tries = values.whole(part, "tries") if part.has("tries") else MOST_TRIES
    if tries > MOST_TRIES:
        part.fault(f"too often; at most {MOST_TRIES} times", "tries")
    hook = reading.one(part, "hook", sorted(reading.vocabulary.hooks), "no hook of the desk")
    return steps.Webhook(**common, hook=hook, send=names(part, "send"), tries=tries)


def read_call(reading: Reading, part: Section, common: Common) -> Step:
    given = part.section("answers") if part.has("answers") else None
    answers = {theirs: given.text(theirs) for theirs in given.values} if given else {}
    return steps.Call(**common, workflow=part.text("workflow"), answers=answers)


def read_finish(reading: Reading, part: Section, common: Common) -> Step:
    ending = reading.one(part, "ending", Ending, "no end of a request")
    return steps.Finish(
        **common,
        ending=Ending(ending) if ending else Ending.DONE,
        text=reading.wording(part, "text", TEXT_LIMIT),
    )
