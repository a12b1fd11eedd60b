"""A YAML file with the line of everything in it, so that a fault can be pointed at.

PyYAML's own loader would forget the lines and silently take the last of two equal keys; this
reads its nodes instead. Called by settings_file.py.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from deskbell.domain.settings.faults import Fault

Place = tuple[str, ...]

# A channel as people write it, which YAML takes for a comment: `[#it-happens]`, `lead: #it`.
_CUT_VALUE = re.compile(r"[ \t]*#([^\s#,\]]+)")
_CUT_LIST = re.compile(r"^[^#\n]*\[[^\]\n#]*#([^\s#,\]]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlSource:
    """`document` as mappings, lists and values; `lines` by place; what YAML itself forbids."""

    document: object
    lines: dict[Place, int]
    faults: tuple[Fault, ...]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that exists."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(path: Path) -> YamlSource:
    """Never raises for what is in the file; raises OSError if there is none to read."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _read(text)
    except RecursionError:
        return _broken(1, "nested too deeply to be settings; check the brackets")
    except UnicodeDecodeError as error:
        return _broken(1, f"not UTF-8 text (byte {error.start}); save the file as UTF-8")
    except yaml.MarkedYAMLError as error:
        return _unreadable(text, error)
    except yaml.YAMLError as error:
        return _broken(1, f"this is not YAML: {error}")


def _read(text: str) -> YamlSource:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    reader = _Reader(yaml.SafeLoader(""), text)
    document = None if node is None else reader.read(node, ())
    return YamlSource(document, reader.lines, tuple(reader.faults))


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> YamlSource:
    mark = error.problem_mark
    # A list that lost its end goes on below, up to where YAML gives up.
    in_list = "flow" in (error.context or "")
    if mark and in_list and (cut := list(_CUT_LIST.finditer(text, 0, mark.index))):
        return _broken(1 + text.count("\n", 0, cut[-1].end()), _cut_off(cut[-1][1]))
    return _broken(mark.line + 1 if mark else 1, _explained(error))


def _broken(line: int, wrong: str) -> YamlSource:
    return YamlSource(None, {(): line}, (Fault((), wrong),))


def _cut_off(name: str) -> str:
    return f"YAML takes what stands behind a # for a comment; write {name} without it"


def _explained(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "unreadable"
    if "'\\t'" in problem:
        return "there is a tab here; indent with spaces"
    return f"this is not YAML: {problem}; check the indentation, colons and quotes around here"


@dataclass(slots=True)
class _Reader:
    loader: yaml.SafeLoader
    text: str
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    above: list[yaml.Node] = field(default_factory=list)

    def read(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if node in self.above:
            self.faults.append(Fault(place, "this alias leads back into itself; write it out"))
            return None
        self.above.append(node)
        try:
            return self._value(node, place)
        finally:
            self.above.pop()

    def _value(self, node: yaml.Node, place: Place) -> object:
        match node:
            case yaml.MappingNode():
                return self._mapping(node, place)
            case yaml.SequenceNode():
                return [
                    self.read(item, (*place, f"[{index}]")) for index, item in enumerate(node.value)
                ]
            case _:
                return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault(place, f"line {line}: a name cannot be a list or a group"))
                continue
            key = str(key_node.value)
            where = (*place, key)
            if key in values:
                first = self.lines[where]
                self.lines[where] = line
                self.faults.append(Fault(where, f"this is here twice; it is in line {first} too"))
                continue
            self.lines[where] = line
            values[key] = self.read(value_node, where)
        return values

    def _scalar(self, node: yaml.Node, place: Place) -> object:
        if not node.value and (name := _CUT_VALUE.match(self.text, node.start_mark.index)):
            self.faults.append(Fault(place, _cut_off(name[1])))
            return None
        try:
            value = self.loader.construct_object(node)
            return node.value if isinstance(value, date) else value  # a day stays as it is written
        except (yaml.YAMLError, ValueError, LookupError, AttributeError):
            # The last two are PyYAML's where a tag does not fit its value: `!!bool perhaps`.
            self.faults.append(Fault(place, f'"{node.value}" cannot be read; put it in quotes'))
            return None
