"""Reference points of the special functions."""
import random

import mpmath as m
from mpmath import mp, mpf

from tabulated import EDGES, SMALL, ODD, INF, NAN, TINY, MIN_NORMAL, MAX, add, both, extra, magnitudes, real, uniform

LOST = {"Infinity": "NaN", "-Infinity": "NaN"}
TOWARDS_0 = {"Infinity": "0", "-Infinity": "0"}
HUGE, NOTHING = mpf(10) ** 400, mpf(10) ** -400


def text(v):
    with mp.workdps(60):
        return m.nstr(v(), 30)


def error_functions():
    wide = lambda: EDGES + SMALL + both([0.1, 0.4999999999999999, 0.5, 0.8125, 0.84375, 1, 1.25, 2, 3, 5, 5.9, 5.999999999999999, 6, 10, 26, 28, 1e10, MAX]) \
        + uniform(-6, 6, 50)
    right = lambda: wide() + uniform(0, 27, 30) + [26.5, 26.54, 27.2, 27.22]
    signs = {"Infinity": "1", "-Infinity": "-1"}
    add("erf", lambda x: m.sign(x) if abs(x) > 100 else m.erf(x), wide, 1, {**ODD, **signs})
    add("erfc", lambda x: (NOTHING if x > 0 else mpf(2)) if abs(x) > 100 else m.erfc(x), right, 1.01, {"Infinity": "0", "-Infinity": "2"})
    add("erfcx", _erfcx, right, 1, {"Infinity": "0", "-Infinity": "Infinity"})
    add("erfinv", real(_erfinv, lambda y: abs(y) < 1),
        lambda: EDGES + SMALL + both([1.0, 0.5, 0.9999999999999999, 1.0000000000000002, 2]) + uniform(-1, 1, 40) + both([1 - v for v in magnitudes(-15, -1, 20)]) + [0.53, 0.5300000000000001], 1,
        {**ODD, **LOST, "1.0": "Infinity", "-1.0": "-Infinity"})
    add("erfcinv", real(_erfcinv, lambda q: 0 < q < 2),
        lambda: EDGES + [2.0, 1.0, -1.0, 2.5, TINY, MIN_NORMAL, 1e-300, 1e-100, 0.5, 1.5, 0.9999999999999999, 1.0000000000000002, 1.9999999999999998]
        + uniform(0, 2, 20) + magnitudes(-300, -1, 20) + [0.47, 0.46999999999999997, 1.53, 1.5300000000000002], 1,
        {"0.0": "Infinity", "-0.0": "Infinity", "2.0": "-Infinity", **LOST})
    left = lambda: EDGES + SMALL + both([0.5, 0.7071, 0.7072, 0.7073, 1, 2, 5, 8.2, 9]) + [-37.5, -38.0, -38.4, -38.5, -39.0, -1e10, 1e10, 38.0] + uniform(-38, 0, 30) + uniform(-3, 8, 30)
    add("normcdf", lambda x: (mpf(1) if x > 0 else NOTHING) if abs(x) > 1000 else m.erfc(-x / m.sqrt(2)) / 2, left, 1.01, {"Infinity": "1", "-Infinity": "0"})
    add("normpdf", lambda x: NOTHING if abs(x) > 1000 else m.exp(-x * x / 2) / m.sqrt(2 * m.pi), lambda: left() + uniform(-39, 39, 10), 1.01, TOWARDS_0)
    add("lognormcdf", _lognormcdf, lambda: left() + [-1e5, -1e100, -1e200], 2, {"Infinity": "0", "-Infinity": "-Infinity"})


def _erfcx(x):
    if x < -1000:
        return HUGE
    if x > 100:
        y = 1 / (2 * x * x)
        return (1 - y + 3 * y ** 2 - 15 * y ** 3 + 105 * y ** 4 - 945 * y ** 5 + 10395 * y ** 6) / (x * m.sqrt(m.pi))
    return m.exp(x * x) * m.erfc(x)


def _erfinv(y):
    if abs(y) < mpf(10) ** -8:
        c = m.sqrt(m.pi) / 2
        return c * y + c ** 3 * y ** 3 / 3 + 7 * c ** 5 * y ** 5 / 30
    return m.erfinv(y)


def _erfcinv(q):
    if q > mpf("1e-6"):
        return m.erfinv(1 - q)
    start = m.sqrt(-m.log(q * m.sqrt(m.pi) * m.sqrt(-m.log(q))))
    return m.findroot(lambda x: m.log(m.erfc(x)) - m.log(q), start)


