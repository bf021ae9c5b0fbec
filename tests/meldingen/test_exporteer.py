"""`vereniging open-data exporteer`: whole files, and only what everyone may know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.meldingen.factories import een_buurt, een_melding
from tests.meldingen.test_opendata import een_openbare
from vereniging.core import opendata
from vereniging.core.export import read_csv

COMMAND = ["open-data", "exporteer"]


def test_every_file_is_written_as_the_site_gives_it(
    app: Flask, data: Session, nu: datetime, tmp_path: Path
) -> None:
    buurt = een_buurt(data)
    public, private = een_openbare(buurt, nu, "Er ligt afval bij de bak."), een_melding(buurt, nu)
    data.commit()
    folder = tmp_path / "nieuw" / "open"
    done = app.test_cli_runner().invoke(args=[*COMMAND, str(folder), "--json"])
    assert done.exit_code == 0, done.output
    names = json.loads(done.output)
    assert names == sorted(path.name for path in folder.iterdir())
    assert {"meldingen.csv", "meldingen.geojson", "meldingen.atom", "afspraken.csv"} <= set(names)
    _head, row = read_csv((folder / "meldingen.csv").read_bytes())
    assert row[0] == public.kenmerk
    for name in names:
        assert private.kenmerk not in (folder / name).read_text(encoding="utf-8")


def test_a_second_time_replaces_the_files(app: Flask, data: Session, tmp_path: Path) -> None:
    een_buurt(data)
    data.commit()
    (tmp_path / "meldingen.csv").write_text("oud", encoding="utf-8")
    done = app.test_cli_runner().invoke(args=[*COMMAND, str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "meldingen.csv" in done.output.splitlines()
    assert (tmp_path / "meldingen.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_that_cannot_be_written_is_one_sentence(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    een_buurt(data)
    data.commit()
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    done = app.test_cli_runner().invoke(args=[*COMMAND, str(tmp_path / "bestand" / "map")])
    assert done.exit_code == 1
    assert "Kies een andere map." in done.output


def test_half_a_file_never_takes_the_place_of_a_whole_one(
    nu: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_nu: datetime) -> Iterator[bytes]:
        yield b"half"
        raise OSError

    monkeypatch.setattr(opendata, "_makers", {"x.csv": broken})
    (tmp_path / "x.csv").write_bytes(b"heel")
    with pytest.raises(OSError):  # noqa: PT011  whatever the disk says
        opendata.write_open_files(tmp_path, nu)
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_bytes() == b"heel"
