"""A custom step of a workflow, run from the page: what it is given, and how it ends."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from starlette.responses import Response

from tests.browser.choosing import choose
from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import Received, Receiver

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def form(window: Window) -> Page:
    """The form of the step "Ask IT", in Ana's window."""
    page = window("ana")
    page.get_by_test_id("shortcuts-button").click()
    page.get_by_test_id("step-ask_it").click()
    return page


def fill_in(form: Page) -> None:
    choose(form, form.get_by_test_id("step-person"), "Ben Carter")
    form.get_by_test_id("step-note").fill("A mouse")
    form.get_by_test_id("step-copies").fill("2")
    form.get_by_test_id("step-run").click()


def test_a_step_gets_what_was_filled_in_and_shows_its_outputs(
    form: Page, receiver: Receiver, web: WebClient
) -> None:
    given = []

    def finish(received: Received) -> Response:
        if received.event["type"] == "function_executed":
            given.append(received.event["inputs"])
            web.functions_completeSuccess(
                function_execution_id=received.event["function_execution_id"],
                outputs={"ticket": "IT-7"},
            )
        return Response()

    receiver.on_event = finish
    form.get_by_test_id("step-run").click()
    expect(form.get_by_test_id("field-error-person")).to_be_visible()
    fill_in(form)
    expect(form.get_by_test_id("step-outcome")).to_contain_text("IT-7")
    assert given == [{"person": "U0BEN00001", "note": "A mouse", "copies": 2}]


def test_a_failed_step_says_why_in_the_apps_words(
    form: Page, receiver: Receiver, web: WebClient
) -> None:
    def fail(received: Received) -> Response:
        if received.event["type"] == "function_executed":
            web.functions_completeError(
                function_execution_id=received.event["function_execution_id"],
                error="IT is on holiday",
            )
        return Response()

    receiver.on_event = fail
    fill_in(form)
    expect(form.get_by_test_id("step-outcome")).to_contain_text("IT is on holiday")
    form.get_by_test_id("step-close").click()
    expect(form.get_by_test_id("step")).to_have_count(0)
