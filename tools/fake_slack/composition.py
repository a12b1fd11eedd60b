"""All parts of one fake workspace, wired together once; a reset builds a fresh set."""

from dataclasses import dataclass, field
from pathlib import Path

from tools.fake_slack.blocks.rules import SERIALISED_BLOCKS
from tools.fake_slack.seed.manifest import Manifest
from tools.fake_slack.seed.world import World
from tools.fake_slack.sending.commands import Commands
from tools.fake_slack.sending.deliveries import Deliveries
from tools.fake_slack.sending.events import EventSource
from tools.fake_slack.sending.faults import Faults
from tools.fake_slack.sending.interactions import Interactions
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.sending.response_urls import ResponseUrls
from tools.fake_slack.sending.split_gestures import SplitGestures
from tools.fake_slack.sending.submissions import Submissions
from tools.fake_slack.sending.suggestions import Suggestions
from tools.fake_slack.sending.webhooks import Webhooks, beside
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.files import Files
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installing import Installing
from tools.fake_slack.state.installs import Install, Installs
from tools.fake_slack.state.oauth import OAuth
from tools.fake_slack.state.steps import Steps
from tools.fake_slack.state.timetable import Timetable
from tools.fake_slack.state.triggers import Triggers
from tools.fake_slack.state.views import Views
from tools.fake_slack.state.workspace import Workspace
from tools.fake_slack.web_api.call_log import CallLog
from tools.fake_slack.web_api.method_rates import MethodRates
from tools.fake_slack.web_api.post_rate import POSTS_PER_MINUTE, PostRate


@dataclass(frozen=True, slots=True)
class Config:
    """`base_url` is the fake's own address, `clock_file` the desk's local clock, if it has one.

    `tick_command` does the desk's scheduled work (ticks.py), `hooks_url` takes webhooks of others.
    `posts_per_minute` is how much the app may say in the whole workspace, `longest_blocks` how many
    characters the blocks of one message may have as JSON.
    The same `seed` gives the same ids and secrets; without one a restart repeats none.
    """

    base_url: str
    manifest: Manifest
    world: World
    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    clock_file: Path | None = None
    tick_command: str | None = None
    hooks_url: str | None = None
    hooks_secret: str = field(default="", repr=False)
    seed: int | None = None
    posts_per_minute: int = POSTS_PER_MINUTE
    longest_blocks: int = SERIALISED_BLOCKS


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
    steps: Steps
    commands: Commands
    interactions: Interactions
    suggestions: Suggestions
    submissions: Submissions
    post_rate: PostRate
    method_rates: MethodRates
    webhooks: Webhooks
    calls: CallLog
    installing: Installing
    oauth: OAuth


def compose(config: Config, sender: Sender) -> FakeSlack:
    manifest = config.manifest
    clock = Clock(config.clock_file)
    ids = Ids(clock.now(), config.seed)
    timetable = Timetable(clock)
    files = Files(config.base_url, clock, ids)
    workspace = Workspace(config.world, _installs(config), clock, ids, files)
    faults = Faults(clock, ids.chance)
    deliveries = Deliveries(sender, timetable, clock, faults, ids)
    triggers = Triggers(clock, ids)
    urls = ResponseUrls(config.base_url, workspace, ids, config.longest_blocks)
    views = Views(workspace)
    steps = Steps(workspace)
    interactions = Interactions(workspace, manifest, deliveries, triggers, urls, views, steps)
    installing = Installing(workspace, manifest)
    EventSource(workspace, manifest, deliveries)
    SplitGestures(workspace, timetable, faults)
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
        steps=steps,
        commands=Commands(workspace, deliveries, triggers, urls),
        interactions=interactions,
        suggestions=Suggestions(interactions),
        submissions=Submissions(interactions, views),
        post_rate=PostRate(clock, config.posts_per_minute),
        method_rates=MethodRates(clock),
        webhooks=Webhooks(
            sender, clock, config.hooks_url or beside(manifest.events_url), config.hooks_secret
        ),
        calls=CallLog(),
        installing=installing,
        oauth=OAuth(workspace, manifest, installing),
    )


def _installs(config: Config) -> Installs:
    """The desk itself, in the workspace it is made for or, where the world says so, in its org."""
    world, org = config.world, config.world.org_install
    home = Install(
        app_id=world.app.id,
        bot_user=world.app.bot_user,
        bot_id=world.app.bot_id,
        bot_name=config.manifest.bot_name,
        scopes=config.manifest.scopes,
        team=None if org else world.team.id,
        enterprise=world.team.enterprise,
        granted=org.granted if org else (),
    )
    return Installs(home, config.bot_token)
