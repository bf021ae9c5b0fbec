"""The official description of the API, if this machine has it; never part of the project."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Json = dict[str, Any]

BESIDE = Path(__file__).parents[3].parent / "shared" / "mollie" / "openapi.json"
ABSENT = (
    "NIET GEDRAAID: de officiële beschrijving van de Mollie-API ontbreekt. "
    "Zet MOLLIE_OPENAPI op het pad van openapi.json."
)
ANSWERS = {
    "payments": "payment-response",
    "refunds": "entity-refund",
    "chargebacks": "entity-chargeback",
    "customers": "customer-response",
    "mandates": "mandate-response",
    "methods": "entity-method",
    "profiles": "profile-response",
}
REQUESTS = {
    "payments": "payment-request",
    "refunds": "refund-request",
    "mandates": "mandate-request",
}
# Where the service itself deviates from its description; nothing else is forgiven.
READ_ONLY_OF_REFUND = frozenset(
    {"resource", "id", "mode", "status", "createdAt", "description", "metadata", "paymentId"}
    | {"_links"},
)


def place() -> Path | None:
    """Where the description is, or nothing."""
    given = os.environ.get("MOLLIE_OPENAPI")
    path = Path(given) if given else BESIDE
    return path if path.is_file() else None


@cache
def registry() -> Registry[Any]:
    path = place()
    assert path is not None
    document: Resource[Any] = DRAFT202012.create_resource(json.loads(path.read_text()))
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource("urn:mollie", document)
    return filled


@cache
def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"urn:mollie#/components/schemas/{name}"}
    return Draft202012Validator(schema, registry=registry())


def objections(name: str, instance: Json) -> list[str]:
    """What the description has against this object, known deviations left out."""
    found = validator(name).iter_errors(instance)
    return [
        f"{name}: {error.json_path}: {error.message}"
        for error in found
        if not is_known(name, instance, error)
    ]


def is_known(name: str, instance: Json, error: ValidationError) -> bool:
    """The allow-list; formats are not enforced here because our own schemas do."""
    missing = error.message.split("'")[1] if error.validator == "required" else None
    if name == "payment-response":
        return (
            error.json_path == "$.method"
            and instance["method"] is None
            and instance["status"] != "paid"
        )
    if name == "payment-request":
        return missing == "redirectUrl" and instance.get("sequenceType") == "recurring"
    return name == "refund-request" and missing in READ_ONLY_OF_REFUND
