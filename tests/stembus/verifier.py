"""A second verifier, written from the specification alone: shares no code with app or natellen.

Slow and literal on purpose: trees by recursion, paths by search, run-offs by trying everything.
"""

import csv
import hashlib
import io
import json
from fractions import Fraction
from functools import reduce
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Ballots = list[str]


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tree(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))


def signed(key: str, fields: list[Any], signature: str) -> bool:
    message = b"".join(str(field).encode() + b"\n" for field in fields)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), message
        )
    except InvalidSignature:
        return False
    return True


def enough(rule: dict[str, Any] | None, votes: int, cast: int, roll: int) -> bool:
    if rule is None:
        return True
    part = Fraction(*rule["breuk"]) * (cast if rule["basis"] == "uitgebracht" else roll)
    return votes > part if rule["strikt"] else votes >= part


def ranking_paths(ballots: Ballots, options: list[str]) -> dict[tuple[str, str], int]:
    """Strength of the strongest beatpath, by relaxing until nothing changes."""

    def above(ballot: str, one: str, other: str) -> bool:
        order = ballot.split(">")
        return one in order and (other not in order or order.index(one) < order.index(other))

    wins = {
        (one, other): sum(above(ballot, one, other) for ballot in ballots)
        for one, other in permutations(options, 2)
    }
    paths = {
        (one, other): votes if votes > wins[other, one] else 0
        for (one, other), votes in wins.items()
    }
    changed = True
    while changed:
        changed = False
        for one, via, other in permutations(options, 3):
            better = min(paths[one, via], paths[via, other])
            if better > paths[one, other]:
                paths[one, other], changed = better, True
    return paths


def schulze_order(ballots: Ballots, options: list[str]) -> list[list[str]]:
    paths, left, order = ranking_paths(ballots, options), list(options), []
    while left:
        top = [
            one
            for one in left
            if not any(paths[other, one] > paths[one, other] for other in left if other != one)
        ]
        order.append(top)
        left = [one for one in left if one not in top]
    return order


def first_choices(ballots: Ballots, left: frozenset[str]) -> dict[str, int]:
    tops = [next((one for one in ballot.split(">") if one in left), None) for ballot in ballots]
    return {one: tops.count(one) for one in left}


def runoff_winners(ballots: Ballots, left: frozenset[str]) -> frozenset[str]:
    """Drop the lowest until one is left, along every branch, without any short cut."""
    if len(left) == 1:
        return left
    counts = first_choices(ballots, left)
    losers = [one for one in left if counts[one] == min(counts.values())]
    branches = [runoff_winners(ballots, left - {one}) for one in losers]
    return reduce(frozenset.union, branches)


def seats(votes: dict[str, int], places: int) -> tuple[list[str], list[str]]:
    """Those in every top-`places` that could be picked, and those in some but not all."""
    names = [name for name, count in votes.items() if count]
    size = min(places, len(names))
    best = max((sum(votes[n] for n in pick) for pick in combinations(names, size)), default=0)
    picks = [set(pick) for pick in combinations(names, size) if sum(votes[n] for n in pick) == best]
    sure = set.intersection(*picks) if picks else set()
    some = set.union(*picks) - sure if picks else set()
    return sorted(sure), sorted(some)


def outcome(question: dict[str, Any], ballots: Ballots, roll: int) -> dict[str, Any]:
    """What one question should say, quorum aside; telling left out."""
    given = [ballot for ballot in ballots if ballot != "blanco"]
    kind, cast = question["type"], len(given)
    names = [option["sleutel"] for option in question.get("opties", [])]
    if kind in {"voor_tegen", "consent"}:
        if not given:
            return {"uitkomst": "geen_uitspraak"}
        yes = enough(question.get("meerderheid"), given.count("voor"), cast, roll)
        if kind == "consent":
            objections = Fraction(sum(one.startswith("bezwaar") for one in given), cast)
            yes = objections <= Fraction(*question["drempel"])
        return {"uitkomst": "aangenomen" if yes else "verworpen"}
    if kind == "bandbreedte":
        return lower_bound(question, given)
    if kind == "rangschikken":
        return ranked(question, given, names)
    return chosen(question, given, names, roll)


def lower_bound(question: dict[str, Any], given: Ballots) -> dict[str, Any]:
    if not given:
        return {"uitkomst": "geen_uitspraak", "ondergrens": None}
    accepted = [
        k
        for k in range(1, len(question["niveaus"]) + 1)
        if Fraction(sum(int(one[1:]) >= k for one in given), len(given))
        >= Fraction(*question["drempel"])
    ]
    if not accepted:
        return {"uitkomst": "verworpen", "ondergrens": None}
    return {"uitkomst": "bepaald", "ondergrens": accepted[-1]}


def named(sure: list[str], tied: list[str], nobody: str) -> dict[str, Any]:
    word = "gelijk" if tied else "gekozen" if sure else nobody
    return {"gekozen": sure, "gelijk": tied, "uitkomst": word}


