"""Days and moments, counted by the database: whole days between two, and when a day is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from vereniging.core.db import UTCDateTime
from vereniging.core.workdays import midnight_after


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


class OpTijd(FunctionElement[datetime]):
    """`OpTijd(dag, "22:00:00.000000")`: that time of that day in Greenwich."""

    type = UTCDateTime()
    name = "op_tijd"
    inherit_cache = True


@compiles(OpTijd, "sqlite")
def _moment_sqlite(element: OpTijd, compiler: Any, **options: Any) -> str:
    dag, tijd = (compiler.process(part, **options) for part in element.clauses)
    return f"({dag} || ' ' || {tijd})"


@compiles(OpTijd, "postgresql")
def _moment_postgresql(element: OpTijd, compiler: Any, **options: Any) -> str:
    dag, tijd = (compiler.process(part, **options) for part in element.clauses)
    words = f"to_char({dag}, 'YYYY-MM-DD') || ' ' || {tijd} || '+00'"
    return f"CAST({words} AS TIMESTAMP WITH TIME ZONE)"


def einde_van(dag: Any, van: date, tot: date) -> ColumnElement[datetime]:
    """The first moment in Amsterdam after a day of a column, from one day to before another.

    Summer and winter differ an hour; a year has at most three of them.
    """
    seizoenen = list(_seizoenen(van, tot))
    in_zomer = [dag.between(eerste, laatste) for uur, eerste, laatste in seizoenen if uur == 22]
    tijden = [literal(f"{uur}:00:00.000000") for uur in (22, 23)]
    tijd = case((or_(*in_zomer), tijden[0]), else_=tijden[1]) if in_zomer else tijden[1]
    return OpTijd(dag, tijd)


def _seizoenen(van: date, tot: date) -> Iterator[tuple[int, date, date]]:
    """The hour in Greenwich at which its days end, its first day and its last."""
    days = (van + timedelta(days=n) for n in range((tot - van).days))
    for uur, groep in groupby(days, key=lambda each: midnight_after(each).hour):
        same = list(groep)
        yield uur, same[0], same[-1]
