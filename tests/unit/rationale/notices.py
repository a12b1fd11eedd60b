"""Notices of changes, for the tests of `domain/rationale`."""

from typing import Any

from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.ids import ChannelId, change_ref
from deskbell.domain.people import Standing
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.rationale.published import Automation, Published
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, BEN, GUS, INSTALL, LENA, NOW

CHANGES = ChannelId("C0CHANGES0")
ANNA, BENS = Member(ANA), Member(BEN)
GUEST = Member(GUS, standing=Standing.GUEST)
TITLE: Wording = {"en": "A new chair", "ko": "새 의자", "pl": "Nowe krzesło"}
WHY: Wording = {"en": "Backs hurt.", "ko": "허리가 아파요.", "pl": "Bolą plecy."}


def a_change(**said: Any) -> Published:
    known: dict[str, Any] = {
        "kind": Automation.WORKFLOW,
        "name": "new_chair",
        "title": TITLE,
        "why": WHY,
        "version": "b2b2b2b2b2b2",
        "before": "a1a1a1a1a1a1",
        "at": NOW,
        "chosen_by": LENA,
        "team": "IT",
    }
    return Published(**(known | said))


def a_notice(**said: Any) -> ChangeNotice:
    change = a_change()
    known: dict[str, Any] = {
        "ref": change_ref(INSTALL, change.kind, change.name, change.version),
        "install": INSTALL,
        "version": 1,
        "channel": CHANGES,
        "change": change,
    }
    return ChangeNotice(**(known | said))
