"""The one laptop that San Francisco lends in stories of the running desk."""

from pathlib import Path

from tests.running_desk import Desk

SERIAL = "SN-0001"
INVENTORY = f"office,id,serial,model,state\nsan_francisco,SF-1,{SERIAL},ThinkPad X1,available\n"


def bring_one_laptop(desk: Desk, folder: Path) -> None:
    """As an operator does; again it changes nothing."""
    file = folder / "laptops.csv"
    file.write_text(INVENTORY, encoding="utf-8")
    done = desk.operator("inventory", "import", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
