"""Ids of everything Deskbell names, and how they derive from what the outside gives.

An id that derives from Slack's own ids makes a retry compute the same answer, so that a
conditional write can refuse the second one (architecture.md, ideas 2 and 3).
"""

import base64
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import ChannelId, EventKey, FormId, InboxId, InstallId, PersonId, Ts

__all__ = [
    "ChannelId",
    "EventKey",
    "FormId",
    "InboxId",
    "InstallId",
    "Kind",
    "PersonId",
    "Ref",
    "Thread",
    "Ts",
    "announcement_ref",
    "approval_ref",
    "change_ref",
    "dogfood_month_ref",
    "dogfood_ref",
    "feedback_digest_ref",
    "feedback_ref",
    "flags_ref",
    "heartbeat_ref",
    "home_ref",
    "incident_ref",
    "install_ref",
    "loan_ref",
    "nps_case_ref",
    "nps_response_ref",
    "nps_turn_ref",
    "nps_week_ref",
    "pager_ref",
    "praise_ref",
    "praise_round_ref",
    "request_ref",
    "rota_ref",
    "standup_ref",
    "stock_ref",
    "surveyed_ref",
    "theme_ref",
    "ticket_ref",
    "welcome_ref",
]


class Kind(StrEnum):
    """The aggregates; the value is the prefix of their partition key."""

    TICKET = "T"
    WELCOME = "WELCOME"
    HOME = "HOME"
    INSTALL = "INSTALL"
    APPROVAL = "APPROVAL"
    LOAN = "LOAN"
    STOCK = "STOCK"
    FLAGS = "FLAGS"
    REQUEST = "REQUEST"
    INCIDENT = "INC"
    PAGER = "PAGER"
    HEARTBEAT = "BEAT"
    ROTA = "ROTA"
    SURVEYED = "CSAT"
    NPS = "NPS"
    """The case of one member who gave a low score."""
    NPS_RESPONSE = "SCORE"
    NPS_TURN = "TURN"
    NPS_WEEK = "NPSWEEK"
    FEEDBACK = "FEEDBACK"
    FEEDBACK_DIGEST = "DIGEST"
    THEME = "THEME"
    STANDUP = "STANDUP"
    """One stand-up, on one day."""
    DOGFOOD = "DOGFOOD"
    """One person's month."""
    DOGFOOD_MONTH = "DOGFOODS"
    CHANGE = "CHANGE"
    """The notice of one version of a workflow or rule."""
    ANNOUNCEMENT = "ANNOUNCE"
    PRAISE = "PRAISE"
    PRAISE_ROUND = "PRAISES"
    """What the next round-up tells."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Names one aggregate."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}#{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """The inverse of `str()`; raises ValueError on anything else."""
        kind, _, identifier = text.partition("#")
        if not identifier:
            raise ValueError(f"not a reference: {text!r}")
        return cls(Kind(kind), identifier)


@dataclass(frozen=True, slots=True, order=True)
class Thread:
    """A Slack thread: its channel and the timestamp of its root message."""

    channel: ChannelId
    ts: Ts


def welcome_ref(install: InstallId, channel: ChannelId, person: PersonId) -> Ref:
    """What one person was told on joining one channel."""
    return Ref(Kind.WELCOME, f"{install}.{channel}.{person}")


def home_ref(install: InstallId, person: PersonId) -> Ref:
    """One person's Home tab."""
    return Ref(Kind.HOME, f"{install}.{person}")


def install_ref(install: InstallId) -> Ref:
    """Deskbell's place in one workspace or organisation."""
    return Ref(Kind.INSTALL, install)


def ticket_ref(install: InstallId, *origin: str) -> Ref:
    """The one ticket that `origin` (a message's channel and ts, or a view's id) makes."""
    return Ref(Kind.TICKET, _digest(install, *origin))


def approval_ref(install: InstallId, *origin: str) -> Ref:
    """The one approval that `origin` (its subject, and the version that asks) needs."""
    return Ref(Kind.APPROVAL, _digest(install, *origin))


def loan_ref(install: InstallId, *origin: str) -> Ref:
    """The one loan that `origin` (a form's view, or a message) asks for."""
    return Ref(Kind.LOAN, _digest(install, *origin))


def request_ref(install: InstallId, *origin: str) -> Ref:
    """The one guided request that `origin` (a message and a workflow, or a form's view) begins."""
    return Ref(Kind.REQUEST, _digest(install, *origin))