def ranked(question: dict[str, Any], given: Ballots, names: list[str]) -> dict[str, Any]:
    if question["methode"] == "schulze":
        order = schulze_order(given, names) if given else []
        winners = order[0] if order else []
        extra: dict[str, Any] = {"volgorde": order}
    else:
        winners = sorted(runoff_winners(given, frozenset(names))) if given else []
        extra = {}
    if len(winners) == 1:
        return extra | named(winners, [], "geen_uitspraak")
    return extra | named([], winners, "geen_uitspraak")


def chosen(question: dict[str, Any], given: Ballots, names: list[str], roll: int) -> dict[str, Any]:
    if question["type"] == "score":
        sums = {
            name: sum(int(part[1]) for one in given for part in one.split(",") if part[0] == name)
            for name in names
        }
        return named(*seats(sums, 1), "geen_uitspraak")
    votes = {name: sum(name in one.split(",") for one in given) for name in names}
    rule = question["meerderheid"]
    votes = {name: n if enough(rule, n, len(given), roll) else 0 for name, n in votes.items()}
    nobody = "geen_meerderheid" if given else "geen_uitspraak"
    return named(*seats(votes, question.get("zetels", 1)), nobody)


class Folder:
    """A folder of published files; `errors` names everything that is wrong."""

    def __init__(self, folder: Path) -> None:
        self.raw = {path.name: path.read_bytes() for path in folder.iterdir()}
        self.rules = json.loads(self.raw["regels.json"])
        self.result = json.loads(self.raw["uitslag.json"])
        self.marks = json.loads(self.raw["handtekening.json"])
        self.rules_hash = sha(self.raw["regels.json"]).hex()

    def errors(self) -> list[str]:
        checks = [self.check_bus, self.check_signatures, self.check_numbers, self.check_questions]
        return [check.__name__ for check in checks if not check()]

    def check_bus(self) -> bool:
        seals = self.raw["bus.txt"].decode().splitlines()
        top = tree([bytes.fromhex(seal) for seal in seals]).hex()
        told: dict[str, Any] = {"aantal": len(seals), "wortel": top}
        return bool(self.result["bus"] == told) and sorted(set(seals)) == seals

    def check_signatures(self) -> bool:
        slug, key, bus = self.rules["stemming"], self.marks["publieke_sleutel"], self.result["bus"]
        first = ["stembus/1/bus", slug, self.rules_hash, bus["aantal"], bus["wortel"]]
        ballots, hashed = self.result["stembiljetten"], sha(self.raw["uitslag.json"]).hex()
        second = ["stembus/1/uitslag", slug, self.rules_hash]
        second += [bus["wortel"], ballots["wortel"], hashed]
        return signed(key, first, self.marks["bus"]) and signed(key, second, self.marks["uitslag"])

    def rows(self) -> list[list[str]]:
        text = self.raw["stembiljetten.csv"].decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";", quoting=csv.QUOTE_NONE))

    def check_numbers(self) -> bool:
        turnout, count = self.result["opkomst"], self.result["stembiljetten"]["aantal"]
        valid = turnout["web"] - len(self.result["ongeldig"])
        valid += turnout["papier"] - self.result["ongeldig_papier"]
        if "stembiljetten.csv" not in self.raw:
            return bool(valid == count)
        rows = self.rows()[1:]
        leaves = [sha(b"\x00" + ";".join(row).encode()) for row in rows]
        wanted = {"aantal": len(rows), "wortel": tree(leaves).hex()}
        return bool(valid == count) and bool(self.result["stembiljetten"] == wanted)

    def ballots(self, place: int, key: str) -> Ballots:
        summed = self.raw.get(f"opgeteld-{key}.csv")
        if summed is None:
            return [row[place] for row in self.rows()[1:]]
        lines = [line.split(";") for line in summed.decode("utf-8-sig").splitlines()[1:]]
        return [waarde for count, waarde in lines for _ in range(int(count))]

    def check_questions(self) -> bool:
        if "stembiljetten.csv" not in self.raw:
            return bool(self.result["publicatie"] == "totalen")
        header, roll = self.rows()[0], self.rules["kiesgerechtigd"]
        quorum = self.result["quorum"]
        for question, told in zip(self.rules["vragen"], self.result["vragen"], strict=True):
            place = header.index(question["sleutel"])
            wanted = outcome(question, self.ballots(place, question["sleutel"]), roll)
            if quorum and not quorum["gehaald"]:
                empty: dict[str, Any] = {"gekozen": [], "gelijk": [], "ondergrens": None}
                wanted = {key: empty.get(key, value) for key, value in wanted.items()}
                wanted["uitkomst"] = "quorum_niet_gehaald"
            if any(told[key] != value for key, value in wanted.items()):
                return False
        return True
