"""Finds what would fail later while nothing runs yet; the stack's first step."""

from __future__ import annotations

import socket

from tools.desk import SettingsFileError
from tools.desk.workflows.published import read_desk
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import HIGHEST_PORT_BASE, LOOPBACK, Options


def check(options: Options) -> None:
    """Find what would fail later, while nothing runs yet."""
    for tool in (options.ministack, options.uv):
        if not tool.exists():
            raise LocalCloudError(f"{tool} is missing; install it with: make setup")
    if not options.template.exists():
        raise LocalCloudError(f"{options.template} is missing; run this from a whole checkout")
    if not options.desk_file.exists():
        raise LocalCloudError(
            f"There is no settings file {options.desk_file}; set DESK_FILE to one that exists"
        )
    try:
        read_desk(options.desk_file)
    except SettingsFileError as error:
        raise LocalCloudError(f"The settings cannot be used:\n{error}") from error
    for port in options.ports:
        if not free(port):
            raise LocalCloudError(
                f"Port {port} is in use; stop what uses it, or choose other ports, "
                f"for example: PORT_BASE={min(options.port_base + 10, HIGHEST_PORT_BASE)} make run"
            )


def free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port still in TIME_WAIT after the last stop counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
