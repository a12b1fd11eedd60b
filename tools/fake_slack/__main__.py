"""`python -m tools.fake_slack`: starts the fake Slack for `make run` and for trying things out."""

import argparse
import os
import sys
from pathlib import Path

from tools.fake_slack.composition import Config
from tools.fake_slack.seed.manifest import BadManifestError, load_manifest
from tools.fake_slack.seed.world import BadWorldError, load_world
from tools.fake_slack.server import HOST, FakeSlackServer, listen

SECRET_NAMES = ("FAKE_SLACK_SIGNING_SECRET", "FAKE_SLACK_BOT_TOKEN")
HOOKS_KEY = "FAKE_SLACK_HOOKS_SECRET"
"""Signs webhooks of other systems; without it the signing secret does."""


def main() -> int:
    arguments = _arguments()
    missing = [name for name in SECRET_NAMES if not os.environ.get(name)]
    if missing:
        _complain(f"set {' and '.join(missing)}: any value, the same as Deskbell is given")
        return 2
    signing_secret, bot_token = (os.environ[name] for name in SECRET_NAMES)
    base_url = f"http://{HOST}:{arguments.port}"
    try:
        manifest = load_manifest(arguments.manifest, arguments.request_url)
        world = load_world(arguments.world)
    except (BadManifestError, BadWorldError) as error:
        _complain(str(error))
        return 2
    config = Config(
        base_url,
        manifest,
        world,
        signing_secret,
        bot_token,
        clock_file=arguments.clock_file,
        tick_command=arguments.tick_command,
        hooks_url=arguments.hooks_url,
        hooks_secret=os.environ.get(HOOKS_KEY) or signing_secret,
        seed=arguments.seed,
    )
    try:
        listener = listen(arguments.port)
    except OSError as error:
        _complain(f"port {arguments.port}: {error.strerror}; choose another with --port")
        return 2
    sys.stdout.write(f"fake Slack: {base_url}/ (Web API at {base_url}/api/)\n")
    sys.stdout.flush()
    FakeSlackServer(config).run(sockets=[listener])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.fake_slack", description=__doc__)
    parser.add_argument("--port", type=int, default=4801)
    parser.add_argument("--request-url", default="http://127.0.0.1:4800")
    parser.add_argument("--manifest", type=Path, default=Path("slack_manifest.yaml"))
    parser.add_argument("--world", type=Path, default=Path(__file__).with_name("world.yaml"))
    parser.add_argument("--clock-file", type=Path, help="the desk's local clock, to travel with it")
    parser.add_argument(
        "--tick-command",
        help="does the desk's scheduled work as of {at}; the panel runs it",
    )
    parser.add_argument("--hooks-url", help="takes NPS webhooks; else /hooks/nps there")
    parser.add_argument("--seed", type=int, help="the same seed gives the same ids")
    return parser.parse_args()


def _complain(text: str) -> None:
    sys.stderr.write(f"fake Slack: {text}\n")


if __name__ == "__main__":
    sys.exit(main())
