"""The audiences of routes: who may come in, and where the others are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.refusals import keep
from vereniging.core.security import SAFE
from vereniging.core.web import everyone
from vereniging.toegang.models import BESTUUR, TWEEDE_FACTOR, Account, Rol
from vereniging.toegang.sessions import current_session

Roles = Callable[[Account, date], frozenset[Rol]]

__all__ = [
    "DOELGROEPEN",
    "Doelgroep",
    "everyone",
    "huidige_rollen",
    "is_doelgroep",
    "register_roles",
]

_roles: list[Roles] = []


def register_roles(source: Roles) -> None:
    """`leden` tells which roles an account has on a day; exactly one source."""
    _roles[:] = [source]


def rollen_van(account: Account, dag: date) -> frozenset[Rol]:
    """The roles of this account on this day."""
    return _roles[0](account, dag)


def huidige_rollen() -> frozenset[Rol]:
    """The roles of who is signed in; none for a visitor."""
    sessie = current_session()
    if sessie is None:
        return frozenset()
    if g.get("rollen_van") != sessie.id:
        g.rollen_van, g.rollen = sessie.id, rollen_van(sessie.account, clock.today())
    return frozenset(g.rollen)


def heeft_ambt() -> bool:
    """Whether who is signed in holds an office that wants a second factor."""
    return bool(TWEEDE_FACTOR & huidige_rollen())


@dataclass(frozen=True)
class Doelgroep:
    """People with at least one of these roles (all who are signed in, when none is named)."""

    naam: str
    rollen: frozenset[Rol] = field(default_factory=frozenset)
    halverwege: bool = False  # also before the second factor of who needs one

    def __call__(self) -> bool:
        """Whether who is signed in belongs to it, and proved it as their office wants."""
        return self.includes() and not self._is_halfway()

    def includes(self) -> bool:
        """Whether who is signed in has one of its roles, proved or not yet."""
        if not self.rollen:
            return current_session() is not None
        return bool(self.rollen & huidige_rollen())

    def _is_halfway(self) -> bool:
        sessie = current_session()
        half = sessie is None or (heeft_ambt() and sessie.tweede_factor_op is None)
        return half and not self.halverwege

    def turn_away(self, *, fresh: bool) -> ResponseReturnValue | None:
        """None when welcome; else login, second factor, or the 403 page."""
        sessie = current_session()
        if sessie is None:
            return _login()
        if not self.includes():
            abort(403)
        if self._is_halfway():
            return _second_factor(sessie.account)
        officer = heeft_ambt() and sessie.account.heeft_tweede_factor
        if fresh and not sessie.is_vers(clock.now(), officer=officer):
            return _step_up()
        return None


def _here() -> str:
    return request.full_path.rstrip("?")


def _login() -> ResponseReturnValue:
    if request.method in SAFE:
        return redirect(url_for("toegang.inloggen", naar=_here()), 303)
    return keep(
        403,
        _("U bent niet meer ingelogd. Uw tekst staat er nog."),
        login=url_for("toegang.inloggen"),
    )


def _second_factor(account: Account) -> ResponseReturnValue:
    if account.heeft_tweede_factor:
        return _step_up()
    if request.method in SAFE:
        return redirect(url_for("toegang.inlogmiddelen"), 303)
    return keep(
        403,
        _("Voor uw functie is een tweede stap nodig. Uw invoer staat er nog."),
        login=url_for("toegang.inlogmiddelen"),
    )


def _step_up() -> ResponseReturnValue:
    if request.method in SAFE:
        return redirect(url_for("toegang.tweede_stap", naar=_here()), 303)
    return keep(
        403,
        _("Bevestig eerst dat u het bent. Uw invoer staat er nog."),
        login=url_for("toegang.tweede_stap"),
    )


ingelogd = Doelgroep("ingelogd")
halverwege = Doelgroep("ingelogd", halverwege=True)
leden = Doelgroep("leden", frozenset({Rol.LID}))
leden_en_donateurs = Doelgroep(
    "leden_en_donateurs", frozenset({Rol.LID, Rol.DONATEUR, Rol.ASPIRANT})
)
afgevaardigden = Doelgroep("afgevaardigden", frozenset({Rol.AFGEVAARDIGDE}))
secretaris = Doelgroep("secretaris", frozenset({Rol.SECRETARIS}))
penningmeester = Doelgroep("penningmeester", frozenset({Rol.PENNINGMEESTER}))
voorzitter = Doelgroep("voorzitter", frozenset({Rol.VOORZITTER}))
bestuur = Doelgroep("bestuur", BESTUUR)
kascommissie = Doelgroep("kascommissie", frozenset({Rol.PENNINGMEESTER, Rol.KASCOMMISSIE}))
tellers = Doelgroep("tellers", frozenset({Rol.TELLER}))
moderatoren = Doelgroep("moderatoren", frozenset({Rol.MODERATOR, Rol.SECRETARIS}))
commissie = Doelgroep("commissie", frozenset({Rol.AFGEVAARDIGDE, Rol.SECRETARIS}))
voeding_lezers = Doelgroep(
    "voeding_lezers", frozenset({Rol.AFGEVAARDIGDE, Rol.MODERATOR, Rol.SECRETARIS})
)
kantoor = Doelgroep("kantoor", TWEEDE_FACTOR)

DOELGROEPEN = {
    groep.naam: groep
    for groep in (
        ingelogd,
        leden,
        leden_en_donateurs,
        afgevaardigden,
        secretaris,
        penningmeester,
        voorzitter,
        bestuur,
        kascommissie,
        tellers,
        moderatoren,
        commissie,
        voeding_lezers,
        kantoor,
    )
}


def is_doelgroep(naam: str) -> bool:
    """For templates: whether who is signed in belongs to this audience; KeyError if unknown."""
    return DOELGROEPEN[naam]()
