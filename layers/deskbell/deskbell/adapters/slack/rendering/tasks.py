"""The message that asks somebody for a step of a guided request: a form to fill in, or a checklist.

The relay calls it for every ShowTask with the request as it stands then; in a thread it is in the
desk's language, in direct messages in its reader's.
"""

import json
from dataclasses import dataclass

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.cancel_request import cancel_button
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.progress_words import progress_line
from deskbell.adapters.slack.rendering.texts import date_token, render_plain, render_text
from deskbell.adapters.slack.rendering.words import People, name_of, one_line
from deskbell.domain.catalogue.carried import left_to_ask
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.form_claim import FormClaim, facts_tested
from deskbell.domain.catalogue.step_parts import Item
from deskbell.domain.catalogue.steps import Checklist, Form
from deskbell.domain.catalogue.timing import deadline, due
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import ShowTask
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import Button
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.words import worded
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Argument, Mention, Name, Text
from deskbell.usecases.slack_ports import Message

BLOCKS_LIMIT = 10_000
"""Characters of JSON that Slack takes (slack.md 12.2)."""
ITEM_LIMITS = (300, 90, 40, 20, 12)
"""Of a line of a checklist; the first with which all of it fits. With the last, it says neither who
is asked nor until when: the buttons are what counts."""
DONE, OPEN = "✅", "☐"


def task_message(
    request: GuidedRequest,
    definition: Definition,
    task: ShowTask,
    language: str,
    zone: str,
    desk: Desk,
    people: People,
) -> Message:
    """What is asked of whom, how far it is, and the buttons to do it with; or what came of it."""
    return _Task(request, definition, task, language, zone, desk, people).message()


@dataclass(frozen=True, slots=True)
class _Task:
    request: GuidedRequest
    definition: Definition
    task: ShowTask
    language: str
    zone: str
    desk: Desk
    people: People

    def message(self) -> Message:
        text = cut(f"{self._title()}\n{self._asks()}", MESSAGE_TEXT_LIMIT)
        for limit in ITEM_LIMITS:
            shown = blocks.identified(self._blocks(limit))
            if len(json.dumps(shown, ensure_ascii=False)) <= BLOCKS_LIMIT:
                break
        return Message(text=text, blocks=shown)

    def _blocks(self, limit: int) -> dict[str, Block]:
        step = self.definition.by_id.get(self.task.step)
        shown = {"title": blocks.section(f"{self._title()}\n{self._asks()}")}
        if isinstance(step, Checklist):
            shown |= {f"item.{one.id}": self._item(one, limit) for one in step.items}
        if facts := self._facts():
            shown["facts"] = blocks.context(" · ".join(facts))
        if isinstance(step, Form) and self.task.over is None:
            shown["actions"] = blocks.actions(self._form_buttons(step))
        return shown

    def _title(self) -> str:
        return self._text("card.task.title", title=self._worded(self.request.title))

    def _asks(self) -> str:
        step = self.definition.by_id.get(self.task.step)
        if not isinstance(step, Form | Checklist):
            return ""
        title = self._worded(step.title)
        ending = self._text(f"card.task.{self.task.over}", form=title) if self.task.over else ""
        if isinstance(step, Checklist):
            return f"{self._text('card.task.said', said=title)}\n{ending}".strip()
        asked = self.request.asks.get("")
        if asked and not ending and not is_direct(self.task.channel):
            return self._text("card.task.form_of", who=Mention(asked), form=title)
        return ending or self._text("card.task.form", form=title)

    def _facts(self) -> list[str]:
        """For whom it is, how far it is, and until when; nothing of a step that is over."""
        request, course = self.request, self.request.course
        if self.task.over or self.task.generation != course.generation:
            return []
        found = [progress_line(self.definition, course, self.language)]
        if request.requester != request.asks.get(""):
            found.insert(0, self._text("card.task.for", who=Name(request.requester)))
        if ends := deadline(self.definition, course):
            at = date_token(ends, self.zone)
            found.append(translate("card.task.until", self.language, at=at))
        return found

    def _form_buttons(self, form: Form) -> list[Block]:
        request, course = self.request, self.request.course
        left = left_to_ask(form, request.carried)
        claim = FormClaim(
            str(request.ref),
            course.workflow,
            course.workflow_version,
            form.id,
            self.task.generation,
            facts_tested(left, {**course.facts, **request.carried}),
            tuple(field.id for field in form.fields if field.id in request.carried),
        )
        fills = translate("button.request_fill", self.language)
        fill = blocks.button(Button.REQUEST_FILL, fills, fills, claim.written(), primary=True)
        if request.requester != request.asks.get(""):
            return [fill]
        return [fill, cancel_button(request.ref, self.language)]

    def _item(self, item: Item, limit: int) -> Block:
        """A section with a button: on a phone, nothing has to be opened first."""
        request, tick = self.request, self.task.ticks.get(item.id)
        said = Text("card.task.said", {"said": self._worded(item.text)})
        plain = render_plain(said, self.language, self.zone, self.people)
        text = one_line(plain, limit)
        if tick:
            by = name_of(self.people(tick.by))
            when = date_token(tick.at, self.zone)
            done = translate("card.task.ticked", self.language, by=by, at=when)
            return blocks.section(f"{DONE} {text}\n{done}")
        asked = request.asks.get(item.id)
        who = f" · {name_of(self.people(asked))}" if asked else ""
        more = f"{who}{self._due(item)}" if limit > ITEM_LIMITS[-1] else ""
        section = blocks.section(f"{OPEN} {text}{more}")
        if self.task.over:
            return section
        value = f"{request.ref}|{self.task.generation}|{item.id}"
        ticks = translate("button.request_tick", self.language)
        return section | {
            "accessory": blocks.button(Button.REQUEST_TICK, ticks, cut(plain, limit), value)
        }

    def _due(self, item: Item) -> str:
        course = self.request.course
        if item.due is None or self.task.over or self.task.generation != course.generation:
            return ""
        at = date_token(due(item.due, course, course.entered_at), self.zone)
        return f" · {translate('card.task.due', self.language, at=at)}"

    def _worded(self, wording: Wording) -> Argument:
        around = Around(self.definition, self.desk, self.request.opened_at)
        return worded(wording, self.request, around)

    def _text(self, key: str, **args: Argument) -> str:
        return render_text(Text(key, args), self.language, self.zone, self.people)
