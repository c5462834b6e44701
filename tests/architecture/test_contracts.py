"""The rooms import only what they may: import-linter's contracts, so that pytest alone sees it."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT


def test_every_import_contract_holds() -> None:
    # A process of its own: import-linter sets up logging for itself and silences every logger.
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [linter, "--no-logo"], cwd=ROOT, capture_output=True, check=False, text=True
    )

    assert checked.returncode == 0, checked.stdout
