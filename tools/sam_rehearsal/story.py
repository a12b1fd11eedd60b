"""The desk's life by `sam`, one step after the other; each says what somebody would notice."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tools.printed_step import printed_step
from tools.sam_rehearsal import emulator_gaps, sam
from tools.sam_rehearsal.account import Account
from tools.sam_rehearsal.deployed_stack import DeployedStack
from tools.sam_rehearsal.errors import RehearsalError
from tools.sam_rehearsal.people import HELP_CHANNEL, TRIAGE_CHANNEL, People, eventually
from tools.sam_rehearsal.sam import CommandFailedError, Sam

WAITING, TAKEN, MARKED = "My screen flickers", "My keyboard sticks", "My mouse is gone"
FINISHED = "My headset crackles"
AFTER_FAILURE, AFTER_RETURN = "Sent after the failed deployment", "Sent to the new desk"
BUILT = Path(".aws-sam", "build", "template.yaml")
REMINDER_DUE = timedelta(minutes=31)
CLOSE_DUE = timedelta(hours=73)
RESTART_DUE = timedelta(hours=1)


@dataclass(slots=True)
class Story:
    """`old`, `new` and `broken` are folders of releases."""

    account: Account
    stack: DeployedStack
    sam: Sam
    old: Path
    new: Path
    broken: Path
    people: People = field(init=False)
    numbers: dict[str, str] = field(init=False, default_factory=dict)
    table: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.people = People(self.account.slack)

    def tell(self) -> None:
        self.install()
        self.requests_arrive()
        self.upgrade()
        self.lists_are_put_right()
        self.open_tickets_go_on()
        self.failed_deployment()
        self.going_back()
        self.removal()
        self.new_desk_with_the_old_table()
        self.removal_with_all_data()

    def install(self) -> None:
        with step("An admin installs the old release"):
            self._deploy(self.old)
            expect("the stack is complete", self.stack.status == "CREATE_COMPLETE")
            self._give_secret()
            self._python(self.old, "tools.desk", "push", "--table", self.stack.output("TableName"))

    def requests_arrive(self) -> None:
        people = self.people
        with step("Two forms and two messages become tickets; one is solved"):
            self.numbers = {
                WAITING: people.send_form("ana", WAITING),
                TAKEN: people.send_form("minjun", TAKEN),
                MARKED: people.add_emoji("ola", MARKED),
            }
            people.take("ben", HELP_CHANNEL, TAKEN)
            people.add_emoji("ana", FINISHED)
            people.take("ben", TRIAGE_CHANNEL, FINISHED)
            people.solve("ben", TRIAGE_CHANNEL, FINISHED)
            eventually("two workflows wait", lambda: len(self.stack.executions("RUNNING")) == 2)
            people.slack.wait("idle", timeout=30)

    def upgrade(self) -> None:
        before, layers = self.stack.resources(), self.stack.layers()
        executions = self.stack.executions("RUNNING")
        said = {number: self.people.posts(number) for number in self.numbers.values()}
        with step("The new release is deployed over it"):
            self._deploy(self.new)
            expect("the stack is updated", self.stack.status == "UPDATE_COMPLETE")
            after = self.stack.resources()
            expect("the code is another", self.stack.layers() != layers)
            for name in ("DeskTable", "DeskApi", "InboxQueue", "ItFormMachine"):
                expect(f"{name} is the same", after[name] == before[name])
            expect("both workflows wait on", self.stack.executions("RUNNING") == executions)
            self._expect_posts("nothing is posted again", said)

    def lists_are_put_right(self) -> None:
        with step("After one command, the Home tabs show the old tickets that are open"):
            self._rekey()
            waiting, taken, marked = (self.numbers[of] for of in (WAITING, TAKEN, MARKED))
            self._expect_tabs(requests=[waiting], mine=[taken], queue=[waiting, marked])

    def open_tickets_go_on(self) -> None:
        people, numbers, now = self.people, self.numbers, datetime.now(UTC)
        executions = self.stack.executions("RUNNING")
        with step("A reminder that was set before the upgrade comes once"):
            said = {number: people.posts(number) for number in numbers.values()}
            for _ in range(2):
                self.stack.fire_timers(now + REMINDER_DUE)
            said[numbers[WAITING]] += 1
            eventually(
                "the reminder", lambda: people.posts(numbers[WAITING]) == said[numbers[WAITING]]
            )
            people.slack.wait("idle", timeout=30)
            self._expect_posts("one reminder and nothing else", said)
        with step("The old tickets are taken, solved and closed; their workflows end"):
            people.take("jiwoo", HELP_CHANNEL, WAITING)
            for channel, words in (
                (HELP_CHANNEL, WAITING),
                (HELP_CHANNEL, TAKEN),
                (TRIAGE_CHANNEL, MARKED),
            ):
                people.solve("ben", channel, words)
            self.stack.fire_timers(datetime.now(UTC) + CLOSE_DUE)
            eventually(
                "the executions that waited end well",
                lambda: self.stack.executions("SUCCEEDED") == executions,
            )
            expect("no other was started", self.stack.executions() == executions)
            for words in (WAITING, TAKEN):
                eventually(f"{words!r} is closed", partial(self._is_closed, words))

    def failed_deployment(self) -> None:
        with step("A release that cannot be deployed is rolled back"):
            before = self.stack.resources()
            self._build(self.broken)
            try:
                self.sam.deploy(self.broken)
            except CommandFailedError:
                pass
            else:
                raise RehearsalError("sam deploy says that it deployed what cannot be")
            expect("it is rolled back", self.stack.status == "UPDATE_ROLLBACK_COMPLETE")
            expect("the desk has what it had", self.stack.resources() == before)
            self.numbers[AFTER_FAILURE] = self.people.send_form("ana", AFTER_FAILURE)
            expect(
                "its tickets are counted on",
                int(self.numbers[AFTER_FAILURE]) > int(self.numbers[MARKED]),
            )

    def going_back(self) -> None:
        with step("The old release, deployed again, goes on with the new one's tickets"):
            self._deploy(self.old)
            self.people.take("ben", HELP_CHANNEL, AFTER_FAILURE)
            self._deploy(self.new)
            self._rekey()
            number = self.numbers[AFTER_FAILURE]
            self._expect_tabs(requests=[number], mine=[number], queue=[])

    def removal(self) -> None:
        with step("sam delete removes everything but the tickets"):
            self.table = self.stack.output("TableName")
            self._delete()
            expect("there is no stack", self.stack.status is None)
            expect_equal("what is left", self.stack.remains(), [f"dynamodb: {self.table}"])

    def new_desk_with_the_old_table(self) -> None:
        people = self.people
        with step("A new desk adopts the table and goes on with its tickets"):
            self._kept_table("adopt", "--stack", self.stack.name)
            self._deploy(self.new)
            expect("it has the old table", self.stack.output("TableName") == self.table)
            self._give_secret()
            people.solve("ben", HELP_CHANNEL, AFTER_FAILURE)
            # Its execution went with the old stack: what is due to it starts another one.
            now = datetime.now(UTC)
            self.stack.fire_timers(now + CLOSE_DUE)
            eventually("the timer is heard", self.stack.inbox_is_empty)
            self.stack.fire_timers(now + CLOSE_DUE + RESTART_DUE)
            eventually("its ticket is closed", partial(self._is_closed, AFTER_FAILURE))
            number = people.send_form("minjun", AFTER_RETURN)
            expect("numbers go on", int(number) == int(self.numbers[AFTER_FAILURE]) + 1)
            expect("one card", len(people.cards(HELP_CHANNEL, AFTER_FAILURE)) == 1)

    def removal_with_all_data(self) -> None:
        with step("sam delete and one more command leave nothing"):
            try:
                self._kept_table("delete", "--yes")
            except CommandFailedError:
                pass
            else:
                raise RehearsalError("the table of a living desk could be deleted")
            self._delete()
            self._kept_table("delete", "--yes")
            expect_equal("what is left", self.stack.remains(), [])

    def _expect_tabs(self, requests: list[str], mine: list[str], queue: list[str]) -> None:
        """Ana's requests, and what the agent Ben has to do."""
        expect_equal("Ana's Home tab", self.people.home("ana"), {"requests": requests})
        work = {"requests": [], "mine": mine, "queue": queue}
        expect_equal("Ben's Home tab", self.people.home("ben"), work)

    def _is_closed(self, words: str) -> bool:
        return self.people.says(HELP_CHANNEL, words, "*Closed*")

    def _build(self, release: Path) -> None:
        if not (release / BUILT).exists():
            self.sam.build(release)
            emulator_gaps.leave_out_unknown(release / BUILT)

    def _deploy(self, release: Path) -> None:
        self._build(release)
        self.sam.deploy(release)
        emulator_gaps.fill(self.stack, release / "template.yaml")
        self.account.forward_to(self.stack.api_url)

    def _delete(self) -> None:
        self.account.forward_nowhere()
        # AWS deletes no state machine that has executions, and those may wait for a week.
        for execution in self.stack.executions("RUNNING"):
            self.stack.aws("stepfunctions").stop_execution(executionArn=execution)
        self.sam.delete(self.new)

    def _give_secret(self) -> None:
        self.stack.aws("secretsmanager").put_secret_value(
            SecretId=self.stack.output("SlackSecretArn"),
            SecretString=self.account.secrets.secret_value(),
        )

    def _rekey(self) -> None:
        self._python(self.new, "tools.desk", "rekey", "--table", self.stack.output("TableName"))

    def _kept_table(self, *arguments: str) -> None:
        self._python(self.new, "tools.kept_table", *arguments, "--table", self.table)

    def _python(self, release: Path, module: str, *arguments: str) -> None:
        """A tool of a release, on that release's own code."""
        path = str(release / "layers" / "deskbell")
        environment = {**self.sam.environment, "PYTHONPATH": path}
        sam.run([sys.executable, "-m", module, *arguments], release, environment)

    def _expect_posts(self, sentence: str, wanted: dict[str, int]) -> None:
        expect_equal(sentence, {number: self.people.posts(number) for number in wanted}, wanted)


def expect(sentence: str, holds: bool) -> None:
    if not holds:
        raise RehearsalError(f"not so: {sentence}")


def expect_equal(sentence: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise RehearsalError(f"{sentence}: {found} instead of {wanted}")


def step(sentence: str) -> AbstractContextManager[None]:
    return printed_step(sentence, 72)
