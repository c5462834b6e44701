"""The repository stands alone, and its files stay small enough to read."""

import ast
import re
from pathlib import Path

from tests.architecture.tree import ROOT, files, python_files, texts

LONGEST = 400
HAN = re.compile(r"[\u3400-\u9fff]")  # words; a punctuation mark is none
# Written so that this file does not find itself.
MACHINE_PATHS = re.compile(rf"{re.escape(str(ROOT))}\b|/(?:home|Users|root)/\w")
DOWNLOAD_HOSTS = re.compile(
    r"//[a-z.-]*hosted[.]org|//registry[.][a-z]+|/packages/[0-9a-f]{2}/[0-9a-f]{2}/"
)
MARKDOWN_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
CLIMB = re.compile(r"(?:\.\./)+")


def _lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(texts()[path].splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_python_file_is_longer_than_can_be_read_at_a_sitting() -> None:
    lengths = {path: len(texts()[path].splitlines()) for path in python_files()}

    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_users_words_live_in_templates_and_profiles_not_in_python() -> None:
    ours = [path for path in python_files() if path.parts[0] != "tests"]

    assert _lines_with(HAN, ours) == []


def test_no_file_names_a_download_host_or_a_path_of_somebodys_machine() -> None:
    everything = list(texts())

    assert _lines_with(DOWNLOAD_HOSTS, everything) == []
    assert _lines_with(MACHINE_PATHS, everything) == []


def test_no_relative_path_climbs_out_of_the_repository() -> None:
    escaping = [
        f"{path}: {climb}"
        for path, text in texts().items()
        for climb in CLIMB.findall(text)
        if climb.count("../") > len(path.parent.parts)
    ]

    assert escaping == []


def test_no_module_climbs_above_the_root_from_its_own_file() -> None:
    escaping = []
    for path in python_files():
        for node in ast.walk(ast.parse(texts()[path])):
            match node:
                case ast.Subscript(
                    value=ast.Attribute(attr="parents", value=start),
                    slice=ast.Constant(value=int(steps)),
                ) if "__file__" in ast.unparse(start):
                    if steps >= len(path.parts):
                        escaping.append(f"{path}:{node.lineno}")

    assert escaping == []


def test_no_link_of_the_file_system_leads_elsewhere() -> None:
    assert [path for path in files() if not (ROOT / path).resolve().is_relative_to(ROOT)] == []


def test_every_link_between_documents_leads_to_a_file() -> None:
    broken = [
        f"{path} → {target}"
        for path, text in texts().items()
        if path.suffix == ".md"
        for target in MARKDOWN_LINK.findall(text)
        if not (ROOT / path.parent / target).exists()
    ]

    assert broken == []
