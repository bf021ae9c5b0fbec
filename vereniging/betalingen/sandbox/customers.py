"""Customers and their mandates for direct debit."""

import re
from typing import Final

from vereniging.betalingen.sandbox import check
from vereniging.betalingen.sandbox.bankdays import iso
from vereniging.betalingen.sandbox.faults import Faults
from vereniging.betalingen.sandbox.problems import Problem, invalid, unknown
from vereniging.betalingen.sandbox.store import Json, Store

CUSTOMER_FIELDS: Final = frozenset({"name", "email", "locale", "metadata"})
MANDATE_FIELDS: Final = frozenset(
    {"method", "consumerName", "consumerAccount", "consumerBic", "consumerEmail"}
    | {"signatureDate", "mandateReference"},
)
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_iban(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616)."""
    if not IBAN.fullmatch(text):
        return False
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def consumer() -> Json:
    """The imaginary person at the other end, with an account that passes the check digits."""
    return {
        "consumerName": "V. Oorbeeld",
        "consumerAccount": "NL91ABNA0417164300",
        "consumerBic": "ABNANL2A",
    }


class Customers:
    """Rules of Mollie about customers and mandates."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store, self._faults = store, faults

    def get(self, identifier: str) -> Json:
        return self._present("customer", identifier, None)

    def _present(self, kind: str, identifier: str, parent: str | None) -> Json:
        found = self._store.get(kind, identifier, parent)
        if found is not None:
            return found
        if self._store.get(f"{kind}-gone", identifier, parent):
            raise Problem(410, f"The {kind} is no longer available")
        raise unknown(kind, identifier)

    def create(self, body: Json) -> Json:
        check.only(body, CUSTOMER_FIELDS)
        customer = {
            "id": self._store.new_id("cst"),
            "createdAt": iso(self._store.now()),
            **self._fields(body),
        }
        self._store.insert("customer", customer, None)
        return customer

    def update(self, identifier: str, body: Json) -> Json:
        check.only(body, CUSTOMER_FIELDS)
        customer = self.get(identifier)
        fields = self._fields(body)
        customer.update({name: fields[name] for name in body})
        self._store.save(customer)
        return customer

    def delete(self, identifier: str) -> None:
        """Forget a customer; its mandates can no longer be used."""
        self.get(identifier)
        for mandate in self._store.children("mandate", identifier):
            self._store.retire(mandate["id"])
        self._store.retire(identifier)

    def _fields(self, body: Json) -> Json:
        return {
            "name": check.text(body, "name", required=False),
            "email": check.text(body, "email", required=False),
            "locale": check.locale(body),
            "metadata": check.metadata(body),
        }

    def mandate(self, customer: str, identifier: str) -> Json:
        self.get(customer)
        return self._present("mandate", identifier, customer)

    def sign(self, customer: str, body: Json) -> Json:
        """A mandate from paper: valid at once, unless the switch keeps it pending."""
        self.get(customer)
        check.only(body, MANDATE_FIELDS)
        if body.get("method") != "directdebit":
            raise invalid("The method is invalid, only directdebit is possible here", "method")
        account = check.text(body, "consumerAccount") or ""
        if not is_iban(account):
            raise invalid("The bank account is invalid", "consumerAccount")
        details = {
            "consumerName": check.text(body, "consumerName"),
            "consumerAccount": account,
            "consumerBic": check.text(body, "consumerBic", required=False),
        }
        mandate = self.add_mandate(customer, details, body)
        return self.validate(mandate)

    def add_mandate(self, customer: str, details: Json, body: Json) -> Json:
        """A pending mandate."""
        now, identifier = self._store.now(), self._store.new_id("mdt")
        signed = check.text(body, "signatureDate", required=False) or iso(now)[:10]
        if not DATE.fullmatch(signed) or signed > iso(now)[:10]:
            raise invalid("The signature date is invalid or in the future", "signatureDate")
        reference = check.text(body, "mandateReference", longest=35, required=False)
        mandate: Json = {
            "id": identifier,
            "status": "pending",
            "method": "directdebit",
            "details": details,
            "customerId": customer,
            "mandateReference": reference or identifier.removeprefix("mdt_"),
            "signatureDate": signed,
            "createdAt": iso(now),
        }
        self._store.insert("mandate", mandate, customer)
        return mandate

    def validate(self, mandate: Json) -> Json:
        """The bank accepts the mandate."""
        if mandate["status"] == "pending" and not self._faults.take("mandate_pending", ""):
            mandate["status"] = "valid"
            self._store.save(mandate)
        return mandate

    def revoke(self, customer: str, identifier: str) -> None:
        self.mandate(customer, identifier)
        self._store.retire(identifier)

    def usable(self, customer: str, identifier: str | None) -> Json:
        """The mandate for a collection; refuses when there is no valid one."""
        self.get(customer)
        for mandate in self._store.children("mandate", customer):
            if mandate["status"] == "valid" and identifier in {None, mandate["id"]}:
                return mandate
        raise invalid("The customer has no valid mandate for this payment", "mandateId")
