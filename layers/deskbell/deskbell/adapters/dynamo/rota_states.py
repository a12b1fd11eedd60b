"""The rotas of schedules as items, and back; `states.py` lists them with the others."""

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import RotaItem
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.oncall.rota import Ask, Rota, Watched
from deskbell.domain.oncall.schedule import ScheduleId


def rota_to_item(rota: Rota) -> RotaItem:
    return RotaItem(
        *keys.state(rota.ref),
        install=rota.install,
        version=rota.version,
        schedule=rota.schedule,
        asks=tuple(map(wire.encode, rota.asks)),
        gone=sorted(rota.gone),
        watched=wire.encode(rota.watched) if rota.watched else None,
        look_at=rota.due,
    )


def rota_from_item(item: RotaItem) -> Rota:
    return Rota(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        schedule=ScheduleId(item.schedule),
        asks=tuple(wire.decode(ask, Ask) for ask in item.asks or ()),
        gone=frozenset(PersonId(person) for person in item.gone or ()),
        watched=wire.decode(item.watched, Watched) if item.watched else None,
        due=item.look_at,
    )
