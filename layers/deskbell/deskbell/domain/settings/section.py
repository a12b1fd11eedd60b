"""A mapping of the settings while it is read; whatever is missing or wrong becomes a fault.

`parse.py` reads through it. After a fault, reading goes on with an empty value, so that one
run finds all faults; what is empty for that reason is never a fault again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from deskbell.domain.settings.faults import Fault, one_of


@dataclass(frozen=True, slots=True)
class Section:
    """`values` at `path` of the document; the sections of a document share one list of `faults`."""

    values: Mapping[str, object]
    faults: list[Fault]
    path: tuple[str, ...] = ()
    known: list[str] = field(default_factory=list)

    def fault(self, wrong: str, *where: str) -> None:
        """Something is wrong at `where`, seen from here."""
        self.faults.append(Fault((*self.path, *where), wrong))

    def has(self, key: str) -> bool:
        """Whether it is there; who asks knows the setting."""
        if key not in self.known:
            self.known.append(key)
        return key in self.values

    def text(self, key: str) -> str:
        """A text with something in it."""
        value = self._value(key)
        return "" if value is None else self._as_text(value, key)

    def texts(self, key: str) -> list[tuple[tuple[str, str], str]]:
        """A list of texts, each with where it stands."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            right = f"[{value}]" if isinstance(value, str) and value.strip() else "[one, two]"
            self.fault(f"{_shown(value)} is not what belongs here; write {right}", key)
            return []
        places = [(key, f"[{index}]") for index in range(len(value))]
        return [
            (place, self._as_text(item, *place)) for place, item in zip(places, value, strict=True)
        ]

    def section(self, key: str) -> "Section":
        """A mapping."""
        value = self._value(key)
        if isinstance(value, Mapping):
            return Section(value, self.faults, (*self.path, key))
        if value is not None:
            self.fault(f"{_shown(value)} is not what belongs here; write `name: value` lines", key)
        return Section({}, [], (*self.path, key))

    def sections(self) -> Iterator[tuple[str, "Section"]]:
        """Every entry as a mapping of its own."""
        for key in self.values:
            yield key, self.section(key)

    def items(self, key: str) -> "list[Section]":
        """A list of mappings."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            self.fault(f"{_shown(value)} is not what belongs here; write a list of `- id: …`", key)
            return []
        found = []
        for index, item in enumerate(value):
            where = (key, f"[{index}]")
            if isinstance(item, Mapping):
                found.append(Section(item, self.faults, (*self.path, *where)))
            else:
                self.fault(f"{_shown(item)} is not what belongs here; write `- id: …`", *where)
        return found

    def choose(self, name: str, known: Iterable[str], none: str, *where: str) -> str:
        """`name` if it is known, else empty; `none` completes `"name" is …`."""
        names = list(known)
        if not name or name in names:
            return name
        self.fault(f'"{name}" is {none}; {one_of(names, name)}', *where)
        return ""

    def end(self) -> None:
        """Every key that nobody asked for is unknown."""
        for key in self.values:
            if key not in self.known:
                self.fault(f"there is no such setting; {one_of(self.known, key)}", key)

    def _value(self, key: str) -> object:
        if not self.has(key):
            self.fault("this setting is missing", key)
            return None
        value = self.values[key]
        if value is None:
            self.fault("there is nothing after the colon", key)
        return value

    def _as_text(self, value: object, *where: str) -> str:
        if isinstance(value, str) and value.strip():
            return value
        self.fault(f"{_shown(value)} is not a text; put one here, in quotes if need be", *where)
        return ""


def _shown(value: object) -> str:
    match value:
        case Mapping():
            return "a group of settings"
        case list():
            return "a list" if value else "an empty list"
        case str():
            return f'"{value}"'
        case bool():
            return "a yes-or-no word"
        case _:
            return str(value)
