"""What hangs below a row comes in one order, on every database."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Table, UniqueConstraint
from sqlalchemy.orm import RelationshipProperty

from vereniging.core.db import Base


def is_total(relation: RelationshipProperty[object]) -> bool:
    """Whether no two rows of one parent can change places."""
    table = relation.mapper.local_table
    assert isinstance(table, Table)
    fixed = {column.name for column in relation.remote_side}
    fixed |= {column.name for column in relation.order_by or []}
    keys = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    unique = [set(key.columns.keys()) for key in (table.primary_key, *keys)]
    return bool(relation.order_by) and any(key <= fixed for key in unique)


def test_a_list_of_rows_has_an_order_without_ties(app: Flask) -> None:
    relations = [one for mapper in Base.registry.mappers for one in mapper.relationships]
    lists = [one for one in relations if one.uselist]
    assert len(lists) > 10
    assert [str(one) for one in lists if not is_total(one)] == []
