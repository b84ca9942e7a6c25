"""What a table of reference values consists of: points, exact values, values at special arguments, the bound in ulps."""
import random
from dataclasses import dataclass, field
from typing import Callable, Optional

from mpmath import mp, mpf

INF, NAN = float("inf"), float("nan")
TINY, MIN_NORMAL, MAX = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
EDGES = [0.0, -0.0, INF, -INF, NAN]


@dataclass
class Function:
    name: str
    evaluate: Callable
    points: Callable
    max_ulp: float
    specials: dict = field(default_factory=dict)
    odd: bool = False
    envelope: Optional[Callable] = None


FUNCTIONS = []


def add(name, evaluate, points, max_ulp, specials=None, odd=False, envelope=None):
    """points: a list or a function without arguments, called with the generator seeded by the name."""
    table = {}
    for key, v in (specials or {}).items():
        table[tuple(key.split())] = v
    make = points if callable(points) else (lambda: points)
    FUNCTIONS.append(Function(name, evaluate, make, max_ulp, table, odd, envelope))


def uniform(a, b, n):
    return [random.uniform(a, b) for _ in range(n)]


def magnitudes(a, b, n):
    """Numbers 10^u, u uniform between a and b."""
    return [10 ** random.uniform(a, b) for _ in range(n)]


def both(values):
    return [s * v for v in values for s in (1, -1)]


def real(f, inside):
    """f where inside holds, NaN elsewhere."""
    return lambda *a: f(*a) if inside(*a) else None


SMALL = both([TINY, MIN_NORMAL, 1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 1e-3])
ODD = {"0.0": "0", "-0.0": "-0"}


def extra(f, x):
    """f with digits enough for the reduction of a huge x."""
    with mp.workdps(60 + max(0, int(mp.mag(x) * 0.31) if x else 0)):
        return f(x)
