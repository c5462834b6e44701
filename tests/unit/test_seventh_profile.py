"""docs/profiles.md, followed to the letter: a seventh rule system without a line of Python."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from register.profile import Profile
from tests.guide import FILE, GUIDE, ROOT, SEVENTH


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the rules with the file of the guide among them."""
    shutil.copytree(ROOT / "register", tmp_path / "register")
    (tmp_path / "register" / "profiles" / FILE).write_text(SEVENTH, "utf-8")
    return tmp_path


def liuhen(tree: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli import main; main()", *words],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": f"{tree}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.req("PD21", "A17")
def test_the_seventh_of_the_guide_works_as_the_guide_says(tree: Path) -> None:
    assert "yunxi 2027-01-01, 9 questions, sound" in liuhen(
        tree, "profile", "check", f"register/profiles/{FILE}"
    )
    assert len(json.loads(liuhen(tree, "profile", "list", "--json"))) == 7
    assert "填写登记表：2 个工作日（第二条）" in liuhen(tree, "profile", "show", "yunxi")
    told = liuhen(tree, "deadline", "2027-03-01 10:00", "--profile", "yunxi", "--json")
    (record,) = json.loads(told)["clocks"]
    assert (record["id"], record["due_on"]) == ("record", "2027-03-03")


def test_what_the_guide_calls_a_part_is_one() -> None:
    table = re.findall(r"^\| (`.+?) \|", GUIDE, flags=re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"`\[*\"?(\w+)", cell)}

    assert named <= Profile.model_fields.keys()
