from pathlib import Path
from typing import Any

import pytest

from tests.unit.catalogue.definitions import Write, as_yaml


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a definition into `workflows/`, as its author would."""
    monkeypatch.chdir(tmp_path)
    Path("workflows").mkdir()

    def write_file(name: str, document: dict[str, Any]) -> Path:
        path = Path("workflows") / f"{name}.yaml"
        path.write_text(as_yaml(document), encoding="utf-8")
        return path

    return write_file
