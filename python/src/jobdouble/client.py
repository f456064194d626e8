"""Requests to OGC API – Processes, as a client of the world sends them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from .control import Control
from .errors import JobdoubleError
from .refusal import expect_success
from .shapes import Token, User
from .transport import send

__tracebackhide__ = True


class Client:
    """What it sends is in the journal of the world, and meets its faults. It has no state, so any thread may use it."""

    def __init__(self, url: str, control: Control) -> None:
        self._url = url
        self._control = control

    def call(self, method: str, path: str, body: bytes | None = None, *, media_type: str = 'application/json', user: str | None = None) -> Any:
        """Send a request, as a user of the world if one is named. Raises ControlError with the double's own sentence if it refuses."""
        headers = {'Accept': 'application/json', **({} if user is None else self._login_of(user))}
        if body is not None:
            headers['Content-Type'] = media_type
        url = f'{self._url}{path}'
        return expect_success(f'{method} {url}', send(method, url, headers, body))

    def process(self, method: str, process_id: str, *args: Any, **more: Any) -> Any:
        return self.call(method, f'/processes/{quote(process_id, safe="")}', *args, **more)

    def token(self, fields: Mapping[str, str]) -> Token:
        token: Token = self.call('POST', '/token', urlencode(fields).encode(), media_type='application/x-www-form-urlencoded')
        return token

    def users(self) -> list[User]:
        users: list[User] = self._control.call('GET', '/seed').get('users', [])
        return users

    def user(self, name: str) -> User:
        users = self.users()
        for user in users:
            if user['name'] == name:
                return user
        names = ', '.join(repr(user['name']) for user in users) or 'a user in the seed, which has none'
        raise JobdoubleError(f'user {name!r} came; expected {names}.')

    def _login_of(self, name: str) -> dict[str, str]:
        token = self.user(name)['token']
        settings = self._control.call('GET', '/settings')['settings']
        if settings['login'] == 'off':
            raise JobdoubleError(f"user {name!r} came, and this world asks nobody who they are; expected configure(login='bearer') before.")
        return {settings['loginHeader']: token} if settings['login'] == 'api-key' else {'Authorization': f'Bearer {token}'}
