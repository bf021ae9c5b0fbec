"""Rules that the database itself holds, also against a hand-typed statement."""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

_SQLITE = """CREATE TRIGGER {name} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514'; END
$$ LANGUAGE plpgsql"""

_POSTGRES = """CREATE TRIGGER {name} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION is_append_only()"""


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The statements that refuse UPDATE and DELETE on a table."""
    template = _SQLITE if dialect == "sqlite" else _POSTGRES
    made = [
        template.format(name=f"{table}_no_{act.lower()}", act=act, table=table)
        for act in ("UPDATE", "DELETE")
    ]
    return made if dialect == "sqlite" else [_POSTGRES_FUNCTION, *made]


def append_only(table: Table) -> None:
    """Refuse UPDATE and DELETE on the rows of this table, on both databases."""
    table.info["triggers"] = (f"{table.name}_no_update", f"{table.name}_no_delete")
    for dialect in ("sqlite", "postgresql"):
        for statement in append_only_statements(table.name, dialect):
            ddl = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy left this one out
                statement.replace("%", "%%")
            ).execute_if(dialect=dialect)
            event.listen(table, "after_create", ddl)
