"""Who somebody is, and which settings are current: rows that are copies of something else."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import SettingsItem, SettingsPointerItem
from deskbell.adapters.dynamo.people_rows import DynamoPersonRows
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.memory.services import MemoryPeople
from deskbell.adapters.people import CachedPeople, PersonRow
from deskbell.domain.errors import SettingsError, StoreUnavailableError
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.people import Person, Standing
from deskbell.usecases import slack_ports
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import ANA, CORA, GUS, INSTALL, a_cause
from tests.contracts.changes import a_language_chosen
from tests.contracts.stores import REGION, TABLE, Clock, Store
from tests.template.cloudformation import ROOT
from tools.desk.push import push_settings
from tools.desk.settings_file import read_settings

HOUR = 3600
ANA_REYES = Person(ANA, "Ana Reyes", "en-US", "America/New_York", Standing.MEMBER)
GUS_GUEST = Person(GUS, "Gus Guest", None, None, Standing.GUEST, deactivated=True)


class Slack:
    """Slack's profiles; `asked` counts the calls."""

    def __init__(self, *people: Person) -> None:
        self.people = {person.id: person for person in people}
        self.asked = 0
        self.answers = True
        self.hangs = False
        self.refuses: Never | None = None

    def profile(self, person: PersonId) -> Person | Later | Unknown | Never:
        self.asked += 1
        if self.hangs:
            return Unknown("TimeoutError")
        if not self.answers:
            return Later(30.0, "ratelimited")
        if self.refuses:
            return self.refuses
        return self.people.get(person) or Never(Undelivered.PERSON_UNREACHABLE, "user_not_found")

    def profile_of(self, address: str) -> Person | Later | Unknown | Never:
        """Here an address is a name."""
        self.asked += 1
        found = [person for person in self.people.values() if person.name == address]
        return found[0] if found else Never(Undelivered.PERSON_UNREACHABLE, "users_not_found")


class BrokenRows:
    """A table that does not answer."""

    def get(self, install: InstallId, person: PersonId) -> PersonRow | None:
        raise StoreUnavailableError("broken")

    def put(self, install: InstallId, row: PersonRow) -> None:
        raise StoreUnavailableError("broken")


@pytest.fixture(params=["memory", "dynamo"])
def people(request: pytest.FixtureRequest) -> slack_ports.People:
    """Ana and Gus are known, Cora is not."""
    if request.param == "memory":
        return MemoryPeople({ANA: ANA_REYES, GUS: GUS_GUEST})
    request.getfixturevalue("dynamo_store")
    return CachedPeople(DynamoPersonRows(), Slack(ANA_REYES, GUS_GUEST), Clock())


def test_somebody_slack_knows_is_who_slack_says(people: slack_ports.People) -> None:
    assert [people.get(INSTALL, person) for person in (ANA, GUS, ANA, GUS)] == [
        ANA_REYES,
        GUS_GUEST,
        ANA_REYES,
        GUS_GUEST,
    ]


def test_somebody_unknown_is_an_external_person_called_by_their_id(
    people: slack_ports.People,
) -> None:
    assert people.get(INSTALL, CORA) == Person(CORA, CORA, None, None, Standing.EXTERNAL)


def test_slack_is_asked_once_a_day(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    people.get(INSTALL, ANA)
    slack.people[ANA] = replace(ANA_REYES, locale="pl-PL")
    clock.now += 23 * HOUR
    assert people.get(INSTALL, ANA).locale == "en-US"
    clock.now += 1 * HOUR
    assert people.get(INSTALL, ANA).locale == "pl-PL"
    assert slack.asked == 2


def test_who_has_left_is_known_to_have_without_asking_slack(dynamo_store: Store) -> None:
    slack = Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, Clock())
    people.get(INSTALL, ANA)
    people.note_left(INSTALL, ANA)
    assert people.get(INSTALL, ANA) == replace(ANA_REYES, deactivated=True)
    assert slack.asked == 1


def test_that_somebody_has_left_is_noted_or_comes_again() -> None:
    """Or what is still on its way would be given to them."""
    people = CachedPeople(BrokenRows(), Slack(ANA_REYES), Clock())
    with pytest.raises(StoreUnavailableError):
        people.note_left(INSTALL, ANA)


def test_of_whom_nothing_is_known_slack_is_asked_when_it_matters(dynamo_store: Store) -> None:
    people = CachedPeople(DynamoPersonRows(), Slack(GUS_GUEST), Clock())
    people.note_left(INSTALL, GUS)
    assert people.get(INSTALL, GUS) == GUS_GUEST


