"""Whatever the product imports, its `pyproject.toml` names: nothing stands there by chance."""

import ast
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, python_files

ROOMS = frozenset(path.name for path in ROOT.iterdir() if path.is_dir())
PRODUCT = [path for path in python_files() if path.parts[0] not in {"tests", "benchmarks"}]


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_every_package_that_the_product_imports_is_declared() -> None:
    packages = metadata.packages_distributions()
    declared = _declared()
    ours = ROOMS | set(sys.stdlib_module_names)

    undeclared = {
        f"{path}: {name}"
        for path in PRODUCT
        for name in _imported(path) - ours
        if declared.isdisjoint(map(canonicalize_name, packages.get(name, ())))
    }

    assert undeclared == set()
