"""A Home tab as its person sees it, and its controls as they are offered there."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from deskbell.adapters.slack.interactions import InteractionReader
from deskbell.adapters.slack.readings import Reading
from deskbell.domain.ids import PersonId
from tests.api_gateway import an_interaction
from tests.functional.memory_desk import MemoryDesk

SECOND = timedelta(seconds=1)
NOT_ITEMS = {"heading", "empty", "range", "turn"}


class HomeTab:
    """Of one person; what it shows stays what it was until they open or use it."""

    def __init__(self, desk: MemoryDesk, person: PersonId) -> None:
        self._desk = desk
        self._person = person
        self._presses = 0

    def open(self) -> "HomeTab":
        """A moment later: each opening is one of its own."""
        self._desk.now = self._desk.now.replace(microsecond=self._desk.now.microsecond + 1)
        self._desk.receive(self._desk.open_home(self._person))
        return self

    @property
    def view(self) -> Mapping[str, Any]:
        return self._desk.slack.homes[self._person]

    @property
    def lists(self) -> dict[str, list[str]]:
        """The texts of the tickets of each list."""
        found: dict[str, list[str]] = {}
        for of, part, block in self._parts():
            if part == "heading":
                found[of] = []
            elif part not in NOT_ITEMS and of in found:
                found[of].append(block["text"]["text"])
        return found

    @property
    def numbers(self) -> dict[str, list[str]]:
        """The numbers of the tickets of each list."""
        return {
            of: [re.findall(r"#(\d+)", item)[0] for item in items]
            for of, items in self.lists.items()
        }

    @property
    def headings(self) -> list[str]:
        return [block["text"]["text"] for block in self.view["blocks"] if block["type"] == "header"]

    def says(self, of: str, part: str) -> str:
        """What a list says where it is empty, or which part of it is shown; "" if nothing."""
        found = [block for name, which, block in self._parts() if (name, which) == (of, part)]
        return str(found[0]["elements"][0]["text"]) if found else ""

    def controls(self, of: str = "") -> dict[str, dict[str, Any]]:
        """The buttons and menus by action: of one list, or of the top of the tab."""
        where = (of, "turn") if of else ("controls", "")
        return {
            element["action_id"]: element
            for name, part, block in self._parts()
            if (name, part) == where
            for element in block["elements"]
        }

    def press(self, action: str, of: str) -> "HomeTab":
        """The button of a list, as it is shown."""
        return self.use(action, value=self.controls(of)[action]["value"])

    def choose_language(self, name: str) -> "HomeTab":
        """By the name that the menu shows."""
        options = self.controls()["home.language"]["options"]
        [option] = [option for option in options if option["text"]["text"] == name]
        return self.use("home.language", selected_option=option)

    def use(self, action: str, **details: Any) -> "HomeTab":
        self._desk.receive(self.gesture(action, **details))
        return self

    def gesture(self, action: str, **details: Any) -> Reading:
        """What the ingress makes of any control, shown or not."""
        self._presses += 1
        payload = an_interaction(
            "block_actions",
            user={"id": self._person, "team_id": "T0DESK0001"},
            container={"type": "view", "view_id": "V0HOME0001"},
            view={"id": "V0HOME0001", "type": "home"},
            trigger_id=f"{self._person}.{self._presses}.fake",
            actions=[{"action_id": action, "action_ts": f"{self._desk.wall():.6f}", **details}],
        )
        return InteractionReader(self._desk.settings.desk, self._desk.now).read(payload)

    def _parts(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Blocks are called `<list>.<part>.<checksum>`, those of no list `<part>.<checksum>`."""
        for block in self.view["blocks"]:
            of, *part = block["block_id"].split(".")[:-1]
            yield of, ".".join(part), block


def home(desk: MemoryDesk, person: PersonId) -> HomeTab:
    """Opened now."""
    return HomeTab(desk, person).open()


def ask(desk: MemoryDesk, person: PersonId, times: int = 1) -> None:
    """Sends the IT form so often, a second apart."""
    for _ in range(times):
        desk.now += SECOND
        desk.give(desk.form(person, f"V{len(desk.tickets):07}"))