def _lognormcdf(x):
    if x < -1000:
        u = 1 / (x * x)
        return -x * x / 2 - m.log(-x * m.sqrt(2 * m.pi)) + m.log(1 - u + 3 * u * u - 15 * u ** 3 + 105 * u ** 4)
    if x > 40:
        return -NOTHING if x > 1000 else m.log1p(-m.erfc(x / m.sqrt(2)) / 2)
    with mp.workdps(1000 if x > 5 else 60):
        return m.log1p(-m.erfc(x / m.sqrt(2)) / 2) if x > -1 else m.log(m.erfc(-x / m.sqrt(2)) / 2)


def gamma_functions():
    poles = [-1.0, -2.0, -3.0, -100.0, -1e15, -1e17]
    no_value = {f"{p!r}": "NaN" for p in poles}
    infinite = {f"{p!r}": "Infinity" for p in poles}
    near = lambda: [-1.0000000000000002, -0.9999999999999999, -1.9999999999999998, -19.999999999999996, -5.0000000001]
    whole = [float(n) for n in (*range(1, 25), 30, 50, 100, 170, 171)]
    wide = lambda: EDGES + SMALL + poles + near() + whole + [0.5, -0.5, 1.5, 171.6, 171.62437695630270, 171.63, 172.0, 1e10, MAX, -170.5, -184.5, -190.5, -1000.5, -1e10 - 0.5] \
        + uniform(-20, 20, 40) + uniform(-180, 171, 20)
    gamma = lambda x: HUGE if x > 1000 else _sign(x) * NOTHING if x < -1000 else m.gamma(x)
    add("gamma", gamma, wide, 1, {"0.0": "Infinity", "-0.0": "-Infinity", "Infinity": "Infinity", "-Infinity": "NaN", **no_value})
    add("factorial", lambda x: HUGE if x > 1000 else _sign(x + 1) * NOTHING if x < -1000 else m.gamma(x + 1), lambda: wide() + [0.0, 22.0, 170.6], 1,
        {"Infinity": "Infinity", "-Infinity": "NaN", **no_value})
    one_two = lambda: both(magnitudes(-16, -0.5, 25))
    add("lgamma", _lgamma, lambda: wide() + [1 + d for d in one_two()] + [2 + d for d in one_two()] + magnitudes(1, 300, 15)
        + [-2.4570247382208006, -2.7476826467274127, -3.1435808883499798, 0.75, 1.25, 1.2501, 1.7499], 1.1,
        {"0.0": "Infinity", "-0.0": "Infinity", "Infinity": "Infinity", "-Infinity": "Infinity", **infinite},
        envelope=lambda x: 1 if x < 0 else 0)
    psi_points = lambda: EDGES + SMALL + poles + near() + [float(n) for n in range(1, 12)] + [0.5, 1.4616321449683622, 1.4616321449683623, 1.4616321449683625, 1.5, 1.2, 1e10, 1e17, 2e17, 1e300,
                           -0.504083008264455, -1.5734984731623904, -0.5, -1e10 - 0.5] + uniform(-20, 20, 40) + [1.4616321449683623 + d for d in both(magnitudes(-15, -0.5, 15))]
    add("digamma", lambda x: m.digamma(x), psi_points, 1,
        {"0.0": "-Infinity", "-0.0": "Infinity", "Infinity": "Infinity", "-Infinity": "NaN", **no_value},
        envelope=lambda x: 1 if x < 0 else 0)
    add("trigamma", lambda x: HUGE if 0 < abs(x) < 1e-160 else _trigamma(x), psi_points, 1,
        {"0.0": "Infinity", "-0.0": "Infinity", "Infinity": "0", "-Infinity": "NaN", **infinite})
    add("polygamma", lambda n, x: _polygamma(n, x),
        lambda: [(0.0, 2.5), (1.0, 1.0), (2.0, 1.0), (3.0, 0.5), (2.0, -0.5), (2.0, -1.0), (3.0, -1.0), (2.0, 0.0), (2.0, -0.0), (1.0, 0.0), (-1.0, 2.0), (0.5, 2.0), (NAN, 1.0), (1.0, NAN),
                 (1.0, INF), (2.0, INF), (1.0, -INF), (1.0, 1e-160), (2.0, 1e-100), (2.0, 1e-110), (100.0, 50.0), (200.0, 1000.0), (170.0, 100.0), (20.0, 1e-5), (1.0, 1e200), (1.0, 1e300), (300.0, 2000.0), (1e7, 2.0)]
        + [(float(random.choice([1, 2, 3, 4, 5, 8, 20])), x) for x in magnitudes(-3, 4, 40)]
        + [(float(random.choice([1, 2, 3, 4, 5])), x) for x in uniform(-20, 0, 30)], 1,
        {"2.0 -1.0": "NaN", "3.0 -1.0": "Infinity", "2.0 0.0": "-Infinity", "2.0 -0.0": "Infinity", "1.0 0.0": "Infinity", "1.0 Infinity": "0", "2.0 Infinity": "-0",
         "1.0 -Infinity": "NaN", "10000000.0 2.0": "NaN"},
        envelope=lambda n, x: float(m.factorial(int(n))) if x < 0 and 0 <= n < 150 else 0)
    add("beta", _beta,
        lambda: [(1.0, 1.0), (2.0, 3.0), (0.5, 0.5), (0.0, 1.0), (-0.0, 1.0), (-1.0, 2.0), (-2.5, 0.5), (-0.5, 1.5), (NAN, 1.0), (1.0, NAN), (INF, 1.0), (1e300, 1e-10), (1e15, 2.0), (1e15, -2.5),
                 (1e10, 1e10), (1e-300, 1e-300), (1e-320, 1.0), (TINY, 2.0), (500.0, 500.0), (600.0, 2000.0), (9.999, 0.1), (10.0, -3.5), (12.5, -12.25), (-3.5, -4.5), (300.5, -100.25)]
        + list(zip(magnitudes(-3, 2, 30), magnitudes(-3, 2, 30))) + list(zip(magnitudes(1, 8, 20), magnitudes(-3, 1, 20))) + list(zip(uniform(-10, 10, 30), uniform(-10, 10, 30))), 1,
        {"0.0 1.0": "Infinity", "-0.0 1.0": "-Infinity", "-1.0 2.0": "NaN", "Infinity 1.0": "0"})


