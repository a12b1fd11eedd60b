"""Whatever kind of aggregate a timer or a lost post is of, there is somebody who takes it."""

from deskbell.domain.ids import Kind
from deskbell.usecases.registry import KINDS


def test_every_kind_is_registered() -> None:
    assert set(KINDS) == set(Kind)
