"""`python -m tools.corpus`: the table payload → outcome, or one payload as a signed request."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from tools.corpus.outcomes import table
from tools.corpus.package import play_all
from tools.corpus.payloads import FOLDER, Manner, addressed, manifest, posted
from tools.corpus.signed import signed

SECRET = "DESK_SIGNING_SECRET"  # noqa: S105 (a name)  # pragma: allowlist secret


def main(arguments: list[str] | None = None) -> int:
    """1 if any payload raised or failed, or cannot be signed."""
    parser = argparse.ArgumentParser(prog="python -m tools.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    sign = commands.add_parser("sign", help=f"print one as the ingress gets it; needs {SECRET}")
    sign.add_argument("file", type=Path, help="a file below events/slack")
    sign.add_argument("--manner", type=Manner, choices=list(Manner), default=Manner.WORKSPACE)
    chosen = parser.parse_args(arguments)
    if chosen.command == "sign":
        return _sign(chosen.file, chosen.manner)
    outcomes = play_all()
    print(table(manifest(), outcomes))
    return int(any(outcome.broken for outcome in outcomes))


def _sign(file: Path, manner: Manner) -> int:
    secret = os.environ.get(SECRET)
    known = {(FOLDER / payload.file).resolve(): payload for payload in manifest()}
    payload = known.get(file.resolve())
    if not secret or payload is None:
        wrong = f"{file} is not in the manifest" if secret else f"set {SECRET}"
        print(f"error: {wrong}", file=sys.stderr)
        return 1
    body = posted(payload.folder, addressed(payload, manner))
    print(json.dumps(signed(body, secret, int(time.time())), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
