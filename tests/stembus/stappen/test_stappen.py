"""Opening, voting, closing and counting without a database (protocol 4.3 to 4.7)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from tests.stembus.vectoren import publicatie, vectoren
from tests.stembus.voorbeeld import (
    DICHT,
    OPEN,
    SEED,
    Stembureau,
    alle_soorten,
    dobbelsteen,
    een_plan,
    niveaus,
    opties,
    papier,
)
from vereniging.stembus import inhoud
from vereniging.stembus.inhoud import Biljet, Keuzes
from vereniging.stembus.protocol import canonical, handtekening
from vereniging.stembus.protocol.envelop import TeGroot, verzegel, vul_aan, zegel
from vereniging.stembus.publicatie import (
    Kiesgerechtigd,
    OngeldigeEnvelop,
    Opkomst,
    Telstaat,
    bus_txt,
    csv_regels,
    handtekening_json,
    stembiljetten_csv,
    tel_waarden,
    uitslag_json,
)
from vereniging.stembus.regels import Regels, bezwaar_tot
from vereniging.stembus.stappen.sluiten import Sluiting, sluiten
from vereniging.stembus.stappen.stemmen import Stempoging
from vereniging.stembus.stappen.tellen import (
    BusKloptNiet,
    Papierbatch,
    PapierKloptNiet,
    Telopdracht,
    open_bus,
    tellen,
)
from vereniging.stembus.telling.meerderheid import OngeldigeInstelling, Quorum
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag, VoorTegenVraag

V = vectoren()


def met_inhoud(bureau: Stembureau, **anders: Any) -> bytes:
    """An envelope that is sealed well, with content changed as given; None takes a key away."""
    gewoon: dict[str, Any] = {
        "code": "0" * 16,
        "keuzes": {vraag.sleutel: "blanco" for vraag in bureau.regels.vragen},
        "stemming": bureau.regels.slug,
        "versie": 1,
        "woord": "",
    }
    if bureau.regels.consentvragen:
        gewoon["toelichting"] = {}
    velden = {k: v for k, v in (gewoon | anders).items() if v is not None}
    return verzegel_ruw(bureau, canonical.encode(velden))


def verzegel_ruw(bureau: Stembureau, bericht: bytes, lengte: int = 0) -> bytes:
    publiek = X25519PublicKey.from_public_bytes(bureau.regels.publieke_sleutel)
    gevuld = vul_aan(bericht, lengte or bureau.regels.lengte)
    return verzegel(publiek, bureau.regels.info, gevuld)


def redenen(bureau: Stembureau, *enveloppen: bytes) -> list[str]:
    geopend = open_bus(bureau.regels, bureau.prive, sorted(enveloppen, key=zegel))
    return [ongeldig.reden for ongeldig in geopend.ongeldig]


def test_the_published_example_is_built_byte_for_byte() -> None:
    bestanden, alle = publicatie(), V["handtekeningen"]
    regels = Regels.lees(bestanden["regels.json"])
    kiesgerechtigd = Kiesgerechtigd(
        regels.slug, OPEN, {"erelid": 1, "lid": 11}, {"geschorst": 1}, V["register"]["wortel"]
    )
    rijen = [lijn.split(";") for lijn in bestanden["stembiljetten.csv"].decode().splitlines()[1:]]
    biljetten = [Biljet(code, (v1, v2), woord) for code, woord, v1, v2 in rijen]
    lijnen = csv_regels(regels, reversed(biljetten))
    zegels = bestanden["bus.txt"].decode().split()
    pen = handtekening.Ondertekenaar(bytes.fromhex(alle["seed"]))
    sluiting = sluiten(regels, pen, reversed(zegels))
    oud = json.loads(bestanden["uitslag.json"])
    ongeldig = [OngeldigeEnvelop(x["zegel"], x["reden"]) for x in oud["ongeldig"]]
    staat = Telstaat(Opkomst(6, 1), sluiting.wortel, bezwaar_tot(DICHT, DICHT, 14), ongeldig)
    uitslag = uitslag_json(regels, staat, tel_waarden(regels, biljetten), lijnen, {})
    getekend = json.loads(bestanden["handtekening.json"])
    assert kiesgerechtigd.als_bytes() == bestanden["kiesgerechtigd.json"]
    assert regels.als_bytes == bestanden["regels.json"]
    assert inhoud.passende_lengte_van(regels.plan) == regels.lengte
    assert sluiting.bestanden["bus.txt"] == bus_txt(zegels) == bestanden["bus.txt"]
    assert sluiting.handtekening == getekend["bus"]
    assert stembiljetten_csv(regels, lijnen) == bestanden["stembiljetten.csv"]
    assert uitslag == bestanden["uitslag.json"]
    assert (
        handtekening_json(regels, pen.publieke_sleutel, getekend["bus"], getekend["uitslag"])
        == bestanden["handtekening.json"]
    )
    assert handtekening.bewijs_klopt(pen.publieke_sleutel, V["publicatie"]["bewijs.txt"].encode())


def test_the_example_envelope_opens_to_a_ballot_of_the_list() -> None:
    geval = V["publicatie"]["enveloppen"]
    regels = Regels.lees(publicatie()["regels.json"])
    prive = bytes.fromhex(geval["sleutel"])
    geopend = open_bus(regels, prive, [bytes.fromhex(geval["voorbeeld"])])
    assert geopend.ongeldig == []
    lijn = csv_regels(regels, geopend.biljetten)[0]
    assert lijn in publicatie()["stembiljetten.csv"].decode().splitlines()


def test_a_vote_goes_in_sealed_and_comes_out_as_it_was_given() -> None:
    bureau = Stembureau(een_plan(*alle_soorten()))
    keuzes = {"v1": "voor", "v2": "b", "v3": "a,c", "v4": "d>a", "v5": "f", "v7": "bezwaar:belang"}
    keuzes |= {"v6": "a0,b1,c2,d3,e4,f5,g0", "v8": "m2"}
    gegeven = Keuzes.uit_formulier(keuzes, "  Zoë’s  fiets ", {"v7": " Te duur.\r\nEcht. "})
    assert inhoud.controleer(bureau.regels, gegeven) == {}
    stem = bureau.stem("1001", gegeven)
    geopend = open_bus(bureau.regels, bureau.prive, [stem.envelop])
    (biljet,) = geopend.biljetten
    assert biljet == Biljet(
        stem.ontvangst.code, tuple(keuzes[f"v{n}"] for n in range(1, 9)), "Zoë’s fiets"
    )
    assert geopend.toelichtingen == [("v7", "Te duur.\nEcht.")]
    assert len(stem.envelop) == bureau.regels.lengte + 48
    assert handtekening.bewijs_klopt(
        bureau.sleutels.ondertekenaar.publieke_sleutel, stem.ontvangst.bewijs
    )


def test_a_double_click_gets_one_receipt_and_another_form_another_check_value() -> None:
    bureau = Stembureau(een_plan())
    poging, gegeven = Stempoging("1001", 0, b"n" * 32), Keuzes({"v1": "voor"})
    eerste, tweede = (bureau.lokaal.breng_uit(poging, gegeven) for _ in range(2))
    assert eerste.envelop != tweede.envelop
    assert eerste.bevestiging == tweede.bevestiging == bureau.lokaal.bevestiging(poging, gegeven)
    assert bureau.lokaal.ontvangst(poging, eerste.envelop) == eerste.ontvangst
    for ander_poging, ander in (
        (poging, Keuzes({"v1": "tegen"})),
        (poging, Keuzes({"v1": "voor"}, woord="roos")),
        (replace(poging, nonce=b"m" * 32), gegeven),
    ):
        assert bureau.lokaal.bevestiging(ander_poging, ander) != eerste.bevestiging
    for anders in ({"lidnummer": "1002"}, {"verwacht": 1}, {"nonce": b"m" * 32}):
        nieuw = bureau.lokaal.ontvangst(replace(poging, **anders), eerste.envelop)
        assert nieuw.code != eerste.ontvangst.code


def test_a_damaged_bewijs_is_no_bewijs() -> None:
    bureau = Stembureau(een_plan())
    bewijs = bureau.stem("1001", Keuzes({"v1": "voor"})).ontvangst.bewijs
    sleutel = bureau.sleutels.ondertekenaar.publieke_sleutel
    assert handtekening.bewijs_klopt(sleutel, bewijs)
    for fout in (bewijs[:-1], bewijs + b"\n", bewijs.replace(b"bewijs", b"bus"), b"", bewijs[:-9]):
        assert not handtekening.bewijs_klopt(sleutel, fout)
    assert not handtekening.bewijs_klopt(b"\xff" * 32, bewijs)
    kop, hex_ = bewijs[:-129], bewijs[-129:]
    assert not handtekening.bewijs_klopt(sleutel, kop + hex_.upper())


def test_every_envelope_is_as_long_whatever_is_in_it() -> None:
    bureau = Stembureau(een_plan(ConsentVraag("v1", "Bezwaar?")))
    lang = Keuzes.uit_formulier({"v1": "bezwaar:onuitvoerbaar"}, "𐐀" * 40, {"v1": "\x01" * 280})
    kort = Keuzes({"v1": "blanco"})
    assert inhoud.controleer(bureau.regels, lang) == {}
    assert len(bureau.stem("1", lang).envelop) == len(bureau.stem("2", kort).envelop)


def test_the_largest_ballot_decides_the_length_and_may_be_refused() -> None:
    tekst = [ConsentVraag(f"v{n}", "Bezwaar?") for n in range(1, 9)]
    assert inhoud.passende_lengte_van(een_plan()) == 512
    assert inhoud.passende_lengte_van(een_plan(niveau="openbaar")) == 1024
    assert inhoud.passende_lengte_van(een_plan(*tekst[:1])) == 2048
    assert inhoud.passende_lengte_van(een_plan(*tekst[:4])) == 8192
    with pytest.raises(TeGroot):
        inhoud.passende_lengte_van(een_plan(*tekst))
    with pytest.raises(TeGroot):
        vul_aan(b"x" * 513, 512)


def test_what_cannot_count_is_named_with_its_reason() -> None:
    bureau = Stembureau(een_plan(VoorTegenVraag("v1", "Voor?"), ConsentVraag("v2", "Bezwaar?")))
    gevallen: list[tuple[str, bytes]] = [
        ("ontsleutelen", b""),
        ("ontsleutelen", b"x" * 560),
        ("stemming", met_inhoud(bureau, stemming="andere")),
        ("keuze", met_inhoud(bureau, keuzes={"v1": "misschien", "v2": "blanco"})),
        ("keuze", met_inhoud(bureau, toelichting={"v2": "zonder bezwaar"})),
        (
            "keuze",
            met_inhoud(
                bureau,
                keuzes={"v1": "blanco", "v2": "bezwaar:belang"},
                toelichting={"v2": "x" * 281},
            ),
        ),
        ("vorm", verzegel_ruw(bureau, b'{"code": 1}')),
        ("vorm", verzegel_ruw(bureau, b"[]")),
        ("vorm", verzegel_ruw(bureau, b"\xff")),
    ]
    vormen: tuple[dict[str, Any], ...] = (
        {"code": "O" * 16},
        {"code": 1},
        {"versie": 2},
        {"versie": True},
        {"woord": "a;b"},
        {"woord": None},
        {"naam": "Iemand"},
        {"keuzes": {"v1": "voor"}},
        {"keuzes": {"v1": "voor", "v2": 1}},
        {"keuzes": []},
        {"toelichting": {"v1": "tekst"}},
        {"toelichting": {"v2": 1}},
        {"toelichting": None},
    )
    gevallen.extend(("vorm", met_inhoud(bureau, **anders)) for anders in vormen)
    for reden, envelop in gevallen:
        assert redenen(bureau, envelop) == [reden]
    goed = canonical.encode({"code": "0" * 16})
    assert redenen(bureau, verzegel_ruw(bureau, goed, 1024)) == ["vorm"]
    assert redenen(bureau, met_inhoud(bureau)) == []


def test_an_open_vote_keeps_the_name_and_refuses_one_that_breaks_the_list() -> None:
    bureau = Stembureau(een_plan(niveau="openbaar"))
    stem = bureau.stem("1", Keuzes.uit_formulier({"v1": "voor"}, naam='Noor; "de" Voorbeeld\n'))
    (biljet,) = open_bus(bureau.regels, bureau.prive, [stem.envelop]).biljetten
    assert biljet.naam == "Noor   de  Voorbeeld "
    for naam in ("a;b", "x" * 121, 3, None):
        assert redenen(bureau, met_inhoud(bureau, naam=naam)) == ["vorm"]
    assert redenen(bureau, met_inhoud(bureau, naam="")) == []


def test_of_two_equal_codes_the_first_in_zegel_order_counts() -> None:
    bureau = Stembureau(een_plan())
    twee = sorted((met_inhoud(bureau), met_inhoud(bureau, woord="tweede")), key=zegel)
    geopend = open_bus(bureau.regels, bureau.prive, twee)
    assert len(geopend.biljetten) == 1
    assert geopend.ongeldig == [OngeldigeEnvelop(zegel(twee[1]), "dubbele_code")]


def test_a_bus_out_of_order_doubled_or_other_than_closed_is_not_counted() -> None:
    bureau = Stembureau(een_plan())
    drie = sorted((met_inhoud(bureau) for _ in range(3)), key=zegel)
    for verkeerd in (drie[::-1], [drie[0], drie[0]]):
        with pytest.raises(BusKloptNiet):
            open_bus(bureau.regels, bureau.prive, verkeerd)
    pen = bureau.sleutels.ondertekenaar
    sluiting = sluiten(bureau.regels, pen, map(zegel, drie))
    for geopend in (drie[:2], [*drie[:2], b"ander"]):
        bus = open_bus(bureau.regels, bureau.prive, sorted(geopend, key=zegel))
        with pytest.raises(BusKloptNiet):
            tellen(bureau.regels, pen, bus, Telopdracht(sluiting, DICHT))


def test_counting_again_after_a_crash_gives_the_same_bytes() -> None:
    bureau = Stembureau(een_plan(*alle_soorten(), quorum=Quorum((1, 2))))
    bureau.stem_willekeurig(10, dobbelsteen(5))
    eerste, bestanden = bureau.tel(), bureau.bestanden
    assert bureau.tel() == eerste
    assert bureau.bestanden == bestanden
    assert set(eerste.bestanden) == {
        "handtekening.json",
        "opgeteld-v5.csv",
        "opgeteld-v6.csv",
        "stembiljetten.csv",
        "uitslag.json",
    }


def test_a_closing_kept_without_its_files_is_enough_to_count() -> None:
    bureau = Stembureau(een_plan())
    bus = [met_inhoud(bureau)]
    pen = bureau.sleutels.ondertekenaar
    heel = sluiten(bureau.regels, pen, map(zegel, bus))
    assert json.loads(heel.bestanden["handtekening.json"])["uitslag"] is None
    kaal = Sluiting(heel.aantal, heel.wortel, heel.handtekening, {})
    geopend = open_bus(bureau.regels, bureau.prive, bus)
    uitkomsten = [tellen(bureau.regels, pen, geopend, Telopdracht(s, DICHT)) for s in (heel, kaal)]
    assert uitkomsten[0] == uitkomsten[1]


def test_texts_with_objections_come_loose_from_the_ballots() -> None:
    bureau = Stembureau(een_plan(ConsentVraag("v1", "Bezwaar?")))
    for lid in range(8):
        bureau.stem(str(lid), Keuzes({"v1": "bezwaar:belang"}, toelichting={"v1": f"tekst {lid}"}))
    telling = bureau.tel()
    assert sorted(telling.toelichtingen) == [("v1", f"tekst {lid}") for lid in range(8)]
    assert telling.toelichtingen != sorted(telling.toelichtingen)
    alles = b"".join(telling.bestanden.values())
    assert b"tekst" not in alles


def test_above_five_options_no_ballot_shows_its_order() -> None:
    bureau = Stembureau(een_plan(*alle_soorten()))
    bureau.stem_willekeurig(9, dobbelsteen(9))
    telling = bureau.tel()
    lijnen = telling.bestanden["stembiljetten.csv"].decode().splitlines()[1:]
    assert all(lijn.split(";")[6:8] == ["*", "*"] for lijn in lijnen)
    som = telling.bestanden["opgeteld-v6.csv"].decode("utf-8-sig").splitlines()
    assert som[0] == "aantal;waarde"
    assert sum(int(lijn.split(";")[0]) for lijn in som[1:]) == 9


def test_paper_counts_with_the_rest_and_only_when_the_numbers_agree() -> None:
    bureau = Stembureau(een_plan())
    bureau.stem_willekeurig(4, dobbelsteen(2))
    biljetten = papier(bureau.regels, 2, dobbelsteen(3))
    telling = bureau.tel(Papierbatch(3, 1, biljetten))
    assert telling.uitslag["opkomst"] == {"papier": 3, "volmacht": 0, "web": 4}
    assert telling.uitslag["stembiljetten"]["aantal"] == 6
    web = telling.biljetten[-1].code
    assert not web.startswith("000")
    for batch in (
        Papierbatch(2, 1, biljetten),
        Papierbatch(2, 0, (biljetten[0], biljetten[0])),
        Papierbatch(1, 0, (Biljet("kort", ("voor",)),)),
        Papierbatch(1, 0, (Biljet("1" * 16, ("misschien",)),)),
        Papierbatch(1, 0, (Biljet("1" * 16, ("voor", "voor")),)),
        Papierbatch(1, 0, (Biljet("1" * 16, ("voor",), "woord"),)),
        Papierbatch(1, 0, (Biljet("1" * 16, ("voor",), "", "Naam"),)),
        Papierbatch(1, 0, (Biljet(web, ("voor",)),)),
    ):
        with pytest.raises(PapierKloptNiet):
            bureau.tel(batch)


def test_rules_are_read_back_exactly_and_nothing_else_is() -> None:
    plan = een_plan(*alle_soorten(), quorum=Quorum((1, 2)), standpunt=("parkeren", 3))
    for anders in (plan, replace(plan, vroeg_sluiten=True, quorum=None, standpunt=None)):
        regels = Stembureau(anders).regels
        assert Regels.lees(regels.als_bytes) == regels
        assert regels.hash == Regels.lees(regels.als_bytes).hash
    inhoud_ = json.loads(regels.als_bytes)
    wijzigingen: tuple[dict[str, Any], ...] = (
        {"extra": 1},
        {"vroeg_sluiten": False},
        {"lengte": 513},
        {"suite": "0020-0001-0002"},
        {"stemming": "Hoofdletter"},
        {"niveau": "half"},
        {"vragen": []},
        {"open_op": "2026-12-03T20:00:00Z"},
        {"open_op": "2026-12-03"},
        {"publieke_sleutel": 3},
    )
    for wijziging in wijzigingen:
        with pytest.raises(OngeldigeInstelling):
            Regels.lees(canonical.encode(inhoud_ | wijziging))


@pytest.mark.parametrize("slug", ["", "-a", "a--b", "a-", "A", "a b", "é", "a" * 61, "a\n"])
def test_a_slug_outside_the_rules_is_refused(slug: str) -> None:
    with pytest.raises(OngeldigeInstelling):
        een_plan(stemming=slug)


def test_the_term_for_objections_runs_from_the_close_or_from_a_late_count() -> None:
    dag = timedelta(days=1)
    assert bezwaar_tot(DICHT, DICHT + dag, 14) == DICHT + 14 * dag
    laat = DICHT + dag + timedelta(seconds=1)
    assert bezwaar_tot(DICHT, laat, 14) == DICHT + 15 * dag + timedelta(minutes=1)
    assert bezwaar_tot(DICHT, DICHT + 2 * dag, 1) == DICHT + 3 * dag


def test_times_are_published_in_utc() -> None:
    zomer = datetime.fromisoformat("2026-11-24T09:00:00+01:00")
    regels = Stembureau(een_plan(open_op=zomer)).regels
    assert json.loads(regels.als_bytes)["open_op"] == "2026-11-24T08:00:00Z"
    assert Regels.lees(regels.als_bytes).plan.open_op == OPEN.astimezone(UTC)


def test_a_form_gets_a_reason_per_question() -> None:
    vragen = (
        VoorTegenVraag("v1", "Voor?"),
        ConsentVraag("v2", "Bezwaar?"),
        BandbreedteVraag("v3", "Minimaal?", niveaus(2)),
    )
    regels = Stembureau(een_plan(*vragen)).regels
    fouten = inhoud.controleer(
        regels, Keuzes({"v2": "akkoord", "v3": "m3"}, toelichting={"v2": "toch bezwaar"})
    )
    assert {vraag: fout.reden for vraag, fout in fouten.items()} == {
        "v1": "ontbreekt",
        "v2": "toelichting_zonder_bezwaar",
        "v3": "ontbreekt",
    }
    lang = Keuzes({"v1": "voor", "v2": "bezwaar:belang", "v3": "m1"}, toelichting={"v2": "x" * 281})
    assert inhoud.controleer(regels, lang)["v2"].gegeven == {"hoogstens": 280, "aantal": 281}


def test_a_vote_for_another_stemming_or_other_rules_cannot_be_opened() -> None:
    bureau, ander = Stembureau(een_plan()), Stembureau(een_plan(titel="Andere titel"))
    stem = bureau.stem("1", Keuzes({"v1": "voor"}))
    andere_regels = replace(bureau.regels, plan=ander.plan)
    geopend = open_bus(andere_regels, bureau.prive, [stem.envelop])
    assert [fout.reden for fout in geopend.ongeldig] == ["ontsleutelen"]
    sleutel = X25519PrivateKey.from_private_bytes(bureau.prive)
    assert sleutel.public_key().public_bytes_raw() == bureau.regels.publieke_sleutel
    assert SEED not in stem.envelop
    assert opties(2)[1].sleutel == "b"
