"""Messages as mail programs and mail servers send them, as bytes."""

from __future__ import annotations

import itertools
from email.message import EmailMessage
from email.policy import SMTP

_count = itertools.count(1)
JPEG = b"\xff\xd8\xff\xe0"


def een_brief(aan: str, van: str = "Sam Contact <sam@example.org>",
              tekst: str = "Wij komen dinsdag.\n", **koppen: str) -> EmailMessage:  # fmt: skip
    """An answer as a person sends it; a header of another name by `Auto_Submitted=…`."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = van, aan
    message["Subject"] = koppen.pop("Subject", "Re: melding")
    message["Message-ID"] = koppen.pop("Message_ID", f"<{next(_count)}@mail.example.org>")
    for naam, waarde in koppen.items():
        message[naam.replace("_", "-")] = waarde
    message.set_content(tekst)
    return message


def een_terugbericht(aan: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    """What a mail server sends when it could not deliver (the example of RFC 3464)."""
    return f"""Return-Path: <>
Date: Sun, 22 Nov 2026 19:00:00 +0000
From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>
Message-ID: <terug-{next(_count)}@mx.example.org>
Subject: Returned mail: user unknown
To: <{aan}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="RAA14128.773615765/mx.example.org"

--RAA14128.773615765/mx.example.org

   ----- The following addresses had delivery problems -----
<weg@example.org>  (unrecoverable error)

--RAA14128.773615765/mx.example.org
content-type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Original-Recipient: rfc822;weg@example.org
Final-Recipient: rfc822;weg@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <weg@example.org> user unknown
Last-Attempt-Date: Sun, 22 Nov 2026 18:59:00 +0000

--RAA14128.773615765/mx.example.org
content-type: message/rfc822

From: bestuur@example.org
To: weg@example.org
Subject: Uw nota

--RAA14128.773615765/mx.example.org--
""".replace("\n", "\r\n").encode()
