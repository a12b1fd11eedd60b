"""One call of a Web API method: by which install, with which arguments."""

from dataclasses import dataclass

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.installs import Install, Token
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Call:
    """`token` is None for the few methods that need none."""

    slack: FakeSlack
    install: Install
    args: Arguments
    token: Token | None = None

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace
