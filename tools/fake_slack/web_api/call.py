"""One call of a Web API method: by which install, with which arguments."""

from dataclasses import dataclass

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Call:
    slack: FakeSlack
    install: Install
    args: Arguments

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace
