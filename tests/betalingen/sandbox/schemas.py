"""What an answer of the sandbox may look like: our own strict schemas, nothing optional by luck."""

from typing import Any

Json = dict[str, Any]

TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00$"
HREF = r"^http://(127\.0\.0\.1|localhost)(:\d+)?/"
TEXT: Json = {"type": "string", "minLength": 1}
BOOLEAN: Json = {"type": "boolean"}
MODE: Json = {"const": "test"}
MOMENT: Json = {"type": "string", "pattern": TIME}
ANY_METADATA: Json = {"type": ["object", "string", "null", "array", "number"]}


def identifier(kind: str) -> Json:
    return {"type": "string", "pattern": f"^{kind}_[A-Za-z0-9]{{10}}$"}


def closed(required: Json, optional: Json | None = None) -> Json:
    """An object with exactly these members, and perhaps those."""
    return {
        "type": "object",
        "required": sorted(required),
        "properties": required | (optional or {}),
        "additionalProperties": False,
    }


def nullable(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


AMOUNT = closed(
    {"currency": {"const": "EUR"}, "value": {"type": "string", "pattern": r"^\d+\.\d{2}$"}}
)
LINK = closed(
    {
        "href": {"type": "string", "pattern": HREF},
        "type": {"enum": ["application/hal+json", "text/html"]},
    }
)


def links(*required: str, optional: tuple[str, ...] = ()) -> Json:
    return closed(dict.fromkeys(required, LINK), dict.fromkeys(optional, LINK))


DETAILS = closed(
    {},
    dict.fromkeys(
        (
            *("consumerName", "consumerAccount", "consumerBic", "bankName", "bankAccount"),
            *("bankBic", "transferReference", "creditorIdentifier", "mandateReference"),
            *("signatureDate", "dueDate", "bankReasonCode", "bankReason"),
        ),
        nullable(TEXT),
    ),
)
REFUND = closed(
    {
        "resource": {"const": "refund"},
        "id": identifier("re"),
        "mode": MODE,
        "amount": AMOUNT,
        "status": {
            "enum": ["queued", "pending", "processing", "refunded", "failed", "canceled"],
        },
        "createdAt": MOMENT,
        "description": TEXT,
        "metadata": ANY_METADATA,
        "paymentId": identifier("tr"),
        "_links": links("self", "payment", "documentation"),
    }
)
CHARGEBACK = closed(
    {
        "resource": {"const": "chargeback"},
        "id": identifier("chb"),
        "amount": AMOUNT,
        "createdAt": MOMENT,
        "paymentId": identifier("tr"),
        "reason": closed({"code": TEXT, "description": TEXT}),
        "reversedAt": nullable(MOMENT),
        "_links": links("self", "payment", "documentation"),
    }
)
PAYMENT = closed(
    {
        "resource": {"const": "payment"},
        "id": identifier("tr"),
        "mode": MODE,
        "createdAt": MOMENT,
        "amount": AMOUNT,
        "description": TEXT,
        "method": nullable({"enum": ["ideal", "banktransfer", "directdebit"]}),
        "metadata": ANY_METADATA,
        "status": {
            "enum": ["open", "pending", "authorized", "paid", "canceled", "expired", "failed"],
        },
        "profileId": identifier("pfl"),
        "sequenceType": {"enum": ["oneoff", "first", "recurring"]},
        "redirectUrl": nullable(TEXT),
        "_links": links(
            *("self", "dashboard", "documentation", "changePaymentState"),
            optional=("checkout", "refunds", "chargebacks", "customer", "mandate"),
        ),
    },
    {
        **dict.fromkeys(("webhookUrl", "cancelUrl", "locale"), TEXT),
        **dict.fromkeys(("amountRefunded", "amountRemaining", "amountChargedBack"), AMOUNT),
        **dict.fromkeys(
            (
                *("expiresAt", "paidAt", "failedAt", "canceledAt", "expiredAt"),
                "authorizedAt",
            ),
            MOMENT,
        ),
        "isCancelable": BOOLEAN,
        "customerId": identifier("cst"),
        "mandateId": identifier("mdt"),
        "details": DETAILS,
        "_embedded": closed(
            {},
            {
                "refunds": {"type": "array", "items": REFUND},
                "chargebacks": {"type": "array", "items": CHARGEBACK},
            },
        ),
    },
)
CUSTOMER = closed(
    {
        "resource": {"const": "customer"},
        "id": identifier("cst"),
        "mode": MODE,
        "createdAt": MOMENT,
        "name": nullable(TEXT),
        "email": nullable(TEXT),
        "locale": nullable(TEXT),
        "metadata": ANY_METADATA,
        "_links": links("self", "dashboard", "payments", "mandates", "documentation"),
    }
)
MANDATE = closed(
    {
        "resource": {"const": "mandate"},
        "id": identifier("mdt"),
        "mode": MODE,
        "status": {"enum": ["valid", "pending", "invalid"]},
        "method": {"const": "directdebit"},
        "details": closed(
            {
                "consumerName": TEXT,
                "consumerAccount": TEXT,
                "consumerBic": nullable(TEXT),
            }
        ),
        "customerId": identifier("cst"),
        "mandateReference": {"type": "string", "minLength": 1, "maxLength": 35},
        "signatureDate": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "createdAt": MOMENT,
        "_links": links("self", "customer", "documentation"),
    }
)
METHOD = closed(
    {
        "resource": {"const": "method"},
        "id": TEXT,
        "description": TEXT,
        "minimumAmount": AMOUNT,
        "maximumAmount": AMOUNT,
        "image": closed(dict.fromkeys(("size1x", "size2x", "svg"), TEXT)),
        "status": {"enum": ["activated", None]},
        "_links": links("self"),
    }
)
PROFILE = closed(
    {
        "resource": {"const": "profile"},
        "id": identifier("pfl"),
        "mode": MODE,
        "status": {"const": "verified"},
        "createdAt": MOMENT,
        **dict.fromkeys(("name", "website", "email", "phone", "businessCategory"), TEXT),
        "_links": links(
            *("self", "dashboard", "payments", "refunds", "chargebacks", "methods"),
            "documentation",
        ),
    }
)
ERROR = closed(
    {
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": TEXT,
        "detail": TEXT,
        "_links": links("documentation"),
    },
    {"field": TEXT},
)


def listing(name: str, item: Json) -> Json:
    """A page of a list with the cursor links."""
    paging = {"self": LINK, "documentation": LINK}
    if name != "methods":
        paging |= {"previous": nullable(LINK), "next": nullable(LINK)}
    return closed(
        {
            "count": {"type": "integer", "minimum": 0, "maximum": 250},
            "_embedded": closed({name: {"type": "array", "items": item}}),
            "_links": closed(paging),
        }
    )


ITEMS = {
    "payments": PAYMENT,
    "refunds": REFUND,
    "chargebacks": CHARGEBACK,
    "customers": CUSTOMER,
    "mandates": MANDATE,
    "methods": METHOD,
    "profiles": PROFILE,
}
