"""The mail service, made when the first mail goes out: most runs of the relay send none, and its
imports would be a third of their cold start (performance.md). `compose.py` uses it.
"""

from functools import cache
from typing import TYPE_CHECKING

from deskbell.runtime.outside import client
from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.slack_ports import Outcome

if TYPE_CHECKING:
    from deskbell.adapters.ses import SesMails


class LateMails:
    """mail_ports.Mails."""

    def send(self, letter: Letter) -> Outcome:
        return _service().send(letter)


@cache
def _service() -> "SesMails":
    from deskbell.adapters.ses import SesMails

    return SesMails(client("sesv2"))
