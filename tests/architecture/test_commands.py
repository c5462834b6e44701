"""Every command can be asked what it does, and the documents name only commands that exist."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, texts
from tests.unit.commanding import Run

SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")
WORDS = "\n".join(texts()[Path(page)] for page in PAGES)
COMMANDS = sorted(set(re.findall(r"`(?:\.venv/bin/)?liuhen ([a-z]+(?: [a-z]+)?)\b", WORDS)))
TARGETS = sorted(set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)", WORDS, flags=re.MULTILINE)))


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_console_script_answers_help(script: str) -> None:
    done = _run(Path(sys.executable).parent / script, "--help")

    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_that_a_document_names_answers_help_with_an_example(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, errors = Run(capsys)(*words.split(), "--help")

    assert code == 0, errors
    assert "Example: liuhen" in said


@pytest.mark.parametrize("target", [quoted or plain for plain, quoted in TARGETS])
def test_every_target_that_a_document_names_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:.* ## ", texts()[Path("Makefile")], flags=re.MULTILINE)


def test_bare_make_lists_every_target() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", texts()[Path("Makefile")], flags=re.MULTILINE)
    assert declared

    listed = [line.split()[1] for line in _run("make", "-s").stdout.splitlines()]

    assert listed == declared[1].split()
