"""From `desk.yaml`'s content to a Desk, or to all that is wrong with it.

`tools/desk` calls it before anything is deployed or pushed; the functions read its result. The
document is what YAML or JSON give: mappings, lists, texts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId
from deskbell.domain.settings import values
from deskbell.domain.settings.csat import CSAT_EVERY
from deskbell.domain.settings.desk import (
    APPROVAL_ENDS_AFTER,
    APPROVAL_REMIND_AFTER,
    FLAG_AFTER,
    FLAG_DIGEST,
    NUDGE_AFTER,
    REOPEN_WITHIN,
    Desk,
    FormSettings,
    Inbox,
    Welcome,
    Workspace,
)
from deskbell.domain.settings.faults import Fault, InvalidDeskError
from deskbell.domain.settings.read_announcements import read_announcements
from deskbell.domain.settings.read_csat import read_csat
from deskbell.domain.settings.read_dogfooding import read_dogfooding
from deskbell.domain.settings.read_feedback import read_feedback
from deskbell.domain.settings.read_hooks import read_hooks
from deskbell.domain.settings.read_jira import read_jira
from deskbell.domain.settings.read_loans import read_loans
from deskbell.domain.settings.read_nps import read_nps
from deskbell.domain.settings.read_paging import Names, read_paging
from deskbell.domain.settings.read_partners import read_partners
from deskbell.domain.settings.read_praise import read_praise
from deskbell.domain.settings.read_replies import read_replies
from deskbell.domain.settings.read_rules import read_mode, read_rules
from deskbell.domain.settings.read_schedules import read_schedules
from deskbell.domain.settings.read_standups import read_standups
from deskbell.domain.settings.section import Section

_INBOX_NAME_LIMIT = 40
_CALLBACK_ID_LIMIT = 255


_PARTS: Mapping[str, Callable[[Section, Desk, Mapping[str, str]], object]] = {
    "hooks": lambda part, _desk, _channels: read_hooks(part),
    "nps": read_nps,
    "feedback": read_feedback,
    "standups": read_standups,
    "dogfooding": read_dogfooding,
    "announcements": read_announcements,
    "praise": read_praise,
}
"""What needs only the desk as read so far and its channels, in this order."""


def parse(document: object) -> Desk:
    """Raises InvalidDeskError with every fault; nothing is looked up outside the document."""
    if not isinstance(document, Mapping):
        raise InvalidDeskError([Fault((), "settings such as `language: en` are missing")])
    top = Section(document, [])
    people = values.ids(top.section("people"), "UW", "user")
    channels = values.ids(top.section("channels"), "CG", "channel")
    desk = _Reading(people, channels).desk(top)
    if top.faults:
        raise InvalidDeskError(top.faults)
    return desk


@dataclass(frozen=True, slots=True)
class _Reading:
    """The names that the rest of the document may use, with their ids."""

    people: Mapping[str, str]
    channels: Mapping[str, str]

    def desk(self, top: Section) -> Desk:
        boxes, forms = top.section("inboxes"), top.section("forms")
        values.names(boxes)
        values.names(forms)
        inboxes = {InboxId(key): self._inbox(key, part) for key, part in boxes.sections()}
        desk = Desk(
            workspace=_workspace(top.section("workspace")),
            language=values.language(top),
            zone=values.zone(top),
            admins=frozenset(self._people(top, "admins")),
            fallback_channel=self._channel(top, "fallback_channel"),
            undo_window=values.duration(top, "undo_window"),
            inboxes=inboxes,
            emoji=values.emoji(emoji := top.section("emoji")),
            redirects=(moves := values.redirects(emoji, boxes)),
            request_types=values.request_types(emoji, moves, boxes),
            forms={FormId(key): self._form(key, part, boxes) for key, part in forms.sections()},
            direct_inbox=self._direct_inbox(top, boxes) if top.has("direct_inbox") else None,
            away=frozenset(self._people(top, "away")) if top.has("away") else frozenset(),
            quiet_hours=values.quiet_hours(top, "quiet_hours"),
            csat_every=values.duration_or(top, "csat_every", CSAT_EVERY),
            holidays=values.days(top, "holidays") if top.has("holidays") else frozenset(),
            partners=(
                read_partners(
                    top.section("partners"),
                    self.people,
                    self.channels,
                    {channel for inbox in inboxes.values() for channel in inbox.channels},
                )
                if top.has("partners")
                else ()
            ),
            people={name: PersonId(person) for name, person in self.people.items()},
        )
        desk = replace(desk, changes_channel=self._changes_channel(top, desk))
        if top.has("replies"):
            replies = read_replies(top.section("replies"), desk, self.people)
            desk = replace(desk, replies=replies)
        if top.has("loans"):
            loans = read_loans(top.section("loans"), boxes, self.channels, desk)
            desk = replace(desk, loans=loans)
        if top.has("schedules"):
            schedules = read_schedules(top.section("schedules"), desk, self.channels)
            desk = replace(desk, schedules=schedules)
        if top.has("paging"):
            names = Names(self.people, self.channels, desk.schedules, desk.zone)
            paging = read_paging(top.section("paging"), desk.fallback_channel, names)
            desk = replace(desk, paging=paging)
        for name, read in _PARTS.items():
            if top.has(name):
                part: dict[str, Any] = {name: read(top.section(name), desk, self.channels)}
                desk = replace(desk, **part)
        if top.has("jira"):
            desk = read_jira(top.section("jira"), desk, self.people)
        if top.has("api"):
            desk = replace(desk, api=self._api(top.section("api")))
        if top.has("rules"):
            mode = read_mode(top)
            rules = read_rules(top, desk, mode, self.people, self.channels)
            desk = replace(desk, rules=rules, rules_mode=mode)
        top.end()
        self._channels_are_apart(boxes, inboxes.values())
        values.addresses_are_apart(boxes, inboxes.values())
        _is_unique(forms, "command", {form.id: form.command for form in desk.forms.values()})
        _is_unique(forms, "shortcut", {form.id: form.shortcut for form in desk.forms.values()})
        return desk

    def _changes_channel(self, top: Section, desk: Desk) -> ChannelId | None:
        """People object there, which is no request and for nobody else's eyes."""
        if not top.has("changes_channel"):
            return None
        channel = self._channel(top, "changes_channel")
        if channel and desk.partners_in(channel):
            top.fault("another company is in it; choose one of your own", "changes_channel")
        elif channel and desk.inbox_of(channel):
            top.fault("people ask an inbox there; choose another channel", "changes_channel")
        return channel

    def _inbox(self, key: str, part: Section) -> Inbox:
        inbox = Inbox(
            id=InboxId(key),
            name=values.short_text(part, "name", _INBOX_NAME_LIMIT),
            channels=tuple(
                self._channel_called(part, name, *where)
                for where, name in part.texts("help_channels")
            ),
            triage_channel=self._channel(part, "triage_channel"),
            agents=frozenset(self._people(part, "agents")),
            lead=self._person_called(part, part.text("lead"), "lead"),
            remind_after=values.duration(part, "remind_after"),
            escalate_after=values.duration(part, "escalate_after"),
            close_after=values.duration(part, "close_after"),
            welcome=_welcome(part.section("welcome")) if part.has("welcome") else None,
            privacy=values.privacy(part, "privacy"),
            categories=values.options(part, "categories") if part.has("categories") else (),
            auto=self._auto(part) if part.has("auto") else (),
            capture_after=(
                values.duration(part, "capture_after") if part.has("capture_after") else None
            ),
            peers_help=values.says_yes(part, "peers_help"),
            out_of_hours_reply=_out_of_hours_reply(part),
            supervisors=(
                tuple(self._people(part, "supervisors")) if part.has("supervisors") else ()
            ),
            triagers=self._triagers(part) if part.has("triagers") else (),
            flag_after=values.duration_or(part, "flag_after", FLAG_AFTER),
            flag_digest=values.appointment_or(part, "flag_digest", FLAG_DIGEST),
            nudge_after=values.duration_or(part, "nudge_after", NUDGE_AFTER),
            approval_remind_after=values.duration_or(
                part, "approval_remind_after", APPROVAL_REMIND_AFTER
            ),
            approval_ends_after=values.duration_or(
                part, "approval_ends_after", APPROVAL_ENDS_AFTER
            ),
            reopen_within=values.duration_or(part, "reopen_within", REOPEN_WITHIN),
            csat=read_csat(part),
            mail=values.mail_address(part, "mail") if part.has("mail") else None,
        )
        part.end()
        return inbox

    def _auto(self, part: Section) -> tuple[ChannelId, ...]:
        """Of its own help channels: elsewhere nobody asks this inbox."""
        asked_in = [name for _, name in part.texts("help_channels")]
        named = [
            part.choose(name, asked_in, "none of these help channels", *where)
            for where, name in part.texts("auto")
        ]
        return tuple(ChannelId(self.channels[name]) for name in named if name in self.channels)

    def _triagers(self, part: Section) -> tuple[PersonId, ...]:
        """Of those who may take what they are reminded of."""
        work_here = [part.text("lead"), *(name for _, name in part.texts("agents"))]
        return tuple(
            self._person_called(part, part.choose(name, work_here, "nobody of this inbox", *where))
            for where, name in part.texts("triagers")
        )

    def _form(self, key: str, part: Section, inboxes: Section) -> FormSettings:
        inbox = part.choose(part.text("inbox"), inboxes.values, "no inbox", "inbox")
        form = FormSettings(
            id=FormId(key),
            command=values.command(part),
            shortcut=values.short_text(part, "shortcut", _CALLBACK_ID_LIMIT),
            inbox=InboxId(inbox),
            channel=self._channel(part, "channel"),
            locations=values.options(part, "locations"),
            privacy=values.privacy(part, "privacy"),
        )
        part.end()
        return form

    def _direct_inbox(self, top: Section, inboxes: Section) -> InboxId | None:
        name = top.text("direct_inbox")
        return InboxId(top.choose(name, inboxes.values, "no inbox", "direct_inbox")) or None

    def _api(self, part: Section) -> dict[str, PersonId]:
        return {
            name: self._person_called(part, part.text(name), name) for name in values.names(part)
        }

    def _people(self, part: Section, key: str) -> list[PersonId]:
        return [self._person_called(part, name, *where) for where, name in part.texts(key)]

    def _person_called(self, part: Section, name: str, *where: str) -> PersonId:
        return PersonId(
            self.people.get(part.choose(name, self.people, "nobody in people", *where), "")
        )

    def _channel(self, part: Section, key: str) -> ChannelId:
        return self._channel_called(part, part.text(key), key)

    def _channel_called(self, part: Section, name: str, *where: str) -> ChannelId:
        known = part.choose(name, self.channels, "no channel in channels", *where)
        return ChannelId(self.channels.get(known, ""))

    def _channels_are_apart(self, boxes: Section, inboxes: Iterable[Inbox]) -> None:
        """A message belongs to one inbox; a thread in a triage channel is internal."""
        owners: dict[ChannelId, InboxId] = {}
        for inbox in inboxes:
            for index, channel in enumerate(inbox.channels):
                if channel and owners.setdefault(channel, inbox.id) != inbox.id:
                    boxes.fault(
                        f"{self._name_of(channel)} already belongs to {owners[channel]}; "
                        "a help channel has one inbox",
                        *(inbox.id, "help_channels", f"[{index}]"),
                    )
        for inbox in inboxes:
            if owner := owners.get(inbox.triage_channel):
                boxes.fault(
                    f"people ask in {self._name_of(inbox.triage_channel)} (inbox {owner}); "
                    "its threads cannot be internal as well, so choose another channel",
                    *(inbox.id, "triage_channel"),
                )

    def _name_of(self, channel: ChannelId) -> str:
        return next(name for name, known in self.channels.items() if known == channel)


