"""Events that are kept back, until a test lets them go or enough of them can change places."""

from collections.abc import Awaitable, Callable, Sequence

from tools.fake_slack.sending.delivery import Delivery, DeliveryState
from tools.fake_slack.sending.fault_kinds import Do, Fault
from tools.fake_slack.state.timetable import Timetable

GATHER_S = 10.0
"""How long events that shall change places wait for each other, unless the fault says."""


class Holding:
    """What leaves it is sent one after the other, because its order is the point."""

    def __init__(self, timetable: Timetable, send: Callable[[Delivery], Awaitable[None]]) -> None:
        self._timetable = timetable
        self._send = send
        self._held: dict[str, Delivery] = {}
        self._gathered: dict[Fault, list[Delivery]] = {}

    def keeps(self, delivery: Delivery, faults: Sequence[Fault]) -> bool:
        """Whether a fault wants the delivery kept back; then it is."""
        wanted = next((fault for fault in faults if fault.do in (Do.HOLD, Do.REORDER)), None)
        if wanted is None:
            return False
        delivery.state = DeliveryState.HELD
        self._held[delivery.id] = delivery
        if wanted.do is Do.REORDER:
            self._gather(delivery, wanted)
        return True

    async def release(self, order: str | list[str]) -> list[str]:
        """`fifo`, `reverse`, or the ids of deliveries; those that were sent, in order."""
        held = [*self._held.values()]
        if isinstance(order, list):
            held = [self._held[one] for one in order if one in self._held]
        elif order == "reverse":
            held.reverse()
        await self._send_in_turn(held)
        return [delivery.id for delivery in held]

    def _gather(self, delivery: Delivery, fault: Fault) -> None:
        group = self._gathered.setdefault(fault, [])
        group.append(delivery)

        async def turn_round(_due: float) -> None:
            if self._gathered.get(fault) is group:
                del self._gathered[fault]
            await self._send_in_turn([*reversed(group)])

        if len(group) == fault.copies:
            del self._gathered[fault]
            self._timetable.after(0, turn_round)
        elif len(group) == 1:
            self._timetable.after(fault.seconds or GATHER_S, turn_round)

    async def _send_in_turn(self, held: Sequence[Delivery]) -> None:
        for delivery in held:
            if self._held.pop(delivery.id, None):
                delivery.state = DeliveryState.WAITING
                await self._send(delivery)
