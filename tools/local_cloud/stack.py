"""The running local cloud: starts everything in order, watches it, stops it; `run` drives it."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from tools.desk import push_settings
from tools.local_cloud import clock, ministack, phones, secret_file, world
from tools.local_cloud.aws import client
from tools.local_cloud.deploy import Deployer, Deployment, physical_id
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.front import Front
from tools.local_cloud.options import Options
from tools.local_cloud.packaging import Packager
from tools.local_cloud.preflight import check
from tools.local_cloud.processes import Child, environment, spawn, stop_all
from tools.local_cloud.secret_file import SlackSecrets
from tools.local_cloud.slack_probe import warm_up
from tools.local_cloud.stack_file import StackFile
from tools.local_cloud.warm_up import warm_up_functions
from tools.local_cloud.world import World
from tools.printed_step import printed_step

FAKE_SLACK = "fake_slack"
CHILDREN = (FAKE_SLACK, ministack.NAME)
MAIL_DOMAIN = "desk.example.com"
SECRET_NAME = "deskbell/slack"  # pragma: allowlist secret  # noqa: S105
ALERT_SECRET_NAME = "deskbell/alerts"  # pragma: allowlist secret  # noqa: S105
API_SECRET_NAME = "deskbell/api"  # pragma: allowlist secret  # noqa: S105
CONTACT_SECRET_NAME = "deskbell/contacts"  # pragma: allowlist secret  # noqa: S105
TICK_COMMAND = shlex.join([sys.executable, "-m", "tools.local_cloud", "tick", "--at", "{at}"])
"""What `make tick` runs, for the fake Slack's control panel."""
HEALTHY_SECONDS = 30.0
WATCH_SECONDS = 0.5
POLL_SECONDS = 0.05


class Stopped(Exception):
    """Somebody asked to stop while the stack was starting: a request, not a fault."""


