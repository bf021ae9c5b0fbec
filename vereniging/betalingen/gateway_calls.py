"""One call to Mollie through its SDK; every trap of that SDK ends here."""

import re
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from vereniging.betalingen.gateway_types import (
    GatewayConflict,
    GatewayError,
    GatewayNotFound,
    GatewayRejected,
    GatewayUnavailable,
    Json,
)

if TYPE_CHECKING:
    from mollie.api.client import Client

API_KEY: Final = re.compile(r"(test|live)_\w{1,128}", re.ASCII)
AGENT: Final = "vereniging"
LONGEST_PAUSE: Final = 60
BATCH_RETRIES: Final = 2
NO_ANSWER: Final = "Mollie gaf geen bruikbaar antwoord."
BAD_KEY: Final = "Mollie weigert de API-sleutel."


class Caller:
    """Calls with short patience, or with retries when it is a batch."""

    def __init__(
        self, api_key: str, api_url: str, *, batch: bool, sleep: Callable[[float], None]
    ) -> None:
        if not API_KEY.fullmatch(api_key):
            raise ValueError("Een API-sleutel van Mollie begint met test_ of live_.")
        self.root = api_url.strip().rstrip("/")
        self._key, self._sleep, self._failures = api_key, sleep, 0
        self._timeout = (3, 30) if batch else (2, 6)
        self._retries = BATCH_RETRIES if batch else 0
        self._local = threading.local()

    def call(
        self,
        verb: str,
        path: str,
        data: Json | None = None,
        params: dict[str, Any] | None = None,
        sleutel: str = "",
    ) -> Json:
        """The answer as it came; a batch tries again, safe because keys are stored."""
        for _ in range(self._retries):
            try:
                return self._once(verb, path, data, params, sleutel)
            except GatewayUnavailable as error:
                if error.is_key_refused:
                    raise
                self._sleep(min(LONGEST_PAUSE, 2 ** min(self._failures, 6)))
                self._failures += 1
        answer = self._once(verb, path, data, params, sleutel)
        self._failures = 0
        return answer

    def _once(
        self, verb: str, path: str, data: Json | None, params: dict[str, Any] | None, sleutel: str
    ) -> Json:
        from mollie.api.error import Error, ResponseError  # noqa: PLC0415 - heavy, so late
        from requests import RequestException  # noqa: PLC0415 - heavy, so late

        body = None if data is None else dict(data)
        resource = self._client().payments
        try:
            return resource.perform_api_call(verb, path, body, params, sleutel)
        except ResponseError as error:
            failure = self._meaning(error)
        except (Error, RequestException, AttributeError, KeyError, TypeError, ValueError):
            failure = GatewayUnavailable(NO_ANSWER)
        # Outside the handler: the SDK's error may hold our key, so it must not be chained.
        raise failure

    def _meaning(self, error: Any) -> GatewayError:
        """Which of our four errors an answer of Mollie is."""
        status = error.status if isinstance(error.status, int) else 500
        if status in {401, 403}:
            return GatewayUnavailable(BAD_KEY, is_key_refused=True)
        if status == 429 or status >= 500:
            return GatewayUnavailable(NO_ANSWER)
        message = str(error).replace(self._key, "…")
        if status in {404, 410}:
            return GatewayNotFound(message)
        if status == 409:
            return GatewayConflict(message)
        return GatewayRejected(message, field=error.field)

    def _client(self) -> "Client":
        """One client per thread: its session is made lazily and without a lock."""
        if not hasattr(self._local, "client"):
            from mollie.api.client import Client  # noqa: PLC0415 - heavy, so late

            client = Client(api_endpoint=self.root, timeout=self._timeout, retry=0)
            client.UNAME = AGENT
            client.set_api_key(self._key)
            self._local.client = client
        found: Client = self._local.client
        return found


def pause(seconds: float) -> None:
    """Wait between two tries."""
    time.sleep(seconds)
