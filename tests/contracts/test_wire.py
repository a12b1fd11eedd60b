"""What is put on the queue or into an outbox row comes back the same, or is refused."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.adapters.wire import decode, encode, fifo_id
from deskbell.domain.effects import Effect, FollowUp, SendDirect, ShowCard
from deskbell.domain.errors import InputError
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.inputs import Envelope, Input
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import ChannelName, Instant, Mention, Name, Text
from tests.builders import ANA, NOW, a_desk, a_message, an_envelope

TIMES = st.datetimes(timezones=st.just(UTC))
PEOPLE = st.text(max_size=5).map(PersonId)
PLAIN = st.one_of(
    st.text(max_size=5),
    st.integers(-(2**53), 2**53),
    PEOPLE.map(Name),
    PEOPLE.map(Mention),
    st.text(max_size=5).map(lambda channel: ChannelName(ChannelId(channel))),
    TIMES.map(Instant),
)
TEXTS = st.recursive(
    st.builds(Text, st.text(max_size=5), st.dictionaries(st.text(max_size=5), PLAIN, max_size=2)),
    lambda inner: st.builds(
        Text, st.text(max_size=5), st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=3,
)
WHOLE = st.integers(-(2**53), 2**53)
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(int, WHOLE)
st.register_type_strategy(Text, TEXTS)

ENVELOPES = st.one_of(*(st.builds(Envelope, input=st.from_type(i)) for i in get_args(Input)))
EFFECTS = st.one_of(
    *(st.from_type(effect) for effect in get_args(Effect) if effect is not FollowUp),
    ENVELOPES.map(FollowUp),
)


@given(ENVELOPES)
def test_every_input_comes_back_the_same(envelope: Envelope) -> None:
    assert decode(encode(envelope), Envelope) == envelope


@given(EFFECTS)
def test_every_effect_comes_back_the_same(effect: Effect) -> None:
    text = encode(effect)

    assert decode(text, Effect) == effect
    assert text.isascii()
    assert text.isprintable()


def test_the_desk_comes_back_the_same() -> None:
    assert decode(encode(a_desk()), Desk) == a_desk()


def test_equal_values_have_one_text_whatever_the_order_of_their_parts() -> None:
    one, other = Text("k", {"a": 1, "b": 2}), Text("k", {"b": 2, "a": 1})

    assert encode(one) == encode(other)


def a_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(encode(an_envelope(a_message("1.000001", "Hello"))))
    return document


def changed(path: str, value: object) -> str:
    document = a_document()
    *parents, last = path.split(".")
    place = document
    for parent in parents:
        place = place[parent]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("v", 0),
        ("v", 2),
        ("v", ...),
        ("extra", 1),
        ("value", None),
        ("value", []),
        ("value.$type", "MessagePosted"),
        ("value.$type", ...),
        ("value.key", ...),
        ("value.key", 7),
        ("value.hops", True),
        ("value.hops", "0"),
        ("value.hops", 0.5),
        ("value.surprise", 1),
        ("value.received_at", "2026-11-23T09:00:00"),
        ("value.received_at", "2026-11-23T09:00:00+01:00"),
        ("value.received_at", "2026-11-23T09:00:00Z"),
        ("value.received_at", 1795424460),
        ("value.input.$type", "Envelope"),
        ("value.input.$type", "object"),
        ("value.input", "MessagePosted"),
        ("value.input.text", None),
        ("value.input.files", {}),
        ("value.input.files", [None]),
    ],
)
def test_what_does_not_fit_is_refused(path: str, value: object) -> None:
    with pytest.raises(InputError):
        decode(changed(path, value), Envelope)


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"v":1}', "[" * 5000])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        decode(text, Envelope)


def test_a_name_outside_its_list_is_refused() -> None:
    text = encode(ShowCard(place="cellar", channel=ChannelId("C1")))  # type: ignore[arg-type]

    with pytest.raises(InputError):
        decode(text, Effect)


def test_a_field_that_has_a_default_may_come_from_an_older_release() -> None:
    assert decode(changed("value.hops", ...), Envelope).hops == 0


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        Text("k", {"a": 0.5}),  # type: ignore[dict-item]
        Instant(NOW.replace(tzinfo=None)),
        Instant(NOW.astimezone(timezone(timedelta(hours=1)))),
        object(),
    ],
)
def test_what_has_no_exact_form_is_never_sent(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_queue_ids_are_within_the_rules_of_sqs(text: str) -> None:
    found = fifo_id(text)

    assert len(found) <= 128
    assert found.isalnum()
    assert found.isascii()


def test_a_direct_message_reads_back_with_its_arguments() -> None:
    text = Text("dm.request_received", {"number": 7, "channel": ChannelName(ChannelId("C1"))})

    assert decode(encode(SendDirect(ANA, text)), Effect) == SendDirect(ANA, text)
