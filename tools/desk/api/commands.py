"""`./deskbell api`: which programs may act in whose name, and the keys they do it with."""

import argparse
import json
import secrets
from collections.abc import Callable, Iterator

from deskbell.adapters.api.keys import ApiKeys, fingerprint, parse_api_keys
from deskbell.domain.settings.desk import Desk
from tools.desk.deployment import Account, describe
from tools.desk.errors import OperatorError
from tools.desk.paging import stored
from tools.desk.settings_file import read_settings

PARAMETER = "ApiSecretName"
KEY_BYTES = 32


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
) -> None:
    api = commands.add_parser(
        "api",
        parents=[desk_file, where],
        help="print which programs act in whose name, make and drop their keys",
        description="Prints the address of the API, and of each program of `api` in FILE in whose "
        "name it acts, and whether it has a key.",
    )
    change = api.add_mutually_exclusive_group()
    change.add_argument(
        "--new-key",
        metavar="PROGRAM",
        help="make a key for it and show it this once; the one before stays valid beside it",
    )
    change.add_argument("--drop-previous", metavar="PROGRAM", help="keep its newest key alone")
    change.add_argument("--drop", metavar="PROGRAM", help="drop all of its keys")


def run(chosen: argparse.Namespace, account: Callable[[], Account]) -> int:
    """Raises SettingsFileError and OperatorError."""
    desk = read_settings(chosen.file).desk
    if not desk.api:
        raise OperatorError(f"{chosen.file} has no programs", "write them under api")
    there = account()
    stack = describe(there)
    name = stored.named(stack, PARAMETER)
    keys = stored.read(there, name, parse_api_keys, ApiKeys())
    if chosen.new_key:
        program = _known(desk, chosen.new_key)
        key = f"{program}.{secrets.token_hex(KEY_BYTES)}"
        stored.write(there, name, _with(keys, program, (fingerprint(key), *keys.of(program)[:1])))
        print(f"{program} has a new key, which is shown this once:\n{key}")
        return 0
    if chosen.drop_previous:
        program = _known(desk, chosen.drop_previous)
        stored.write(there, name, _with(keys, program, keys.of(program)[:1]))
        return 0
    if chosen.drop:
        # One that the settings have no more, too.
        stored.write(there, name, _with(keys, chosen.drop, ()))
        return 0
    api = there.local.hooks_url if there.local else stack.output("ApiUrl")
    print("\n".join(_lines(desk, keys, str(api).rstrip("/"))))
    return 0


def _known(desk: Desk, program: str) -> str:
    if program in desk.api:
        return program
    raise OperatorError(f"{program} is no program of the settings", f"known: {', '.join(desk.api)}")


def _with(keys: ApiKeys, program: str, kept: tuple[str, ...]) -> str:
    changed = {**keys.fingerprints, program: kept}
    return json.dumps({name: list(each) for name, each in changed.items() if each})


def _lines(desk: Desk, keys: ApiKeys, api: str) -> Iterator[str]:
    names = {person: name for name, person in desk.people.items()}
    yield f"{api}/api/tickets"
    for program, person in desk.api.items():
        missing = "" if keys.of(program) else f"  (no key yet: ./deskbell api --new-key {program})"
        yield f"{program}: in the name of {names[person]}{missing}"
