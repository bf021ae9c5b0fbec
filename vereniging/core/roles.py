"""The two roles of PostgreSQL: one owns the tables, the program itself owns nothing.

security-reliability.md section 2. For psql; running it again changes nothing.
"""

from __future__ import annotations

from sqlalchemy import make_url

from vereniging.core.config import setting

OWNER, PROGRAM = "vereniging_beheer", "vereniging_app"
STATEMENT_SECONDS, LOCK_SECONDS, IDLE_SECONDS = 6, 5, 15

SQL = """\
-- Draai dit als beheerder van PostgreSQL, en opnieuw na `vereniging db upgrade`.
\\set ON_ERROR_STOP on
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{owner}') THEN
    CREATE ROLE {owner} LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{program}') THEN
    CREATE ROLE {program} LOGIN;
  END IF;
END $$;
-- bezit de tabellen, werkt ze bij, maakt kopieën en een lege database voor de oefening
ALTER ROLE {owner} NOSUPERUSER CREATEDB NOCREATEROLE;
-- het programma: bezit niets, en wacht nooit lang
ALTER ROLE {program} NOSUPERUSER NOCREATEDB NOCREATEROLE;
ALTER ROLE {program} SET statement_timeout = '{statement}s';
ALTER ROLE {program} SET lock_timeout = '{lock}s';
ALTER ROLE {program} SET idle_in_transaction_session_timeout = '{idle}s';
SELECT 'CREATE DATABASE "{database}" OWNER {owner} ENCODING ''UTF8'' TEMPLATE template0'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
\\connect "{database}"
GRANT USAGE ON SCHEMA public TO {program};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {program};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {program};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner}
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {program};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {program};
-- het logboek: het programma leest en schrijft erbij, en verandert er niets in
DO $$ BEGIN
  IF to_regclass('public.logboek') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON logboek FROM {program};
  END IF;
END $$;
"""


def roles() -> str:
    """The statements for the database of this installation."""
    url = make_url(setting("DATABASE_URL"))
    is_postgres = url.get_backend_name() == "postgresql"
    return SQL.format(
        owner=OWNER,
        program=PROGRAM,
        database=(url.database if is_postgres else None) or "vereniging",
        statement=STATEMENT_SECONDS,
        lock=LOCK_SECONDS,
        idle=IDLE_SECONDS,
    )
