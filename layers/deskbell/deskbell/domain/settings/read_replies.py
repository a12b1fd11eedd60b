"""The `replies` of the settings, as `parse.py` reads them."""

from collections.abc import Iterable, Mapping
from string import Formatter

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import one_of
from deskbell.domain.settings.replies import ME, VARIABLES, Does, Ending, Reply
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.classification import Priority

_NAME_LIMIT = 75
_TEXT_LIMIT = 2_000


def read_replies(part: Section, desk: Desk, people: Mapping[str, str]) -> Mapping[str, Reply]:
    """Each in the desk's language at least, and in all of them if it does something besides: its
    requester has to understand that. A variable that nobody fills in is a fault. `desk` has the
    inboxes, `people` are their ids by name."""
    values.names(part)
    return {key: _reply(key, one, desk, people) for key, one in part.sections()}


def _reply(key: str, part: Section, desk: Desk, people: Mapping[str, str]) -> Reply:
    does = _does(part.section("does"), desk, people) if part.has("does") else None
    spoken = [one for one in LANGUAGES if part.has(one) or one == desk.language or does]
    reply = Reply(
        id=key,
        name=values.short_text(part, "name", _NAME_LIMIT),
        texts={one: values.short_text(part, one, _TEXT_LIMIT) for one in spoken},
        does=does,
    )
    for one, text in reply.texts.items():
        _check(part, one, text)
    part.end()
    return reply


def _does(part: Section, desk: Desk, people: Mapping[str, str]) -> Does:
    """Names of this desk alone; what is at odds with another is a fault."""
    inbox = _one(part, "inbox", desk.inboxes, "no inbox")
    inboxes = [one for one in desk.inboxes.values() if inbox in (None, one.id)]
    of_it = f"the inbox {inbox}" if inbox else "any inbox"
    categories = {choice.value for one in inboxes for choice in one.categories}
    able = {person for one in inboxes for person in (*one.agents, one.lead)}
    agents = {str(ME): ME} | {
        name: PersonId(person) for name, person in people.items() if person in able
    }
    assignee = _one(part, "assignee", agents, f"no agent of {of_it}")
    priority = _one(part, "priority", list(Priority), "no priority")
    state = _one(part, "state", list(Ending), "no state that a reply can leave it in")
    does = Does(
        priority=Priority(priority) if priority else None,
        category=_one(part, "category", categories, f"no category of {of_it}"),
        assignee=agents[assignee] if assignee else None,
        inbox=InboxId(inbox) if inbox else None,
        state=Ending(state) if state else None,
        called=tuple(str(value) for value in part.values.values()),
    )
    if inbox:
        for key in ("assignee", "state"):
            if part.has(key):
                part.fault("what goes to another inbox is that team's; leave this out", key)
    if not part.values:
        part.fault("there is nothing to do here; write what is set, such as `state: wait`")
    part.end()
    return does


def _one(part: Section, key: str, known: Iterable[str], none: str) -> str | None:
    return (part.choose(part.text(key), known, none, key) or None) if part.has(key) else None


def _check(part: Section, language: str, text: str) -> None:
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        part.fault("a brace is not closed, or closes nothing; write {{ and }} for braces", language)
        return
    for _, name, form, conversion in found:
        if name is None:
            continue
        if name not in VARIABLES:
            part.fault(f"there is no {{{name}}}; {one_of(VARIABLES, name)}", language)
        elif form or conversion:
            part.fault(f"write {{{name}}} with nothing behind the name", language)
