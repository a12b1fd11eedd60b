"""What whoever needs something does, as `people.py` draws it."""

from __future__ import annotations

from functools import partial

from deskbell.domain.ids import Thread
from deskbell.domain.pleasantries import is_pleasantry
from tests.builders import (
    ANA,
    IT_HAPPENS,
    LENA,
    X_TEAM,
)
from tests.simulation.hands import AGENTS, ASKERS, EVERYBODY, Hands, thread_of
from tests.simulation.mails import ADA, EVE


class Asking(Hands):
    """In help channels, forms, direct messages and by mail."""

    def ask(self) -> bool:
        asker = self._random.choice(ASKERS)
        ts = self._slack.say(asker, IT_HAPPENS, self._words("Question"))
        if self._random.random() < 0.5:
            for person in self._some(EVERYBODY):
                self._soon(partial(self._ticket, person, Thread(IT_HAPPENS, ts)))
        return True

    def ask_tracked(self) -> bool:
        """Where tickets are issues in Jira, too."""
        return self.ask()

    def mark(self) -> bool:
        post = self._one(self._roots())
        if post is None:
            return False
        if self._random.random() < 0.5:  # its author goes on talking meanwhile
            thinks_better = self._random.random() < 0.4
            self._soon(partial(self._say_more, post, thinks_better), 2.0)
        replies = [p for p in self._said() if p.thread_ts == post.ts]
        if self._random.random() < 0.3:  # on what somebody answered it means the same
            post = self._one(replies) or post
        return self._ticket(self._random.choice(EVERYBODY), post)

    def unmark(self) -> bool:
        marked = [p for p in self._roots() if p.reactions["ticket"]]
        post = self._one(marked)
        if post:
            person = self._random.choice(post.reactions["ticket"])
            self._slack.emoji(person, thread_of(post), "ticket", added=False)
        return post is not None

    def reply(self) -> bool:
        root = self._one(self._roots())
        if root:
            person = self._random.choice((root.author, *AGENTS))
            self._slack.say(person, IT_HAPPENS, self._words("Reply"), root.ts)
        return root is not None

    def rewrite(self) -> bool:
        post = self._one(self._said())
        if post:
            self._slack.rewrite(thread_of(post), self._words("Edited"))
        return post is not None

    def delete(self) -> bool:
        post = self._one([post for post in self._said() if post.thread_ts])
        if post:
            self._slack.delete_own(thread_of(post))
        return post is not None

    def search(self) -> bool:
        query = self._random.choice(("open", str(self._number()), "question", f"<@{ANA}>"))
        self._slack.command(self._random.choice(EVERYBODY), IT_HAPPENS, f"find {query}")
        return True

    def write_mail(self) -> bool:
        """And then somebody writes below its card, and publishes it."""
        sender = self._random.choice((ADA, ADA, EVE))
        self._desk.post.write(self._random, sender, self._words("Mail"))
        self._then("note_in_triage", "publish", "answer_mail")
        return True

    def answer_mail(self) -> bool:
        sender = self._random.choice((ADA, ADA, EVE))
        return self._desk.post.answer(self._random, sender, self._words("Answer"))

    def thank(self) -> bool:
        root = self._one([post for post in self._roots() if post.reactions["white_check_mark"]])
        if root:
            words = self._random.choice(("thanks!", "감사합니다", "dzięki wielkie"))
            self._slack.say(root.author, IT_HAPPENS, words, root.ts)
        return root is not None

    def fill_form(self) -> bool:
        values = {
            "request": {"value": {"value": self._words("Monitor")}},
            "location": {"value": {"selected_option": {"value": "warsaw"}}},
            "manager": {"value": {"selected_user": LENA}},
            "help": {"value": {"value": "Mine flickers"}},
            "urgency": {"value": {"selected_option": {"value": "normal"}}},
            "needed_by": {"value": {"selected_date": None}},
        }
        self._slack.submit(
            self._random.choice(ASKERS), f"V{self._random.getrandbits(32):010}", values
        )
        return True

    def confide(self) -> bool:
        """By direct message: something new, or more of what was said there before."""
        asker = self._random.choice(ASKERS)
        channel = self._slack._direct(asker)
        root = self._one([p for p in self._said() if p.channel == channel and not p.thread_ts])
        thread_ts = root.ts if root and self._random.random() < 0.5 else None
        self._slack.say(asker, channel, self._words("Secret"), thread_ts)
        return True

    def join(self) -> bool:
        self._slack.told("member_joined_channel", self._random.choice(ASKERS), channel=IT_HAPPENS)
        return True

    def look_home(self) -> bool:
        self._slack.told("app_home_opened", self._random.choice(EVERYBODY), tab="home")
        return True

    def ask_in_auto(self) -> bool:
        """Where each message is a ticket: two in a row, a greeting, what a rule sends elsewhere."""
        asker = self._random.choice(ASKERS)
        said = self._random.choice(("Question", "My VPN", "My VPN", "hi", "Dziękuję!", "감사"))
        text = said if is_pleasantry(said) else self._words(said)
        self._slack.say(asker, X_TEAM, text)
        if self._random.random() < 0.4:
            self._soon(partial(self._slack.say, asker, X_TEAM, self._words("And")))
        return True

    def dismiss_own(self) -> bool:
        mine = [p for p in self._said() if p.channel == X_TEAM and p.thread_ts is None]
        post = self._one(mine)
        if post:
            self._slack.emoji(post.author, thread_of(post), "no_entry_sign", added=True)
        return post is not None

    def help_out(self) -> bool:
        """A colleague answers, and they or the asker say that it is solved."""
        root = self._one(self._roots())
        if root:
            helper = self._random.choice(ASKERS)
            self._slack.say(helper, IT_HAPPENS, self._words("Answer"), root.ts)
            marker = self._random.choice((helper, root.author))
            mark = partial(
                self._slack.emoji, marker, thread_of(root), "white_check_mark", added=True
            )
            self._soon(mark)
        return root is not None

    def flag(self) -> bool:
        post = self._one([p for p in self._said() if p.channel == IT_HAPPENS])
        if post:
            person = self._random.choice(EVERYBODY)
            self._slack.emoji(person, thread_of(post), "raising_hand", added=True)
            self._then("unflag", "answer_flag")
        return post is not None

    def unflag(self) -> bool:
        raised = [p for p in self._said() if p.reactions["raising_hand"]]
        post = self._one(raised)
        if post:
            person = self._random.choice(post.reactions["raising_hand"])
            self._slack.emoji(person, thread_of(post), "raising_hand", added=False)
        return post is not None
