"""`make rehearsal`: the command line; CI runs it, and so may anybody before a release."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT, Options
from tools.sam_rehearsal import account, releases, sam
from tools.sam_rehearsal.deployed_stack import DeployedStack
from tools.sam_rehearsal.errors import RehearsalError
from tools.sam_rehearsal.story import Story

PREVIOUS_RELEASE = "c688eafe0f"
"""The commit that is upgraded from: what people run now. It moves on with each release."""
PORT_BASE = "4820"
"""Not the local desk's own, which may be up beside the rehearsal."""


def main() -> int:
    """0 when the whole story went well, 1 with what did not on the error output."""
    with tempfile.TemporaryDirectory(
        prefix="deskbell-rehearsal-", ignore_cleanup_errors=True
    ) as folder:
        try:
            options = Options.from_env(
                {
                    "DESK_STATE": folder,
                    "PORT_BASE": os.environ.get("PORT_BASE") or PORT_BASE,
                }
            )
            with account.opened(options) as opened:
                _story(opened, Path(folder)).tell()
        except (RehearsalError, LocalCloudError) as error:
            print(f"error: {error}", file=sys.stderr, flush=True)
            return 1
    return 0


def _story(opened: account.Account, folder: Path) -> Story:
    commit = os.environ.get("PREVIOUS_RELEASE") or PREVIOUS_RELEASE
    if not releases.knows(ROOT, commit):
        print(f"This clone does not have {commit[:7]}; HEAD stands in for the old release.")
        commit = "HEAD"
    old = releases.committed(ROOT, commit, folder / "old")
    new = releases.working_tree(ROOT, folder / "new")
    options = opened.options
    return Story(
        account=opened,
        stack=DeployedStack(_stack_name(new), options.aws_url),
        sam=sam.Sam(
            ROOT / ".venv-sam" / "bin" / "sam",
            sam.environment(ROOT, options.aws_url),
            (f"SlackApiUrl={options.slack_api_url}",),
        ),
        old=old,
        new=new,
        broken=releases.broken(new, folder / "broken"),
    )


def _stack_name(release: Path) -> str:
    return str(sam.settings(release)["global"]["parameters"]["stack_name"])


if __name__ == "__main__":
    sys.exit(main())
