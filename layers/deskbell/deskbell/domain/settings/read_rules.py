"""The rules of the desk from `desk.yaml`, or all that is wrong with them; `parse.py` calls it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.domain.folding import words_of
from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.paging.policy import ServiceId
from deskbell.domain.people import Standing
from deskbell.domain.rules.lint import lint
from deskbell.domain.rules.rule import Answer, Office, Rule, RulesMode, Then, When
from deskbell.domain.settings import values
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import OfficeHours
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.classification import Priority, Privacy
from deskbell.domain.tickets.it_form import FIELDS

ANYBODY = ""
"""Whose reply it is if there is none in their language."""
MOST_RULES = 200
_REPLY_LIMIT, _WHY_LIMIT = 1_000, 300
_REQUESTERS = {
    "member": Standing.MEMBER,
    "guest": Standing.GUEST,
    "external": Standing.EXTERNAL,
}


def rule_version(given: Mapping[str, object]) -> str:
    """Of a rule as the document has it: the same for the same content."""
    canonical = json.dumps(given, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def read_mode(top: Section) -> RulesMode:
    """How many rules fire; the first one alone, where it is left out."""
    if not top.has("rules_mode"):
        return RulesMode.FIRST
    mode = top.choose(top.text("rules_mode"), RulesMode, "no way to choose rules", "rules_mode")
    return RulesMode(mode) if mode else RulesMode.FIRST


def read_rules(
    top: Section,
    desk: Desk,
    mode: RulesMode,
    people: Mapping[str, str],
    channels: Mapping[str, str],
) -> tuple[Rule, ...]:
    """In the order of the file; `desk` is all the rest of it."""
    parts = top.items("rules")
    if len(parts) > MOST_RULES:
        top.fault(f"too many; at most {MOST_RULES}", "rules")
    reading = _Reading(desk, people, channels)
    found, known = list[Rule](), set[str]()
    before = len(top.faults)
    for part in parts:
        rule = reading.rule(part)
        if rule.id in known:
            part.fault(f'"{rule.id}" is the name of a rule above', "id")
        known.add(rule.id)
        found.append(rule)
    if len(top.faults) == before:
        for finding in lint(found, mode):
            parts[finding.index].fault(finding.wrong)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The names that a rule may use, with their ids."""

    desk: Desk
    people: Mapping[str, str]
    channels: Mapping[str, str]

    def rule(self, part: Section) -> Rule:
        chosen_by = self._one(part, "chosen_by", self.people, "nobody in people")
        rule = Rule(
            id=values.name(part, "id"),
            version=rule_version(part.values),
            when=self._when(part.section("when")),
            then=self._then(part.section("then")),
            why=values.short_text(part, "why", _WHY_LIMIT) if part.has("why") else "",
            chosen_by=PersonId(chosen_by) if chosen_by else None,
        )
        part.end()
        return rule

    def _when(self, part: Section) -> When:
        when = When(
            channels=tuple(
                ChannelId(one)
                for one in self._chosen(part, "channels", self.channels, "no channel in channels")
            ),
            forms=tuple(
                FormId(one)
                for one in self._chosen(part, "forms", {f: f for f in self.desk.forms}, "no form")
            ),
            answers=self._answers(part),
            words=_keywords(part, "words"),
            requester=tuple(
                Standing(one)
                for one in self._chosen(part, "requester", _REQUESTERS, "no kind of requester")
            ),
            languages=self._chosen(
                part,
                "languages",
                {one: one for one in LANGUAGES},
                "no language that Deskbell speaks",
            ),
            office=self._office(part),
            between=self._between(part),
        )
        part.end()
        if not part.values:
            part.fault("there is no condition here; write one, such as `channels: [it-happens]`")
        return when

    def _answers(self, part: Section) -> tuple[Answer, ...]:
        """`answers` are whole values, `answers_mention` are words in them."""
        found = list[Answer]()
        for key in ("answers", "answers_mention"):
            if not part.has(key):
                continue
            fields = part.section(key)
            for field in fields.values:
                fields.choose(field, FIELDS, "no field of a form", field)
                if key == "answers":
                    whole = tuple(value for _, value in fields.texts(field))
                    found.append(Answer(field, equals=whole))
                else:
                    found.append(Answer(field, contains=_keywords(fields, field)))
        return tuple(found)

    def _office(self, part: Section) -> Office | None:
        if not part.has("office"):
            return None
        named = part.choose(part.text("office"), Office, "neither open nor closed", "office")
        if named and not any(inbox.office_hours for inbox in self.desk.inboxes.values()):
            part.fault("no inbox has office hours, so this is never so", "office")
        return Office(named) if named else None

    def _between(self, part: Section) -> OfficeHours | None:
        return values.office_hours(part, "between") if part.has("between") else None

    def _then(self, part: Section) -> Then:
        inbox = self._one(part, "inbox", {i: i for i in self.desk.inboxes}, "no inbox")
        priority = self._one(part, "priority", {p: p for p in Priority}, "no priority")
        privacy = self._one(part, "privacy", {p: p for p in Privacy}, "no class of privacy")
        services = self.desk.paging.services if self.desk.paging else {}
        outage = self._one(part, "outage", {s: s for s in services}, "no service of paging")
        then = Then(
            inbox=InboxId(inbox) if inbox else None,
            category=self._category(part, inbox),
            priority=Priority(priority) if priority else None,
            privacy=Privacy(privacy) if privacy else None,
            assignee=self._assignee(part, inbox),
            followers=tuple(
                PersonId(one)
                for one in self._chosen(part, "followers", self.people, "nobody in people")
            ),
            reply=_reply(part) if part.has("reply") else {},
            outage=ServiceId(outage) if outage else None,
        )
        part.end()
        if not part.values:
            part.fault("there is nothing to do here; write what is set, such as `inbox: it`")
        return then

    def _category(self, part: Section, inbox: str | None) -> str | None:
        """One of the inbox that the rule names, else of any."""
        inboxes = [one for one in self.desk.inboxes.values() if inbox in (None, one.id)]
        known = {choice.value: choice.value for one in inboxes for choice in one.categories}
        of_it = f"no category of the inbox {inbox}" if inbox else "no category of any inbox"
        return self._one(part, "category", known, of_it)

    def _assignee(self, part: Section, inbox: str | None) -> PersonId | None:
        """Who does not work there could not do anything with it."""
        inboxes = [one for one in self.desk.inboxes.values() if inbox in (None, one.id)]
        able = {person for one in inboxes for person in (*one.agents, one.lead)}
        known = {name: person for name, person in self.people.items() if person in able}
        of_it = f"no agent of the inbox {inbox}" if inbox else "no agent of any inbox"
        assignee = self._one(part, "assignee", known, of_it)
        return PersonId(assignee) if assignee else None

    def _one(self, part: Section, key: str, known: Mapping[str, str], none: str) -> str | None:
        if not part.has(key):
            return None
        return known.get(part.choose(part.text(key), known, none, key))

    def _chosen(
        self, part: Section, key: str, known: Mapping[str, str], none: str
    ) -> tuple[str, ...]:
        if not part.has(key):
            return ()
        named = [part.choose(name, known, none, *where) for where, name in part.texts(key)]
        return tuple(known[name] for name in named if name in known)


def _keywords(part: Section, key: str) -> tuple[str, ...]:
    if not part.has(key):
        return ()
    found = part.texts(key)
    for where, keyword in found:
        if keyword and not words_of(keyword):
            part.fault(f'"{keyword}" has no letters to look for', *where)
    return tuple(keyword for _, keyword in found)


def _reply(part: Section) -> dict[str, str]:
    """One text for all, or one a language."""
    if not isinstance(part.values["reply"], Mapping):
        return {ANYBODY: values.short_text(part, "reply", _REPLY_LIMIT)}
    texts = part.section("reply")
    for language in texts.values:
        texts.choose(language, LANGUAGES, "no language that Deskbell speaks", language)
    return {one: values.short_text(texts, one, _REPLY_LIMIT) for one in texts.values}
