"""The rules of the house: where imports may point, how long a room may be, and that the tools agree."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    "workbench",
    "ui",
    "resources",
    "tests",
    "main.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
}
SOURCES = sorted([*ROOT.glob("workbench/**/*.py"), *ROOT.glob("ui/**/*.py"), ROOT / "main.py"])


def run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_types() -> None:
    run("mypy")


def test_lint() -> None:
    run("ruff", "check", "--quiet", ".")


def test_format() -> None:
    run("ruff", "format", "--check", "--quiet", ".")


@pytest.mark.slow
def test_imports_point_one_way() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_top_level_names() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_room_sizes_and_docstrings(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400, "split this file"
    long = [f.name for f in functions(tree) if (f.end_lineno or 0) - f.lineno >= 50]
    assert not long, "split these functions"
    if path.name != "main.py" and text.strip():
        assert ast.get_docstring(tree), "say what this file is"
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert not public, "say what these do"


def test_no_import_circles() -> None:
    """Follow every import inside the project, also those inside functions, and find no way back."""
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in SOURCES}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    arrows = {name: set(imported(path, modules)) - {name} for name, path in modules.items()}
    while free := [name for name, to in arrows.items() if not to & arrows.keys()]:
        for name in free:
            del arrows[name]
    assert not arrows, f"import circle among {sorted(arrows)}"


def imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module and not type_only(path, node):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def type_only(path: Path, node: ast.ImportFrom) -> bool:
    """True for imports under `if TYPE_CHECKING:`, which no running program follows."""
    tree = ast.parse(path.read_text("utf-8"))
    for block in ast.walk(tree):
        guarded = isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        if guarded and block.lineno < node.lineno <= (block.end_lineno or 0):
            return True
    return False
