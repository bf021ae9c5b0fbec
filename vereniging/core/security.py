"""What every request must satisfy and every answer carries (security-reliability.md 5 and 6)."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, session
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

SAFE = {"GET", "HEAD", "OPTIONS"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action {form_action}; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
UPLOAD_CSP = "default-src 'none'; sandbox"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), geolocation=(self)",
}
MAX_BODY = 256 * 1024

csrf = CSRFProtect()


def network() -> str:
    """The caller's network, /32 or /64: what a coarse limit counts."""
    address = ipaddress.ip_address(request.remote_addr or "127.0.0.1")
    return str(ipaddress.ip_network((address, 32 if address.version == 4 else 64), strict=False))


limiter = Limiter(key_func=network, headers_enabled=False)


def init_app(app: Flask) -> None:
    """Check requests before, and mark answers after, every view."""
    if hops := app.config["PROXY_HOPS"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's own recipe
    app.before_request(_limit_body)
    app.before_request(_refuse_strange)
    app.before_request(_refuse_foreign)
    app.config["RATELIMIT_STORAGE_URI"] = app.config["REDIS_URL"] or "memory://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"wrap_exceptions": True}
    limiter.init_app(app)
    csrf.init_app(app)
    app.after_request(_mark)


def view_option(name: str) -> object:
    """What the route of this request says about itself; None when it says nothing."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, name, None)


def _limit_body() -> None:
    most = view_option("max_body") or MAX_BODY
    assert isinstance(most, int)  # noqa: S101  narrows the type; Blueprint sets it
    request.max_content_length = most
    request.max_form_memory_size = MAX_BODY
    if (request.content_length or 0) > most:
        abort(413)


def _refuse_strange() -> None:
    asked = request.path + "".join(request.args.values())
    if "\x00" in asked or "\ufffd" in asked:
        abort(400)
    if request.method in SAFE or not request.mimetype.endswith(("urlencoded", "form-data")):
        return
    for name, value in request.form.items(multi=True):
        if "\x00" in name + value or "\ufffd" in name + value:
            abort(400)
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            abort(400)


def is_same_origin() -> bool:
    """Whether the browser says that this site itself sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or origin == _origin()


def _origin() -> str:
    base = urlsplit(current_app.config["BASE_URL"])
    return f"{base.scheme}://{base.netloc}"


def _refuse_foreign() -> None:
    if request.method in SAFE or view_option("csrf") is False:
        return
    if not is_same_origin():
        abort(403)


def _mark(response: Response) -> Response:
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault(
        "Content-Security-Policy", CSP.format(form_action=g.get("form_action", "'self'"))
    )
    secret = g.get("secret_page", False)
    headers.setdefault("Referrer-Policy", "no-referrer" if secret else "same-origin")
    if secret:
        headers.setdefault("X-Robots-Tag", "noindex")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        sub = "; includeSubDomains" if current_app.config["HSTS_SUBDOMAINS"] else ""
        headers.setdefault("Strict-Transport-Security", f"max-age=63072000{sub}")
    if "Cache-Control" not in headers:
        _cache(response, private=secret)
    return response


def _cache(response: Response, *, private: bool) -> None:
    touched = session.accessed and bool(session)
    if private or touched or session.modified or "Set-Cookie" in response.headers:
        response.headers["Cache-Control"] = "no-store"
        return
    response.headers["Cache-Control"] = "no-cache"
    response.headers.add("Vary", "Cookie")
    if request.method in SAFE and response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)


def secret_page() -> None:
    """Mark an address that holds a secret: no referrer, no index, no store."""
    g.secret_page = True


def leads_to_payment() -> None:
    """Let the form of this page be sent on to the payment provider (payments.md section 4)."""
    g.form_action = "'self' https:"
    if current_app.config.get("DEMO"):
        g.form_action += " " + current_app.config["MOLLIE_CHECKOUT"]