def _sign(x):
    return mpf(1) if x > 0 or int(m.floor(x)) % 2 == 0 else mpf(-1)


def _lgamma(x):
    if x > 0:
        return m.loggamma(x)
    with mp.workdps(100):
        return m.log(m.pi / abs(x * m.sinpi(x))) - m.loggamma(-x)


def _trigamma(x):
    if x < -1e6:
        return (m.pi / m.sinpi(x)) ** 2 - m.psi(1, 1 - x)
    return m.psi(1, x)


def _polygamma(n, x):
    if n < 0 or n != m.floor(n):
        return None
    if 0 < x < 1e-50:
        return -(-1) ** int(n) * m.factorial(int(n)) / x ** (int(n) + 1)
    return m.psi(int(n), x)


def _beta(a, b):
    if max(a, b) > 1e4:
        large, small = max(a, b), min(a, b)
        if small > 1e4:
            return NOTHING
        with mp.workdps(700 if large > 1e100 else 120):
            return m.gamma(small) * m.exp(m.loggamma(large) - m.loggamma(large + small))
    with mp.workdps(400):
        return m.rgamma(a + b) * m.gamma(a) * m.gamma(b)


def integrals():
    wide = lambda: EDGES + SMALL + both([0.1, 0.5, 1, 2, 2.0000000000000004, 4, 4.000000000000001, 5.9, 6, 6.000000000000001, 10, 20, 40, 100, 700]) \
        + [716.0, 716.3, 718.0, 720.5, 800.0, -738.0, -739.5, -745.0, -760.0, 1e10, -1e10, MAX, 0.37250741078136663, 0.3725074107813666, 0.3725, 0.31, 0.43, 0.2] \
        + uniform(-10, 10, 40) + uniform(0, 40, 20)
    add("ei", lambda x: (HUGE if x > 0 else -NOTHING) if abs(x) > 5000 else m.ei(x), wide, 1,
        {"0.0": "-Infinity", "-0.0": "-Infinity", "Infinity": "Infinity", "-Infinity": "-0"})
    half_pi = text(lambda: m.pi / 2)
    oscillating = lambda: EDGES + SMALL + both([0.1, 0.5, 1, 2, 3, 3.141592653589793, 4, 4.000000000000001, 5, 10, 20, 40, 100, 1e5, 1e10, 1e20]) + uniform(-30, 30, 30) + magnitudes(0, 8, 15)
    add("si", lambda x: extra(m.si, x), oscillating, 1, {**ODD, "Infinity": half_pi, "-Infinity": "-" + half_pi})
    add("ci", real(lambda x: extra(lambda t: m.ci(t).real, x), lambda x: x > 0),
        lambda: oscillating() + [0.6165054856207162, 3.3841804225511864, 6.427047744050368, 0.6, 0.63] + uniform(0, 30, 20), 1.1,
        {"0.0": "-Infinity", "-0.0": "-Infinity", "Infinity": "0", "-Infinity": "NaN"}, envelope=lambda x: min(1, 1 / x) if x > 0 else 0)
    add("lambertw", real(lambda x: m.lambertw(x).real, lambda x: x >= -m.exp(-1)),
        lambda: EDGES + SMALL + [-0.36787944117144233, -0.3678794411714423, -0.36787944117144239, -0.3678794411714, -0.36787944, -0.3678, -0.367, -0.36, -0.35, -0.3, -0.25, -0.24999, -0.1,
                                 -0.5, -1.0, 1, 2.718281828459045, 10, 100, 1e10, 1e100, 1e300, MAX] + uniform(-0.3678, 1, 40) + magnitudes(-3, 20, 20)
        + [-0.36787944117144233 + d for d in magnitudes(-16, -1.5, 25)], 1, {**ODD, "Infinity": "Infinity", "-Infinity": "NaN"})
    add("sincn", _sincn,
        lambda: [(0.0, 0.0), (1.0, 0.0), (1.0, -0.0), (2.0, 0.0), (3.0, 0.0), (4.0, 0.0), (1.0, INF), (-1.0, 1.0), (0.5, 1.0), (NAN, 1.0), (1.0, NAN), (1.0, 1e-300), (2.0, 1e-8), (1.0, 4.493409457909064),
                 (1.0, 30.000000000000004), (40.0, 30.5), (31.0, 31.0), (100.0, 45.0), (2.0, 1e6)]
        + [(float(random.choice([1, 2, 3, 4, 5, 8, 20])), x) for x in uniform(-30, 30, 40)] + [(float(random.choice([1, 2, 3, 4])), x) for x in magnitudes(-8, 0, 20)]
        + [(float(random.choice([1, 2, 3, 5, 20, 60])), x) for x in uniform(31, 59, 20)], 1,
        {"1.0 Infinity": "0", "1.0 -0.0": "0"}, envelope=lambda n, x: 1 / max(abs(x), n + 1))


