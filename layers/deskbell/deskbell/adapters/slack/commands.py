"""Slash commands as readings: alone it opens its form, `find` looks for tickets, `loaner` is about
laptops to borrow, `oncall` says who is on call, `feedback` shares what follows or is said in its
form, `praise` praises whom it names for what follows, or opens the form for that, `announce` and
`dogfood` open a form of their own, a workflow's word begins that, other words
behind it ask for help."""

from datetime import datetime
from hashlib import sha256

from deskbell.adapters.slack.dialogs.readings import DialogWanted
from deskbell.adapters.slack.dialogs.readings import Origin as DialogOrigin
from deskbell.adapters.slack.fields import Payload, channel_id, long, person_id, short
from deskbell.adapters.slack.form_readings import FormWanted, HelpWanted
from deskbell.adapters.slack.guided.readings import (
    Asker,
    ChosenBegun,
    GuidedFormWanted,
    Origin,
    Where,
)
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.catalogue.form_claim import first_form
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.command_words import (
    ANNOUNCE,
    DOGFOOD,
    FEEDBACK,
    FIND,
    LOANER,
    ON_CALL,
    PRAISE,
    URGENT,
)
from deskbell.domain.envelope import Envelope
from deskbell.domain.feedback.inputs import SLACK, FeedbackGiven
from deskbell.domain.id_types import ChannelId, EventKey, InstallId, PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted, Input
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.praise.policy import MOST_PEOPLE, TEXT_LIMIT, begun
from deskbell.domain.search.query import QUERY_LIMIT
from deskbell.domain.search_inputs import SearchAsked, Sought
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import member, works_in


def read_command(  # noqa: C901 - one line a word
    fields: Payload, desk: Desk, received_at: datetime
) -> Reading:
    """Raises InputError where a field is missing or wrong (bad_inputs.md 70)."""
    command = short(fields, "command")
    form = desk.form_for_command(command)
    if form is None:
        return _of_its_own(command, fields, desk, received_at)
    person, install = person_id(fields, "user_id"), desk.workspace.install
    verb, _, query = long(fields, "text").strip().partition(" ")
    if verb.casefold() in FIND:
        return _search(fields, query, install, received_at)
    if verb.casefold() in ON_CALL:
        return _search(fields, query, install, received_at, Sought.ON_CALL)
    if verb.casefold() in LOANER and desk.loans:
        return _loaner(fields, query.strip(), desk, received_at)
    if verb.casefold() in URGENT:
        return _urgent(fields, query, desk)
    if verb.casefold() in FEEDBACK and desk.feedback:
        return _feedback(fields, query, desk, received_at)
    if verb.casefold() in DOGFOOD and desk.dogfooding and person in desk.dogfooding.people:
        return _alone(Dialog.DOGFOOD, fields, desk)
    if verb.casefold() in ANNOUNCE and desk.announcements:
        return _alone(Dialog.ANNOUNCE, fields, desk, in_words=True)
    if verb.casefold() in PRAISE and desk.praise:
        return _praise(fields, query, desk, received_at)
    channel = channel_id(fields, "channel_id") if fields.get("channel_id") else None
    if named := _named(verb, channel, desk):
        return _begins(fields, named, Where(channel), desk, received_at)
    if long(fields, "text"):
        words, lends = _with_word(channel, desk), bool(desk.loans)
        return HelpWanted(form, install, person, words, lends, pages=desk.paging is not None)
    return FormWanted(
        form,
        install,
        person,
        short(fields, "trigger_id"),
        in_words=True,
        for_others=works_in(member(person, desk), form.inbox),
        pages=desk.paging is not None,
    )


def _of_its_own(command: str, fields: Payload, desk: Desk, received_at: datetime) -> Reading:
    """What people need often, or in a hurry, has a command for that alone."""
    said = long(fields, "text")
    match command:
        case "/urgent":
            return _urgent(fields, said, desk)
        case "/oncall":
            install = desk.workspace.install
            return _search(fields, said.strip(), install, received_at, Sought.ON_CALL)
        case "/loaner":
            return _loaner(fields, said.strip(), desk, received_at)
    return Ignored("unknown_command")


def _with_word(channel: ChannelId | None, desk: Desk) -> tuple[Offered, ...]:
    """The workflows that a word behind the command begins in this channel."""
    here = (one for one in desk.workflows if one.is_offered_in(channel))
    return tuple(one for one in here if one.start.command)


def _named(word: str, channel: ChannelId | None, desk: Desk) -> Offered | None:
    here = _with_word(channel, desk)
    return next((one for one in here if one.start.command == word.casefold()), None)


