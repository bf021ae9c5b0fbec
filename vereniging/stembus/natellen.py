#!/usr/bin/env python3
"""Tel een stemming na: python3 natellen.py [map] [--sleutel HEX] [--code CODE] [--bewijs BESTAND].

Uitgang: 0 klopt, 1 klopt niet, 2 bestand ontbreekt, 3 deels te controleren, 4 uw stem ontbreekt.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, Iterable, Iterator, NoReturn  # noqa: UP035 Python 3.9

# Hooguit 300 regels, dus dicht op elkaar; Ed25519 volgt RFC 8032 deel 5.1.
# fmt: off
P, D = 2**255 - 19, -121665 * pow(121666, -1, 2**255 - 19)
L, BASIS = 2**252 + 27742317777372353535851937790883648493, bytes([0x58] + [0x66] * 31)
LEES = str.maketrans("OIL", "011", " -")
CONSENT = "akkoord bezwaar:belang bezwaar:onuitvoerbaar bezwaar:convenant"
VAST = {"voor_tegen": "voor tegen", "consent": CONSENT}
GEMIST: Any = {"uitkomst": "quorum_niet_gehaald", "gekozen": [], "gelijk": [], "ondergrens": None}
SLOT = ["De uitslag klopt.", "De uitslag klopt NIET.", "Niet alles was te controleren.",
    "Minder dan 5 stemmen: alleen gedeeltelijk te controleren.",
    "De uitslag klopt; uw stem staat er niet in. Stemde u later opnieuw? Anders: maak bezwaar."]

def plus(a: Any, b: Any) -> Any:
    d = D * a[0] * b[0] * a[1] * b[1] % P
    x, y = a[0] * b[1] + b[0] * a[1], a[1] * b[1] + a[0] * b[0]
    return x * pow(1 + d, -1, P) % P, y * pow(1 - d, -1, P) % P
def maal(getal: int, punt: Any) -> Any:
    rest = maal(getal // 2, plus(punt, punt)) if getal else (0, 1)
    return plus(rest, punt) if getal & 1 else rest
def punt_uit(data: bytes) -> Any:
    y, teken = int.from_bytes(data, "little") & ~(1 << 255), data[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    goed = y < P and x * x % P == xx and x >= teken
    return (x if x & 1 == teken else P - x, y) if goed else weiger("geen punt op de kromme")
def is_getekend(sleutel: str, bericht: bytes, handtekening: str) -> bool:
    try:
        publiek, data = bytes.fromhex(sleutel), bytes.fromhex(handtekening)
        a, r, s = punt_uit(publiek), punt_uit(data[:32]), int.from_bytes(data[32:], "little")
    except (ValueError, TypeError, IndexError):
        return False
    k = int.from_bytes(sha512(data[:32] + publiek + bericht).digest(), "little") % L
    netjes = len(data) == 64 and publiek.hex() == sleutel and data.hex() == handtekening
    return netjes and s < L and maal(s, punt_uit(BASIS)) == plus(r, maal(k, a))
def wortel(bladeren: Iterable[bytes]) -> str:  # RFC 9162 deel 2.1; wie overblijft schuift door
    laag = list(bladeren) or [sha256(b"").digest()]
    while len(laag) > 1:
        paren = zip(laag[::2], laag[1::2])  # noqa: B905 Python 3.9
        laag = [sha256(b"\1" + a + b).digest() for a, b in paren] + laag[len(laag) & ~1 :]
    return laag[0].hex()
def weiger(tekst: str) -> NoReturn:
    raise ValueError(tekst)
def canoniek(data: bytes) -> Any:
    def geheel(tekst: str) -> int:
        return int(tekst) if abs(float(tekst)) < 2**53 else weiger("getal te groot")
    def paren(x: Any) -> Any:
        return dict(x) if "".join(dict(x)).isascii() else weiger("sleutel is geen ASCII")
    x = json.loads(data, parse_float=weiger, parse_int=geheel, object_pairs_hook=paren)
    t = json.dumps(x, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    goed = t.encode() == data and unicodedata.is_normalized("NFC", t)
    return x if goed else weiger("geen canonieke JSON")
def haalt(eis: Any, x: int, n: int, rol: int) -> bool:  # zonder eis altijd
    teller, noemer = eis["breuk"] if eis else (0, 1)
    over = x * noemer - teller * (rol if eis and eis["basis"] == "kiesgerechtigd" else n)
    return over > 0 or (over == 0 and not (eis and eis["strikt"]))
def winnaars(over: dict[str, int], zetels: int, leeg: str) -> dict[str, Any]:
    grens = sorted([0, *over.values()])[-zetels:][0]
    zeker, top = [o for o in over if over[o] > grens], [o for o in over if over[o] == grens]
    past = len(zeker) + len(top) <= zetels
    gekozen, gelijk = sorted(zeker + top if past else zeker), [] if past else sorted(top)
    uitkomst = "gelijk" if gelijk else "gekozen" if gekozen else leeg
    return {"gekozen": gekozen, "gelijk": gelijk, "uitkomst": uitkomst}

class Vraag:  # een vraag uit regels.json met haar stemmen: een Counter {waarde: aantal}
    def __init__(self, v: Any, stemmen: Counter[str]) -> None:
        self.v, self.soort, self.stemmen = v, v["type"], stemmen
        opties = [optie["sleutel"] for optie in v.get("opties", [])]
        niveaus = [f"m{k}" for k in range(len(v.get("niveaus", [])) + 1)]
        self.namen = VAST.get(self.soort, "").split() or opties or niveaus
    def mag(self, w: str) -> bool:
        een, rang = "|".join(self.namen), self.soort == "rangschikken"
        vormen = {"score": "[0-5],".join(self.namen) + "[0-5]"}
        vormen.update(meervoudig=f"({een})(,({een}))*", rangschikken=f"({een})(>({een}))*")
        delen = w.split(">" if rang else ",")
        goed = re.fullmatch(vormen.get(self.soort, een), w) and len(set(delen)) == len(delen)
        goed = goed and (rang or delen == sorted(delen)) and len(delen) >= self.v.get("min", 1)
        return w == "blanco" or bool(goed and len(delen) <= self.v.get("max", 20))
    def telling(self) -> Any:  # zoals uitslag.json haar toont
        som, score = Counter(blanco=self.stemmen["blanco"]), self.soort == "score"
        if self.soort == "bandbreedte":
            return {**som, "minimaal": [self.stemmen[m] for m in self.namen]}
        if self.soort == "rangschikken":
            return {**som, **(self.paren() if self.v["methode"] == "schulze" else {})}
        for w, aantal in self.stemmen.items():
            for deel in [] if w == "blanco" else w.split(","):
                som[deel[0] if score else deel] += aantal * (int(deel[1]) if score else 1)
        return {naam: som[naam] for naam in [*self.namen, "blanco"]}
    def paren(self) -> Any:
        d: Counter[tuple[str, str]] = Counter()
        for w, aantal in self.stemmen.items():
            lager = set(self.namen)
            for a in [] if w == "blanco" else w.split(">"):
                lager.remove(a)
                d.update({(a, b): aantal for b in lager})
        return {"paren": [[d[a, b] for b in self.namen] for a in self.namen]}
    def besluit(self, telling: Any, n: int, rol: int) -> dict[str, Any]:  # zonder quorum
        eis, (teller, noemer) = self.v.get("meerderheid"), self.v.get("drempel", (0, 1))
        if self.soort == "rangschikken":
            return self.rang(telling, n)
        if self.soort == "bandbreedte":
            m = telling["minimaal"]
            goed = [k for k in range(1, len(m)) if n and sum(m[k:]) * noemer >= teller * n]
            woord = "bepaald" if goed else "verworpen" if n else "geen_uitspraak"
            return {"uitkomst": woord, "ondergrens": max(goed, default=None)}
        if self.soort in VAST:
            bezwaren = n - telling.get("akkoord", n)
            ja = bezwaren * noemer <= teller * n and haalt(eis, telling.get("voor", n), n, rol)
            return {"uitkomst": "geen_uitspraak" if not n else "aangenomen" if ja else "verworpen"}
        over = {o: telling[o] for o in self.namen if telling[o] and haalt(eis, telling[o], n, rol)}
        leeg = "geen_meerderheid" if n and self.soort != "score" else "geen_uitspraak"
        return winnaars(over, self.v.get("zetels", 1), leeg)
    def rang(self, telling: Any, n: int) -> dict[str, Any]:
        if self.v["methode"] == "schulze":
            volgorde = self.schulze(telling["paren"], set(range(len(self.namen)))) if n else []
            top, verloop = [*volgorde, []][0], {"volgorde": volgorde}
        else:
            top, rondes = self.irv(frozenset(self.namen), {}) if n else ([], [])
            verloop = {"rondes": rondes}
        return {**verloop, **winnaars(dict.fromkeys(top, 1), 1, "geen_uitspraak")}
    def schulze(self, d: Any, over: set[int]) -> list[list[str]]:
        pad, volgorde = [[d[i][j] * (d[i][j] > d[j][i]) for j in over] for i in over], list[Any]()
        for k in sorted(over):
            pad = [[max(pad[i][j], min(pad[i][k], pad[k][j])) for j in over] for i in over]
        while over:
            top = {i for i in over if all(pad[i][j] >= pad[j][i] for j in over - {i})}
            volgorde, over = [*volgorde, sorted(self.namen[i] for i in top)], over - top
        return volgorde
    def irv(self, over: frozenset[str], bekend: dict[Any, Any]) -> Any:
        # De winnaars over alle takken; en de rondes waarin bij gelijk de laatste letter weggaat.
        if over not in bekend:
            stand = dict.fromkeys(over, 0)
            for w, aantal in self.stemmen.items():
                for keuze in [x for x in w.split(">") if x in stand][:1]:
                    stand[keuze] += aantal
            laag, hoog = min(stand.values()), max(stand.values())
            weg = sorted(x for x in over if stand[x] == laag)
            weg = [] if 2 * hoog > sum(stand.values()) else weg if laag else weg[-1:]
            takken = [self.irv(over - {x}, bekend) for x in weg]
            top = {x for tak in takken for x in tak[0]} or {max(over, key=stand.__getitem__)}
            bekend[over] = top, [stand, *(takken[-1][1] if takken and laag < hoog else [])]
        return bekend[over]

class Stemming:  # de bestanden van een stemming; elke controle levert paren (goed, wat)
    def __init__(self, map_: Path, sleutel: Any) -> None:
        self.map, self.sleutel, self.stand, self.gehaald = map_, sleutel, {0}, True
        self.zegels, self.stemmen = list[str](), dict[str, str]()
    def toets(self, controle: Any, *wat: str) -> None:
        try:
            for goed, zin in controle(*wat):
                print("KLOPT" if goed else "FOUT", zin)
                self.stand.add(0 if goed else 1)
        except Exception as fout:  # noqa: BLE001 wat niet te lezen is, klopt niet
            print("FOUT", " ".join([controle.__name__, *wat]) + ":", fout)
            self.stand.add(2 if isinstance(fout, OSError) else 1)
    def bestand(self, naam: str) -> bytes:
        if not (self.map / naam).is_file():
            raise FileNotFoundError(f"{naam} ontbreekt")
        return (self.map / naam).read_bytes()
    def json(self, naam: str) -> Any:
        return canoniek(self.bestand(f"{naam}.json"))
    def hash(self, naam: str) -> str:
        return sha256(self.bestand(naam)).hexdigest()
    def getekend(self, soort: str, *velden: object) -> bool:
        kop = f"stembus/1/{soort}", self.json("regels")["stemming"], self.hash("regels.json")
        bericht, h = "".join(f"{x}\n" for x in (*kop, *velden)), self.json("handtekening")
        return is_getekend(h["publieke_sleutel"], bericht.encode(), h[soort])
    def tabel(self, naam: str, kop: list[str]) -> list[list[str]]:
        eerste, *lijnen, slot = self.bestand(naam).decode().split("\n")
        rijen = [lijn.split(";") for lijn in lijnen]
        goed = eerste == "\ufeff" + ";".join(kop) and {len(rij) for rij in rijen} <= {len(kop)}
        return rijen if goed and not slot else weiger(f"{naam}: kop, velden of slot")
    def vorm(self, naam: str) -> Iterator[Any]:
        versie = self.json(naam)["versie"]
        yield True, f"{naam}.json: canonieke JSON"
        if versie != 1:
            raise OSError(f"onbekende versie {versie}")
    def regels(self) -> Iterator[Any]:
        r, k, h = (self.json(naam) for naam in ("regels", "kiesgerechtigd", "handtekening"))
        goed = all(k[x] == r[x] for x in ("stemming", "register_wortel", "kiesgerechtigd"))
        goed &= sum(k["gronden"].values()) == k["kiesgerechtigd"]
        yield goed and r["kiesgerechtigd_sha256"] == self.hash("kiesgerechtigd.json"), "register"
        goed = (h["regels_hash"], h["stemming"]) == (self.hash("regels.json"), r["stemming"])
        yield goed, "handtekening.json: hash van regels.json"
        kort = sha256(bytes.fromhex(h["publieke_sleutel"])).hexdigest()[:16]
        zin = "zoals opgegeven" if self.sleutel else "Vergelijk dit met de mail of de notulen."
        yield self.sleutel in {None, h["publieke_sleutel"]}, f"sleutel {kort}. {zin}"
    def bus(self) -> Iterator[Any]:
        *self.zegels, slot = self.bestand("bus.txt").decode().split("\n")
        goed = not slot and all(re.fullmatch("[0-9a-f]{64}", zegel) for zegel in self.zegels)
        yield goed and self.zegels == sorted(set(self.zegels)), "bus.txt: op volgorde, elk eenmaal"
        velden = len(self.zegels), wortel(map(bytes.fromhex, self.zegels))
        yield self.getekend("bus", *velden), "bus.txt: handtekening onder aantal en wortel"
    def telling(self) -> Iterator[Any]:
        u, web = self.json("uitslag"), self.bestand("bus.txt").count(b"\n")
        bus = {"aantal": web, "wortel": wortel(map(bytes.fromhex, self.zegels))}
        yield u["bus"] == bus and u["opkomst"]["web"] == web, "wortel van bus.txt; web = bus.aantal"
        ongeldig = [x["zegel"] for x in u["ongeldig"]]
        yield ongeldig == sorted(set(ongeldig) & set(self.zegels)), "ongeldig: zegels in de bus"
        som = web - len(ongeldig) + u["opkomst"]["papier"] - u["ongeldig_papier"]
        yield u["stembiljetten"]["aantal"] == som, "stembiljetten = web + papier - ongeldig"
    def uitslag(self) -> Iterator[Any]:
        r, u = self.json("regels"), self.json("uitslag")
        n, top = u["stembiljetten"]["aantal"], u["stembiljetten"]["wortel"]
        opkomst = u["opkomst"]["web"] + u["opkomst"]["papier"]
        goed = self.getekend("uitslag", u["bus"]["wortel"], top, self.hash("uitslag.json"))
        yield goed, "uitslag.json: handtekening"
        goed = u["stemming"] == r["stemming"] and u["kiesgerechtigd"] == r["kiesgerechtigd"]
        yield goed and u["regels_hash"] == self.hash("regels.json"), "uitslag.json: bij regels.json"
        yield opkomst <= r["kiesgerechtigd"], "web + papier past op het kiesregister"
        deels = n < (1 if r["niveau"] == "openbaar" else 5)
        yield u["publicatie"] == ("totalen" if deels else "volledig"), "wijze van publicatie"
        self.stand.add(3 if deels else 0)
        teller, noemer = r["quorum"]["breuk"] if r["quorum"] else (0, 1)
        nodig = -(-teller * r["kiesgerechtigd"] // noemer)
        self.gehaald = opkomst >= nodig
        goed = u["quorum"] == ({"gehaald": self.gehaald, "nodig": nodig} if r["quorum"] else None)
        yield goed, "quorum"
    def biljetten(self) -> Iterator[Any]:
        r, u = self.json("regels"), self.json("uitslag")
        kop = ["code", "woord", *["naam"][: r["niveau"] == "openbaar"]]
        deels, alle = u["publicatie"] == "totalen", [*kop, *(v["sleutel"] for v in r["vragen"])]
        rijen = [] if deels else self.tabel("stembiljetten.csv", alle)
        top = wortel(sha256(b"\0" + ";".join(rij).encode()).digest() for rij in rijen)
        goed = deels or u["stembiljetten"] == {"aantal": len(rijen), "wortel": top}
        yield goed, "stembiljetten.csv: aantal en uitslag_wortel"
        self.stemmen = {rij[0]: ";".join(rij) for rij in rijen}
        goed = all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{16}", code) for code in self.stemmen)
        goed = goed and sorted(self.stemmen) == [rij[0] for rij in rijen]
        yield goed, "stembiljetten.csv: codes geldig, op volgorde, elke code een keer"
        yield len(u["vragen"]) == len(r["vragen"]), "uitslag.json: elke vraag"
        for plaats, gegeven in enumerate(u["vragen"]):
            stemmen = Counter(rij[plaats + len(kop)] for rij in rijen)
            yield from self.vraag(Vraag(r["vragen"][plaats], stemmen), gegeven, u)
    def vraag(self, vraag: Vraag, gegeven: Any, u: Any) -> Iterator[Any]:
        naam, n, deels = vraag.v["sleutel"], u["stembiljetten"]["aantal"], not vraag.stemmen
        if vraag.soort in {"score", "rangschikken"} and len(vraag.namen) > 5 and not deels:
            rijen, alleen = self.tabel(f"opgeteld-{naam}.csv", ["aantal", "waarde"]), vraag.stemmen
            vraag.stemmen = Counter({w: int(aantal) for aantal, w in rijen})
            goed = u["opgeteld"][naam] == self.hash(f"opgeteld-{naam}.csv") and [*alleen] == ["*"]
            goed = goed and sorted(vraag.stemmen) == [w for _, w in rijen]
            goed = goed and sum(vraag.stemmen.values()) == n and min(vraag.stemmen.values()) > 0
            yield goed, f"opgeteld-{naam}.csv: hash, volgorde, som = stembiljetten"
        fout = [w for w in vraag.stemmen if not vraag.mag(w)][:1]
        yield not fout, " ".join([f"vraag {naam}: alleen toegestane antwoorden", *fout])
        if deels and n and vraag.v.get("methode") == "irv":
            return  # zonder stembiljetten niet na te tellen
        telling = gegeven["telling"] if deels and n else vraag.telling()
        eind = vraag.besluit(telling, n - telling["blanco"], u["kiesgerechtigd"])
        eind.update({} if self.gehaald else {x: GEMIST[x] for x in GEMIST if x in eind})
        eind.update(sleutel=naam, telling=telling, type=vraag.soort)
        yield eind == gegeven, f"vraag {naam}: telling en uitkomst"
    def zoek(self, code: str, pad: str) -> Iterator[Any]:
        h, code = self.json("handtekening"), code.upper().translate(LEES)
        kop = ["stembus/1/bewijs", h["stemming"], h["regels_hash"]]
        lijnen = Path(pad).read_text("utf-8", "replace").split("\n") if pad else []
        bericht = "".join(f"{lijn}\n" for lijn in lijnen[:5]).encode()
        echt = len(lijnen) == 7 and lijnen[:3] == kop and lijnen[3] in self.zegels
        echt = echt and is_getekend(h["publieke_sleutel"], bericht, lijnen[5])
        mist = (pad and not echt) or (code and self.stemmen and code not in self.stemmen)
        self.stand.add(4 if mist else 0)
        zin = self.stemmen.get(code, "in de bus" if echt else "niet gepubliceerd")
        yield True, f"uw stem: {'niet gevonden' if mist else zin}"

def main() -> int:
    lezer = argparse.ArgumentParser(description="Tel een stemming na.")
    lezer.add_argument("map", nargs="?", default=".", type=Path)
    for naam in ("--sleutel", "--code", "--bewijs"):
        lezer.add_argument(naam)
    wens = lezer.parse_args()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    s = Stemming(wens.map, wens.sleutel)
    for naam in ("kiesgerechtigd", "regels", "handtekening", "uitslag"):
        s.toets(s.vorm, naam)
    for controle in (s.regels, s.bus, s.telling, s.uitslag, s.biljetten):
        s.toets(controle)
    if wens.code or wens.bewijs:
        s.toets(s.zoek, wens.code or "", wens.bewijs or "")
    uitgang = next(x for x in (1, 2, 4, 3, 0) if x in s.stand)
    print(SLOT[uitgang])
    return uitgang

if __name__ == "__main__":
    sys.exit(main())
