"""`make second-opinion`: the same client against both; 1 if a difference is not explained."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby

from slack_sdk import WebClient

from tools.second_opinion import compare, emulate, ours
from tools.second_opinion.asking import Answer, Client, Place
from tools.second_opinion.compare import Difference
from tools.second_opinion.scenarios import SCENARIOS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.second_opinion", description=__doc__)
    parser.add_argument("--port", type=int, default=4811, help="where emulate listens")
    port = parser.parse_args().port
    try:
        with ours.running() as url:
            mine = answers(f"{url}/api/", ours.TOKEN, ours.place(url))
        with emulate.running(port) as url:
            theirs = answers(url, emulate.APP, emulate.place(url))
    except (emulate.CannotCompareError, subprocess.CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return _report(mine, theirs)


def answers(url: str, token: str, place: Place) -> Sequence[Answer]:
    client = Client(WebClient(token=token, base_url=url, retry_handlers=[]))
    for scenario in SCENARIOS:
        scenario(client, place)
    return client.answers


def _report(mine: Sequence[Answer], theirs: Sequence[Answer]) -> int:
    known = compare.explained()
    found = compare.differences(mine, theirs)
    unexplained = [one for one in found if one not in known]
    outdated = [one for one in known if one not in found]
    wrong = [one for one in mine if one.said != one.slack]
    methods = {answer.method for answer in mine}
    print(f"{len(mine)} steps over {len(methods)} methods, {len(found)} differences")
    _print("explained", [one for one in found if one in known], known)
    _print("NOT EXPLAINED", unexplained, {})
    _print("explained, but no longer there", outdated, {})
    for one in wrong:
        print(f"OURS IS WRONG  {one.method}, {one.step}: {one.said} instead of {one.slack}")
    return int(bool(unexplained or outdated or wrong))


def _print(title: str, found: Sequence[Difference], why: dict[Difference, str]) -> None:
    by_reason = sorted(found, key=lambda one: (why.get(one, ""), str(one)))
    for reason, group in groupby(by_reason, key=lambda one: why.get(one, "")):
        print(f"\n{title}{': ' if reason else ''}{reason}")
        for one in group:
            print(f"  {one}")


if __name__ == "__main__":
    sys.exit(main())
