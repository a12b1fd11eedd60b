"""How much of personal data the rules find in the cases, and how much else: precision and recall.

`make redaction` prints the tables of docs/redaction.md.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from deskbell.adapters.redaction.names import Names
from deskbell.adapters.redaction.redactor import TextRedactor, find, region_of
from deskbell.domain.redaction import MARK, mark

CASES = Path(__file__).parent / "cases"
SETS = ("en", "ko", "pl", "held_out")
LOCALES = {"en": "en-US", "ko": "ko-KR", "pl": "pl-PL"}


@dataclass(frozen=True, slots=True)
class Case:
    """`gone` must not be in what is shown, `kept` has to be; both are parts of `text`."""

    id: str
    text: str
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    adversarial: bool
    locale: str


@cache
def people() -> frozenset[str]:
    return frozenset(yaml.safe_load((CASES / "people.yaml").read_text(encoding="utf-8")))


@cache
def cases(name: str) -> tuple[Case, ...]:
    return tuple(
        Case(
            id=row["id"],
            text=row["text"],
            gone=tuple(row.get("gone", ())),
            kept=tuple(row.get("kept", ())),
            adversarial=row.get("adversarial", False),
            locale=row.get("locale", LOCALES[row["id"].removeprefix("h-")[:2]]),
        )
        for row in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    )


def shown(case: Case) -> str:
    return TextRedactor().redact(case.text, people(), case.locale).text


def leaks(case: Case) -> list[str]:
    """Of `gone`, what can be read: as it was, without its disguise, or half of its digits."""
    pieces = re.split(MARK.pattern.replace("(", "(?:"), shown(case))
    bare = [_bare(piece) for piece in pieces]
    allowed = _bare(" ".join(case.kept))
    leaked = []
    for gone in case.gone:
        digits = "".join(sign for sign in _bare(gone) if sign.isdigit())
        fours = {digits[at : at + 4] for at in range(len(digits) - 3)} if len(digits) > 6 else set()
        if (
            any(gone in piece for piece in pieces)
            or (len(_bare(gone)) > 5 and any(_bare(gone) in piece for piece in bare))
            or any(four in piece and four not in allowed for four in fours for piece in bare)
        ):
            leaked.append(gone)
    return leaked


def lost(case: Case) -> list[str]:
    """Of `kept`, what cannot be read any more."""
    return [kept for kept in case.kept if kept not in shown(case)]


def _bare(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )


def withheld(case: Case) -> list[tuple[int, int]]:
    """Which parts of the case's text are withheld."""
    text, at = case.text, list(range(len(case.text) + 1))
    places: list[tuple[int, int]] = []
    known, region = Names.known(people()), region_of(case.locale)
    while spans := find(text, known, region):
        for start, end, kind in reversed(spans):
            places.append((at[start], at[end]))
            text = text[:start] + mark(kind) + text[end:]
            at[start:end] = [at[start]] * len(mark(kind))
    return places


@dataclass(frozen=True, slots=True)
class Figures:
    cases: int
    adversarial: int
    to_find: int
    leaked: int
    withheld: int
    wrongly: int
    lost: int

    @property
    def recall(self) -> str:
        return _share(self.to_find - self.leaked, self.to_find)

    @property
    def precision(self) -> str:
        return _share(self.withheld - self.wrongly, self.withheld)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def figures(of: Iterable[Case]) -> Figures:
    chosen = list(of)
    places = [(case, place) for case in chosen for place in withheld(case)]
    return Figures(
        cases=len(chosen),
        adversarial=sum(case.adversarial for case in chosen),
        to_find=sum(len(case.gone) for case in chosen),
        leaked=sum(len(leaks(case)) for case in chosen),
        withheld=len(places),
        wrongly=sum(not _is_right(case, place) for case, place in places),
        lost=sum(len(lost(case)) for case in chosen),
    )


def _is_right(case: Case, place: tuple[int, int]) -> bool:
    return any(
        found.start() < place[1] and place[0] < found.end()
        for gone in case.gone
        for found in re.finditer(re.escape(gone), case.text)
    )


def rows() -> Iterator[str]:
    """The table of docs/redaction.md."""
    yield "| cases | number | written to deceive | to find | leaked | recall | precision |"
    yield "|---|---|---|---|---|---|---|"
    tuned = [case for name in SETS[:3] for case in cases(name)]
    sets = {
        **{name: cases(name) for name in SETS[:3]},
        "all of them": tuned,
        "held out": cases("held_out"),
    }
    for name, of in sets.items():
        one = figures(of)
        yield (
            f"| {name} | {one.cases} | {one.adversarial} | {one.to_find} | {one.leaked} "
            f"| {one.recall} | {one.precision} |"
        )


def main(arguments: list[str]) -> None:
    """`--show <set>…` prints what is wrong in those sets, too."""
    for row in rows():
        print(row)
    for name in arguments[1:]:
        for case in cases(name):
            wrong = [case.text[a:b] for a, b in withheld(case) if not _is_right(case, (a, b))]
            if leaks(case) or lost(case) or wrong:
                print(f"\n{case.id}: {case.text!r}\n  shown: {shown(case)!r}")
                print(f"  leaked {leaks(case)}, lost {lost(case)}, wrongly {wrong}")


if __name__ == "__main__":
    main(sys.argv[1:])
