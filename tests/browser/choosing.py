"""Choosing in the page's selects, as a person does, and waiting for what the app is told of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response


def offered(page: Page, label: str | None = None) -> Locator:
    """The options of the list that is open, or those with this label."""
    return page.get_by_role("listbox").get_by_role("option", name=label)


def choose(page: Page, select: Locator, *labels: str) -> None:
    """Open the list, search and pick; a list that stays open (many may be chosen) is closed."""
    select.click()
    for label in labels:
        page.get_by_test_id("option-search").fill(label)
        offered(page, label).first.click()
    if page.get_by_test_id("option-search").is_visible():
        page.keyboard.press("Escape")


def pick(page: Page, select: Locator, value: str) -> None:
    """The option with this value, whatever it is called in the person's language."""
    select.click()
    page.get_by_test_id(f"option-{value}").click()


def chosen(select: Locator) -> list[str]:
    """The labels that stand in a select of many."""
    removers = select.locator("..").locator(".chosen button").all()
    return [(one.get_attribute("aria-label") or "").removeprefix("Remove ") for one in removers]


def answer_to(do: str) -> Callable[[Response], bool]:
    """Whether a response is the app's answer to such a gesture."""

    def is_it(response: Response) -> bool:
        sent = response.request.post_data or ""
        return response.url.endswith("/_control/act") and f'"do":"{do}"' in sent

    return is_it


@contextmanager
def gesture(page: Page, do: str = "click") -> Iterator[None]:
    """Until the app has answered what the person does inside."""
    with page.expect_response(answer_to(do)):
        yield
