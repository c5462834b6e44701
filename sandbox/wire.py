"""The driver's end of the user API: JSON there and back."""

from dataclasses import dataclass
from typing import Any

import aiohttp


class Refused(Exception):
    """The sandbox says that no phone can do this, e.g. forward a protected message."""


@dataclass(frozen=True, slots=True)
class Wire:
    """One session to one sandbox."""

    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **query: str | float) -> Any:
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        return await self._ask("POST", path, json=body)

    async def post_form(self, path: str, form: aiohttp.FormData) -> Any:
        return await self._ask("POST", path, data=form)

    async def delete(self, path: str) -> None:
        await self._ask("DELETE", path)

    async def read(self, path: str) -> bytes:
        async with self.session.get(f"{self.url}{path}") as response:
            response.raise_for_status()
            return await response.read()

    async def _ask(self, verb: str, path: str, **how: Any) -> Any:
        async with self.session.request(verb, f"{self.url}{path}", **how) as response:
            answer = await response.json()
            if response.status >= 400:
                raise Refused(answer["error"])
            return answer
