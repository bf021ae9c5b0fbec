"""Misbehaviour on demand: the next n times or always, where a pattern matches the path."""

import re
from dataclasses import dataclass

from vereniging.betalingen.sandbox.problems import Problem, invalid
from vereniging.betalingen.sandbox.store import Json, Store

ANSWERS = ("429", "503", "html_500", "no_detail", "mandate_410")
CONNECTION = ("slow", "black_hole", "drop_answer", "stale_read")
SWITCHES = (
    *("webhook_drop", "webhook_delay", "webhook_duplicate", "webhook_shuffle"),
    "mandate_pending",
)
KINDS = ANSWERS + CONNECTION + SWITCHES
PATHS = {"mandate_410": "/mandates/"}
SECONDS = {"slow": 3.0, "black_hole": 60.0, "webhook_delay": 60.0, "webhook_shuffle": 120.0}
LABELS = {
    "429": "Te veel verzoeken (429)",
    "503": "Niet bereikbaar (503)",
    "html_500": "Foutpagina in HTML (500)",
    "no_detail": "Fout zonder uitleg (500)",
    "mandate_410": "Machtiging bestaat niet meer (410)",
    "slow": "Traag antwoord",
    "black_hole": "Helemaal geen antwoord",
    "drop_answer": "Wel uitvoeren, antwoord kwijt",
    "stale_read": "Verouderde gegevens tonen",
    "webhook_drop": "Webhook niet versturen",
    "webhook_delay": "Webhook later versturen",
    "webhook_duplicate": "Webhook dubbel versturen",
    "webhook_shuffle": "Webhooks in andere volgorde",
    "mandate_pending": "Machtiging blijft in behandeling",
}


@dataclass(frozen=True)
class Fault:
    """One misbehaviour that now happens."""

    kind: str
    seconds: float


class Faults:
    """The misbehaviours that were asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, body: Json) -> None:
        kind, count = str(body.get("kind")), body.get("count", 1)
        if kind not in KINDS:
            raise invalid(f"Unknown kind; choose one of {', '.join(KINDS)}", "kind")
        if count is not None and not (isinstance(count, int) and count > 0):
            raise invalid("The count is a positive whole number, or null for always", "count")
        path = str(body.get("path") or PATHS.get(kind, ""))
        self._store.run(
            "INSERT INTO fault (kind, remaining, path, seconds) VALUES (?, ?, ?, ?)",
            *(kind, count, self._pattern(path), self._seconds(body, kind)),
        )

    def _pattern(self, path: str) -> str:
        try:
            re.compile(path)
        except re.error as error:
            raise invalid("The path is not a regular expression", "path") from error
        return path

    def _seconds(self, body: Json, kind: str) -> float:
        try:
            return float(body.get("seconds", SECONDS.get(kind, 0)))
        except (TypeError, ValueError) as error:
            raise invalid("The seconds are not a number", "seconds") from error

    def all(self) -> list[Json]:
        statement = "SELECT kind, remaining AS count, path, seconds FROM fault ORDER BY nr"
        return [dict(row) | {"label": LABELS[row["kind"]]} for row in self._store.run(statement)]

    def clear(self) -> None:
        self._store.run("DELETE FROM fault")

    def take(self, kind: str, path: str) -> Fault | None:
        """Use up one turn of this misbehaviour, if it was asked for here."""
        statement = "SELECT nr, path, seconds FROM fault WHERE kind = ? ORDER BY nr"
        with self._store.transaction():
            for row in self._store.run(statement, kind):
                if re.search(row["path"], path):
                    self._use(row["nr"])
                    return Fault(kind, row["seconds"])
        return None

    def _use(self, number: int) -> None:
        self._store.run("UPDATE fault SET remaining = remaining - 1 WHERE nr = ?", number)
        self._store.run("DELETE FROM fault WHERE remaining = 0")

    def problem(self, path: str) -> Problem | None:
        """A refusal in the proper form."""
        for kind, status, detail in (
            ("429", 429, "You have exceeded your rate limit"),
            ("503", 503, "The service is temporarily unavailable"),
            ("mandate_410", 410, "The mandate is no longer available"),
        ):
            if self.take(kind, path):
                return Problem(status, detail)
        return None
