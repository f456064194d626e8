from .world import World

MOST = 100
LONGEST = 200


def journal_of(world: World) -> str:
    """The requests of a world for people: method, path and status, the newest last."""
    exchanges = world.requests()
    if not exchanges:
        return 'No request came.'
    shown = exchanges[-MOST:]
    lines = [f'{one.method:7} {for_terminal(one.path)}  {one.status or "no answer"}' for one in shown]
    left_out = len(exchanges) - len(shown)
    return '\n'.join([*([f'… and {left_out} before them'] if left_out else []), *lines])


def for_terminal(text: str) -> str:
    """What a client sent, without what moves a terminal, and not longer than a person reads."""
    visible = ''.join(one if one.isprintable() else repr(one)[1:-1] for one in text[:LONGEST])
    return f'{visible}…' if len(text) > LONGEST else visible
