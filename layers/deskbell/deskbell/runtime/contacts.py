"""The ways to reach somebody besides Slack, put together when the first such page goes out: most
runs of the relay have none. `compose.py` uses it.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from deskbell.adapters.aws_http import AwsJsonService, HttpSecrets
from deskbell.adapters.patient_aws import TIMEOUTS
from deskbell.runtime import clock
from deskbell.runtime.kept import SECRET_SECONDS, Kept
from deskbell.runtime.mails import LateMails
from deskbell.runtime.outside import environment, hasty_secrets, settings
from deskbell.runtime.settings import credentials
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.slack_ports import Outcome

if TYPE_CHECKING:
    from deskbell.adapters.contact_book import Book
    from deskbell.adapters.contacts import OtherWays
    from deskbell.adapters.phones import AwsPhones

SECRET_TIMEOUTS = (0.5, 1.0)
"""Seconds to connect, and of each wait: with the call itself this ends within what a row of the
intake has (`compose.LONGEST_FAST_ROW`), which is to send the same page in Slack meanwhile. What
could not be read is read by the sweep."""
SILENT_SECONDS = 15.0
"""For which nothing is read anew after that: no other page waits for it, either. Then rows that
were put off are tried again."""


class LateContacts:
    """contact_ports.ContactMethods."""

    def reach(self, contact: Contact) -> Outcome:
        return _ways().reach(contact)


@cache
def _ways() -> "OtherWays":
    from deskbell.adapters.contacts import OtherWays

    name = environment().contact_secret
    phones = _phones() if environment().phone_origination else None
    return OtherWays(settings(), _book(name) if name else None, phones, LateMails())


def _book(name: str) -> "Kept[Book]":
    from deskbell.adapters.contact_book import parse_contacts

    manager = HttpSecrets(hasty_secrets(SECRET_TIMEOUTS))
    return Kept(
        lambda: parse_contacts(manager.text(name)),
        SECRET_SECONDS,
        clock.wall,
        silent=SILENT_SECONDS,
    )


def _phones() -> "AwsPhones":
    from deskbell.adapters.phones import AwsPhones

    env = environment()
    return AwsPhones(
        _once, env.phone_origination, env.stack, lambda: settings().current().workspace.install
    )


def _once(target: str, payload: Mapping[str, object]) -> dict[str, object]:
    """Over a connection of its own: on one that was kept, a message might be sent again."""
    env = environment()
    service = AwsJsonService(
        "sms-voice",
        region=env.region,
        credentials=credentials(),
        endpoint=env.phone_endpoint or env.endpoint,
        timeouts=TIMEOUTS,
    )
    try:
        return service.call(target, payload)
    finally:
        service.close()
