"""Which test proves which requirement: `docs/traceability.md`, made from the page and the marks.

IDs come from the first column of the tables in `docs/requirements.md` (and from the few
paragraphs that begin with one); proofs come from `@pytest.mark.req("F1-1")`, read from the
source of the tests without importing them.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "docs" / "requirements.md"
PAGE = ROOT / "docs" / "traceability.md"
WAITING = ROOT / "docs" / "waiting.toml"

_HEADING = re.compile(r"#+ (?P<section>.+)|\*\*(?P<bold>[^*]+)\*\*(?: \(.+\))?")
_ID = r"[A-Z]+\d+(?:-\d+)?[a-z]?"
_ROW = re.compile(rf"\| (?P<id>{_ID}) \|.*")
_PARAGRAPH = re.compile(rf"(?:\*\*)?(?P<id>{_ID})\. ")
_BACKGROUND = {"Fact", "Failure"}  # second column of the tables that ask for nothing


@dataclass(frozen=True, slots=True)
class Requirement:
    """One ID of the requirements page; `owed` is false where the page asks nothing of us."""

    id: str
    section: str
    owed: bool


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """A test that names a requirement: its file, relative to the repository, and its function."""

    file: str
    test: str


def requirements(markdown: str) -> list[Requirement]:
    """Every ID of the page, in its order."""
    found: list[Requirement] = []
    section = ""
    header: list[str] = []
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if heading := _HEADING.fullmatch(line):
            section = heading["section"] or heading["bold"]
        elif line.startswith("| ID |"):
            header = cells
        elif row := _ROW.fullmatch(line):
            asks = dict(zip(header, cells, strict=False)).get("Behaviour") != "none"
            found.append(Requirement(row["id"], section, asks and header[1] not in _BACKGROUND))
        elif paragraph := _PARAGRAPH.match(line):
            found.append(Requirement(paragraph["id"], section, owed=True))
    return found


def marks(source: str) -> Iterator[tuple[str, str]]:
    """(test, named ID) for every `req` mark of a test file, whichever way it is put on.

    A mark on a class or in `pytestmark` counts for each test below it, one on a `pytest.param`
    for its test, also where the parameters stand in a constant of the module. An ID that is not
    written out cannot be read from the source; its expression is given back and names nothing.
    """
    module = ast.parse(source).body
    yield from _marks_in(module, constants=_assigned(module), inherited=())


def _marks_in(
    body: list[ast.stmt], *, constants: Mapping[str, ast.expr], inherited: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    if "pytestmark" in (here := _assigned(body)):
        inherited += _named_in(here["pytestmark"], constants)
    for statement in body:
        match statement:
            case ast.ClassDef(body=inner, decorator_list=decorators):
                own = _named_in(ast.List(decorators), constants)
                yield from _marks_in(inner, constants=constants, inherited=inherited + own)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                own = _named_in(ast.List(statement.decorator_list), constants)
                if name.startswith("test_"):
                    yield from ((name, named) for named in inherited + own)


def _assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    return {
        target.id: statement.value
        for statement in body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _named_in(expression: ast.expr, constants: Mapping[str, ast.expr]) -> tuple[str, ...]:
    named: list[str] = []
    for node in ast.walk(expression):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="req")):
                named += [ast.unparse(argument).strip("'\"") for argument in node.args]
            case ast.Name(id=name) if name in constants:
                named += _named_in(constants[name], {})
    return tuple(named)


def covered(named: str, known: set[str]) -> set[str]:
    """The IDs that a mark stands for: itself, or all parts of a split one (`H3`: `H3a`, `H3b`)."""
    if named in known:
        return {named}
    return {each for each in known if re.fullmatch(re.escape(named) + "[a-z]", each)}


def proofs(root: Path, known: set[str]) -> tuple[dict[str, set[Proof]], list[str]]:
    """Proofs by ID, and one line for each mark that names no ID of the page."""
    found: dict[str, set[Proof]] = {}
    unknown: list[str] = []
    for path in sorted(root.glob("tests/**/test_*.py")):
        file = path.relative_to(root).as_posix()
        for test, named in marks(path.read_text(encoding="utf-8")):
            ids = covered(named, known)
            if not ids:
                unknown.append(f"{file}: {test} names {named}")
            for each in ids:
                found.setdefault(each, set()).add(Proof(file, test))
    return found, unknown


def page(wanted: list[Requirement], found: Mapping[str, set[Proof]]) -> str:
    """The whole traceability page."""
    owed = [each for each in wanted if each.owed]
    built = sum(each.id in found for each in owed)
    lines = [
        "# Traceability",
        "",
        "Made by `make traceability` from [requirements.md](requirements.md) and the marks of the",
        "tests; a test keeps it up to date. Do not edit by hand.",
        "",
        f"{built} of {len(owed)} requirements are proved by a test that names them.",
    ]
    for section, members in groupby(wanted, key=lambda each: each.section):
        lines += ["", f"## {section}", "", "\n\n".join(_blocks(list(members), found))]
    return "\n".join(lines) + "\n"


def _blocks(members: list[Requirement], found: Mapping[str, set[Proof]]) -> Iterator[str]:
    proved = [each.id for each in members if each.id in found]
    waiting = [each.id for each in members if each.owed and each.id not in found]
    asks_nothing = [each.id for each in members if not each.owed and each.id not in found]
    if proved:
        rows = [f"| {each} | {_cell(found[each])} |" for each in proved]
        yield "\n".join(["| ID | Proved by |", "|---|---|", *rows])
    if waiting:
        yield f"Not built yet: {', '.join(_named(each) for each in waiting)}"
    if asks_nothing:
        yield f"Asks nothing of the software: {', '.join(asks_nothing)}"


@cache
def waiting_for() -> Mapping[str, str]:
    """What requirements wait for that are not built yet, by their IDs."""
    return tomllib.loads(WAITING.read_text("utf-8"))


def _named(requirement: str) -> str:
    reason = waiting_for().get(requirement)
    return f"{requirement} (waits for {reason})" if reason else requirement


def _cell(proofs_of_one: set[Proof]) -> str:
    by_file = groupby(sorted(proofs_of_one), key=lambda proof: proof.file)
    return "<br>".join(
        f"[{file}](../{file}): {', '.join(f'`{proof.test}`' for proof in group)}"
        for file, group in by_file
    )


def current_page() -> tuple[str, list[str]]:
    """The page as the tree stands now, and its unknown marks."""
    wanted = requirements(REQUIREMENTS.read_text(encoding="utf-8"))
    found, unknown = proofs(ROOT, {each.id for each in wanted})
    return page(wanted, found), unknown


if __name__ == "__main__":
    text, unknown_marks = current_page()
    PAGE.write_text(text, encoding="utf-8")
    sys.exit("\n".join(unknown_marks) or None)