class Stack:
    """Start it, watch it, and stop it whatever happened; a signal handler may set `stop_asked`."""

    def __init__(self, options: Options, stop_asked: threading.Event) -> None:
        self._options = options
        self._stop_asked = stop_asked
        self._children: list[Child] = []
        self._front: Front | None = None

    def start(self) -> StackFile:
        """Bring everything up and tell where it is; a fault says what to do about it."""
        options = self._options
        with self._step("Checking what is needed"):
            check(options)
            workspace = world.of(options)
            secrets = secret_file.obtain(options.state / "secrets.json", options.slack_bot_token)
            clock.write_offset(options.clock_file, clock.AT_WALL_TIME)
            options.temporary.mkdir(exist_ok=True)
        with self._step("Starting the local AWS"):
            self._children.append(ministack.start(options))
            # Beside each other: on a slow machine both take a second.
            if options.fake_slack_url:
                self._children.append(self._start_fake_slack(secrets))
            self._wait_until_healthy(ministack.health_url(options))
        if options.fake_slack_url:
            with self._step("Starting the fake Slack"):
                self._wait_until_healthy(f"{options.fake_slack_url}/")
        with self._step("Deploying template.yaml"):
            deployment = self._deploy(secrets, workspace)
        with self._step("Loading the settings"):
            table = deployment.outputs["TableName"]
            push_settings(options.desk_file, table, options.aws_url)
        with self._step("Warming the functions up"):
            warm_up_functions(options.aws_url)
        with self._step("Opening the desk's address"):
            telephones = phones.Phones(_receipts(options.aws_url))
            self._front = Front(options.front_port, deployment.api_url, telephones)
            self._front.start()
            warm_up(f"{options.front_url}/slack/events", secrets.signing_secret)
        return describe(options, workspace, secrets, table)

    def watch(self) -> None:
        """Return when asked to stop; a process that ends by itself is a fault."""
        while not self._stop_asked.wait(WATCH_SECONDS):
            self._check_children()

    def stop(self) -> None:
        """Leave nothing running and nothing temporary; safe after a start that failed."""
        if self._front:
            self._front.stop()
        stop_all(self._children)
        shutil.rmtree(self._options.temporary, ignore_errors=True)

    def _start_fake_slack(self, secrets: SlackSecrets) -> Child:
        options = self._options
        command = [sys.executable, "-m", "tools.fake_slack", "--port", str(options.fake_slack_port)]
        command += ["--request-url", options.front_url]
        command += ["--manifest", str(options.manifest), "--world", str(options.world_file)]
        command += ["--clock-file", str(options.clock_file), "--tick-command", TICK_COMMAND]
        keys = {
            "FAKE_SLACK_SIGNING_SECRET": secrets.signing_secret,
            "FAKE_SLACK_BOT_TOKEN": secrets.bot_token,
        }
        return spawn(
            FAKE_SLACK,
            command,
            # The tick that its control panel starts finds this desk by its state folder.
            env={**environment(options.temporary), **keys, "DESK_STATE": str(options.state)},
            cwd=options.root,
            state=options.state,
        )

    def _deploy(self, secrets: SlackSecrets, workspace: World) -> Deployment:
        options = self._options
        packager = Packager(
            uv=options.uv,
            lambda_python=options.lambda_python,
            cache=options.layer_cache,
            workspace=options.temporary,
        )
        deployment = Deployer(options.aws_url, packager).deploy(
            options.template,
            parameters={
                "SlackApiUrl": options.slack_api_url,
                "SlackSecretName": SECRET_NAME,
                "MailDomain": MAIL_DOMAIN,
                "AlertSecretName": ALERT_SECRET_NAME,
                "ApiSecretName": API_SECRET_NAME,
                "ContactSecretName": CONTACT_SECRET_NAME,
                "PhoneOrigination": phones.ORIGINATION,
            },
            environment=_only_here(options),
        )
        # The template makes secrets without a value, which never belongs in a template.
        manager = client("secretsmanager", options.aws_url)
        for name, value in (
            (SECRET_NAME, secrets.secret_value()),
            (ALERT_SECRET_NAME, secrets.alert_secret_value(options.desk_file)),
            (API_SECRET_NAME, secrets.api_secret_value(options.desk_file)),
            (CONTACT_SECRET_NAME, secret_file.contact_secret_value(workspace.users)),
        ):
            manager.put_secret_value(SecretId=name, SecretString=value)
        return deployment

    def _wait_until_healthy(self, url: str) -> None:
        deadline = time.monotonic() + HEALTHY_SECONDS
        while not answers(url):
            self._check_children()
            if self._stop_asked.wait(POLL_SECONDS):
                raise Stopped
            if time.monotonic() > deadline:
                raise LocalCloudError(
                    f"{url} did not answer within {HEALTHY_SECONDS:.0f} s; "
                    f"see the logs in {self._options.state}"
                )

    def _check_children(self) -> None:
        for child in self._children:
            if not child.alive:
                raise LocalCloudError(
                    f"{child.name} ended by itself; the end of {child.log}:\n{child.last_lines()}"
                )

    @contextmanager
    def _step(self, title: str) -> Iterator[None]:
        if self._stop_asked.is_set():
            raise Stopped
        with printed_step(title, 28):
            yield


def _receipts(endpoint: str) -> phones.Tell:
    function = physical_id(endpoint, "RecordReceiptFunction")

    def tell(event: Mapping[str, Any]) -> None:
        client("lambda", endpoint).invoke(
            FunctionName=function, InvocationType="Event", Payload=json.dumps(event)
        )

    return tell


def describe(options: Options, workspace: World, secrets: SlackSecrets, table: str) -> StackFile:
    return StackFile(
        slack_events_url=f"{options.front_url}/slack/events",
        slack_commands_url=f"{options.front_url}/slack/commands",
        slack_interactions_url=f"{options.front_url}/slack/interactions",
        hooks_url=options.front_url,
        console_url=None,
        fake_slack_url=options.fake_slack_url,
        slack_api_url=options.slack_api_url,
        signing_secret=secrets.signing_secret,
        team_id=workspace.team_id,
        api_app_id=workspace.app_id,
        bot_user_id=workspace.bot_user_id,
        aws_endpoint_url=options.aws_url,
        table=table,
        channels=workspace.channels,
        users=workspace.users,
    )


def _only_here(options: Options) -> dict[str, str]:
    """Variables of the functions that only the local cloud has."""
    variables = {
        "DESK_CLOCK_FILE": str(options.clock_file),
        "DESK_PHONE_URL": options.front_url,
    }
    if options.functions_aws_url:
        variables["AWS_ENDPOINT_URL"] = options.functions_aws_url
    return variables


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.TransportError:
        return False