def flags_ref(install: InstallId, inbox: InboxId) -> Ref:
    """The calls for a supervisor in one inbox."""
    return Ref(Kind.FLAGS, f"{install}.{inbox}")


def incident_ref(install: InstallId, key: str, ordinal: int) -> Ref:
    """The `ordinal`th outage that is reported under this key."""
    return Ref(Kind.INCIDENT, _digest(install, key, str(ordinal)))


def pager_ref(install: InstallId, to: str, method: str) -> Ref:
    """What goes to one person, or channel, by one way of reaching them."""
    return Ref(Kind.PAGER, _digest(install, to, method))


def heartbeat_ref(install: InstallId, system: str) -> Ref:
    """The signs of life of one outside system."""
    return Ref(Kind.HEARTBEAT, f"{install}.{system}")


def rota_ref(install: InstallId, schedule: str) -> Ref:
    """What the people of one schedule have agreed on."""
    return Ref(Kind.ROTA, f"{install}.{schedule}")


def nps_response_ref(install: InstallId, source: str, event: str) -> Ref:
    """The one answer that a survey knows by that name."""
    return Ref(Kind.NPS_RESPONSE, _digest(install, source, event))


def nps_case_ref(install: InstallId, member: str, ordinal: int) -> Ref:
    """The `ordinal`th case of this member."""
    return Ref(Kind.NPS, _digest(install, member, str(ordinal)))


def nps_turn_ref(install: InstallId, inbox: InboxId) -> Ref:
    """Who of the inbox had the last turn to call a member back."""
    return Ref(Kind.NPS_TURN, f"{install}.{inbox}")


def nps_week_ref(install: InstallId, week: str) -> Ref:
    """What the channel is told of that week, such as 2026-W47."""
    return Ref(Kind.NPS_WEEK, f"{install}.{week}")


def feedback_ref(install: InstallId, month: str, *words: str) -> Ref:
    """What is said in these words in this month, such as 2026-11."""
    return Ref(Kind.FEEDBACK, _digest(install, month, *words))


def feedback_digest_ref(install: InstallId) -> Ref:
    """What everybody is told of next."""
    return Ref(Kind.FEEDBACK_DIGEST, install)


def theme_ref(install: InstallId, key: str, ordinal: int) -> Ref:
    """The `ordinal`th theme of this name, by the key of its link."""
    return Ref(Kind.THEME, _digest(install, key, str(ordinal)))


def standup_ref(install: InstallId, plan: str, day: str) -> Ref:
    """The stand-up of that plan on that day, such as 2026-11-24."""
    return Ref(Kind.STANDUP, f"{install}.{plan}.{day}")


def dogfood_ref(install: InstallId, person: PersonId, month: str) -> Ref:
    """What one person does of it in a month, such as 2026-11."""
    return Ref(Kind.DOGFOOD, f"{install}.{person}.{month}")


def dogfood_month_ref(install: InstallId, month: str) -> Ref:
    """What everybody is told of that month."""
    return Ref(Kind.DOGFOOD_MONTH, f"{install}.{month}")


def change_ref(install: InstallId, automation: str, name: str, version: str) -> Ref:
    """What everybody is told of that version of a workflow or rule."""
    return Ref(Kind.CHANGE, f"{install}.{automation}.{name}.{version}")


def announcement_ref(install: InstallId, *origin: str) -> Ref:
    """The one announcement that `origin` (a form's view) makes."""
    return Ref(Kind.ANNOUNCEMENT, _digest(install, *origin))


def praise_ref(install: InstallId, *origin: str) -> Ref:
    """The one praise that `origin` (a form's view, a command, or a message) leads to."""
    return Ref(Kind.PRAISE, _digest(install, *origin))


def praise_round_ref(install: InstallId) -> Ref:
    """What is told again next."""
    return Ref(Kind.PRAISE_ROUND, install)


def stock_ref(install: InstallId, office: str) -> Ref:
    """The laptops of one office, and who waits for one."""
    return Ref(Kind.STOCK, f"{install}.{office}")


def surveyed_ref(install: InstallId, person: PersonId) -> Ref:
    """When one person was asked how satisfied they are."""
    return Ref(Kind.SURVEYED, f"{install}.{person}")


def _digest(install: InstallId, *origin: str) -> str:
    digest = hashlib.sha256("\x1f".join((install, *origin)).encode()).digest()
    return base64.b32encode(digest).decode()[:26]
