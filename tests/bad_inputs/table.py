"""All cases of bad input, in the catalogue's order; tests and the fuzzer's seeds come from here."""

from tests.bad_inputs import (
    bodies,
    findings,
    interactions,
    messages,
    reactions,
    texts,
    transport,
    values,
)
from tests.bad_inputs.case import AnyCase, Case

TABLE: tuple[AnyCase, ...] = (
    *transport.CASES,
    *bodies.CASES,
    *messages.CASES,
    *reactions.CASES,
    *interactions.CASES,
    *texts.CASES,
    *values.CASES,
    *findings.CASES,
)
CASES = tuple(case for case in TABLE if isinstance(case, Case))
