"""Where the local cloud lives (ports, folders, addresses), read once by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.local_cloud.errors import LocalCloudError

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
HIGHEST_PORT_BASE = 65_535 - 2


@dataclass(frozen=True, slots=True)
class Options:
    """One local cloud; two with another port base and state folder run side by side."""

    root: Path
    state: Path
    port_base: int
    desk_file: Path
    slack_api_override: str | None
    slack_bot_token: str | None
    functions_aws_url: str | None
    """Where the functions find AWS, if something stands between them and the emulator."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str], root: Path = ROOT) -> Options:
        """Read DESK_STATE, PORT_BASE, DESK_FILE, SLACK_API_URL, SLACK_BOT_TOKEN and
        FUNCTIONS_AWS_URL; empty is unset."""
        api_url = environ.get("SLACK_API_URL") or None
        if api_url and not (api_url.startswith(("http://", "https://")) and api_url.endswith("/")):
            raise LocalCloudError(
                f"SLACK_API_URL is {api_url!r}; it must be an address that ends in a slash, "
                "such as http://127.0.0.1:9000/api/"
            )
        return cls(
            root=root,
            state=(root / (environ.get("DESK_STATE") or ".local")).resolve(),
            port_base=_port_base(environ.get("PORT_BASE") or "4800"),
            desk_file=(root / (environ.get("DESK_FILE") or "desk.yaml")).resolve(),
            slack_api_override=api_url,
            slack_bot_token=environ.get("SLACK_BOT_TOKEN") or None,
            functions_aws_url=environ.get("FUNCTIONS_AWS_URL") or None,
        )

    @property
    def front_port(self) -> int:
        return self.port_base

    @property
    def fake_slack_port(self) -> int:
        return self.port_base + 1

    @property
    def aws_port(self) -> int:
        return self.port_base + 2

    @property
    def front_url(self) -> str:
        return f"http://{LOOPBACK}:{self.front_port}"

    @property
    def aws_url(self) -> str:
        return f"http://{LOOPBACK}:{self.aws_port}"

    @property
    def fake_slack_url(self) -> str | None:
        """None when another Slack Web API stands in and the fake is not started."""
        return None if self.slack_api_override else f"http://{LOOPBACK}:{self.fake_slack_port}"

    @property
    def slack_api_url(self) -> str:
        return self.slack_api_override or f"{self.fake_slack_url}/api/"

    @property
    def ports(self) -> tuple[int, ...]:
        """Every port this stack listens on."""
        if self.slack_api_override:
            return (self.front_port, self.aws_port)
        return (self.front_port, self.fake_slack_port, self.aws_port)

    @property
    def template(self) -> Path:
        return self.root / "template.yaml"

    @property
    def world_file(self) -> Path:
        return self.root / "tools" / "fake_slack" / "world.yaml"

    @property
    def manifest(self) -> Path:
        return self.root / "slack_manifest.yaml"

    @property
    def ministack(self) -> Path:
        """MiniStack's executable, in a venv of its own (see make setup)."""
        return self.root / ".venv-ministack" / "bin" / "ministack"

    @property
    def lambda_python(self) -> Path:
        """The interpreter MiniStack runs handlers on; the dependencies layer is built for it."""
        return self.ministack.with_name("python")

    @property
    def uv(self) -> Path:
        return self.root / ".venv-uv" / "bin" / "uv"

    @property
    def layer_cache(self) -> Path:
        """Shared by all stacks of this checkout, so that a test stack need not install again."""
        return self.root / "build" / "local_layers"

    @property
    def clock_file(self) -> Path:
        return self.state / "clock.json"

    @property
    def stack_file(self) -> Path:
        return self.state / "stack.json"

    @property
    def temporary(self) -> Path:
        """MiniStack's private TMPDIR: it leaves a folder for each worker behind."""
        return self.state / "tmp"


def _port_base(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= HIGHEST_PORT_BASE:
        raise LocalCloudError(
            f"PORT_BASE is {text!r}; it must be a number from 1024 to {HIGHEST_PORT_BASE}"
        )
    return int(text)
