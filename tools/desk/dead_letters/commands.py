"""`./deskbell dlq list|show|redrive|delete`: its arguments, and what each does."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from tools.desk.dead_letters import report
from tools.desk.dead_letters.letters import Look
from tools.desk.dead_letters.queues import DeadLetterQueue, dead_letter_queues
from tools.desk.dead_letters.redrive import Outcome, work_off
from tools.desk.dead_letters.stories import story_of
from tools.desk.deployment import Account, Stack, describe
from tools.desk.errors import OperatorError

LOOKED_AT = 50
"""Letters that `list` looks at in each queue, to say what they are and how old."""


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    dlq = commands.add_parser(
        "dlq",
        help="see what was given up, and put it back on its way",
        description="Dead letters: inputs, events and calls that failed time after time.",
    )
    actions = dlq.add_subparsers(dest="action", required=True, metavar="ACTION")

    actions.add_parser(
        "list",
        parents=[where, as_json],
        help="each queue: how many, how old, of what kind, what to do",
    )

    show = actions.add_parser(
        "show",
        parents=[where, as_json],
        help="each letter: what it is about and why it was given up",
    )
    _add_queue(show)
    show.add_argument("--limit", type=int, default=10, help="of a queue (default: %(default)s)")
    show.add_argument(
        "--with-content", action="store_true", help="what people wrote, too: mind who looks on"
    )

    redrive = actions.add_parser(
        "redrive",
        parents=[where, as_json],
        help="put them back on their way",
        description="Sends each letter to where it was on its way to, then deletes it. What has "
        "been done already is known by its key and changes nothing. Interrupted, run it again.",
    )
    _add_queue(redrive)
    _add_choice(redrive)

    delete = actions.add_parser("delete", parents=[where, as_json], help="delete them for good")
    delete.add_argument("queue", metavar="QUEUE")
    _add_choice(delete)
    delete.add_argument("--all", action="store_true", help="all of the queue")


def _add_queue(command: argparse.ArgumentParser) -> None:
    command.add_argument("queue", nargs="?", metavar="QUEUE", help="default: all of them")


def _add_choice(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--message", action="append", default=[], metavar="ID", help="only this; again for more"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would happen")


def run(chosen: argparse.Namespace, account: Account) -> int:
    """The exit code. Raises what AWS says, and OperatorError."""
    actions: dict[str, Callable[[argparse.Namespace, Account, Stack], int]] = {
        "list": _list,
        "show": _show,
        "redrive": partial(_work_off, redrive=True),
        "delete": partial(_work_off, redrive=False),
    }
    return actions[chosen.action](chosen, account, describe(account))


def _list(chosen: argparse.Namespace, account: Account, stack: Stack) -> int:
    queues = dead_letter_queues(account.client("sqs"), stack)
    found = [_look(account, stack, queue, LOOKED_AT) for queue in queues]
    now = datetime.now(UTC)
    print(
        report.overview_as_json(found)
        if chosen.json
        else report.overview_as_text(found, now, account.option)
    )
    return 0


def _show(chosen: argparse.Namespace, account: Account, stack: Stack) -> int:
    queues = dead_letter_queues(account.client("sqs"), stack, chosen.queue)
    found = [_look(account, stack, queue, chosen.limit) for queue in queues]
    now = datetime.now(UTC)
    print(
        report.letters_as_json(found, content=chosen.with_content)
        if chosen.json
        else report.letters_as_text(found, now, content=chosen.with_content)
    )
    return 0


def _look(account: Account, stack: Stack, queue: DeadLetterQueue, most: int) -> report.Overview:
    with Look(account.client("sqs"), queue, most) as look:
        return report.Overview(queue, [(letter, story_of(letter, queue, stack)) for letter in look])


def _work_off(chosen: argparse.Namespace, account: Account, stack: Stack, *, redrive: bool) -> int:
    if not redrive and bool(chosen.message) == chosen.all:
        raise OperatorError(
            "what is deleted is gone for good", "name it: --message ID, or the whole queue: --all"
        )
    queues = dead_letter_queues(account.client("sqs"), stack, chosen.queue)
    tell = partial(print, file=sys.stderr, flush=True)
    outcomes = [
        work_off(
            account, stack, queue, chosen.message, tell, redrive=redrive, dry_run=chosen.dry_run
        )
        for queue in queues
    ]
    if chosen.json:
        print(report.outcome_as_json(outcomes, dry_run=chosen.dry_run))
    else:
        done = "put back" if redrive else "deleted"
        said = f"would be {done}" if chosen.dry_run else f"are {done}"
        print(report.outcome_as_text(outcomes, account.option, said))
    return _told_missing(outcomes, chosen.message)


def _told_missing(outcomes: list[Outcome], wanted: list[str]) -> int:
    missing = [id_ for id_ in wanted if all(id_ in outcome.missing for outcome in outcomes)]
    if missing:
        raise OperatorError(
            f"there is no such letter: {', '.join(missing)}",
            "see ./deskbell dlq show; of one thread SQS shows ten at a time, the oldest first",
        )
    return 0
