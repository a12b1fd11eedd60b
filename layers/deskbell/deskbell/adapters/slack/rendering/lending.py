"""What is lent and what is there, for whoever asked with `/loaner …`, in their language."""

import json
from collections.abc import Iterator

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.home_loans import loan_line
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, escape, name_of, one_line
from deskbell.domain.loans.asset import AssetState
from deskbell.domain.loans.lookup import Topic
from deskbell.usecases.loans.looked_up import Lent, LookedUp, OfficeStock
from deskbell.usecases.slack_ports import Message

OF_LIMIT = 60
ROOM = 8_000
"""For the lines, in characters of JSON: all blocks of a message have 10,000 (slack.md 5.4)."""


def lending_message(found: LookedUp, people: People, language: str, zone: str) -> Message:
    """A line each, as many as there is room for; where there is none, what else to try."""
    heading = _heading(found, language)
    shown = {"heading": blocks.section(heading)}
    room = ROOM
    for number, line in enumerate(_lines(found, people, language, zone)):
        item = blocks.section(line)
        room -= len(json.dumps(item))
        if room < 0:
            break
        shown[f"line.{number}"] = item
    lines = len(shown) - 1
    if found.total > lines and lines:
        more = translate("lending.more", language, shown=lines, total=found.total)
        shown["more"] = blocks.context(more)
    if not lines and found.asked.topic:
        shown["try"] = blocks.context(translate("lending.try", language))
    return Message(text=heading, blocks=blocks.identified(shown))


def _heading(found: LookedUp, language: str) -> str:
    topic = found.asked.topic
    if topic is None:
        return translate("lending.how", language)
    if found.refused:
        return translate("lending.refused", language)
    if not found.total:
        of = one_line(found.asked.of, OF_LIMIT)
        return translate(f"lending.nothing.{topic}", language, of=of)
    return translate(f"lending.heading.{topic}", language, total=found.total)


def _lines(found: LookedUp, people: People, language: str, zone: str) -> Iterator[str]:
    for stock in found.stocks:
        yield _stock(stock, language)
    for lent in found.lent:
        yield _lent(lent, found.asked.topic is Topic.ASSET, people, language, zone)
    for borrowed in found.mine:
        yield loan_line(borrowed, language, zone)


def _stock(stock: OfficeStock, language: str) -> str:
    counts = [(f"lending.state.{state}", stock.counts.get(state, 0)) for state in AssetState]
    counts.append(("lending.waiting", stock.waiting))
    told = [f"{translate(key, language)}: {count}" for key, count in counts if count]
    return f"*{escape(stock.office)}*\n{' · '.join(told) or translate('lending.empty', language)}"


def _lent(lent: Lent, whole: bool, people: People, language: str, zone: str) -> str:
    """On the due list one line; of the one that was asked for, all there is to know."""
    asset = lent.asset
    facts = [translate(f"lending.state.{asset.state}", language)]
    if lent.person and lent.number is not None:
        facts.append(f"#{lent.number} {name_of(people(lent.person))}")
    if asset.due:
        facts.append(translate("lending.due", language, due=date_token(asset.due, zone)))
    facts.append(escape(lent.office))
    if whole:
        serial = one_line(asset.serial)
        facts.append(translate("lending.serial", language, serial=serial))
    return f"*{one_line(asset.id)}* {one_line(asset.model)}\n{' · '.join(facts)}"
