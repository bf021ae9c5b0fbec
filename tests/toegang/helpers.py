"""A mailbox, a clock and the bytes of a page."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select
from werkzeug.test import TestResponse

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.post.models import Mail

BASE = "http://127.0.0.1:8000"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}\b")
LINK = re.compile(r"/inloggen/[A-Za-z0-9_-]{43}")
SECRETS = re.compile(rb'(?<=value=")[^"]{20,}(?=")')


class Mailbox:
    """Reads one mail, the newest by default, as the receiver does."""

    def __init__(self, mail: Mail | None = None) -> None:
        newest = select(Mail).order_by(Mail.id.desc()).limit(1)
        self.mail = mail or db.session.scalars(newest).one()
        self.text = unseal(keys(Label.MAIL), self.mail.tekst) if self.mail.tekst else ""

    @property
    def codes(self) -> list[str]:
        return CODE.findall(self.text)

    @property
    def code(self) -> str:
        return self.codes[0]

    @property
    def link(self) -> str:
        return str(LINK.findall(self.text)[0])


def at(moment: datetime) -> None:
    """It is this moment now."""
    clock.install(lambda: moment)


def body(page: TestResponse) -> tuple[int, bytes, str | None]:
    """What a browser sees of an answer, without the one-time values in its forms."""
    return page.status_code, SECRETS.sub(b"", page.data), page.location
