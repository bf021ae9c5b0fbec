"""What the API answers when it refuses, in the form that Mollie uses."""

from typing import Any

TITLES = {
    400: "Bad Request",
    401: "Unauthorized Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    410: "Gone",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class Problem(Exception):
    """A refusal with its HTTP status, sentence and, where one is to blame, the field."""

    def __init__(self, status: int, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field

    def body(self, base: str) -> dict[str, Any]:
        """The refusal as the JSON object that Mollie would send."""
        answer: dict[str, Any] = {
            "status": self.status,
            "title": TITLES[self.status],
            "detail": self.detail,
        }
        if self.field:
            answer["field"] = self.field
        link = {"href": f"{base}/_sandbox/", "type": "text/html"}
        return answer | {"_links": {"documentation": link}}


def invalid(detail: str, field: str | None = None) -> Problem:
    """The refusal that is by far the most frequent: 422."""
    return Problem(422, detail, field)


def unknown(what: str, identifier: str) -> Problem:
    """Nothing exists with this identifier."""
    return Problem(404, f"No {what} exists with token {identifier}.")