def _sincn(n, x):
    """By the quotient rule for large x, by the power series for small."""
    if n < 0 or n != m.floor(n):
        return None
    n = int(n)
    if x == 0:
        return mpf(0) if n % 2 else (-1) ** (n // 2) / mpf(n + 1)
    with mp.workdps(400):
        if abs(x) > 100:
            s = m.sin(x) / x
            for j in range(1, n + 1):
                s = (m.sin(x + j * m.pi / 2) - j * s) / x
            return s
        return sum((-1) ** k * x ** (2 * k - n) / (m.factorial(2 * k - n) * (2 * k + 1)) for k in range((n + 1) // 2, (n + 1) // 2 + 400))


def airy_functions():
    points = lambda: EDGES + SMALL + both([0.25, 1, 2.25, 5, 9.999, 10, 10.000000000000002, 12, 30, 100]) \
        + [-2.338107410459767, -4.08794944413097, -1.173713222709128, -1.018792971647471, -3.248197582179837, -2.294439682614123,
           103.0, 104.0, 108.0, 109.0, 120.0, 1e10, -1e3, -1e4, -1e6, -1e8, -1e10, -1.1e10, -1e20] + uniform(-30, 10, 40) + uniform(10, 100, 15) + uniform(-10, 10, 20)
    for name, f, derivative, power, at_infinity, below in (("airyai", m.airyai, 0, -0.25, "0", "0"), ("airyaiprime", m.airyai, 1, 0.25, "-0", "NaN"),
                                                     ("airybi", m.airybi, 0, -0.25, "Infinity", "0"), ("airybiprime", m.airybi, 1, 0.25, "Infinity", "NaN")):
        add(name, _airy(f, derivative), points, 1.1, {"Infinity": at_infinity, "-Infinity": below},
            envelope=lambda x, p=power: abs(x) ** p / 1.7724538509 if x < -1 else 0)


def _airy(f, derivative):
    def value(x):
        if x < -1e10:
            return None
        if x > 500:
            return HUGE if f == m.airybi else -NOTHING if derivative else NOTHING
        with mp.workdps(90):
            return f(x, derivative=derivative)
    return value


def bessel_functions():
    orders = [0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0]
    some = lambda: random.choice(orders)
    edges = [(n, x) for n in (0.0, 1.0, 2.0, -1.0, -2.0, 0.5, -0.5, -1.5) for x in (0.0, -0.0, INF, -INF, NAN)] + [(NAN, 1.0), (2e9, 1.0)]
    values = lambda: edges + [(n, x) for n in (0.0, 1.0, 2.0, 10.0) for x in (TINY, 1e-300, 1e-10, 1e-3, 0.5, 1, 2, 4, 4.5, 10, 24.999, 25, 25.001, 35, 50, 100)] \
        + [(n, -1.5) for n in (0.0, 1.0, 2.0, -3.0, 0.5)] + [(some(), x) for x in uniform(0, 60, 40)] + [(random.uniform(-10, 20), x) for x in uniform(0.1, 60, 30)] \
        + [(0.5, 3.0), (1.5, 30.0), (-0.5, 2.0), (0.3333333333333333, 7.0), (1e-14, 3.0), (0.9999999999999, 5.0)] \
        + [(n, n * random.uniform(0.8, 1.2)) for n in (30.0, 64.0, 100.0, 300.0, 1000.0)] + [(1000.0, 1.0), (200.0, 20.0), (-20.0, 3.0)]
    zeros = [(0.0, 2.404825557695773), (0.0, 5.520078110286311), (1.0, 3.8317059702075125), (0.0, 0.8935769662791675), (1.0, 2.197141326031017)]
    envelope = lambda n, x: min(1, (0.6366 / abs(x)) ** 0.5) if abs(x) > abs(n) else 0
    far = lambda: [(some(), x) for x in magnitudes(2, 8, 15)] + [(0.0, 1e15), (1.0, 1e22)]
    infinities = lambda at: {f"{n} Infinity": at for n in (0.0, 1.0, 2.0, -1.0, -2.0, 0.5, -0.5, -1.5)}
    minus = lambda even, odd: {f"{n} -Infinity": (even if n % 2 == 0 else odd) if n == int(n) else "NaN" for n in (0.0, 1.0, 2.0, -1.0, -2.0, 0.5, -0.5, -1.5)}
    at_zero = lambda sign: {f"{n} {z}": "1" if n == 0 else "0" if n > 0 or n == int(n) else sign(n) for n in (0.0, 1.0, 2.0, -1.0, -2.0, 0.5, -0.5, -1.5) for z in ("0.0", "-0.0")}
    gamma_sign = lambda n: "Infinity" if n == -0.5 else "-Infinity"
    pole = lambda value: {f"{n} {z}": value for n in (0.0, 1.0, 2.0, -1.0, -2.0, 0.5, -0.5, -1.5) for z in ("0.0", "-0.0")}
    beyond = {"2000000000.0 1.0": "NaN"}
    none = minus("NaN", "NaN")
    add("besselj", _bessel(m.besselj, True), lambda: values() + zeros + far(), 1, {**infinities("0"), **minus("0", "0"), **at_zero(gamma_sign), **beyond}, envelope=envelope)
    add("bessely", _bessel(m.bessely, False), lambda: values() + zeros + far(), 1, {**infinities("0"), **none, **pole("-Infinity"), **_half_orders(), **beyond}, envelope=envelope)
    add("besseli", _bessel(m.besseli, True), lambda: values() + [(0.0, 700.0), (0.0, 713.0), (1.0, 713.5), (0.0, 720.0), (0.0, 1000.0), (63.5, 700.0), (63.5, 900.0), (2000.0, 1500.0)], 1,
        {**infinities("Infinity"), **minus("Infinity", "-Infinity"), **at_zero(gamma_sign), **beyond})
    add("besselk", _bessel(m.besselk, False), lambda: values() + [(0.0, 700.0), (0.0, 740.0), (1.0, 745.0), (0.0, 760.0), (2000.0, 1500.0)], 1.1,
        {**infinities("0"), **none, **pole("Infinity"), **beyond})


def _half_orders():
    """Y of order -1/2, -3/2, … is ±J of order 1/2, 3/2, …: finite at 0. Y of order -1 is -Y of order 1."""
    return {f"{n} {z}": "Infinity" if n == -1 else "0" for n in (-0.5, -1.0, -1.5) for z in ("0.0", "-0.0")}


def _bessel(f, parity):
    def value(n, x):
        whole = n == m.floor(n)
        if x < 0:
            return (-1) ** int(n) * value(n, -x) if parity and whole else None
        if f == m.besseli and x > 2000 or f == m.besselk and x > 2000:
            return HUGE if f == m.besseli else NOTHING
        with mp.workdps(70 + max(0, int(m.log10(x)))):
            return f(int(n) if whole else n, x)
    return value


error_functions()
gamma_functions()
integrals()
airy_functions()
bessel_functions()
