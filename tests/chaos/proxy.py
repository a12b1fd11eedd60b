"""microburst, as the functions need it in front of the emulator; `aws_faults.py` starts it.

Its own command line gives a request another Host, and the emulator checks signatures, which cover
that. Signing again instead would lose whose role a call is made in.
"""

import argparse

from aiohttp import web
from microburst.app import make_app
from microburst.core.pipeline import Microburst
from microburst.detection import detect
from microburst.forward import Upstream

from tools.local_cloud.options import LOOPBACK


class SignedUpstream(Upstream):  # type: ignore[misc]  # microburst has no annotations for mypy
    """Passes on the Host that was signed."""

    def _outbound_headers(self, request: web.Request) -> dict[str, str]:
        return {**super()._outbound_headers(request), "host": request.host}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--upstream", required=True, help="the emulator's address")
    chosen = parser.parse_args()
    proxy = Microburst(chosen.upstream, resign=False)
    proxy.upstream = SignedUpstream(chosen.upstream, resign=False, stats=proxy.stats)
    # At its first request it reads what AWS's services are called, for longer than a function has.
    detect({"Host": LOOPBACK}, "POST", "/", {}, None)
    web.run_app(make_app(proxy), host=LOOPBACK, port=chosen.port, print=None, access_log=None)


if __name__ == "__main__":
    main()
