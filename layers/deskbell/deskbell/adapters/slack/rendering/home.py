"""The Home tab as a view: forms, language, and the lists of whoever looks at it (A1-12).

The relay publishes it. A list is text with links, so that a page stays far below Slack's limits;
what can be done to a ticket is done on its card, to which the link leads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.adapters.languages import language_of, translate
from deskbell.adapters.slack.actions import OPEN
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.home_loans import loan_blocks
from deskbell.adapters.slack.rendering.home_on_call import on_call_blocks
from deskbell.adapters.slack.rendering.home_outages import outage_blocks
from deskbell.adapters.slack.rendering.home_pages import turning
from deskbell.adapters.slack.rendering.home_requests import catalogue_blocks, running_blocks
from deskbell.adapters.slack.rendering.texts import date_token, render_text
from deskbell.adapters.slack.rendering.ticket_words import TicketWords, permalink
from deskbell.adapters.slack.rendering.words import People, escape, name_of, one_line
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.directs import is_direct
from deskbell.domain.home.home import HomeList
from deskbell.domain.inputs import Dialog, HomeControl
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import OWN_NAMES
from deskbell.usecases.home.content import HomeContent, HomePage, Waiting
from deskbell.usecases.home.use_home import AS_IN_SLACK
from deskbell.usecases.ports import Listed

MOST_FORMS = 5


def home_view(
    content: HomeContent, reader: Person, desk: Desk, people: People
) -> Mapping[str, object]:
    """For `views.publish`; in the language that was chosen, else in the reader's own."""
    language = language_of(content.language or reader.locale, desk.language)
    return _View(content, desk, people, language, reader.zone or desk.zone).view()


@dataclass(frozen=True, slots=True)
class _View:
    content: HomeContent
    desk: Desk
    people: People
    language: str
    zone: str

    def view(self) -> Mapping[str, object]:
        shown = {
            "intro": blocks.section(self._text("home.intro")),
            "controls": blocks.actions(
                [*self._forms()[:1], *self._borrow(), *self._report(), self._languages()],
            ),
        }
        # Blocks of their own: no two elements of a block may share an action.
        more = self._forms()[1:MOST_FORMS]
        shown |= {f"form.{index}": blocks.actions([form]) for index, form in enumerate(more)}
        shown |= outage_blocks(
            self.content.outages, self.desk, self.people, self.language, self.zone
        )
        shown |= on_call_blocks(self.content.on_call, self.language, self.zone, self.people)
        shown |= self._approvals()
        shown |= loan_blocks(self.content, self.language, self.zone)
        shown |= running_blocks(self.content.running, self.language, self.zone, self.people)
        for page in self.content.pages:
            shown |= self._list(page)
        if self.content.catalogue:
            shown |= catalogue_blocks(self.content.catalogue, self.language)
        as_of = self._text("home.as_of", at=date_token(self.content.at, self.zone))
        shown["as_of"] = blocks.context(as_of)
        return {"type": "home", "blocks": blocks.identified(shown)}

    def _forms(self) -> list[Block]:
        return [
            blocks.button(
                OPEN,
                self._text("home.button.form", command=form.command),
                self._text("button.open_form"),
                form.id,
                primary=index == 0,
            )
            for index, form in enumerate(self.content.forms)
        ]

    def _borrow(self) -> list[Block]:
        if not self.content.may_borrow:
            return []
        words = self._text("button.loan_request")
        return [blocks.button(Dialog.LOAN_REQUEST.value, words, words, "")]

    def _report(self) -> list[Block]:
        if not self.content.may_report:
            return []
        words = self._text("button.incident_raise")
        return [blocks.button(Dialog.INCIDENT_RAISE.value, words, words, "")]

    def _languages(self) -> Block:
        options = {AS_IN_SLACK: _option(self._text("home.language.auto"), AS_IN_SLACK)}
        options |= {code: _option(name, code) for code, name in OWN_NAMES.items()}
        return {
            "type": "static_select",
            "action_id": HomeControl.LANGUAGE.value,
            "placeholder": blocks.plain(self._text("home.language"), 150),
            "options": list(options.values()),
            "initial_option": options[self.content.language or AS_IN_SLACK],
        }

    def _approvals(self) -> dict[str, Block]:
        """Nothing at all for those of whom nothing is wanted."""
        waiting = self.content.approvals
        if not waiting:
            return {}
        heading = self._text("home.list.approvals", total=len(waiting))
        shown: dict[str, Block] = {
            "approvals.divider": {"type": "divider"},
            "approvals.heading": blocks.header(heading),
        }
        return shown | {
            f"approvals.{index}": blocks.section(self._approval(one))
            for index, one in enumerate(waiting)
        }

    def _approval(self, waiting: Waiting) -> str:
        approval = waiting.approval
        label = one_line(approval.label)
        if waiting.message:
            label = f"<{permalink(waiting.message)}|{label}>"
        asks = self._text(
            "home.approval",
            by=name_of(self.people(approval.asker)),
            until=date_token(approval.due, self.zone),
        )
        what = one_line(approval.what) if approval.what else self._about(approval)
        return f"*{label}* {what}\n{asks}"

    def _about(self, approval: Approval) -> str:
        about = approval.about
        return render_text(about, self.language, self.zone, self.people) if about else ""

    def _list(self, page: HomePage[Listed]) -> dict[str, Block]:
        heading = self._text(f"home.list.{page.of}", total=page.total)
        shown: dict[str, Block] = {
            f"{page.of}.divider": {"type": "divider"},
            f"{page.of}.heading": blocks.header(heading),
        }
        if not page.total:
            empty = self._text(f"home.empty.{page.of}")
            return shown | {f"{page.of}.empty": blocks.context(empty)}
        shown |= {
            f"{page.of}.{listed.ticket.number}": blocks.section(self._item(listed, page.of))
            for listed in page.items
        }
        return shown | turning(page, self.language)

    def _item(self, listed: Listed, of: HomeList) -> str:
        ticket = listed.ticket
        words = TicketWords(ticket, self.desk, self.people, self.language)
        number = f"#{ticket.number}"
        # Nobody else can open somebody's direct messages.
        mine = of is HomeList.REQUESTS
        if listed.message and (mine or not is_direct(listed.message.channel)):
            number = f"<{permalink(listed.message)}|{number}>"
        facts = [words.status_line()]
        if not mine:
            inbox = self.desk.inboxes.get(ticket.inbox)
            facts += [words.name(ticket.requester), escape(inbox.name if inbox else ticket.inbox)]
        return f"*{number}* {words.title()}\n{' · '.join(facts)}"

    def _text(self, key: str, **args: object) -> str:
        return translate(key, self.language, **args)


def _option(text: str, value: str) -> Block:
    return {"text": blocks.plain(text, 75), "value": value}
