"""Walks a state machine's definition with the real tasks, and counts what Step Functions charges.

Knows what functions/it_form/workflow.asl.yaml uses; anything else is an error. moto runs no
state machine, and MiniStack cannot be asked for its transitions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Invoke = Callable[[str, dict[str, Any]], Any]
"""Calls a task's function, by the substitution that names it (`ClaimExecutionFunctionArn`)."""


@dataclass
class Execution:
    """One run; it stops where it waits for a token and goes on with `answer`."""

    definition: Mapping[str, Any]
    name: str
    data: dict[str, Any]
    invoke: Invoke
    entered: list[str] = field(default_factory=list)
    waiting_for: str | None = None

    def start(self) -> None:
        self._go(self.definition["StartAt"])

    def answer(self, token: str, output: Any) -> bool:  # noqa: ANN401 (any JSON)
        """False if it does not wait with this token."""
        if token != self.waiting_for:
            return False
        self.waiting_for = None
        state = self.definition["States"][self.entered[-1]]
        self._keep(state, output)
        self._go(state["Next"])
        return True

    @property
    def transitions(self) -> int:
        """Each state that is entered, and the start."""
        return len(self.entered) + 1

    def _go(self, name: str | None) -> None:
        while name is not None:
            self.entered.append(name)
            name = self._step(self.definition["States"][name])

    def _step(self, state: Mapping[str, Any]) -> str | None:
        match state:
            case {"Type": "Succeed"}:
                return None
            case {"Type": "Choice", "Choices": choices}:
                for choice in choices:
                    if self._at(choice["Variable"]) == choice["StringEquals"]:
                        return str(choice["Next"])
                return str(state["Default"])
            case {"Type": "Task", "Resource": str(resource), "Parameters": parameters}:
                token = f"{self.name}/{len(self.entered)}"
                payload = self._filled(parameters["Payload"], token)
                function = str(parameters["FunctionName"]).strip("${}")
                if resource.endswith(".waitForTaskToken"):
                    self.waiting_for = token
                    self.invoke(function, payload)
                    return None
                self._keep(state, {"outcome": self.invoke(function, payload)["outcome"]})
                return str(state["Next"])
        raise ValueError(f"the bench cannot walk a state like {state}")

    def _keep(self, state: Mapping[str, Any], output: Any) -> None:  # noqa: ANN401 (any JSON)
        self.data[str(state["ResultPath"]).removeprefix("$.")] = output

    def _filled(self, payload: Mapping[str, Any], token: str) -> dict[str, Any]:
        context = {"$$.Execution.Name": self.name, "$$.Task.Token": token}
        return {
            name.removesuffix(".$"): (
                (context.get(value) or self._at(value)) if name.endswith(".$") else value
            )
            for name, value in payload.items()
        }

    def _at(self, path: str) -> Any:  # noqa: ANN401 (any JSON)
        found: Any = self.data
        for part in path.removeprefix("$.").split("."):
            found = found[part]
        return found
