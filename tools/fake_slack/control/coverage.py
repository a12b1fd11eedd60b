"""Which methods were called and what they answered, over all resets; GET coverage shows it."""

from collections import Counter

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.methods import METHODS

OK = "ok"
Outcomes = Counter[tuple[str, str]]
"""How often by method and answer: `ok` or an error code."""


class Coverage:
    """Kept by the holder, because tests start over each time and only the whole run tells."""

    def __init__(self) -> None:
        self._before = Outcomes()

    def keep(self, outcomes: Outcomes) -> None:
        """To be called before a call log is thrown away."""
        self._before += outcomes

    def shown(self, outcomes: Outcomes) -> JsonObject:
        """Times by method and outcome, these included; what is missing by name."""
        times = self._before + outcomes
        methods: dict[str, dict[str, int]] = {}
        for (method, outcome), count in sorted(times.items()):
            if method in METHODS:
                methods.setdefault(method, {})[outcome] = count
        return {
            "methods": methods,
            "never_called": sorted(set(METHODS) - set(methods)),
            "never_ok": sorted(name for name, seen in methods.items() if OK not in seen),
        }
