"""Whatever is installed from a lock has all that the product needs: `make lock` writes them."""

import re
import tomllib

import pytest

from tests.template.cloudformation import ROOT

NAME = re.compile(r"[a-z0-9-]+")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("group", ["dev", "fuzz"])
def test_a_lock_has_the_product_and_its_own_group(group: str) -> None:
    asked = (*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"][group])
    locked = (ROOT / "requirements" / f"{group}.txt").read_text()
    names = [found.group() for one in asked if (found := NAME.match(str(one)))]
    assert names
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}"] == []
