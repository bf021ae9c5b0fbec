"""The database server and the browser that the tests bring along."""

import os
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests.support import chromium, postgres


@pytest.mark.postgres
@pytest.mark.skipif(postgres.find() is None, reason="PostgreSQL ontbreekt")
def test_a_server_of_our_own_is_private_clones_a_template_and_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    with postgres.server() as server:
        with psycopg.connect(postgres.plain(server.create("first"))) as first:
            first.execute("CREATE TABLE shelf AS SELECT 'é' AS title")
        with psycopg.connect(postgres.plain(server.clone("first", "second"))) as second:
            assert second.execute("SELECT upper(title) FROM shelf").fetchall() == [("É",)]
            (addresses,) = second.execute("SHOW listen_addresses").fetchone() or ("?",)
            (data,) = second.execute("SHOW data_directory").fetchone() or ("?",)
        owner = Path(data).stat().st_uid
    assert addresses == ""
    assert owner != 0
    assert not Path(data).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.plain(server.url))


def test_a_server_named_by_the_caller_is_used_and_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "postgresql+psycopg://someone@/theirs?host=/run/theirs"
    monkeypatch.setenv("TEST_DATABASE_URL", told)
    with postgres.server() as server:
        assert server.url == told
        assert server.database("ours") == told.replace("/theirs?", "/ours?")


@pytest.mark.browser
@pytest.mark.skipif(chromium.executable() is None, reason="Chromium ontbreekt")
def test_the_browser_renders_a_page_inside_its_sandbox() -> None:
    options = chromium.launch_options()
    assert options["chromium_sandbox"] is (os.geteuid() != 0)
    with sync_playwright() as play:
        browser = play.chromium.launch(**options)
        page = browser.new_page()
        page.set_content("<title>Wilgen</title>")
        assert page.title() == "Wilgen"
        browser.close()


def test_a_browser_that_is_not_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match="CHROMIUM"):
        chromium.launch_options()
