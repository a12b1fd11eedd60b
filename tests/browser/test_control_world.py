"""The world and install tabs of the control panel: what admins do to channels, people, the app."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.browser.workspace import IT, Window
from tests.functional.fake_slack.harness import BOT_TOKEN
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
TEAM, ACME = "T0DESK0001", "T0ACME0001"
BOT = "U0BOT00001"
Panel = Callable[[str], Page]


@pytest.fixture
def panel(window: Window) -> Panel:
    """A page with this tab of the panel open."""

    def open_page(tab: str) -> Page:
        page = window("ana")
        page.get_by_test_id("drawer-toggle").click()
        page.get_by_test_id(f"panel-tab-{tab}").click()
        return page

    return open_page


def channel(fake: FakeSlackClient, wanted: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in fake.world()["channels"] if wanted in (one["id"], one["name"])
    )
    return found


def person(fake: FakeSlackClient, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in fake.world()["people"] if one["key"] == key)
    return found


def done(page: Page, words: str) -> None:
    expect(page.get_by_test_id("world-outcome")).to_have_text(words)


def chosen(page: Page, name: str) -> Page:
    page.get_by_test_id("world-channel").select_option(name)
    return page


def test_people_and_the_app_come_and_go(panel: Panel, fake: FakeSlackClient) -> None:
    page = chosen(panel("world"), "C0ITHAPPEN")
    members = page.get_by_test_id("world-members")
    expect(members.get_by_test_id("world-member-ana")).to_contain_text("inside")
    page.get_by_test_id("world-leave-ana").click()
    done(page, "Ana Reyes: leave, done.")
    page.get_by_test_id("world-join-ana").click()
    done(page, "Ana Reyes: join, done.")
    page.get_by_test_id("world-by").select_option("ana")
    page.get_by_test_id("world-kick-app").click()
    done(page, "Ana Reyes: kick, done.")
    expect(members.get_by_test_id("world-member-app")).to_contain_text("outside")
    assert "U0BOT00001" not in channel(fake, IT)["members"]
    page.get_by_test_id("world-invite-app").click()
    done(page, "Ana Reyes: invite, done.")
    assert "U0BOT00001" in channel(fake, IT)["members"]


def test_what_slack_refuses_is_told_in_its_words(panel: Panel) -> None:
    page = chosen(panel("world"), "C0ITTRIAGE")
    page.get_by_test_id("world-by").select_option("ana")
    page.get_by_test_id("world-invite-ola").click()
    expect(page.get_by_test_id("world-outcome")).to_have_class("panel-outcome bad")
    done(page, "You are not in this channel.")


def test_a_channel_is_made_renamed_described_archived_and_deleted(
    panel: Panel, fake: FakeSlackClient
) -> None:
    page = panel("world")
    page.get_by_test_id("world-new-name").fill("war-room")
    page.get_by_test_id("world-create").click()
    done(page, "Adam Zielinski: create, done.")
    expect(page.get_by_test_id("world-facts")).to_contain_text("public")
    page.get_by_test_id("world-name").fill("calm-room")
    page.get_by_test_id("world-rename").click()
    done(page, "Adam Zielinski: rename, done.")
    page.get_by_test_id("world-topic").fill("Breathe")
    page.get_by_test_id("world-set-topic").click()
    done(page, "Adam Zielinski: set topic, done.")
    made = channel(fake, "calm-room")
    assert made["topic"] == "Breathe"
    page.get_by_test_id("world-archive").click()
    expect(page.get_by_test_id("world-facts")).to_contain_text("archived")
    page.get_by_test_id("world-unarchive").click()
    expect(page.get_by_test_id("world-facts")).not_to_contain_text("archived")
    page.get_by_test_id("world-make-private").click()
    expect(page.get_by_test_id("world-facts")).to_contain_text("private")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_test_id("world-delete").click()
    assert channel(fake, made["id"])
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_test_id("world-delete").click()
    done(page, "Adam Zielinski: delete channel, done.")
    assert made["id"] not in [one["id"] for one in fake.world()["channels"]]


def test_a_private_channel_is_made(panel: Panel, fake: FakeSlackClient) -> None:
    page = panel("world")
    page.get_by_test_id("world-new-name").fill("secret-room")
    page.get_by_test_id("world-new-private").check()
    page.get_by_test_id("world-create").click()
    done(page, "Adam Zielinski: create, done.")
    assert channel(fake, "secret-room")["kind"] == "private_channel"


def test_a_channel_is_shared_with_the_other_company_and_taken_back(
    panel: Panel, fake: FakeSlackClient
) -> None:
    page = panel("world")
    page.get_by_test_id("world-new-name").fill("with-acme")
    page.get_by_test_id("world-create").click()
    page.get_by_test_id(f"world-share-{ACME}").click()
    expect(page.get_by_test_id("world-facts")).to_contain_text("shared with")
    assert channel(fake, "with-acme")["shared_with"] == [ACME]
    page.get_by_test_id(f"world-unshare-{ACME}").click()
    expect(page.get_by_test_id("world-facts")).not_to_contain_text("shared with")


def test_a_person_is_deactivated_and_comes_back(panel: Panel, fake: FakeSlackClient) -> None:
    page = panel("world")
    page.get_by_test_id("person-ola").locator("summary").click()
    page.get_by_test_id("person-ola-deactivate").click()
    expect(page.get_by_test_id("person-ola")).to_contain_text("deactivated")
    assert person(fake, "ola")["deleted"] is True
    page.get_by_test_id("person-ola-reactivate").click()
    expect(page.get_by_test_id("person-ola")).not_to_contain_text("deactivated")
    assert person(fake, "ola")["deleted"] is False


def test_a_profile_is_changed(panel: Panel, fake: FakeSlackClient) -> None:
    page = panel("world")
    page.get_by_test_id("person-ola").locator("summary").click()
    for name, value in [
        ("name", "Ola Nowak-Lis"),
        ("title", "Kierowniczka"),
        ("locale", "ko-KR"),
        ("tz", "Asia/Seoul"),
    ]:
        page.get_by_test_id(f"person-ola-{name}").fill(value)
    page.get_by_test_id("person-ola-save").click()
    done(page, "Adam Zielinski: set profile, done.")
    changed = person(fake, "ola")
    assert (changed["name"], changed["title"]) == ("Ola Nowak-Lis", "Kierowniczka")
    assert (changed["locale"], changed["tz"]) == ("ko-KR", "Asia/Seoul")


def test_user_groups_are_made_changed_and_switched_off(panel: Panel, fake: FakeSlackClient) -> None:
    page = panel("world")
    page.get_by_test_id("group-new-handle").fill("night-shift")
    page.get_by_test_id("group-new-name").fill("Night shift")
    page.get_by_test_id("group-new-members").fill("ben, jiwoo")
    page.get_by_test_id("group-create").click()
    group = page.get_by_test_id("group-night-shift")
    expect(group).to_contain_text("2 members")
    group.locator("summary").click()
    page.get_by_test_id("group-night-shift-members").fill("ben")
    page.get_by_test_id("group-night-shift-save").click()
    expect(group).to_contain_text("1 members")
    group.locator("summary").click()
    page.get_by_test_id("group-night-shift-switch").click()
    expect(group).to_contain_text("off")
    made = next(one for one in fake.world()["groups"] if one["handle"] == "night-shift")
    assert (made["members"], made["enabled"]) == (["U0BEN00001"], False)


def error_of(web: WebClient, method: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        web.api_call(method, json={"channel": IT, "text": "hello"})
    return str(refused.value.response["error"])


def test_the_app_is_taken_out_and_put_back(panel: Panel, web: WebClient) -> None:
    page = panel("install")
    page.get_by_test_id(f"uninstall-{TEAM}").click()
    expect(page.get_by_test_id(f"install-{TEAM}")).to_contain_text("taken out")
    assert error_of(web, "auth.test") == "account_inactive"
    page.get_by_test_id(f"reinstall-{TEAM}").click()
    expect(page.get_by_test_id(f"install-{TEAM}")).to_contain_text("installed")
    assert web.auth_test()["ok"]
    page.get_by_test_id(f"reinstall-new-{TEAM}").click()
    expect(page.get_by_test_id("install-outcome")).to_contain_text("Its token: xoxb-")
    expect(page.get_by_test_id("install-outcome")).to_contain_text("./deskbell secret --local")


def test_a_token_expires_or_is_revoked(panel: Panel, web: WebClient) -> None:
    page = panel("install")
    expect(page.get_by_test_id("token")).to_contain_text("works")
    expect(page.get_by_test_id("panel-install")).not_to_contain_text(BOT_TOKEN)
    page.get_by_test_id("token-expire").click()
    expect(page.get_by_test_id("token")).to_contain_text("does not work")
    assert error_of(web, "auth.test") == "token_expired"
    page.get_by_test_id("token-revoke").click()
    expect(page.get_by_test_id("token")).to_contain_text("revoked")


def test_a_scope_is_dropped_until_the_app_is_put_back(panel: Panel, web: WebClient) -> None:
    page = panel("install")
    page.get_by_test_id(f"scope-{TEAM}").select_option("chat:write")
    page.get_by_test_id(f"drop-scope-{TEAM}").click()
    expect(page.get_by_test_id(f"missing-{TEAM}")).to_have_text("Not granted: chat:write")
    assert error_of(web, "chat.postMessage") == "missing_scope"
    page.get_by_test_id(f"reinstall-{TEAM}").click()
    expect(page.get_by_test_id(f"missing-{TEAM}")).to_contain_text("All scopes")


def test_the_other_company_installs_the_app_too(panel: Panel, fake_url: str) -> None:
    page = panel("install")
    page.get_by_test_id(f"install-in-{ACME}").click()
    expect(page.get_by_test_id(f"install-{ACME}")).to_contain_text("installed")
    told = page.get_by_test_id("install-outcome").inner_text()
    theirs = WebClient(token=told.removeprefix("Its token there: "), base_url=f"{fake_url}/api/")
    assert theirs.auth_test()["team_id"] == ACME


def test_an_app_that_was_taken_out_is_put_back_into_its_channels(
    panel: Panel, fake: FakeSlackClient
) -> None:
    def inside() -> list[str]:
        open_ones = [one for one in fake.world()["channels"] if not one["is_archived"]]
        return [one["name"] for one in open_ones if BOT in one["members"]]

    before, page = inside(), panel("install")
    page.get_by_test_id(f"uninstall-{TEAM}").click()
    page.get_by_test_id(f"reinstall-{TEAM}").click()
    out = page.get_by_test_id(f"was-in-{TEAM}")
    expect(out).to_contain_text(f"out of the {len(before)} channels")
    assert inside() == []
    page.get_by_test_id(f"put-back-{TEAM}").click()
    expect(out).to_have_count(0)
    assert inside() == before


def test_the_workspace_is_kept_in_a_file_and_brought_back(
    panel: Panel, fake: FakeSlackClient
) -> None:
    fake.say("ana", "it-happens", "Before")
    page = panel("world")
    with page.expect_download() as download:
        page.get_by_test_id("world-snapshot").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_test_id("world-reset").click()
    outcome = page.get_by_test_id("world-outcome")
    expect(outcome).to_have_text("Everything is as at the start.")
    assert fake.messages("it-happens") == []
    restoring = page.get_by_test_id("world-restore-file")
    restoring.set_input_files(download.value.path())
    expect(outcome).to_contain_text("Everything is as")
    expect(page.get_by_test_id("messages")).to_contain_text("Before")
    nothing = FilePayload(name="notes.json", mimeType="application/json", buffer=b"no")
    restoring.set_input_files(nothing)
    expect(outcome).to_have_text("notes.json is no snapshot.")
