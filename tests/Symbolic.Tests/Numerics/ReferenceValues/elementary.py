"""Reference points of the elementary functions."""
import random

import mpmath as m
from mpmath import mp, mpf

from tabulated import FUNCTIONS, EDGES, SMALL, ODD, INF, NAN, TINY, MIN_NORMAL, MAX, add, both, extra, magnitudes, real, uniform


def circular():
    wide = lambda: EDGES + SMALL + both([0.5, 1, 1.5707963267948966, 3.141592653589793, 22, 355, 1e5, 1e10, 1e22, MAX]) \
        + uniform(-10, 10, 40) + uniform(-1e4, 1e4, 10)
    lost = {"Infinity": "NaN", "-Infinity": "NaN"}
    pole = {"0.0": "Infinity", "-0.0": "-Infinity", **lost}
    far = lambda f: (lambda x: extra(f, x))
    add("sin", far(m.sin), wide, 1, {**ODD, **lost})
    add("cos", far(m.cos), wide, 1, lost)
    add("tan", far(m.tan), wide, 1, {**ODD, **lost})
    add("cot", far(m.cot), wide, 2, pole)
    add("sec", far(m.sec), wide, 2, lost)
    add("csc", far(m.csc), wide, 2, pole)
    add("sinc", lambda x: extra(lambda t: m.sin(t) / t, x) if x else mpf(1), wide, 2, {"Infinity": "0", "-Infinity": "0"})
    unit = lambda: EDGES + SMALL + both([0.5, 1, 1.0000000000000002, 0.9999999999999999, 2, 0.999, 0.75]) + uniform(-1, 1, 40)
    inside = lambda x: abs(x) <= 1
    outside = lambda x: abs(x) >= 1
    add("asin", real(m.asin, inside), unit, 1, {**ODD, "Infinity": "NaN", "-Infinity": "NaN"})
    add("acos", real(m.acos, inside), unit, 1, {"Infinity": "NaN", "-Infinity": "NaN"})
    all_sizes = lambda: EDGES + SMALL + both([0.5, 1, 1.0000000000000002, 0.9999999999999999, 2, 1e3, 1e10, 1e20, 1e300, MAX]) \
        + uniform(-3, 3, 40)
    half_pi = m.nstr(m.pi / 2, 30)
    with mp.workdps(60):
        half_pi = m.nstr(m.pi / 2, 30)
    add("atan", m.atan, all_sizes, 1, {**ODD, "Infinity": half_pi, "-Infinity": "-" + half_pi})
    add("acot", lambda x: m.atan(1 / x), all_sizes, 2,
        {"0.0": half_pi, "-0.0": "-" + half_pi, "Infinity": "0", "-Infinity": "-0"})
    out = lambda: EDGES + both([TINY, 0.5, 0.9999999999999999, 1, 1.0000000000000002, 1.0000000001, 1.0001, 1.1, 1.5, 2, 3,
                                1e3, 1e10, 1e20, 1e300, MAX]) + both([1 + v for v in magnitudes(-15, 1, 25)])
    none_at_0 = {"0.0": "NaN", "-0.0": "NaN"}
    add("asec", real(lambda x: m.acos(1 / x), outside), out, 3, {**none_at_0, "Infinity": half_pi, "-Infinity": half_pi})
    add("acsc", real(lambda x: m.asin(1 / x), outside), out, 2, {**none_at_0, "Infinity": "0", "-Infinity": "-0"})
    add("atan2", lambda y, x: m.atan2(y, x),
        lambda: [(0.0, 1.0), (-0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (NAN, 1.0), (1.0, NAN), (1e-300, 1e300), (1e300, 1e-300),
                 (-1e-300, -1e300)] + list(zip(uniform(-5, 5, 50), uniform(-5, 5, 50))), 1, {"0.0 1.0": "0", "-0.0 1.0": "-0"})


def hyperbolic():
    wide = lambda: EDGES + SMALL + both([0.25, 0.3, 0.5, 1, 5, 18, 19.1, 22, 23, 37, 100, 700, 709.7, 710.5, 740, 1000, 1e10, MAX]) \
        + uniform(-10, 10, 30) + uniform(-1, 1, 20)
    signed = {"Infinity": "Infinity", "-Infinity": "-Infinity"}
    ones = {"Infinity": "1", "-Infinity": "-1"}
    limit = lambda f, value: (lambda x: value(x) if abs(x) > 2000 else f(x))
    sign = lambda x: mpf(1) if x > 0 else mpf(-1)
    huge = mpf(10) ** 400
    tiny = mpf(10) ** -400
    add("sinh", limit(m.sinh, lambda x: sign(x) * huge), wide, 2, {**ODD, **signed})
    add("cosh", limit(m.cosh, lambda x: huge), wide, 2, {"Infinity": "Infinity", "-Infinity": "Infinity"})
    add("tanh", limit(m.tanh, sign), wide, 2, {**ODD, **ones})
    add("coth", limit(m.coth, sign), wide, 3, {"0.0": "Infinity", "-0.0": "-Infinity", **ones})
    add("sech", limit(m.sech, lambda x: tiny), wide, 1.5, {"Infinity": "0", "-Infinity": "0"})
    add("csch", limit(m.csch, lambda x: sign(x) * tiny), wide, 2,
        {"0.0": "Infinity", "-0.0": "-Infinity", "Infinity": "0", "-Infinity": "-0"})
    sizes = lambda: EDGES + SMALL + both([0.25, 0.5, 1, 2, 10, 1e5, 1e10, 1e200, MAX]) + uniform(-3, 3, 40)
    add("asinh", m.asinh, sizes, 2, {**ODD, **signed})
    add("acosh", real(m.acosh, lambda x: x >= 1),
        lambda: EDGES + [0.5, 0.9999999999999999, 1, 1.0000000000000002, 1.0000001, 1.5, 2, 10, 1e10, 1e200, MAX, -2]
        + [1 + v for v in magnitudes(-14, 1, 40)], 2, {"Infinity": "Infinity", "-Infinity": "NaN"})
    unit = lambda: EDGES + SMALL + both([0.5, 0.9999999999999999, 0.999, 1.5]) + uniform(-1, 1, 40)
    add("atanh", real(m.atanh, lambda x: abs(x) < 1), lambda: unit() + [1.0, -1.0], 2,
        {**ODD, "1.0": "Infinity", "-1.0": "-Infinity", "Infinity": "NaN", "-Infinity": "NaN"})
    add("asech", real(lambda x: m.acosh(1 / x), lambda x: 0 < x <= 1),
        lambda: EDGES + [TINY, MIN_NORMAL, 1e-300, 1e-10, 0.1, 0.5, 0.49999999999999994, 0.9999999999999999, 1, 1.5, -0.5]
        + uniform(0, 1, 40) + [1 - v for v in magnitudes(-15, -1, 20)], 3,
        {"0.0": "Infinity", "-0.0": "Infinity", "Infinity": "NaN", "-Infinity": "NaN"})
    add("acsch", lambda x: m.asinh(1 / x), sizes, 2,
        {"0.0": "Infinity", "-0.0": "-Infinity", "Infinity": "0", "-Infinity": "-0"})
    add("acoth", real(lambda x: m.atanh(1 / x), lambda x: abs(x) > 1),
        lambda: EDGES + [1.0, -1.0, 0.5] + both([1.0000000000000002, 1.0001, 1.5, 2, 3, 10, 1e10, 1e300, MAX])
        + both([1 + v for v in magnitudes(-15, 1, 20)]), 3,
        {"1.0": "Infinity", "-1.0": "-Infinity", "0.0": "NaN", "-0.0": "NaN", "Infinity": "0", "-Infinity": "-0"})


def exponential():
    growth = {"Infinity": "Infinity", "-Infinity": "0"}
    cut = lambda f, low: (lambda x: mpf(10) ** 400 if x > 2000 else low if x < -2000 else f(x))
    wide = lambda: EDGES + SMALL + both([0.01, 0.3, 0.5, 1, 2, 10, 37, 40, 100, 700]) \
        + [709.782712893384, 709.7827128933841, -708.3, -744.4, -745.2, -750.0, 1000.0, -1000.0, MAX, -MAX] + uniform(-20, 20, 40)
    add("exp", cut(m.exp, mpf(10) ** -400), wide, 1, growth)
    add("expm1", cut(m.expm1, mpf(-1)), lambda: wide() + both(magnitudes(-9, 0, 20)) + [0.0109, -0.0109, 0.0325], 1.5, {**ODD, "Infinity": "Infinity", "-Infinity": "-1"})
    add("exp2", cut(lambda x: mpf(2) ** x, mpf(10) ** -400),
        lambda: EDGES + SMALL + [1, -1, 10, 0.5, 1023, 1023.9999999999999, 1024, -1022, -1074, -1075.5, 2000] + uniform(-20, 20, 40), 1, growth)
    add("sigmoid", cut(lambda x: 1 / (1 + m.exp(-x)), mpf(10) ** -400), wide, 2, {"Infinity": "1", "-Infinity": "0"})
    FUNCTIONS[-1].evaluate = lambda x: mpf(1) if x > 2000 else mpf(10) ** -400 if x < -2000 else 1 / (1 + m.exp(-x))
    add("softplus", lambda x: x if x > 2000 else mpf(10) ** -400 if x < -2000 else m.log1p(m.exp(x)), wide, 2, growth)
    add("relu", lambda x: max(x, mpf(0)), lambda: EDGES + SMALL + uniform(-5, 5, 40), 0, {"-0.0": "0", "Infinity": "Infinity", "-Infinity": "0"})
    positive = lambda: EDGES + [TINY, 1e-310, MIN_NORMAL, 1e-300, 1e-10, 0.1, 0.5, 1, 0.9999999999999999, 1.0000000000000002, 2, 4, 8, 10,
                                100, 1000, 1e15, 1e22, 1e300, MAX, -1.0, -TINY] + [1 + v for v in both(magnitudes(-14, -1, 15))] + magnitudes(-5, 5, 25)
    log_edges = {"0.0": "-Infinity", "-0.0": "-Infinity", "Infinity": "Infinity", "-Infinity": "NaN"}
    add("ln", real(m.log, lambda x: x > 0), positive, 1, log_edges)
    add("log10", real(lambda x: m.log(x) / m.log(10), lambda x: x > 0), positive, 2, log_edges)
    add("log2", real(lambda x: m.log(x) / m.log(2), lambda x: x > 0), positive, 2, log_edges)
    add("log1p", real(m.log1p, lambda x: x > -1),
        lambda: EDGES + SMALL + [-1.0, -2.0, -0.9999999999999999, -0.5, 0.5, 1, 1e10, 1e300, MAX, 7.6e-17, -7.6e-17, 1.6e-16, 3e-16]
        + both(magnitudes(-17, -0.01, 40)), 2, {**ODD, "-1.0": "-Infinity", "Infinity": "Infinity", "-Infinity": "NaN"})
    add("log", real(lambda x, b: m.log(x) / m.log(b), lambda x, b: x > 0 and b > 0),
        lambda: [(8.0, 2.0), (1000.0, 10.0), (2.0, 8.0), (1.0, 7.0), (0.001, 10.0), (1e300, 1e-300), (NAN, 2.0), (2.0, NAN), (-1.0, 2.0),
                 (2.0, -1.0), (INF, 2.0), (0.0, 2.0), (0.0, 0.5), (TINY, 2.0), (2.0, 1.0), (0.5, 1.0)]
        + list(zip(magnitudes(-20, 20, 30), magnitudes(-3, 3, 30))) + list(zip(uniform(0.9, 1.1, 15), uniform(0.9, 1.1, 15))), 1,
        {"Infinity 2.0": "Infinity", "0.0 2.0": "-Infinity", "0.0 0.5": "Infinity", "2.0 1.0": "Infinity", "0.5 1.0": "-Infinity"})
    add("xlogy", lambda x, y: x * m.log(y) if y > 0 else mpf(0) if x == 0 else None,
        lambda: [(0.0, 0.0), (0.0, -1.0), (0.0, INF), (0.0, NAN), (NAN, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (1.0, INF), (5e-324, 2.0), (1e308, 1e300)]
        + list(zip(uniform(-5, 5, 40), magnitudes(-3, 3, 40))), 2,
        {"0.0 0.0": "0", "0.0 -1.0": "0", "0.0 Infinity": "0", "0.0 NaN": "NaN", "1.0 0.0": "-Infinity", "-1.0 0.0": "Infinity", "1.0 Infinity": "Infinity"})


def powers():
    sizes = lambda: EDGES + SMALL + both([0.5, 1, 2, 4, 8, 27, 1000, 1e10, 1e300, MAX]) + uniform(-10, 10, 20) + magnitudes(-300, 300, 20)
    add("sqrt", real(m.sqrt, lambda x: x >= 0), sizes, 1, {**ODD, "Infinity": "Infinity", "-Infinity": "NaN"})
    add("cbrt", lambda x: m.sign(x) * m.cbrt(abs(x)), sizes, 1, {**ODD, "Infinity": "Infinity", "-Infinity": "-Infinity"})
    add("pow", lambda x, y: _power(x, y),
        lambda: [(0.0, 0.0), (0.0, 2.0), (0.0, -1.0), (-0.0, -1.0), (-2.0, 3.0), (-2.0, 2.0), (-2.0, 0.5), (2.0, 0.5), (1.0, NAN), (NAN, 0.0), (NAN, 1.0), (2.0, INF),
                 (0.5, INF), (2.0, -INF), (INF, -1.0), (-INF, 3.0), (10.0, 308.0), (10.0, 309.0), (10.0, -320.0), (-8.0, 1 / 3)]
        + list(zip(magnitudes(-2, 2, 40), uniform(-100, 100, 40))) + list(zip(uniform(0.999, 1.001, 10), uniform(-1e5, 1e5, 10))), 1,
        {"0.0 0.0": "1", "0.0 2.0": "0", "0.0 -1.0": "Infinity", "-0.0 -1.0": "-Infinity", "1.0 NaN": "1", "NaN 0.0": "1", "2.0 Infinity": "Infinity",
         "0.5 Infinity": "0", "2.0 -Infinity": "0", "Infinity -1.0": "0", "-Infinity 3.0": "-Infinity"})
    add("root", lambda x, n: _root(x, n),
        lambda: [(-8.0, 3.0), (-8.0, 2.0), (-32.0, -5.0), (16.0, 4.0), (2.0, 2.5), (-2.0, 2.5), (0.0, 3.0), (-0.0, 3.0), (0.0, -3.0), (-0.0, -3.0), (0.0, 0.0), (2.0, 0.0), (NAN, 3.0),
                 (3.0, NAN), (INF, 3.0), (-INF, 3.0), (TINY, 3.0), (MAX, 2.0), (1e300, 101.0), (-7.0, 1.0), (-7.0, -1.0), (1e-300, 0.5)]
        + list(zip(magnitudes(-300, 300, 30), [random.choice([2.0, 3.0, 4.0, 5.0, -3.0, 7.5]) for _ in range(30)]))
        + list(zip([-v for v in magnitudes(-300, 300, 15)], [random.choice([3.0, 5.0, -7.0]) for _ in range(15)])), 1,
        {"0.0 3.0": "0", "-0.0 3.0": "-0", "0.0 -3.0": "Infinity", "-0.0 -3.0": "-Infinity", "0.0 0.0": "NaN", "2.0 0.0": "NaN", "Infinity 3.0": "Infinity", "-Infinity 3.0": "-Infinity"})
    add("hypot", lambda x, y: m.sqrt(x * x + y * y),
        lambda: [(3.0, 4.0), (0.0, 0.0), (-0.0, 0.0), (0.0, 5.0), (INF, NAN), (NAN, -INF), (NAN, 1.0), (1.0, NAN), (INF, 1.0), (1e300, 1e300), (MAX, MAX), (1e-300, 1e-300), (TINY, TINY), (1.0, 1e-20), (MAX, 0.0)]
        + list(zip(magnitudes(-3, 3, 40), magnitudes(-3, 3, 40))), 1,
        {"Infinity NaN": "Infinity", "NaN -Infinity": "Infinity", "Infinity 1.0": "Infinity"})


def _power(x, y):
    if x < 0 and y != m.floor(y):
        return None
    return x ** int(y) if y == m.floor(y) else m.exp(y * m.log(x))


def _root(x, n):
    if n == 0:
        return None
    if x < 0:
        return -m.exp(m.log(-x) / n) if n == m.floor(n) and int(n) % 2 else None
    return m.exp(m.log(x) / n)


def stepwise():
    steps = lambda: EDGES + SMALL + both([0.5, 1.5, 2.5, 0.49999999999999994, 1, 2, 1e15 + 0.5, 4503599627370497.5, 2.0 ** 52, 1e300]) + uniform(-10, 10, 20)
    same = {**ODD, "Infinity": "Infinity", "-Infinity": "-Infinity"}
    whole = lambda f: (lambda x: _signed_zero(f, x))
    add("abs", abs, steps, 0, {"-0.0": "0", "Infinity": "Infinity", "-Infinity": "Infinity"})
    add("sign", m.sign, steps, 0, {**ODD, "Infinity": "1", "-Infinity": "-1"})
    add("heaviside", lambda x: mpf(1) if x > 0 else mpf(0) if x < 0 else mpf(0.5), steps, 0, {"Infinity": "1", "-Infinity": "0"})
    add("floor", m.floor, steps, 0, same)
    add("ceil", m.ceil, steps, 0, same, odd=True)
    add("round", lambda x: m.sign(x) * m.floor(abs(x) + mpf(0.5)), steps, 0, same, odd=True)
    add("trunc", lambda x: m.sign(x) * m.floor(abs(x)), steps, 0, same, odd=True)
    pairs = lambda: list(zip(uniform(-5, 5, 40), uniform(-5, 5, 40)))
    some = [(1.0, 2.0), (2.0, 1.0), (-1.0, -1.0), (NAN, 1.0), (1.0, NAN), (INF, 1.0), (-INF, 1.0)]
    extreme = {"Infinity 1.0": "Infinity", "-Infinity 1.0": "-Infinity"}
    add("max", lambda x, y: max(x, y), lambda: some + pairs(), 0, {"Infinity 1.0": "Infinity", "-Infinity 1.0": "1"})
    add("min", lambda x, y: min(x, y), lambda: some + pairs(), 0, {"Infinity 1.0": "1", "-Infinity 1.0": "-Infinity"})
    add("clamp", lambda x, lo, hi: min(max(x, lo), hi) if lo <= hi else None,
        lambda: [(0.5, 0.0, 1.0), (-2.0, 0.0, 1.0), (3.0, 0.0, 1.0), (NAN, 0.0, 1.0), (0.5, NAN, 1.0), (0.5, 0.0, NAN), (0.5, 1.0, 0.0), (INF, 0.0, 1.0), (-INF, 0.0, 1.0), (3.0, 0.0, INF)]
        + [(x, -1.0, 2.0) for x in uniform(-4, 4, 30)], 0, {"Infinity 0.0 1.0": "1", "-Infinity 0.0 1.0": "0", "3.0 0.0 Infinity": "3"})
    add("mod", lambda x, y: x - y * m.floor(x / y) if y else None,
        lambda: [(5.0, 3.0), (-5.0, 3.0), (5.0, -3.0), (-5.0, -3.0), (6.0, 3.0), (-6.0, 3.0), (1.0, 0.0), (INF, 3.0), (NAN, 3.0), (3.0, NAN), (3.0, INF), (-3.0, INF), (3.0, -INF),
                 (1e300, 3.0), (-1e-20, 1.0), (5.5, 0.1), (-0.3, 0.1)] + list(zip(uniform(-50, 50, 40), uniform(-5, 5, 40))), 1,
        {"Infinity 3.0": "NaN", "3.0 Infinity": "3", "-3.0 Infinity": "Infinity", "3.0 -Infinity": "-Infinity", "1e+300 3.0": None})
    del FUNCTIONS[-1].specials[("1e+300", "3.0")]
    original = FUNCTIONS[-1].evaluate
    FUNCTIONS[-1].evaluate = lambda x, y: _many_digits(original, x, y)


def _many_digits(f, *a):
    with mp.workdps(700):
        return f(*a)


circular()
hyperbolic()
exponential()
powers()
stepwise()
