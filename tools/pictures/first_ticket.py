"""The pictures of the README and of the fake Slack's guide: one VPN ticket, one form, the panel."""

from tools.pictures.studio import Studio, save

IT = "it-happens"
PANELS = {"clock": 560, "world": 720, "faults": 790, "webhooks": 520, "install": 400}
"""Tabs of the control panel, and how high a picture of each is."""
MINJUNS_FORM = {
    "request": "Second monitor for the Seoul office",
    "location": "seoul",
    "manager": "lena",
    "help": "I moved desks last week. A 27-inch one like before would be perfect.",
    "urgency": "normal",
}


def play_the_story(studio: Studio) -> str:
    """Ana's VPN becomes a ticket that Ben takes; Minjun sends the form. The ts of Ana's message."""
    slack = studio.slack
    slack.say(
        "lena",
        IT,
        "The new headsets have arrived in Warsaw and Austin. Ask here if yours "
        "is due for a change :headphones:",
    )
    vpn = slack.say(
        "ana",
        IT,
        "The VPN will not let me in since this morning: “certificate "
        "expired”. I have a customer call at 2 :telephone_receiver:",
    )
    with studio.window("ben", thread=vpn) as ben:
        for person in ("ana", "ben"):
            slack.act(person, "react", channel=IT, ts=vpn, name="ticket")
        thread = ben.get_by_test_id("thread-pane")
        thread.get_by_role("button", name="Take").click()
        thread.get_by_text("Taken").wait_for()
        slack.say("ola", IT, "Same in Warsaw, two of us so far.", vpn)
        slack.say(
            "ben",
            IT,
            "Got it: the gateway's certificate ran out at midnight. Renewing it now, five minutes.",
            vpn,
        )
        slack.say("ana", IT, "You are a hero. Connected again :sparkles:", vpn)
        slack.act("minjun", "slash", channel=IT, command="/it")
        slack.wait("view", user="minjun", timeout=60)
        slack.act("minjun", "submit", values=MINJUNS_FORM)
        ben.get_by_text("27-inch").wait_for()
    slack.wait("idle", timeout=60)
    return vpn


def take_all(studio: Studio, vpn: str) -> None:
    with studio.window("ben", thread=vpn) as ben:
        ben.get_by_test_id("messages").get_by_test_id(f"message-{vpn}").hover()
        save(ben, "first-ticket")
    with studio.window("ben") as ben:
        ben.get_by_test_id("dm-app").click()
        ben.get_by_test_id("home").get_by_text("My team's queue").wait_for()
        save(ben, "home-tab")
    with studio.window("ola", scheme="dark", thread=vpn) as ola:
        save(ola, "dark")
    with studio.window("ana", width=390, height=780, thread=vpn, sharpness=1.5) as ana:
        save(ana, "phone")
    with studio.window("minjun", height=840) as minjun:
        minjun.get_by_test_id("composer-input").fill("/it")
        minjun.keyboard.press("Enter")
        minjun.get_by_test_id("modal-title").wait_for()
        minjun.get_by_test_id("modal-submit").click()
        save(minjun, "form-korean")
    with studio.window("ana") as ana:
        ana.get_by_test_id("person-switcher").click()
        save(ana, "people")
    take_the_panel(studio)


def take_the_panel(studio: Studio) -> None:
    with studio.window("lena", height=720) as lena:
        lena.get_by_test_id("drawer-toggle").click()
        lena.get_by_test_id("traffic-call-chat.postMessage").first.click()
        save(lena, "panel-traffic")
    slack = studio.slack
    slack.fault("call", "ratelimited", method="chat.postMessage", retry_after=30)
    slack.fault("delivery", "duplicate", copies=2)
    with studio.window("lena", width=1400, sharpness=1.25) as lena:
        lena.get_by_test_id("drawer-toggle").click()
        for tab, height in PANELS.items():
            lena.set_viewport_size({"width": 1400, "height": height})
            lena.get_by_test_id(f"panel-tab-{tab}").click()
            lena.get_by_test_id(f"panel-{tab}").locator("button").first.wait_for()
            save(lena.get_by_test_id("drawer"), f"panel-{tab}")
    slack.clear_faults()
