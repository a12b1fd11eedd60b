"""One call of a Web API method: by which install, with which arguments."""

from dataclasses import dataclass, field

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.sending.fault_kinds import Facts, Fault
from tools.fake_slack.state.installs import Install, Token
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Call:
    """`token` is None for the few methods that need none; `facts` are what faults match.

    `limit` is the rate limit that a test has set for it, instead of Slack's own.
    """

    slack: FakeSlack
    install: Install
    args: Arguments
    token: Token | None = None
    facts: Facts = field(default_factory=dict)
    limit: Fault | None = None

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace
