"""What whoever works at the desk does, as `people.py` draws it."""

from __future__ import annotations

from functools import partial

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.directs import is_direct
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import Button
from tests.builders import (
    BOT,
    IT_TRIAGE,
    LENA,
)
from tests.simulation.hands import AGENTS, EVERYBODY, Hands, thread_of
from tests.simulation.offering import OFFERED
from tests.simulation.prepared import REPLIES


class Working(Hands):
    """By buttons, dialogs and emoji."""

    def take_by_emoji(self) -> bool:
        return self._agent_marks("eyes")

    def solve_by_emoji(self) -> bool:
        return self._agent_marks("white_check_mark")

    def take_by_button(self) -> bool:
        return self._press(Button.TAKE)

    def solve_by_button(self) -> bool:
        return self._press(Button.SOLVE)

    def take_back(self) -> bool:
        """The emoji that took or solved it comes off again, perhaps in time."""
        marked = [
            (post, name, person)
            for post in self._roots()
            for name in ("eyes", "white_check_mark")
            for person in post.reactions[name]
            if person in AGENTS
        ]
        if marked:
            post, name, person = self._random.choice(marked[-4:])
            self._slack.emoji(person, thread_of(post), name, added=False)
        return bool(marked)

    def wait_for_requester(self) -> bool:
        return self._choose(Button.WAIT)

    def resume(self) -> bool:
        return self._press(Button.RESUME)

    def reopen(self) -> bool:
        return self._press(Button.REOPEN)

    def undo(self) -> bool:
        """Solved by mistake, and put right at once."""
        card, agent = self._card(), self._random.choice(AGENTS)
        if card is None or not self._slack.press(agent, card, Button.SOLVE):
            return False
        self._soon(partial(self._slack.choose, agent, card, Button.UNDO))
        return True

    def classify(self) -> bool:
        priority = self._random.choice(("low", "high", "urgent"))
        return self._fill(Dialog.CLASSIFY, {"priority": {"selected_option": {"value": priority}}})

    def assign(self) -> bool:
        """And then whoever was asked answers."""
        self._then("answer_offer")
        return self._fill(Dialog.ASSIGN, {"to": {"selected_user": self._random.choice(AGENTS)}})

    def answer_offer(self) -> bool:
        """By mistake, perhaps."""
        self._then(partial(self._choose, Button.UNDO), "reply")
        button = self._random.choice((Button.ACCEPT, Button.ACCEPT, Button.DECLINE))
        return self._press(button)

    def prepared_reply(self) -> bool:
        """It may do something besides, and be undone."""
        self._then(partial(self._choose, Button.UNDO), "reply")
        reply = self._random.choice(list(REPLIES))
        return self._fill(Dialog.REPLY, {"reply": {"selected_option": {"value": reply}}})

    def say_in_dialog(self) -> bool:
        """And perhaps they think better of it."""
        text, audience = self._words("Answer"), self._random.choice(("team", "everybody"))
        self._then("correct")
        filled = {"text": {"value": text}, "audience": {"selected_option": {"value": audience}}}
        return self._fill(Dialog.SAY, filled)

    def correct(self) -> bool:
        text = self._words("Better") if self._random.random() < 0.6 else ""
        return self._fill(Dialog.CORRECT, {"text": {"value": text}})

    def move(self) -> bool:
        """Sometimes it is undone at once, or made private there."""
        if self._random.random() < 0.5:
            self._then(partial(self._choose, Button.UNDO), "set_privacy")
        inbox = self._random.choice(("it", "x-team", "x-team"))
        return self._fill(Dialog.MOVE, {"inbox": {"selected_option": {"value": inbox}}})

    def move_by_emoji(self) -> bool:
        """Perhaps two people at once."""
        post = self._one([p for p in self._roots() if p.reactions["ticket"]])
        if post:
            for agent in self._random.sample(AGENTS, self._random.choice((1, 2))):
                name = self._random.choice(("truck", "truck", "computer"))
                self._slack.emoji(agent, thread_of(post), name, added=True)
            self._then("move_back", "reply")
        return post is not None

    def move_back(self) -> bool:
        post = self._one([p for p in self._roots() if p.reactions["truck"]])
        if post:
            agent = self._random.choice(post.reactions["truck"])
            self._slack.emoji(agent, thread_of(post), "truck", added=False)
        return post is not None

    def redirect(self) -> bool:
        """It was another request; whoever asked answers what is missing, or it is undone."""
        self._then(partial(self._choose, Button.UNDO), "fill_guided", "fill_guided", "reply")
        card, agent = self._card(), self._random.choice(AGENTS)
        workflow = {"selected_option": {"value": self._random.choice(OFFERED).id}}
        chosen = {"workflow": workflow}
        return card is not None and self._slack.fill(agent, card, Dialog.REDIRECT, chosen)

    def dismiss(self) -> bool:
        return self._fill(Dialog.DISMISS, {"word": {"value": self._words("Thanks")}})

    def wait_for_vendor(self) -> bool:
        return self._fill(Dialog.VENDOR, {"vendor": {"value": "Dell"}})

    def snooze(self) -> bool:
        choice = self._random.choice(("hour", "tomorrow", "reply"))
        return self._fill(Dialog.SNOOZE, {"snooze": {"selected_option": {"value": choice}}})

    def merge(self) -> bool:
        """And then somebody finds out that it was wrong, or goes on talking."""
        self._then("unmerge", "reply")
        return self._fill(Dialog.MERGE, {"number": {"value": str(self._number())}})

    def unmerge(self) -> bool:
        return self._press(Button.UNMERGE)

    def link(self) -> bool:
        """And then somebody solves all that is linked, or tells them something."""
        self._then("solve_all", "tell_all")
        return self._fill(Dialog.LINK, {"number": {"value": str(self._number())}})

    def unlink(self) -> bool:
        return self._choose(Button.UNLINK)

    def solve_all(self) -> bool:
        """Too early, perhaps."""
        self._then(partial(self._choose, Button.UNDO), "tell_all", "reopen")
        return self._press(Button.SOLVE_ALL)

    def tell_all(self) -> bool:
        return self._fill(Dialog.NOTIFY, {"text": {"value": self._words("News")}})

    def answer_flag(self) -> bool:
        post = self._with(Button.ANSWER_FLAG)
        return post is not None and self._slack.press(LENA, post, Button.ANSWER_FLAG)

    def note_in_triage(self) -> bool:
        card = self._one([p for p in self._slack.in_channel(IT_TRIAGE) if p.author == BOT])
        if card:
            agent = self._random.choice(AGENTS)
            self._slack.say(agent, IT_TRIAGE, self._words("Note"), card.ts)
        return card is not None

    def publish(self) -> bool:
        """And then somebody finds that it should not have been, or puts the words right."""
        self._then("make_private", "rewrite")
        note = self._one([p for p in self._said() if p.channel == IT_TRIAGE])
        if note:
            agent = self._random.choice(AGENTS)
            self._slack.emoji(agent, thread_of(note), "mega", added=True)
            if self._random.random() < 0.3:
                self._soon(partial(self._unpublish, agent, thread_of(note)), 150.0)
        return note is not None

    def _unpublish(self, agent: PersonId, note: Thread) -> None:
        if note in self._slack.posts:
            self._slack.emoji(agent, note, "mega", added=False)

    def make_private(self) -> bool:
        return self._choose(Button.CONCEAL)

    def set_privacy(self) -> bool:
        """And then it goes to another team, or somebody goes on talking."""
        self._then("move", "move", "reply")
        privacy = self._random.choice(("public", "team", "private", "restricted"))
        option = {"selected_option": {"value": privacy}}
        return self._fill(Dialog.PRIVACY, {"privacy": option, "why": {"value": "A mistake"}})

    def ask_approval(self) -> bool:
        """Of anybody, themselves and the requester too; and then those who are asked answer."""
        people = self._random.sample(EVERYBODY, self._random.choice((1, 2, 2, 3)))
        policy = self._random.choice(("all", "any", "sequence", "two"))
        for _ in range(self._random.choice((1, 2, 3))):
            self._then("approve", "approve", "reject", "delegate", "solve_by_button")
        return self._fill(
            Dialog.ASK_APPROVAL,
            {
                "what": {"value": self._words("Laptop")},
                "approvers": {"selected_users": people},
                "policy": {"selected_option": {"value": policy}},
            },
        )

    def approve(self) -> bool:
        card = self._asked()
        if card is None:
            return False
        self._slack.press(self._of_card(card), card, Button.APPROVE)
        if self._random.random() < 0.4:  # a double click, or somebody who has seen it there
            self._soon(partial(self._slack.press, self._of_card(card), card, Button.APPROVE), 1.0)
        return True

    def reject(self) -> bool:
        card, why = self._asked(), {"why": {"value": self._words("Too dear")}}
        return card is not None and self._slack.fill(self._of_card(card), card, Dialog.REJECT, why)

    def delegate(self) -> bool:
        card, to = self._asked(), {"to": {"selected_user": self._random.choice(EVERYBODY)}}
        self._then("approve", "reject")
        return card is not None and self._slack.fill(self._of_card(card), card, Dialog.DELEGATE, to)

    def recall_approval(self) -> bool:
        return self._choose(Button.RECALL_APPROVAL)

    def ask_aside(self) -> bool:
        """Of anybody, or of the other team."""
        values: dict[str, object] = {"text": {"value": self._words("Licence")}}
        if self._random.random() < 0.6:
            values["to"] = {"selected_user": self._random.choice(EVERYBODY)}
        else:
            values["team"] = {"selected_option": {"value": "x-team"}}
        self._then("answer_aside", "answer_aside")
        return self._fill(Dialog.ASIDE, values)

    def answer_aside(self) -> bool:
        asked = self._with(Dialog.ANSWER_ASIDE)
        if asked is None:
            return False
        in_direct = is_direct(asked.channel)
        who = self._of_card(asked) if in_direct else self._random.choice(EVERYBODY)
        said = {"text": {"value": self._words("Until March")}}
        return self._slack.fill(who, asked, Dialog.ANSWER_ASIDE, said)

    def _asked(self) -> Post | None:
        """A card of an approval that somebody is asked for."""
        return self._with(Button.APPROVE)

    def _of_card(self, card: Post) -> PersonId:
        """Whose direct messages it is in; now and then somebody else tries."""
        own = PersonId(f"U{card.channel[1:]}")
        return self._random.choice(EVERYBODY) if self._random.random() < 0.1 else own
