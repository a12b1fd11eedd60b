"""All parts of one fake workspace, wired together once; a reset builds a fresh set."""

from dataclasses import dataclass, field
from pathlib import Path

from tools.fake_slack.clock import Clock, Timetable
from tools.fake_slack.deliveries import Deliveries
from tools.fake_slack.events import EventSource
from tools.fake_slack.faults import Faults
from tools.fake_slack.ids import Ids
from tools.fake_slack.interactions import Interactions
from tools.fake_slack.manifest import Manifest, load_manifest
from tools.fake_slack.messages import JsonObject
from tools.fake_slack.outbound import Sender
from tools.fake_slack.post_rate import PostRate
from tools.fake_slack.response_urls import ResponseUrls
from tools.fake_slack.submissions import Submissions
from tools.fake_slack.triggers import Triggers
from tools.fake_slack.views import Views
from tools.fake_slack.workspace import Workspace
from tools.fake_slack.world import load_world


@dataclass(frozen=True, slots=True)
class Config:
    """`base_url` is the fake's own address, `request_url` the host of the app under test."""

    base_url: str
    request_url: str
    manifest: Path
    world: Path
    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)


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
    calls: list[JsonObject]


def compose(config: Config) -> FakeSlack:
    """Raises BadManifestError or BadWorldError when a file cannot be used."""
    manifest = load_manifest(config.manifest, config.request_url)
    world = load_world(config.world)
    clock = Clock()
    ids = Ids(clock.now())
    timetable = Timetable(clock)
    workspace = Workspace(world, manifest.bot_name, clock, ids)
    faults = Faults()
    sender = Sender(config.signing_secret)
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
        calls=[],
    )
