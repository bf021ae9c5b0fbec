import re
from html.parser import HTMLParser

import pytest
import requests

from tests.betalingen.sandbox.samples import BACK, een_betaalde, een_betaling
from tests.support.mollie import Sandbox


class Page(HTMLParser):
    """The few things that make a page usable for everybody."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def is_good(answer: requests.Response) -> bool:
    """Language, one heading, labels, a banner, a policy without scripts."""
    page = Page(answer.text)
    labels = {label["for"] for label in page.all("label")}
    fields = [*page.all("select"), *page.all("input")]
    named = {field["id"] for field in fields if field.get("type") != "hidden"}
    ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert page.all("html")[0]["lang"] == "nl"
    assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1
    assert named <= labels
    assert len(ids) == len(set(ids))
    assert "Nagebootste betaalomgeving" in answer.text
    assert not page.all("script")
    assert not [tag for tag, attributes in page.tags if "style" in attributes]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return True


def post(sandbox: Sandbox, path: str, **form: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.post(f"{sandbox.url}{path}", data=form, timeout=5, allow_redirects=False)


@pytest.mark.parametrize("status", ["paid", "failed", "canceled", "expired"])
def test_the_consumer_chooses_and_goes_back_to_the_site(sandbox: Sandbox, status: str) -> None:
    made = een_betaling(sandbox.gateway(), cents=1250)
    path = f"/checkout/{made.id}"
    page = sandbox.request("GET", path)
    assert is_good(page)
    assert "€\N{NO-BREAK SPACE}12,50" in page.text
    assert [button["value"] for button in Page(page.text).all("button")] == [
        *("paid", "failed", "canceled", "expired"),
    ]
    assert page.headers["Content-Security-Policy"].endswith("'self' http://localhost:8000")
    gone = post(sandbox, path, status=status)
    assert (gone.status_code, gone.headers["Location"]) == (303, BACK)
    assert sandbox.gateway().get_payment(made.id).status == status


def test_who_cancels_goes_to_the_address_for_that(sandbox: Sandbox) -> None:
    made = een_betaling(sandbox.gateway(), cancelUrl="http://localhost:8000/weg")
    gone = post(sandbox, f"/checkout/{made.id}", status="canceled")
    assert gone.headers["Location"] == "http://localhost:8000/weg"


def test_a_settled_payment_cannot_be_paid_again(sandbox: Sandbox) -> None:
    paid = een_betaalde(sandbox)
    page = sandbox.request("GET", f"/checkout/{paid.id}")
    assert is_good(page)
    assert "al afgerond" in page.text
    assert not Page(page.text).all("button")
    again = post(sandbox, f"/checkout/{paid.id}", status="failed")
    assert again.status_code == 409
    assert is_good(again)
    assert sandbox.gateway().get_payment(paid.id).status == "paid"


def test_behind_the_scenes_a_payment_is_refunded_and_charged_back(sandbox: Sandbox) -> None:
    paid = een_betaalde(sandbox, method="ideal")
    path = f"/checkout/test-mode/{paid.id}"
    assert post(sandbox, path, act="refund", amount="2,50").status_code == 303
    assert post(sandbox, path, act="chargeback", amount="1.00", code="AC04").status_code == 303
    page = sandbox.request("GET", path)
    assert is_good(page)
    found = re.search(r'value="(chb_\w+)"', page.text)
    assert found is not None
    assert post(sandbox, path, act="reverse", chargeback=found[1]).status_code == 303
    assert "teruggedraaid" in sandbox.request("GET", path).text
    after = sandbox.gateway().get_payment(paid.id)
    assert (after.amount_refunded, after.amount_charged_back) == (250, 0)


def test_behind_the_scenes_a_payment_gets_any_status(sandbox: Sandbox) -> None:
    made = een_betaling(sandbox.gateway())
    path = f"/checkout/test-mode/{made.id}"
    assert post(sandbox, path, act="status", status="paid", code="AM04").status_code == 303
    assert sandbox.gateway().get_payment(made.id).status == "paid"
    assert post(sandbox, path, act="refund", amount="veel").status_code == 422
    assert post(sandbox, path, act="dance").status_code == 422


def test_the_view_behind_the_scenes_moves_clock_and_faults(sandbox: Sandbox) -> None:
    assert is_good(sandbox.request("GET", "/_sandbox/"))
    een_betaalde(sandbox, webhookUrl="http://localhost:1/hook")
    sandbox.webhooks()
    before = sandbox.clock()
    for form in (
        {"act": "clock", "seconds": "86400"},
        {"act": "fault", "kind": "503", "count": "altijd"},
        {"act": "fault", "kind": "429", "count": "3"},
    ):
        assert post(sandbox, "/_sandbox/", **form).status_code == 303
    assert sandbox.clock() > before
    page = sandbox.request("GET", "/_sandbox/")
    assert is_good(page)
    assert "altijd" in page.text
    assert "nog 3 keer" in page.text
    assert post(sandbox, "/_sandbox/", act="clear").status_code == 303
    assert sandbox.control("GET", "faults") == {"faults": []}
    assert post(sandbox, "/_sandbox/", act="clock", seconds="5").status_code == 422


def test_addresses_that_do_not_exist_say_so(sandbox: Sandbox) -> None:
    for path in ("/checkout/tr_x", "/nothing", "/_sandbox/methods/x.svg"):
        answer = sandbox.request("GET", path)
        assert answer.status_code == 404
        assert is_good(answer)
    assert sandbox.request("GET", "/").headers["Location"] == "/_sandbox/"
    assert sandbox.request("GET", "/_sandbox/static/sandbox.css").ok
