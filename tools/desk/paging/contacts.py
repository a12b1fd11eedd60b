"""`./deskbell contacts`: people's telephone numbers and addresses, which pages go to."""

import argparse
from collections.abc import Callable, Iterator

from deskbell.adapters.contact_book import Book, Reach, parse_contacts, written
from deskbell.domain.ids import PersonId
from deskbell.domain.mail.addresses import normal
from deskbell.domain.paging.phones import masked, phone_number
from deskbell.domain.paging.policy import Method
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.paging import stored
from tools.desk.settings_file import read_settings

PARAMETER = "ContactSecretName"
_NEEDS = {Method.SMS: "phone", Method.VOICE: "phone", Method.MAIL: "mail"}


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
) -> None:
    contacts = commands.add_parser(
        "contacts",
        parents=[desk_file, where],
        help="store the telephone numbers and addresses that pages go to",
        description="Without --person: says how each person of FILE is paged, and what is missing "
        "for it. Numbers stand in Secrets Manager alone, and are never shown whole.",
    )
    contacts.add_argument("--person", metavar="NAME", help="somebody of people in FILE")
    contacts.add_argument("--phone", metavar="NUMBER", help='as "+48 22 123 45 67"; "" forgets it')
    contacts.add_argument("--mail", metavar="ADDRESS", help='as ben@example.com; "" forgets it')


def run(chosen: argparse.Namespace, account: Callable[[], Account]) -> int:
    """1 if a way of somebody's lacks its number or address. Raises SettingsFileError and
    OperatorError."""
    desk = read_settings(chosen.file).desk
    there = account()
    name = stored.named(describe(there), PARAMETER)
    nobody: Book = {}
    book = stored.read(there, name, parse_contacts, nobody)
    if chosen.person:
        person = _person(desk, chosen.person)
        reach = _changed(book.get(person, Reach()), chosen.phone, chosen.mail)
        book = {**book, person: reach}
        stored.write(there, name, written({one: at for one, at in book.items() if at != Reach()}))
    print("\n".join(_lines(desk, book)) or "nobody is paged but in Slack")
    return 1 if any(missing(desk, book)) else 0


def _person(desk: Desk, name: str) -> PersonId:
    if name not in desk.people:
        raise OperatorError(f"{name} is nobody in people", f"known: {', '.join(desk.people)}")
    return desk.people[name]


def _changed(reach: Reach, phone: str | None, mail: str | None) -> Reach:
    if phone:
        number = phone_number(phone)
        if number is None:
            raise OperatorError(
                "this is no number that a page may go to",
                "write it with its country, as +48 22 123 45 67; no emergency or premium number",
            )
        phone = number
    if mail and normal(mail) != mail:
        raise OperatorError("this is no address", "write it in small letters, as ben@example.com")
    return Reach(
        reach.phone if phone is None else phone,
        reach.mail if mail is None else mail,
    )


def _lines(desk: Desk, book: Book) -> Iterator[str]:
    lacking = set(missing(desk, book))
    for name, person in desk.people.items():
        ways = desk.paging.contacts.get(person, ()) if desk.paging else ()
        known = book.get(person, Reach())
        if not ways and known == Reach():
            continue
        shown = [masked(known.phone)] if known.phone else []
        shown += [known.mail] if known.mail else []
        lacks = [what for one, what in sorted(lacking) if one == name]
        told = f"{name}: {', '.join(ways) or 'slack'}; {', '.join(shown) or 'nothing is stored'}"
        yield f"{told}; MISSING: {', '.join(lacks)}" if lacks else told


def missing(desk: Desk, book: Book) -> Iterator[tuple[str, str]]:
    """Each name with what a way of theirs needs."""
    for name, person in desk.people.items():
        for way in desk.paging.contacts.get(person, ()) if desk.paging else ():
            what = _NEEDS.get(way)
            if what and not getattr(book.get(person, Reach()), what):
                yield name, what
