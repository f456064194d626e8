"""Serves pygeoapi on one port of loopback, as its own command does, without the debugger."""
import os

from pygeoapi.flask_app import APP

APP.run(host='127.0.0.1', port=int(os.environ['PORT']), threaded=True, debug=False)
