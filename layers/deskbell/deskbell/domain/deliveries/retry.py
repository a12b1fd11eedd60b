"""Trying again what Slack has refused for good, once its cause is mended; a
`decide` that has more to say of it has it too."""

from dataclasses import dataclass, replace

from deskbell.domain.decision import Change, Decision, Retried
from deskbell.domain.deliveries.events import DeliveryRetried
from deskbell.domain.effects import Effect
from deskbell.domain.nps.case import Case
from deskbell.domain.texts import Text
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class RetryDelivery:
    """An operator wants the effect of the parked `row` again; `code` is why Slack refused it.

    It gets a new row, behind all that has been decided since, and the parked one goes.
    """

    row: str
    effect: Effect
    code: str

    @property
    def event(self) -> DeliveryRetried:
        return DeliveryRetried(type(self.effect).__name__, self.code, self.row)

    @property
    def reason(self) -> Text:
        return Text(
            "reason.delivery_retried", {"effect": type(self.effect).__name__, "code": self.code}
        )

    @property
    def rows(self) -> tuple[Retried]:
        return (Retried(self.row),)


def retried(state: Unlisted | Case, delivery: RetryDelivery) -> Decision:
    """Nothing else of it changes."""
    after = replace(state, version=state.version + 1)
    change = Change(
        state,
        after,
        delivery.event,
        delivery.reason,
        effects=(delivery.effect,),
        rows=delivery.rows,
    )
    return Decision((change,))
