"""The `jira` of the settings, as `parse.py` reads it: which inboxes have their tickets there."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.jira.settings import SHARED_UP_TO, Jira, JiraKind, Stage
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.read_hooks import SECRET_LIMIT, URL_LIMIT, wrong_with
from deskbell.domain.settings.section import Section
from deskbell.domain.tickets.classification import Priority, Privacy

_NAME_LIMIT = 100
NEEDED = (Stage.ASSIGNED, Stage.SOLVED)
"""Without a name for these, what is done here could not be seen there."""


def read_jira(part: Section, desk: Desk, people: Mapping[str, str]) -> Desk:
    """The desk with its connectors, each of whose inboxes names it."""
    values.names(part)
    found = {key: _jira(key, one, desk, people) for key, one in part.sections()}
    taken: Collection[str] = {
        *(desk.paging.sources if desk.paging else ()),
        *(desk.nps.sources if desk.nps else ()),
        *(desk.feedback.sources if desk.feedback else ()),
    }
    owners: dict[InboxId, str] = {}
    for key, jira in found.items():
        if key in taken:
            part.fault("another source has this name, and its keys; choose another one", key)
        for inbox in jira.inboxes:
            if owners.setdefault(inbox, key) != key:
                wrong = f"{inbox} has its tickets in {owners[inbox]} already"
                part.fault(f"{wrong}; an inbox has one", key, "inboxes")
    inboxes = {key: replace(box, jira=owners.get(key)) for key, box in desk.inboxes.items()}
    return replace(desk, jira=found, inboxes=inboxes)


def _jira(key: str, part: Section, desk: Desk, people: Mapping[str, str]) -> Jira:
    kind = part.choose(part.text("kind"), JiraKind, "no kind of Jira", "kind")
    jira = Jira(
        id=key,
        kind=JiraKind(kind) if kind else JiraKind.CLOUD,
        url=_url(part),
        project=values.short_text(part, "project", _NAME_LIMIT),
        issue_type=values.short_text(part, "issue_type", _NAME_LIMIT),
        inboxes=tuple(
            InboxId(part.choose(name, desk.inboxes, "no inbox", *where))
            for where, name in part.texts("inboxes")
        ),
        secret=values.short_text(part, "secret", SECRET_LIMIT),
        account=values.short_text(part, "account", _NAME_LIMIT),
        acts_as=_person(part, part.text("acts_as"), people, "acts_as"),
        statuses=_statuses(part),
        priorities=_priorities(part),
        people=_people(part, people),
        privacy=_privacy(part),
    )
    if jira.acts_as and jira.acts_as not in desk.staff:
        part.fault("they work in no inbox, so they could answer nobody", "acts_as")
    if ":" in jira.secret or jira.secret.startswith("ATATT"):
        part.fault("this is the secret itself; put its name in Secrets Manager here", "secret")
    if jira.account and jira.account in jira.people:
        part.fault("what this account does is our own doing, and nobody's", "people", jira.account)
    part.end()
    return jira


def _url(part: Section) -> str:
    url = values.short_text(part, "url", URL_LIMIT).rstrip("/")
    for wrong in wrong_with(url) if url else ():
        part.fault(wrong, "url")
    if "?" in url:
        part.fault("write the address at which Jira begins, without a ?", "url")
    return url


def _statuses(part: Section) -> dict[str, Stage]:
    found = {
        name: Stage(stage)
        for name, stage in _words(part, "status", tuple(Stage), "none of a ticket's")
    }
    for stage in NEEDED if found else ():
        if stage not in found.values():
            part.fault(f"no status of Jira's is {stage}; say which one it is", "status")
    return found


def _priorities(part: Section) -> dict[str, Priority]:
    if not part.has("priority"):
        return {}
    words = _words(part, "priority", tuple(Priority), "no priority")
    return {name: Priority(one) for name, one in words}


def _people(part: Section, people: Mapping[str, str]) -> dict[str, PersonId]:
    if not part.has("people"):
        return {}
    written = part.section("people")
    return {name: _person(written, written.text(name), people, name) for name in written.values}


def _privacy(part: Section) -> Privacy:
    return values.privacy(part, "privacy") if part.has("privacy") else SHARED_UP_TO


def _person(part: Section, name: str, people: Mapping[str, str], *where: str) -> PersonId:
    return PersonId(people.get(part.choose(name, people, "nobody in people", *where), ""))


def _words(part: Section, key: str, known: Collection[str], none: str) -> list[tuple[str, str]]:
    """Jira's own names, and what each of them is here."""
    written = part.section(key)
    found = []
    for word in written.values:
        if len(word) > _NAME_LIMIT:
            written.fault(f"too long; at most {_NAME_LIMIT} characters", word)
        if name := written.choose(written.text(word), known, none, word):
            found.append((word, name))
    return found
