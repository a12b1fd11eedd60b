"""A folder of workflows is checked as its authors left it, with file and line of every fault."""

from pathlib import Path

import pytest

from tests.unit.catalogue.definitions import (
    SHIPPED,
    VOCABULARY,
    Write,
    a_document,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    as_yaml,
)
from tools.desk.settings_file import SettingsFileError
from tools.desk.workflows.catalogue_files import CatalogueError, read_catalogue, read_workflow

FOLDER = Path("workflows")


def refusal() -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(FOLDER, VOCABULARY)
    return str(caught.value).splitlines()


def line_of(text: str, of: str, after: str = "") -> int:
    start = text.index(after)
    return 1 + text.count("\n", 0, text.index(of, start))


def test_the_shipped_catalogue_is_sound() -> None:
    assert len(read_catalogue(SHIPPED, VOCABULARY)) >= 13


def test_each_fault_has_its_file_and_line(write: Write) -> None:
    first = a_document(a_message("hi", then="dnoe"), a_finish(), name="first")
    second = a_document(a_form("ask", a_field("shoe")), a_finish(), name="second")
    write("first", first)
    write("second", second | {"start": {"command": "other"}})
    then = line_of(as_yaml(first), "then: dnoe")
    field = line_of(as_yaml(second | {"start": {"command": "other"}}), "- id: shoe")
    assert [one.split(": ")[0] for one in refusal()] == [
        f"workflows/first.yaml:{then}",
        f"workflows/second.yaml:{field}",
    ]


def test_two_workflows_cannot_share_an_emoji_where_both_begin(write: Write) -> None:
    one = a_document(a_message("hi"), a_finish(), name="one")
    two = one | {"name": "two"}
    write("one", one)
    write("two", two)
    line = line_of(as_yaml(two), "- key")
    assert refusal() == [
        f"workflows/two.yaml:{line}: start.emoji[0]: :key: begins one in the same channels; "
        "choose another"
    ]


def test_one_emoji_may_begin_two_workflows_in_different_channels(write: Write) -> None:
    one = a_document(a_message("hi"), a_finish(), name="one")
    write("one", one | {"start": {"emoji": ["key"], "channels": ["it-happens"]}})
    write("two", one | {"name": "two", "start": {"emoji": ["key"], "channels": ["x-team"]}})
    assert list(read_catalogue(FOLDER, VOCABULARY)) == ["one", "two"]


def test_an_emoji_of_the_desk_itself_is_taken(write: Write) -> None:
    write("sample", a_document(a_message("hi"), a_finish(), start={"emoji": ["ticket"]}))
    [found] = refusal()
    assert found.endswith('start.emoji[0]: :ticket: is the desk\'s own, for "open"; choose another')


@pytest.mark.parametrize("word", ["find", "loaner", "urgent", "oncall"])
def test_a_word_that_the_desk_understands_itself_is_taken(write: Write, word: str) -> None:
    write("sample", a_document(a_message("hi"), a_finish(), start={"command": word}))
    [found] = refusal()
    wrong = f'start.command: "{word}" is a word that the desk has for itself; choose another'
    assert found.endswith(wrong)


def test_a_call_needs_a_workflow_that_takes_it(write: Write) -> None:
    def calling(name: str) -> dict[str, object]:
        return {"id": "go", "do": "call", "workflow": name, "answers": {"shoe": "app"}}

    ask = a_form("ask", a_field("app"))
    write("one", a_document(ask, calling("two"), a_finish(), name="one"))
    write("two", a_document(ask, a_ticket(), a_finish(), name="two", start={"home": True}))
    write("wrong", a_document(ask, calling("tow"), a_finish(), name="wrong", start={"home": True}))
    assert [one.partition(": ")[2] for one in refusal()] == [
        "steps[1].workflow: two is not there to be called; add `called: yes` to its start",
        'steps[1].answers.shoe: "shoe" is no field of two; one of: app',
        'steps[1].workflow: "tow" is no workflow; did you mean "two"? one of: one, two, wrong',
    ]


def test_a_call_of_a_workflow_that_has_a_fault_is_none_itself(write: Write) -> None:
    call = {"id": "go", "do": "call", "workflow": "two"}
    write("one", a_document(call, a_finish(), name="one"))
    write("two", a_document(a_message("hi", then="dnoe"), a_finish(), name="two"))
    assert [one.partition(":")[0] for one in refusal()] == ["workflows/two.yaml"]


def test_two_workflows_that_call_each_other_are_found(write: Write) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        call = {"id": "go", "do": "call", "workflow": other}
        write(name, a_document(call, a_finish(), name=name, start={"called": True}))
    assert [one.partition(": ")[2] for one in refusal()] == [
        "steps[0].workflow: two begins this one again, without end; leave one of the calls out",
        "steps[0].workflow: one begins this one again, without end; leave one of the calls out",
    ]


def test_a_file_is_called_as_its_workflow(write: Write) -> None:
    write("other", a_document(a_message("hi"), a_finish()))
    assert refusal() == [
        'workflows/other.yaml:1: name: "sample" is in a file called other.yaml; '
        "give both the same name"
    ]


def test_a_file_that_is_no_yaml_is_named_and_the_others_are_checked(write: Write) -> None:
    write("sample", a_document(a_message("hi", then="x"), a_finish()))
    (FOLDER / "broken.yaml").write_text("name: [oh\n", encoding="utf-8")
    assert [one.split(":")[0] for one in refusal()] == [
        "workflows/broken.yaml",
        "workflows/sample.yaml",
    ]


def test_one_file_can_be_read_alone(write: Write) -> None:
    path = write("sample", a_document(a_message("hi"), a_finish()))
    assert read_workflow(path, VOCABULARY).id == "sample"
    with pytest.raises(SettingsFileError, match="cannot be read"):
        read_workflow(FOLDER / "none.yaml", VOCABULARY)
