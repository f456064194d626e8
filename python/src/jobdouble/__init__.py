"""A test double for servers that run jobs, for tests in Python."""

from .deployments import Deployments
from .errors import ControlError, JobdoubleError
from .node import NodeNotFoundError, find_node
from .server import Server, serve
from .world import World

__all__ = ['ControlError', 'Deployments', 'JobdoubleError', 'NodeNotFoundError', 'Server', 'World', 'find_node', 'serve']
