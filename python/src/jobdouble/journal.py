from .world import World

MOST = 100


def journal_of(world: World) -> str:
    """The requests of a world for people: method, path and status, the newest last."""
    exchanges = world.requests()
    if not exchanges:
        return 'No request came.'
    shown = exchanges[-MOST:]
    lines = [f'{one.method:7} {one.path}  {one.status or "no answer"}' for one in shown]
    left_out = len(exchanges) - len(shown)
    return '\n'.join([*([f'… and {left_out} before them'] if left_out else []), *lines])
