"""Starts MiniStack, the local AWS, pinned down to this machine; for the stack and the canaries."""

from __future__ import annotations

from tools.local_cloud.options import LOOPBACK, Options
from tools.local_cloud.processes import Child, environment, spawn

NAME = "ministack"


def start(options: Options) -> Child:
    return spawn(
        NAME,
        [options.ministack],
        env=settings(options),
        cwd=options.root,
        state=options.state,
    )


def settings(options: Options) -> dict[str, str]:
    """Its environment; AWS_ENDPOINT_URL stays out, so that each function is given our port."""
    return {
        **environment(options.temporary),
        "STATE_DIR": str(options.temporary / "state"),
        "S3_DATA_DIR": str(options.temporary / "s3"),
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(options.aws_port),
        # Roles are enforced: what a function may not do on AWS fails here too.
        "AUTH": "true",
        # Listeners nobody here needs, on ports of their own.
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
    }


def health_url(options: Options) -> str:
    return f"{options.aws_url}/_ministack/health"