def _welcome(part: Section) -> Welcome:
    welcome = Welcome(
        guide=values.whole(part, "guide"),
        guests=values.says_yes(part, "guests"),
        office_hours=(
            values.office_hours(part, "office_hours") if part.has("office_hours") else None
        ),
    )
    part.end()
    return welcome


def _out_of_hours_reply(part: Section) -> bool:
    wanted = values.says_yes(part, "out_of_hours_reply")
    welcome = part.values.get("welcome")
    if wanted and not (isinstance(welcome, Mapping) and "office_hours" in welcome):
        part.fault("without office hours in welcome nobody is ever out", "out_of_hours_reply")
    return wanted


def _workspace(part: Section) -> Workspace:
    workspace = Workspace(
        team=values.slack_id(part, "team", "T", "workspace"),
        enterprise=(
            values.slack_id(part, "enterprise", "E", "organisation")
            if part.has("enterprise")
            else None
        ),
        app=values.slack_id(part, "app", "A", "app"),
        bot_user=PersonId(values.slack_id(part, "bot_user", "UW", "user")),
    )
    part.end()
    return workspace


def _is_unique(forms: Section, key: str, used: Mapping[FormId, str]) -> None:
    owners: dict[str, FormId] = {}
    for form, value in used.items():
        if value and owners.setdefault(value, form) != form:
            forms.fault(f'"{value}" already opens the form {owners[value]}', form, key)
