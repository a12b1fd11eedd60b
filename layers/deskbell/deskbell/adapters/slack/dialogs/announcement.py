"""The forms of an announcement: to whom, in which words, when; and what else it is to say (A1-20).

What it says now the ingress does not know, so a language that is left empty stays as it is.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.dialogs.dialog import Answers, DialogForm, Filling
from deskbell.adapters.slack.dialogs.fields import Choice, Field, Option, Words
from deskbell.adapters.slack.dialogs.loan_request import NeededBy
from deskbell.adapters.slack.rendering.blocks import Block, button
from deskbell.domain.announcements.policy import TEXT_LIMIT
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import InboxId, Kind, Ref
from deskbell.domain.instants import instant_in
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import LANGUAGES, OWN_NAMES, Text

EARLIEST, LATEST = timedelta(minutes=-10), timedelta(days=180)
"""From now: whoever chooses the minute that it is takes some time to write."""


def announce_button(language: str) -> Block:
    """Opens the form; where there are only words."""
    words = translate("button.announcement_new", language)
    return button(Dialog.ANNOUNCE.value, words, words, "")


def form(filling: Filling) -> DialogForm | None:
    """None for whoever may announce nowhere."""
    settings = filling.desk.announcements
    open_to = settings.open_to(filling.person) if settings else ()
    if not open_to:
        return None
    options = [Option(one.id, one.name) for one in open_to]

    def audiences(_desk: Desk, _inbox: InboxId) -> list[Option]:
        return options

    return DialogForm(
        title=Text("modal.announcement.title"),
        submit=Text("modal.announcement.submit"),
        intro=Text("modal.announcement.intro"),
        fields=(
            Choice(
                name="audience",
                label=Text("modal.announcement.field.audience"),
                options=audiences,
                initial=options[0].value if len(options) == 1 else None,
            ),
            *_texts(filling.desk, all_optional=False),
            NeededBy(
                name="due",
                label=Text("modal.announcement.field.due"),
                hint=Text("modal.announcement.hint.due"),
                optional=True,
            ),
        ),
        wrong=lambda answers: _wrong_time(answers, filling),
    )


def rewriting(filling: Filling) -> DialogForm | None:
    """`filling.value` is its reference; whether it is theirs, the decision says."""
    try:
        ref = Ref.parse(filling.value)
    except ValueError:
        return None
    if ref.kind is not Kind.ANNOUNCEMENT or filling.desk.announcements is None:
        return None
    return DialogForm(
        title=Text("modal.announcement_rewrite.title"),
        submit=Text("modal.announcement_rewrite.submit"),
        intro=Text("modal.announcement_rewrite.intro"),
        fields=(
            *_texts(filling.desk, all_optional=True),
            Choice(
                name="again",
                label=Text("modal.announcement_rewrite.field.again"),
                options=_again,
                initial="no",
            ),
        ),
        wrong=lambda answers: _wrong_change(answers, filling.desk),
    )


def _texts(desk: Desk, *, all_optional: bool) -> Iterator[Field]:
    """The desk's language first: it is there for everybody who reads none of the others."""
    others = [one for one in LANGUAGES if one != desk.language]
    for language in (desk.language, *others):
        yield Words(
            name=f"text_{language}",
            label=Text("modal.announcement.field.text", {"name": OWN_NAMES[language]}),
            limit=TEXT_LIMIT,
            multiline=True,
            optional=all_optional or language != desk.language,
        )


def _again(_desk: Desk, _inbox: InboxId) -> list[Option]:
    return [
        Option("no", Text("modal.announcement_rewrite.option.no")),
        Option("yes", Text("modal.announcement_rewrite.option.yes")),
    ]


def _wrong_time(answers: Answers, filling: Filling) -> Mapping[str, Text]:
    due = instant_in(answers.get("due", ""))
    if due is None or EARLIEST <= due - filling.now <= LATEST:
        return {}
    return {"due": Text("error.announcement_time")}


def _wrong_change(answers: Answers, desk: Desk) -> Mapping[str, Text]:
    says = any(name.startswith("text_") for name in answers)
    if says or answers.get("again") == "yes":
        return {}
    return {f"text_{desk.language}": Text("error.announcement_nothing")}
