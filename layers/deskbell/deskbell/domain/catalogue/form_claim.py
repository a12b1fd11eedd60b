"""What a form of a running request claims on its way through Slack and back: trusted by nobody.

The button that opens the form has it, so that the ingress, which reads no request, can show the
right fields; the use case loads the request and asks again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from deskbell.domain.catalogue.conditions import hold
from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.steps import Form

FACT_LIMIT = 75
"""Characters of one fact: conditions ask for options, results and numbers."""
_PARTS = (6, 7)
"""Buttons from before forms could leave out what is known have no seventh part."""


@dataclass(frozen=True, slots=True)
class FormClaim:
    """Written as `<ref>|<workflow>|<version>|<step>|<generation>|<facts>|<known>`; an empty `ref`
    begins the request. `facts` are what is known of what the form's conditions ask for, `known` the
    fields that it need not ask."""

    ref: str
    workflow: WorkflowId
    version: str
    step: StepId
    generation: int
    facts: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()

    def written(self) -> str:
        facts = "&".join(f"{name}={quote(value)}" for name, value in self.facts.items())
        parts = [self.ref, self.workflow, self.version, self.step, str(self.generation), facts]
        return "|".join([*parts, ",".join(self.known)] if self.known else parts)

    def without_facts(self) -> "FormClaim":
        """As it goes on to the inbox: there the request itself is asked."""
        return replace(self, facts={}, known=())

    @classmethod
    def read(cls, text: str) -> "FormClaim | None":
        """None where it is none of ours."""
        parts = text.split("|")
        if len(parts) not in _PARTS or not (parts[4].isascii() and parts[4].isdigit()):
            return None
        ref, workflow, version, step, generation, facts, *left_out = parts
        if not (workflow and version and step) or len(generation) > len("1000"):
            return None
        said = dict(_facts(facts))
        known = tuple(filter(None, "".join(left_out).split(",")))
        return cls(ref, WorkflowId(workflow), version, StepId(step), int(generation), said, known)


def _facts(written: str) -> Iterator[tuple[str, str]]:
    for fact in filter(None, written.split("&")):
        name, _, value = fact.partition("=")
        yield name, unquote(value)


def facts_tested(form: Form, known: Mapping[str, str]) -> Mapping[str, str]:
    """What is known and makes a condition of its fields hold, apart from what it asks itself."""
    asked = {field.id for field in form.fields}
    tested = [one for field in form.fields for one in field.when if one.fact not in asked]
    return {
        one.fact: known[one.fact]
        for one in tested
        if hold((one,), known) and len(known[one.fact]) <= FACT_LIMIT
    }


def first_form(offered: Offered) -> FormClaim | None:
    """What opens the form that begins such a request; None where it asks nothing first."""
    if offered.form is None:
        return None
    return FormClaim("", offered.id, offered.version, offered.form, generation=1)
