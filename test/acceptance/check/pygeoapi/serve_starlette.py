"""Serves pygeoapi by Starlette on one port of loopback, as its own command does, without reloading."""
import os

import uvicorn
from pygeoapi.starlette_app import APP

uvicorn.run(APP, host='127.0.0.1', port=int(os.environ['PORT']), log_level='warning')
