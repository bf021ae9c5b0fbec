"""A browser without a screen: signs its forms, and reads every page strictly."""

from __future__ import annotations

import contextvars
import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import html5lib
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.toegang.models import Account, Sessie, SessieSoort, hashed

BASE = "http://127.0.0.1:8000"
UNLABELLED = {"hidden", "submit", "button"}


class Client:
    """Talks to the app as a browser would; the test's own session sees what was stored."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.flask = app.test_client()

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET a page, read strictly."""
        return self._open(path, method="GET", **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST a form with a valid CSRF token (`csrf=False` leaves it out)."""
        fields = dict(data or {})
        if options.pop("csrf", True):
            fields.setdefault("csrf_token", self._csrf())
        return self._open(path, method="POST", data=fields, **options)

    def _open(self, path: str, **options: Any) -> TestResponse:
        db.session.commit()
        options.setdefault("base_url", BASE)
        response: TestResponse = contextvars.Context().run(self.flask.open, path, **options)
        db.session.expire_all()
        is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
        if is_page and db.engine.dialect.name == "sqlite":  # one reading of each page is enough
            assert_strict(response.text, path)
        return response

    def _csrf(self) -> str:
        raw = hashlib.sha256(secrets.token_bytes(16)).hexdigest()
        with self.flask.session_transaction(base_url=BASE) as session:
            raw = session.setdefault("csrf_token", raw)
        signer = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token")
        return str(signer.dumps(raw))


def sign_in(client: Client, lid: Lid, functies: Iterable[str], *, second_factor: bool) -> Client:
    """Give this browser a session row for the member, with these offices since last year."""
    nu = clock.now()
    db.session.add(lid)
    db.session.flush()
    account = db.session.scalars(select(Account).where(Account.lid_id == lid.id)).one_or_none()
    account = account or Account(
        email=lid.email or f"lid{lid.lidnummer}@example.org", lid_id=lid.id, gemaakt_op=nu
    )
    if second_factor:
        account.totp_sinds = nu
    for functie in functies:
        db.session.add(
            Functie(lid=lid, soort=FunctieSoort(functie), begin=clock.today() - timedelta(days=365))
        )
    raw_key = secrets.token_urlsafe(32)
    sessie = Sessie(
        sleutel_hash=hashed(raw_key),
        account=account,
        soort=SessieSoort.MAILCODE,
        bevestigd_op=nu,
        verloopt_op=nu + timedelta(hours=12),
        tweede_factor_op=nu if second_factor else None,
    )
    db.session.add_all([account, sessie])
    db.session.commit()
    with client.flask.session_transaction(base_url=BASE) as session:
        session["_user_id"] = raw_key
        session["_fresh"] = True
        session["gezien"] = int(nu.timestamp())
    return client


def assert_strict(text: str, path: str) -> None:
    """A page is valid, has a language, title and one h1, and no inline script or style."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert not parser.errors, (path, parser.errors[:3])
    assert tree.get("lang") in {"nl", "en"}, path
    headings = [h for h in tree.iter("h1") if "".join(h.itertext()).strip()]
    assert len(headings) == 1, (path, len(headings))
    assert " - " in "".join(tree.find(".//title").itertext()), path
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert not [name for name, count in ids.items() if count > 1], (path, ids.most_common(2))
    for element in tree.iter():
        assert not element.get("style"), (path, element.tag)
        assert not [name for name in element.attrib if name.startswith("on")], (path, element.tag)
    assert not list(tree.iter("style")), path
    for script in tree.iter("script"):
        assert script.get("src"), path
    _assert_forms(tree, path, set(ids))


def _assert_forms(tree: Any, path: str, ids: set[str]) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(child) for label in tree.iter("label") for child in label.iter()}
    for form in tree.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        if form.get("method", "get").lower() == "post":
            assert form.get("action") is not None, path
            is_exempt = form.get("action") == "/voorkeuren"
            assert is_exempt or "csrf_token" in names, (path, form.get("action"))
        for field in filter(_wants_label, form.iter()):
            has_label = field.get("id") in labelled or id(field) in inside
            assert has_label or field.get("aria-label"), (path, field.get("name"))
    for element in tree.iter():
        for name in (element.get("aria-describedby") or "").split():
            assert name in ids, (path, name)


def _wants_label(field: Any) -> bool:
    is_control = field.tag in {"input", "textarea", "select"}
    return is_control and field.get("type") not in UNLABELLED
