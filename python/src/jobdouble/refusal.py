"""What the double says when it refuses a request."""

import json
from typing import Any

from .errors import ControlError
from .transport import Response

__tracebackhide__ = True
NOTHING = object()


def expect_success(request: str, response: Response) -> Any:
    """The body that came, None if it is empty. Raises ControlError for a refusal, and for what no double sends."""
    reply = _json(response.text)
    if response.status < 400 and reply is not NOTHING:
        return reply
    raise ControlError(_sentence(reply) or f'{request}: {response.status} came, with {response.text[:200]!r}.', response.status)


def _json(text: str) -> Any:
    if text == '':
        return None
    try:
        return json.loads(text)
    except ValueError:
        return NOTHING


def _sentence(reply: Any) -> str:
    """Of the control façade, of OGC API – Processes, or of the token endpoint."""
    if not isinstance(reply, dict):
        return ''
    errors = reply.get('errors')
    if isinstance(errors, list):
        return '\n'.join(str(error.get('title')) for error in errors)
    return str(reply.get('detail') or reply.get('error_description') or '')
