"""What the service loads at run time is free to use beside it: permissive, LGPL, MPL or OFL."""

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT

ALLOWED = re.compile(
    r"MIT|Apache|BSD|ISC|PSF|Python Software Foundation|LGPL|Lesser General Public"
    r"|MPL|Mozilla|OFL|Zlib|Unlicense"
)
PINNED = re.compile(r"^([\w.-]+(?:\[[\w,-]+\])?==[^\\\n]+)", flags=re.MULTILINE)


def _loaded_here() -> list[str]:
    pins = map(Requirement, PINNED.findall((ROOT / "requirements.lock").read_text()))
    return sorted({pin.name for pin in pins if pin.marker is None or pin.marker.evaluate()})


def _licences(package: str) -> list[str]:
    """What the package says of itself: an SPDX expression, else classifiers, else words."""
    about = metadata.metadata(package)
    if "License-Expression" in about:
        return re.split(r" AND | OR ", about["License-Expression"])
    classifiers = [
        classifier
        for classifier in about.get_all("Classifier", [])
        if classifier.startswith("License ::")
    ]
    return classifiers or [about["License"]]


@pytest.mark.parametrize("package", _loaded_here())
def test_every_package_of_the_run_time_lock_has_a_licence_of_the_list(package: str) -> None:
    assert all(ALLOWED.search(licence) for licence in _licences(package)), _licences(package)


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "Proprietary"])
def test_what_is_not_on_the_list_is_refused(licence: str) -> None:
    assert not ALLOWED.search(licence)
