"""Trying again what Slack has refused for good, once its cause is mended; each `decide` has it."""

from dataclasses import dataclass

from deskbell.domain.decision import Retried
from deskbell.domain.deliveries.events import DeliveryRetried
from deskbell.domain.effects import Effect
from deskbell.domain.texts import Text


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
