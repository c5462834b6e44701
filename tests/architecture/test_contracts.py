"""The rooms import only what they may: import-linter's contracts, so that pytest alone sees it."""

from importlinter.cli import lint_imports

from tests.architecture.tree import ROOT


def test_every_import_contract_holds() -> None:
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_logo=True)

    assert failed == 0
