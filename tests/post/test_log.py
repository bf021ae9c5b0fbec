"""A mail server that names the receiver in its answer does not bring the name into our log."""

from __future__ import annotations

from flask import Flask

from tests.post.conftest import Postkantoor
from tests.post.test_smtp import een_mail, empty
from tests.support.log import logtekst
from tests.toegang.live import store


def test_the_log_tells_the_code_and_not_for_whom_the_mail_was(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, een_mail(post_app, "xanthippe:1"))
    postkantoor.at_recipient = lambda address: f"421 4.7.0 <{address}>: come back later"
    with logtekst() as log:
        empty(post_app)
    assert "mail server away" in log.getvalue()
    assert '"kind": "421"' in log.getvalue()
    assert "xanthippe" not in log.getvalue()
