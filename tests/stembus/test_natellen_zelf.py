"""What the site publishes, downloaded as anybody does, holds before two independent recounts."""

from __future__ import annotations

import random
import secrets
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.stembus.factories import een_open_stemming, om
from tests.stembus.test_papier import op_papier
from tests.stembus.test_rangschikken import PUNTEN, een_rangvraag, opties
from tests.stembus.test_stemming import leden
from tests.stembus.verifier import Folder
from tests.support.client import Client
from vereniging.stembus.acties import breng_uit, sluit, tel
from vereniging.stembus.acties.papier import druk_biljetten, typ_in
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import regels_van
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.stembus.telling.vraag import Vraag

FILES = (
    "kiesgerechtigd.json", "regels.json", "bus.txt", "handtekening.json", "stembiljetten.csv",
    "uitslag.json", "natellen.py",
)  # fmt: skip
VRAGEN = [
    {
        "meerderheid": {"basis": "uitgebracht", "breuk": [1, 2], "strikt": True},
        "sleutel": "v1",
        "tekst": "Vindt u dit goed?",
        "type": "voor_tegen",
    },
    {**een_rangvraag(4), "sleutel": "v2"},
    {**een_rangvraag(6, "irv"), "sleutel": "v3"},
    {**PUNTEN, "sleutel": "v4"},
    {
        "meerderheid": None, "max": 2, "min": 1, "opties": opties(4), "sleutel": "v5",
        "tekst": "Welke twee?", "type": "meervoudig", "zetels": 2,
    },
    {"drempel": [1, 5], "sleutel": "v6", "tekst": "Bezwaar?", "type": "consent"},
    {
        "drempel": [3, 5],
        "niveaus": [{"sleutel": str(n), "tekst": f"Stap {n}"} for n in (1, 2, 3)],
        "sleutel": "v7",
        "tekst": "Minimaal?",
        "type": "bandbreedte",
    },
]  # fmt: skip


def answer(vraag: Vraag, chance: random.Random) -> str:
    """Any waarde that this question allows."""
    letters = "abcdef"
    tries = [
        "voor", "tegen", "akkoord", "bezwaar:belang", "m0", "m1", "m2", "m3", "blanco",
        ">".join(chance.sample(letters, chance.randint(1, 6))),
        ",".join(sorted(chance.sample(letters, chance.randint(1, 2)))),
        ",".join(f"{letter}{chance.randint(0, 5)}" for letter in "abc"),
    ]  # fmt: skip
    return chance.choice([one for one in tries if vraag.mag(one)])


def download(client: Client, stemming: Stemming, folder: Path) -> None:
    """Every published file, as the page names them."""
    names = [*FILES, *(f"opgeteld-v{n}.csv" for n in range(1, 9))]
    for name in names:
        found = client.get(f"/stembus/{stemming.slug}/{name}")
        if found.status_code == 200:
            (folder / name).write_bytes(found.data)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_recounts_agree_with_every_published_ballot(
    data: Session, nu: datetime, client: Client, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    wie = leden(data, 14)
    stemming = een_open_stemming(nu, vragen=VRAGEN, quorum={"breuk": [1, 2]} if seed == 3 else {})
    codes = druk_biljetten(stemming, 3, nu)
    een, twee = op_papier(data, nu, stemming, *wie[:3])
    vragen = regels_van(stemming).vragen
    for lid in wie[3 : 9 + seed]:
        keuzes = Keuzes({vraag.sleutel: answer(vraag, chance) for vraag in vragen})
        breng_uit(stemming, lid, Formulier(0, secrets.token_bytes(32), keuzes))
    assert sluit(stemming, om(stemming.sluit_op))
    data.flush()
    moment = om(stemming.sluit_op + timedelta(minutes=20))
    lines = [" ".join([code, *(answer(vraag, chance) for vraag in vragen)]) for code in codes[:2]]
    for teller in (een, twee):
        typ_in(stemming, teller, "\n".join([*lines, "onleesbaar"]), moment)
    assert tel(stemming, moment)
    stemming.vergaderd()
    download(client, stemming, tmp_path)
    assert Folder(tmp_path).errors() == []
    script = [sys.executable, str(tmp_path / "natellen.py"), str(tmp_path), "--code", codes[0]]
    recount = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  the published script
    assert recount.returncode == 0, recount.stdout
    text = client.get(f"/stembus/{stemming.slug}/").text
    assert "Tel het zelf na" in text


def test_the_second_recount_sees_a_changed_ballot(
    data: Session, nu: datetime, client: Client, tmp_path: Path
) -> None:
    wie = leden(data, 6)
    stemming = een_open_stemming(nu)
    for lid in wie:
        keuzes = Keuzes({"v1": "voor"})
        breng_uit(stemming, lid, Formulier(0, secrets.token_bytes(32), keuzes))
    assert sluit(stemming, om(stemming.sluit_op))
    data.flush()
    assert tel(stemming, om(stemming.sluit_op + timedelta(minutes=20)))
    download(client, stemming, tmp_path)
    ballots = tmp_path / "stembiljetten.csv"
    ballots.write_bytes(ballots.read_bytes().replace(b";voor", b";tegen"))
    assert Folder(tmp_path).errors() == ["check_numbers", "check_questions"]
