"""Looks over the shoulder of the sandbox and judges every answer it gives."""

import json
from typing import Any

from flask import Flask, Response, request
from jsonschema import Draft202012Validator

from tests.betalingen.sandbox import official, schemas

Json = dict[str, Any]


class Witness:
    """Every API exchange of one test, and what is wrong with it."""

    def __init__(self, app: Flask) -> None:
        self.objections: list[str] = []
        self.official_objections: list[str] = []
        self.seen = 0
        app.after_request(self._look)

    def _look(self, response: Response) -> Response:
        is_api = request.path.startswith("/v2/") and "Idempotent-Replayed" not in response.headers
        if is_api and response.mimetype == "application/hal+json":
            self.seen += 1
            self._judge(response)
        return response

    def _judge(self, response: Response) -> None:
        text, where = response.get_data(as_text=True), f"{request.method} {request.path}"
        if response.status_code == 204:
            self.objections += [f"{where}: a body with 204"] if text else []
            return
        answer: Json = json.loads(text)
        if response.status_code >= 400:
            if "detail" in answer:
                self._check(where, schemas.ERROR, answer, "error-response")
            return
        self._judge_success(where, answer)

    def _judge_success(self, where: str, answer: Json) -> None:
        kind = self._kind()
        if "count" in answer:
            schema = schemas.listing(kind, schemas.ITEMS[kind])
            self._check(where, schema, answer, None if kind == "methods" else "list-links")
            for one in answer["_embedded"][kind]:
                self._check(where, schemas.ITEMS[kind], one, official.ANSWERS[kind])
            return
        self._check(where, schemas.ITEMS[kind], answer, official.ANSWERS[kind])
        if request.method == "POST" and kind in official.REQUESTS:
            self._officially(where, official.REQUESTS[kind], request.get_json())

    def _kind(self) -> str:
        """The last word of the path that names a collection."""
        parts = request.path.removeprefix("/v2/").split("/")
        return [part for part in parts if part in schemas.ITEMS][-1]

    def _check(self, where: str, schema: Json, answer: Json, name: str | None) -> None:
        for error in Draft202012Validator(schema).iter_errors(answer):
            self.objections.append(f"{where}: {error.json_path}: {error.message}")
        if name:
            self._officially(where, name, answer["_links"] if name == "list-links" else answer)

    def _officially(self, where: str, name: str, instance: Json) -> None:
        if official.place() is not None:
            found = official.objections(name, instance)
            self.official_objections += [f"{where}: {one}" for one in found]
