"""All parts of one fake workspace, wired together once; a reset builds a fresh set."""

from dataclasses import dataclass, field
from pathlib import Path

from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.seed.world import World
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.events import EventSource
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.sending.interactions import Interactions
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.sending.response_urls import ResponseUrls
from tools.fake_slack.sending.submissions import Submissions
from tools.fake_slack.state.clock import Clock, Timetable
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Install, Installs
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.triggers import Triggers
from tools.fake_slack.state.views import Views
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.method_rates import MethodRates
from tools.fake_slack.web_api.post_rate import PostRate


@dataclass(frozen=True, slots=True)
class Config:
    """`base_url` is the fake's own address, `clock_file` the desk's local clock, if it has one."""

    base_url: str
    manifest: Manifest
    world: World
    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    clock_file: Path | None = None


@dataclass(frozen=True, slots=True)
class FakeSlack:
    config: Config
    manifest: Manifest
    clock: Clock
    timetable: Timetable
    workspace: Workspace
    faults: Faults
    sender: Sender
    deliveries: Deliveries
    triggers: Triggers
    response_urls: ResponseUrls
    views: Views
    interactions: Interactions
    submissions: Submissions
    post_rate: PostRate
    method_rates: MethodRates
    calls: list[JsonObject]


def compose(config: Config, sender: Sender) -> FakeSlack:
    manifest = config.manifest
    clock = Clock(config.clock_file)
    ids = Ids(clock.now())
    timetable = Timetable(clock)
    workspace = Workspace(config.world, _installs(config), clock, ids)
    faults = Faults()
    deliveries = Deliveries(sender, timetable, clock, faults, ids)
    triggers = Triggers(clock, ids)
    urls = ResponseUrls(config.base_url, workspace, ids)
    views = Views(workspace)
    interactions = Interactions(workspace, manifest, deliveries, triggers, urls, views)
    EventSource(workspace, manifest, deliveries)
    return FakeSlack(
        config=config,
        manifest=manifest,
        clock=clock,
        timetable=timetable,
        workspace=workspace,
        faults=faults,
        sender=sender,
        deliveries=deliveries,
        triggers=triggers,
        response_urls=urls,
        views=views,
        interactions=interactions,
        submissions=Submissions(interactions, views),
        post_rate=PostRate(clock),
        method_rates=MethodRates(clock),
        calls=[],
    )


def _installs(config: Config) -> Installs:
    """The desk itself, in the workspace it is made for."""
    app, manifest = config.world.app, config.manifest
    home = Install(
        app_id=app.id,
        bot_user=app.bot_user,
        bot_id=app.bot_id,
        bot_name=manifest.bot_name,
        scopes=manifest.scopes,
        team=config.world.team.id,
    )
    return Installs(home, config.bot_token)
