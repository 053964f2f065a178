"""Finds, in a driver's own source, facts that it would write down about terms which nobody declares here."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeGuard

from journeys.errors import InvalidCompany
from journeys.judging.topics import Topics
from journeys.promises.terms import Term

__all__ = ["check_terms"]


def check_terms(found: type, where: str, kinds: Topics) -> None:
    """Go through a class's own source.

    Args:
        found: The class.
        where: The section of the company file that names it.
        kinds: The kinds of promise there are here.

    Raises:
        InvalidCompany: With the line, the term, and the nearest right one.
    """
    try:
        module, file = sys.modules[found.__module__], inspect.getsourcefile(found)
        whole = _parsed(inspect.getsource(module))
    except (OSError, TypeError, KeyError):
        return
    nodes = ast.walk(whole) if "." in found.__qualname__ else whole.body
    own = (node for node in nodes if isinstance(node, ast.ClassDef) and node.name == found.__name__)
    for node in (within for one in own for within in ast.walk(one)):
        if _writes_down(node) and (wrong := _wrong_term(node.args[0], vars(module), kinds)):
            wrong.problem = f"{where}: {found.__name__} writes down {wrong.problem}"
            raise wrong.at(f"{file}:{node.lineno}")


@lru_cache
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def _writes_down(node: ast.AST) -> TypeGuard[ast.Call]:
    """Tell of ``visit.saw(…)``, ``visit.also(…)`` and ``visit.read(…)``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    of_a_visit = isinstance(node.func.value, ast.Name) and node.func.value.id == "visit"
    return node.func.attr == "saw" or (of_a_visit and node.func.attr in {"also", "read"})


def _wrong_term(written: ast.expr, known: Mapping[str, object], kinds: Topics) -> InvalidCompany | None:
    """Say what is wrong with the term that is written down, as far as its module's names tell."""
    if isinstance(written, ast.Constant):
        if written.value not in kinds.terms:
            return InvalidCompany("a term that no topic declares", value=str(written.value), valid=sorted(kinds.terms))
        remedy = (
            f"Import the module of the topic {kinds.terms[str(written.value)].topic!r}, and give the term it declares."
        )
        return InvalidCompany("the name of a term instead of the term", value=str(written.value), remedy=remedy)
    term = known.get(written.id) if isinstance(written, ast.Name) else None
    if isinstance(written, ast.Attribute) and isinstance(written.value, ast.Name):
        holder = known.get(written.value.id)
        if inspect.ismodule(holder) and not hasattr(holder, written.attr):
            terms = [name for name, one in vars(holder).items() if isinstance(one, Term)]
            problem = f"a term that {holder.__name__} does not declare"
            return InvalidCompany(problem, value=written.attr, valid=terms)
        term = getattr(holder, written.attr) if inspect.ismodule(holder) else None
    if isinstance(term, Term) and term not in kinds.terms:
        problem = f"a term of the topic {term.topic!r}, which the company file does not name"
        remedy = f"Add the module in which it is declared ({term.place}) to topics."
        return InvalidCompany(problem, value=str(term), remedy=remedy)
    return None
