"""`./deskbell rules`: its arguments, and how it asks the very functions that the desk asks.

`test` is of the settings file alone; `suggest` and `replay` read the desk's table. Nothing changes.
"""

import argparse
import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache

from deskbell.adapters.dynamo.books import dynamo_books
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.people import KnownPeople
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import ChannelId, FormId, PersonId
from deskbell.domain.people import Person, Standing
from deskbell.domain.rules.suggest import suggest
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.ticket import FormAnswers, Ticket
from deskbell.usecases.audit.books import Books
from deskbell.usecases.tickets.consult_rules import facts_of
from tools.desk.bound_table import bind_table, pushed_desk, reading
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.given import pairs, time_in
from tools.desk.rules import replay as replaying
from tools.desk.rules import suggestions
from tools.desk.rules.report import as_json, as_text, judge
from tools.desk.settings_file import SettingsFile, read_settings
from tools.desk.ticket_history import install_and_names

LEAST = 3
"""Twice may be chance."""
REPLAYED_DAYS = 30
_REQUESTERS = (Standing.MEMBER, Standing.GUEST, Standing.EXTERNAL)


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
    table: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    rules = commands.add_parser(
        "rules",
        help="try the rules of desk.yaml on a request, or find new ones",
        description="What the rules of a settings file do, and which others would help.",
    )
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    test = actions.add_parser(
        "test",
        parents=[desk_file, as_json],
        help="say which rules a request fires, and why the others do not",
        description="Says, of each rule in order, whether a request like this one fires it, what "
        "it sets, and which of its conditions do not hold. Changes nothing.",
    )
    test.add_argument("--text", required=True, help="what the message, or the form's request, says")
    test.add_argument("--channel", metavar="NAME", help="where it is said (default: the form's)")
    test.add_argument("--form", metavar="NAME", help="it is sent by this form")
    test.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what the form says besides; again for more",
    )
    test.add_argument(
        "--requester",
        choices=_REQUESTERS,
        default=Standing.MEMBER,
        help="what the requester is to the workspace (default: %(default)s)",
    )
    test.add_argument("--language", choices=LANGUAGES, help="theirs (default: the desk's)")
    test.add_argument(
        "--at", metavar="TIME", help="in the desk's zone, as 2026-11-23T22:30 (default: now)"
    )
    suggest = actions.add_parser(
        "suggest",
        parents=[where, table, as_json],
        help="print rules for what people do by hand again and again",
        description="Reads the whole table once and prints, as YAML for desk.yaml, rules for "
        "requests that people moved or classed alike, with the numbers of their tickets. Reads "
        "the settings that were pushed last, and changes nothing.",
    )
    suggest.add_argument(
        "--least",
        type=int,
        default=LEAST,
        metavar="N",
        help="how often the same must have been done (default: %(default)s)",
    )
    replay = actions.add_parser(
        "replay",
        parents=[desk_file, where, table, as_json],
        help="say what they would have done with the requests of the past",
        description="Reads the whole table once and asks the rules of a settings file, and those "
        "that were pushed last, about each request of the past as it was opened; prints which "
        "requests the two treat differently. Changes nothing.",
    )
    replay.add_argument(
        "--days",
        type=int,
        default=REPLAYED_DAYS,
        metavar="N",
        help="how far to look back (default: %(default)s)",
    )


def run(
    chosen: argparse.Namespace, account: Callable[[], Account], now: Callable[[], datetime]
) -> int:
    """Raises SettingsFileError and OperatorError."""
    match chosen.action:
        case "suggest":
            return _suggest(chosen, account())
        case "replay":
            return _replay(chosen, account(), now())
        case _:
            return _test(chosen)


def _replay(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    proposed = read_settings(chosen.file)
    in_force, books, names = _read(chosen, account)
    since = now - timedelta(days=max(chosen.days, 1))
    tickets = [
        state
        for state in books.states.values()
        if isinstance(state, Ticket) and state.opened_at >= since
    ]
    install, known = in_force.workspace.install, KnownPeople(DynamoPersonRows())
    people = cache(lambda person: known.get(install, person))
    try:
        replayed = replaying.replay(tickets, in_force, proposed.desk, people)
    except StoreError as error:
        raise OperatorError(str(error), "run it again") from error
    print(replaying.as_json(replayed) if chosen.json else replaying.as_text(replayed, names))
    return 0


def _suggest(chosen: argparse.Namespace, account: Account) -> int:
    desk, books, names = _read(chosen, account)
    found = suggest(suggestions.seen(books, desk), max(chosen.least, 1))
    as_yaml = suggestions.as_yaml(found, names, desk)
    print(suggestions.as_json(found) if chosen.json else as_yaml)
    return 0


def _read(chosen: argparse.Namespace, account: Account) -> tuple[Desk, Books, Mapping[str, str]]:
    """The settings in force, the whole table, names of people and channels by id."""
    table = chosen.table or describe(account).output("TableName")
    bind_table(account, table)
    _, names = install_and_names(account.client("dynamodb"), table)
    desk = pushed_desk()
    with reading():
        return desk, dynamo_books(time.time(), desk.workspace.bot_user), names


def _test(chosen: argparse.Namespace) -> int:
    settings = read_settings(chosen.file)
    desk, names = settings.desk, _named(settings)
    answers = _answers(chosen, desk)
    channel = _channel(chosen, desk, names, answers)
    inbox = _inbox(desk, channel, answers)
    language = chosen.language or desk.language
    person = Person(PersonId("U0ANYBODY0"), "anybody", language, None, Standing(chosen.requester))
    at = time_in(chosen.at, desk.zone)
    facts = facts_of(desk, inbox, channel, person, chosen.text, at, answers)
    judged = judge(desk.rules, desk.rules_mode, facts)
    tell = as_json if chosen.json else as_text
    print(tell(judged, {person: name for name, person in names["people"].items()}))
    return 0


def _named(settings: SettingsFile) -> Mapping[str, Mapping[str, str]]:
    """The names of people and channels, as the file has them."""
    document = json.loads(settings.document)
    return {part: document[part] for part in ("people", "channels")}


def _answers(chosen: argparse.Namespace, desk: Desk) -> FormAnswers | None:
    if chosen.form is None:
        return None
    if chosen.form not in desk.forms:
        raise OperatorError(
            f"there is no form {chosen.form}", f"choose one of: {', '.join(desk.forms)}"
        )
    values = {"request": chosen.text}
    values |= pairs(chosen.answer, "--answer location=warsaw")
    return FormAnswers(FormId(chosen.form), values)


def _channel(
    chosen: argparse.Namespace,
    desk: Desk,
    names: Mapping[str, Mapping[str, str]],
    answers: FormAnswers | None,
) -> ChannelId:
    if chosen.channel is None:
        if answers is None:
            raise OperatorError("where is it said?", "add --channel, or --form")
        return desk.forms[answers.form].channel
    channels = names["channels"]
    name = chosen.channel.removeprefix("#")
    if name not in channels:
        raise OperatorError(f"there is no channel {name}", f"choose one of: {', '.join(channels)}")
    return ChannelId(channels[name])


def _inbox(desk: Desk, channel: ChannelId, answers: FormAnswers | None) -> Inbox:
    inbox = desk.inboxes[desk.forms[answers.form].inbox] if answers else desk.inbox_of(channel)
    if inbox is None:
        raise OperatorError("nobody asks there", "name one of the inboxes' help channels")
    return inbox
