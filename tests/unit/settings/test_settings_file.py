"""`desk.yaml` is checked with the line of every fault, for people who edit it by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed
from tools.desk import SettingsFileError, read_settings
from tools.desk.__main__ import main

DESK_FILE = Path(__file__).parents[3] / "desk.yaml"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def write_file(text: str) -> Path:
        Path("desk.yaml").write_text(text, encoding="utf-8")
        return Path("desk.yaml")

    return write_file


def sound_yaml() -> str:
    return yaml.safe_dump(SOUND, sort_keys=False)


def refusal(path: Path) -> str:
    with pytest.raises(SettingsFileError) as caught:
        read_settings(path)
    return str(caught.value)


def test_the_sample_desk_is_sound_and_has_everybody_in_it() -> None:
    desk = read_settings(DESK_FILE).desk
    assert sorted(desk.inboxes) == ["it", "x-team"]
    assert [choice.label for choice in desk.forms["it"].locations] == [  # type: ignore[index]
        *("San Francisco", "Austin", "New York", "Warsaw", "Seoul", "Remote")
    ]


def test_the_file_and_the_parser_agree(write: Write) -> None:
    assert read_settings(write(sound_yaml())).desk == parse(SOUND)


def test_each_fault_has_its_line_in_the_order_of_the_file(write: Write) -> None:
    document = changed("inboxes.it.lead", "lenna")
    document["language"] = "de"
    text = yaml.safe_dump(document, sort_keys=False)
    line = 1 + text.splitlines().index("    lead: lenna")
    assert refusal(write(text)).splitlines() == [
        'desk.yaml:5: language: "de" is no language that Deskbell speaks; one of: en, ko, pl',
        f'desk.yaml:{line}: inboxes.it.lead: "lenna" is nobody in people; '
        'did you mean "lena"? one of: adam, ben, lena',
    ]


def test_what_is_missing_is_told_at_the_line_of_its_group(write: Write) -> None:
    text = yaml.safe_dump(changed("inboxes.it.lead", ...), sort_keys=False)
    line = 1 + text.splitlines().index("  it:")
    assert refusal(write(text)) == f"desk.yaml:{line}: inboxes.it.lead: this setting is missing"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: settings such as `language: en` are missing"),
        ("# nothing\n", "1: settings such as `language: en` are missing"),
        ("a:\n\tb: 1\n", "2: there is a tab here; indent with spaces"),
        ("a: [1\nb: 2\n", "2: this is not YAML: "),
        ("a: &x\n  b: *x\n", "2: a.b: this alias leads back into itself; write it out"),
        ("? [1, 2]\n: 3\n", "1: line 1: a name cannot be a list or a group"),
        ("a: 2026-99-99\n", '1: a: "2026-99-99" cannot be read; put it in quotes'),
        ("a: !!python/name:os.system\n", '1: a: "" cannot be read; put it in quotes'),
        ("a: 1\n---\nb: 2\n", "2: this is not YAML: "),
        ("[" * 600, "1: nested too deeply"),
        ("- " * 600, "1: nested too deeply"),
        ("a: !!bool perhaps\n", '1: a: "perhaps" cannot be read; put it in quotes'),
        ("a: !!timestamp soon\n", '1: a: "soon" cannot be read; put it in quotes'),
        (
            "a: 1\nb: [c, #it]\n",
            "2: YAML takes what stands behind a # for a comment; write it with",
        ),
        ("a: #it-triage\n", "1: a: YAML takes what stands behind a # for a comment; write it-tri"),
        ("a:\n  - b\n  - #it\n", "3: a[1]: YAML takes what stands behind a # for a comment"),
        ("language: # or ko\n", "1: language: there is nothing after the colon"),
        ("\ufeff- 1\n", "1: settings such as `language: en` are missing"),
    ],
)
def test_what_yaml_forbids_is_told_in_plain_words(write: Write, text: str, fault: str) -> None:
    assert f"desk.yaml:{fault}" in refusal(write(text))


def test_what_is_told_of_a_place_is_told_once(write: Write) -> None:
    told = refusal(write(sound_yaml().replace("triage_channel: it-triage", "triage_channel: #it")))
    assert len(told.splitlines()) == 1


def test_a_name_used_twice_is_told_at_the_second_line(write: Write) -> None:
    text = sound_yaml().replace("language: pl", "language: pl\nlanguage: en")
    assert refusal(write(text)) == "desk.yaml:6: language: this is here twice; it is in line 5 too"


def test_a_file_that_is_not_text_or_not_there_is_told_so(write: Write) -> None:
    path = write("")
    path.write_bytes(b"name: caf\xe9")
    assert "not UTF-8" in refusal(path)
    assert refusal(Path("other.yaml")) == "other.yaml: cannot be read (No such file or directory)"


def test_comments_and_layout_do_not_make_another_version(write: Write) -> None:
    one = read_settings(write(sound_yaml())).hash
    laid_out = yaml.safe_dump(SOUND, sort_keys=False, default_flow_style=True)
    assert read_settings(write(f"# for everybody\n{laid_out}")).hash == one


def test_every_change_makes_another_version_the_order_of_a_menu_too(write: Write) -> None:
    one = read_settings(write(sound_yaml()))
    other = read_settings(write(sound_yaml().replace("undo_window: 2m", "undo_window: 3m")))
    remote_first = changed("forms.it.locations", {"remote": "Remote", "warsaw": "Warsaw"})
    turned = read_settings(write(yaml.safe_dump(remote_first, sort_keys=False)))
    assert len({one.hash, other.hash, turned.hash}) == 3
    assert turned.desk.forms != one.desk.forms


def test_an_admin_checks_a_file_from_the_command_line(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(sound_yaml())
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "desk.yaml is sound; inboxes: 1, forms: 1\n"
    write(sound_yaml().replace("lead: lena", "lead: lenna"))
    assert main(["check"]) == 1
    assert "inboxes.it.lead" in capsys.readouterr().err