def test_somebody_stays_known_while_slack_does_not_answer(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    people.get(INSTALL, ANA)
    slack.answers = False
    clock.now += 25 * HOUR
    assert people.get(INSTALL, ANA) == ANA_REYES
    assert people.known(INSTALL, ANA) is None


def test_slack_is_asked_again_soon_when_it_did_not_answer(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    slack.answers = False
    people.get(INSTALL, ANA)
    slack.answers = True
    assert people.get(INSTALL, ANA).standing is Standing.EXTERNAL
    assert slack.asked == 1
    clock.now += HOUR / 60
    assert people.get(INSTALL, ANA) == ANA_REYES


def test_nobody_else_is_waited_for_while_slack_hangs(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES, GUS_GUEST)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    slack.hangs = True
    assert [people.get(INSTALL, one).standing for one in (ANA, GUS, CORA)] == [
        Standing.EXTERNAL
    ] * 3
    assert slack.asked == 1
    slack.hangs = False
    clock.now += HOUR / 60
    assert people.get(INSTALL, GUS) == GUS_GUEST


def test_who_is_refused_hides_nobody_else(dynamo_store: Store) -> None:
    slack = Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, Clock())
    slack.answers = False
    people.get(INSTALL, GUS)
    slack.answers = True
    assert people.get(INSTALL, ANA) == ANA_REYES


def test_who_must_know_is_told_that_slack_did_not_answer(dynamo_store: Store) -> None:
    slack = Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, Clock())
    slack.answers = False
    assert people.ask(INSTALL, ANA) == Later(30.0, "ratelimited")
    slack.answers = True
    assert people.ask(INSTALL, ANA) == ANA_REYES
    assert people.known(INSTALL, ANA) == ANA_REYES
    assert people.ask(INSTALL, CORA) == Person(CORA, CORA, None, None, Standing.EXTERNAL)


def test_a_revoked_token_does_not_make_a_stranger_of_anybody(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    people.get(INSTALL, ANA)
    slack.refuses = Never(Undelivered.INSTALL_BROKEN, "token_revoked")
    clock.now += 25 * HOUR
    assert people.get(INSTALL, ANA) == ANA_REYES
    assert people.ask(INSTALL, ANA) == slack.refuses
    slack.refuses = None
    clock.now += HOUR / 60
    assert people.ask(INSTALL, ANA) == ANA_REYES


def test_a_language_that_was_chosen_outlives_what_slack_says(dynamo_store: Store) -> None:
    clock, slack = Clock(), Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, clock)
    dynamo_store.aggregates.commit(a_language_chosen(ANA, "ko"), a_cause("chosen"))
    assert people.get(INSTALL, ANA) == replace(ANA_REYES, locale="ko")
    clock.now += 25 * HOUR
    assert people.get(INSTALL, ANA) == replace(ANA_REYES, locale="ko")
    assert slack.asked == 2


def test_a_language_taken_back_is_the_one_of_slack_again(dynamo_store: Store) -> None:
    people = CachedPeople(DynamoPersonRows(), Slack(ANA_REYES), Clock())
    dynamo_store.aggregates.commit(a_language_chosen(ANA, "ko"), a_cause("chosen"))
    dynamo_store.aggregates.commit(a_language_chosen(ANA, None, version=2), a_cause("taken back"))
    assert people.get(INSTALL, ANA) == ANA_REYES


def test_a_broken_table_does_not_hide_who_somebody_is() -> None:
    people = CachedPeople(BrokenRows(), Slack(ANA_REYES), Clock())
    assert people.get(INSTALL, ANA) == ANA_REYES


def test_a_desk_without_settings_says_what_to_do(dynamo_store: Store) -> None:
    with pytest.raises(SettingsError, match="push"):
        DynamoSettings(Clock()).current()


def test_settings_of_another_release_say_what_to_do(dynamo_store: Store) -> None:
    SettingsItem(*keys.settings("old"), document="{}", desk='{"v":0,"value":{}}').save()
    SettingsPointerItem(*keys.SETTINGS_POINTER, hash="old").save()
    with pytest.raises(SettingsError, match="another release"):
        DynamoSettings(Clock()).current()


def test_settings_that_a_pointer_names_but_nobody_wrote_are_an_error(dynamo_store: Store) -> None:
    SettingsPointerItem(*keys.SETTINGS_POINTER, hash="gone").save()
    with pytest.raises(SettingsError, match="gone"):
        DynamoSettings(Clock()).current()


@pytest.fixture
def desk_file(dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample desk.yaml, to change."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    return Path(shutil.copy(ROOT / "desk.yaml", tmp_path))


def test_functions_read_the_settings_that_an_admin_pushed(desk_file: Path) -> None:
    push_settings(desk_file, TABLE)
    assert DynamoSettings(Clock()).current() == read_settings(desk_file).desk


def test_pushed_settings_are_noticed_within_a_minute(desk_file: Path) -> None:
    clock = Clock()
    settings = DynamoSettings(clock)
    push_settings(desk_file, TABLE)
    assert settings.current().undo_window == timedelta(minutes=2)
    text = desk_file.read_text(encoding="utf-8")
    desk_file.write_text(text.replace("undo_window: 2m", "undo_window: 3m"), encoding="utf-8")
    push_settings(desk_file, TABLE)
    clock.now += 59
    assert settings.current().undo_window == timedelta(minutes=2)
    clock.now += 1
    assert settings.current().undo_window == timedelta(minutes=3)


def test_who_writes_from_an_address_is_whoever_slack_says_has_it(dynamo_store: Store) -> None:
    slack = Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, Clock())
    assert people.writing_from(INSTALL, "Ana Reyes") == ANA_REYES
    assert people.writing_from(INSTALL, "nobody@example.com") is None


def test_a_stranger_is_called_by_their_address_and_slack_is_not_asked(dynamo_store: Store) -> None:
    slack = Slack(ANA_REYES)
    people = CachedPeople(DynamoPersonRows(), slack, Clock())
    assert people.get(INSTALL, stranger("ada@example.org")).name == "ada@example.org"
    assert slack.asked == 0
