"""cuiman without its user interface, which needs a package that cannot be installed everywhere; its client does not use it."""
import sys
from unittest import mock

sys.modules.update({name: mock.MagicMock() for name in ('cuiman.app', 'cuiman.app.serve', 'cuiman.app.display')})
from cuiman import Client  # noqa: E402, F401
