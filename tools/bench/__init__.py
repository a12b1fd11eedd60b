"""What Deskbell costs in time, memory, calls and money; `make bench` runs it, tests never do."""
