"""Whole days between two moments, counted by the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Dagen(FunctionElement[int]):
    """`Dagen(van, tot)`: how many times 24 hours; whole seconds, so that both databases agree."""

    type = Integer()
    name = "dagen"
    inherit_cache = True


@compiles(Dagen, "sqlite")
def _sqlite(element: Dagen, compiler: Any, **options: Any) -> str:
    van, tot = (compiler.process(part, **options) for part in element.clauses)
    return f"((strftime('%s', {tot}) - strftime('%s', {van})) / 86400)"


@compiles(Dagen, "postgresql")
def _postgresql(element: Dagen, compiler: Any, **options: Any) -> str:
    van, tot = (f"floor(extract(epoch FROM {compiler.process(part, **options)}))"
                for part in element.clauses)  # fmt: skip
    return f"CAST(floor(({tot} - {van}) / 86400) AS INTEGER)"