def _begins(
    fields: Payload, named: Offered, where: Where, desk: Desk, received_at: datetime
) -> GuidedFormWanted | ChosenBegun:
    install, person = desk.workspace.install, person_id(fields, "user_id")
    claim, trigger = first_form(named), short(fields, "trigger_id")
    if claim:
        asker = Asker(desk, install, person)
        return GuidedFormWanted(asker, Origin(claim, where), trigger, in_words=True)
    pressed = ButtonPressed(
        action=Button.REQUEST_BEGIN,
        value=f"{named.id}|{named.version}",
        person=person,
        channel=where.channel,
        message_ts=None,
        thread_ts=None,
    )
    envelope = _asked("begin", _gesture(trigger), install, person, received_at, pressed)
    return ChosenBegun(envelope, person, view_id=None)


def _loaner(
    fields: Payload, query: str, desk: Desk, received_at: datetime
) -> DialogWanted | Envelope:
    """Alone it opens the form for one; words behind it ask what there is. Where nobody lends, that
    is said instead."""
    install = desk.workspace.install
    if query and desk.loans:
        return _search(fields, query, install, received_at, Sought.LOANS)
    return _alone(Dialog.LOAN_REQUEST, fields, desk, in_words=True)


def _urgent(fields: Payload, said: str, desk: Desk) -> DialogWanted:
    """Where nobody is set up to be called, that is said instead."""
    claim = RaiseClaim(said=clean_text(said).strip())
    return _alone(Dialog.INCIDENT_RAISE, fields, desk, claim.written(), in_words=True)


def _alone(
    dialog: Dialog, fields: Payload, desk: Desk, value: str = "", *, in_words: bool = False
) -> DialogWanted:
    """A form that needs nothing to begin with, or has this `value`."""
    return DialogWanted(
        dialog=dialog,
        desk=desk,
        install=desk.workspace.install,
        person=person_id(fields, "user_id"),
        origin=DialogOrigin.of_value(value, channel_id(fields, "channel_id")),
        trigger=short(fields, "trigger_id"),
        view_id=None,
        in_words=in_words,
    )


def _search(
    fields: Payload,
    query: str,
    install: InstallId,
    received_at: datetime,
    among: Sought = Sought.TICKETS,
) -> Envelope:
    """The trigger tells one command from the next; its digest, as keys are stored and logged."""
    person, channel = person_id(fields, "user_id"), channel_id(fields, "channel_id")
    gesture = _gesture(short(fields, "trigger_id"))
    sought = SearchAsked(person, channel, clean_text(query)[:QUERY_LIMIT], among)
    return _asked("find", gesture, install, person, received_at, sought)


def _feedback(
    fields: Payload, said: str, desk: Desk, received_at: datetime
) -> DialogWanted | Envelope:
    """Whoever gives it, in whatever words, gives it once a command; alone it opens the form."""
    if not said.strip():
        return _alone(Dialog.FEEDBACK_GIVE, fields, desk)
    install = desk.workspace.install
    person, channel = person_id(fields, "user_id"), channel_id(fields, "channel_id")
    event = f"command.{_gesture(short(fields, 'trigger_id'))}"
    text = clean_text(said).strip()
    given = FeedbackGiven(SLACK, event, text, person=person, asked_in=channel)
    return _asked("feedback", event, install, person, received_at, given)


def _praise(
    fields: Payload, said: str, desk: Desk, received_at: datetime
) -> DialogWanted | Envelope:
    """At once where it says whom and for what; else its form opens with what there is of both."""
    # Imported here, with Unicode's tables: hardly any command is praise.
    from deskbell.adapters.slack.praise_words import said_in

    people, text, is_clear = said_in(clean_text(said).strip())
    person, install = person_id(fields, "user_id"), desk.workspace.install
    is_whole = 1 <= len(people) <= MOST_PEOPLE and 1 <= len(text) <= TEXT_LIMIT
    if not (is_clear and is_whole):
        return _alone(Dialog.PRAISE, fields, desk, value=begun(people, text))
    values = {"people": ",".join(people), "text": text}
    given = DialogSubmitted(
        Dialog.PRAISE, "", person, channel_id(fields, "channel_id"), None, values
    )
    gesture = _gesture(short(fields, "trigger_id"))
    return _asked("praise", gesture, install, person, received_at, given)


def _asked(
    about: str,
    gesture: str,
    install: InstallId,
    person: PersonId,
    received_at: datetime,
    value: Input,
) -> Envelope:
    """Each of somebody's commands counts once, in their order."""
    return Envelope(
        key=EventKey(f"{about}:{install}:{gesture}"),
        install=install,
        group=f"{install}:{about}:{person}",
        occurred_at=received_at,
        received_at=received_at,
        input=value,
    )


def _gesture(trigger: str) -> str:
    return sha256(trigger.encode()).hexdigest()[:32]
