"""A test double for servers that run jobs, for tests in Python."""

from .errors import ControlError, JobdoubleError
from .node import NodeNotFoundError, find_node
from .server import Server, serve
from .world import World

__all__ = ['ControlError', 'JobdoubleError', 'NodeNotFoundError', 'Server', 'World', 'find_node', 'serve']
