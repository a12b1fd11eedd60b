"""The one import rule that import-linter has no contract for; `.importlinter` names it."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module

Import = tuple[str, str]


class StandardLibraryOnly(Contract):
    """The modules import nothing from outside their own package but the standard library."""

    modules = fields.ListField(subfield=fields.ModuleField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        foreign: list[Import] = []
        roots: list[Module] = self.modules  # type: ignore[assignment]  # a field is its value here
        for root in roots:
            own_package = root.name.partition(".")[0]
            for module in sorted({root.name} | graph.find_descendants(root.name)):
                for imported in sorted(graph.find_modules_directly_imported_by(module)):
                    package = imported.partition(".")[0]
                    if package != own_package and package not in sys.stdlib_module_names:
                        foreign.append((module, imported))
        return ContractCheck(kept=not foreign, metadata={"foreign": foreign})

    def render_broken_contract(self, check: ContractCheck) -> None:
        foreign: list[Import] = check.metadata["foreign"]
        for module, imported in foreign:
            output.print_error(f"{module} imports {imported}", bold=False)
        output.new_line()
