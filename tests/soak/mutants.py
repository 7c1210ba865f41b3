"""Small faults put into a module one at a time: what a suite of tests has to notice."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


Way = tuple[str, Callable[[ast.AST], ast.AST]]
"""What is done to a node, and the node after it."""


@dataclass(frozen=True)
class Fault:
    """One fault: ``place`` counts the nodes as ``ast.walk`` meets them; the line on which it is, and what is done."""

    place: int
    line: int
    what: str
    put: Callable[[ast.AST], ast.AST]


def faults(source: str) -> list[Fault]:
    """Every fault of a module; types, docstrings, imports and what only a type checker reads are left alone."""
    tree = ast.parse(source)
    spared = _spared(tree)
    return [
        Fault(place, getattr(node, "lineno", 0), what, put)
        for place, node in enumerate(ast.walk(tree))
        if id(node) not in spared
        for what, put in _ways(node)
    ]


def with_fault(source: str, fault: Fault) -> str:
    """The module with that fault; comments are lost."""
    tree = ast.parse(source)
    node = _node(tree, fault.place)
    _replace(tree, node, fault.put(node))
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _ways(node: ast.AST) -> Iterator[Way]:
    yield from _of_operators(node)
    yield from _of_constants(node)
    yield from _of_statements(node)


def _of_operators(node: ast.AST) -> Iterator[Way]:
    match node:
        case ast.Compare(ops=[operator]):
            other = COMPARISONS[type(operator)]
            yield f"{type(operator).__name__} → {other.__name__}", lambda one: _with(one, ops=[other()])
        case ast.BoolOp(op=ast.And()):
            yield "and → or", lambda one: _with(one, op=ast.Or())
        case ast.BoolOp():
            yield "or → and", lambda one: _with(one, op=ast.And())
        case ast.BinOp(op=operator) if type(operator) in SUMS:
            other_sum = SUMS[type(operator)]
            yield f"{type(operator).__name__} → {other_sum.__name__}", lambda one: _with(one, op=other_sum())
        case ast.UnaryOp(op=ast.Not()):
            yield "not left out", lambda one: one.operand  # type: ignore[attr-defined]
        case ast.UnaryOp(op=ast.USub()):
            yield "sign turned", lambda one: one.operand  # type: ignore[attr-defined]


def _of_constants(node: ast.AST) -> Iterator[Way]:
    match node:
        case ast.Constant(value=bool(held)):
            yield f"{held} → {not held}", lambda one: _with(one, value=not held)
        case ast.Constant(value=int(held) | float(held)):
            yield f"{held} → {held + 1}", lambda one: _with(one, value=held + 1)
        case ast.Constant(value=str(held)):
            yield "another text", lambda one: _with(one, value=f"{held}?")


def _of_statements(node: ast.AST) -> Iterator[Way]:
    match node:
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "returns None", lambda one: _with(one, value=ast.Constant(None))
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, (ast.Compare, ast.UnaryOp)):
            yield "condition turned", lambda one: _with(one, test=ast.UnaryOp(ast.Not(), one.test))  # type: ignore[attr-defined]
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield "statement left out", lambda one: ast.copy_location(ast.Pass(), one)
        case ast.Continue():
            yield "continue → break", lambda one: ast.copy_location(ast.Break(), one)
        case ast.Break():
            yield "break → continue", lambda one: ast.copy_location(ast.Continue(), one)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _spared(tree: ast.Module) -> set[int]:
    """Nodes that do nothing when the program runs."""
    spared: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.arg(annotation=kind) | ast.FunctionDef(returns=kind) if kind is not None:
                spared |= _below(kind)
            case ast.AnnAssign():
                spared |= _below(node.annotation)
            case (
                ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.FormattedValue(format_spec=None)
            ):
                spared |= _below(node) if not isinstance(node, ast.FormattedValue) else set()
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                spared |= _below(node)
            case ast.Assign(targets=[ast.Name(name)]) if name == "__all__":
                spared |= _below(node)
            case ast.Assign(value=ast.Subscript() as kind):
                spared |= _below(kind) if _is_type(kind) else set()
            case ast.Call(func=ast.Name("cast" | "TypeVar" | "ParamSpec")):
                spared |= _below(node)
    return spared


def _is_type(node: ast.Subscript) -> bool:
    """Whether something like ``Mapping[str, int]`` gives a type a name: it begins with a capital letter."""
    name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    return bool(name[:1].isupper()) or name in {"dict", "list", "tuple", "set"}


def _below(node: ast.AST) -> set[int]:
    return {id(one) for one in ast.walk(node)}


def _node(tree: ast.AST, place: int) -> ast.AST:
    return next(node for number, node in enumerate(ast.walk(tree)) if number == place)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    if new is old:
        return
    for parent in ast.walk(tree):
        for name, held in ast.iter_fields(parent):
            if held is old:
                setattr(parent, name, new)
            elif isinstance(held, list) and any(one is old for one in held):
                held[:] = [new if one is old else one for one in held]
