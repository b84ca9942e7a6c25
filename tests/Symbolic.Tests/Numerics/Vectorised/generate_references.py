#!/usr/bin/env python3
"""Writes References/*.tsv: arguments (doubles, shortest form) and values to 32 digits, by mpmath at 60 digits and more.

Ranges cover the domains; the hard points are where simple forms fail: next to zeros, poles and the domain's edges,
at overflow and underflow, where the argument must be reduced. Run it from anywhere: python3 generate_references.py
"""
import math
import os
import random
from mpmath import mp, mpf

mp.dps = 60
random.seed(20)


def uniform(a, b, n):
    return [a + (b - a) * random.random() for _ in range(n)]


def log_uniform(a, b, n, signed=False):
    values = [math.exp(random.uniform(math.log(a), math.log(b))) for _ in range(n)]
    return [v * random.choice((-1, 1)) for v in values] if signed else values


def around(*points):
    """The points with their neighbours, near and not so near."""
    result = []
    for p in points:
        result += [p, math.nextafter(p, math.inf), math.nextafter(p, -math.inf), p + 1e-10 * (abs(p) or 1), p - 1e-10 * (abs(p) or 1)]
    return result


MULTIPLES = [float(k * mp.pi / 2) for k in list(range(1, 60)) + [1001, 65537, 300001, 636619]]
ANGLES = (uniform(-10, 10, 150) + uniform(-1e6, 1e6, 100) + log_uniform(1e-320, 1e-3, 30, True) + around(*MULTIPLES[:40]) + MULTIPLES
          + [1e6, math.nextafter(1e6, 2e6), -1e6, 1e9, -1e15, 1e22, 1e100, 1e300, -1e300, 1.7976931348623157e308]
          + log_uniform(1e6, 3.5e13, 100, True) + [float(k * mp.pi / 2) for k in (10 ** 6, 10 ** 7 + 1, 2 ** 30 + 1, 10 ** 10, 3 * 10 ** 12 + 1, 10 ** 13)]
          + around(35184372088832.0) + log_uniform(1e6, 1e308, 40, True))
UNIT = uniform(-1, 1, 250) + log_uniform(1e-320, 1e-2, 40, True) + around(0.5, -0.5) + [
    s * (1 - d) for s in (1, -1) for d in [0] + log_uniform(1e-16, 1e-2, 30)]
POSITIVE = (uniform(0.5, 2, 120) + log_uniform(5e-324, 1.7e308, 150) + around(1.0, 0.75, 1.5, 2.0, 10.0, 0.1) + [5e-324, 1.7976931348623157e308]
            + [1 + s * d for s in (1, -1) for d in log_uniform(1e-15, 1e-2, 40)] + [2.2250738585072014e-308, 2.225e-308, 1024.0, 1e10, 1e-10])
EXPONENTS = (uniform(-1, 1, 80) + uniform(-745, 709.7, 150) + uniform(-745.1, -708, 50) + log_uniform(1e-320, 1e-3, 30, True)
             + around(0.34657359, -0.34657359, 0.69314718, 1.0) + [709.782712893384, -745.1332191019411])


def table():
    sigmoid = lambda x: 1 / (1 + mp.exp(-x))
    yield "Exp", mp.exp, EXPONENTS
    yield "Exp2", lambda x: mpf(2) ** x, uniform(-1, 1, 80) + uniform(-1074.9, 1023.99, 200) + uniform(-1074.9, -1020, 40) + [0.5, -0.5, 1.0, 10.0, -1074.0, 1023.0]
    yield "Expm1", mp.expm1, EXPONENTS + uniform(-2, 2, 150) + log_uniform(1e-20, 1e-1, 60, True)
    yield "Log", mp.log, POSITIVE
    yield "Log2", lambda x: mp.log(x) / mp.log(2), POSITIVE + [2.0 ** k for k in range(-20, 20)]
    yield "Log10", mp.log10, POSITIVE + [10.0 ** k for k in range(-10, 22)]
    yield "Log1p", mp.log1p, uniform(-0.999, 3, 150) + uniform(-0.3, 0.5, 100) + log_uniform(1e-320, 1e-2, 60, True) + log_uniform(1, 1.7e308, 60) + [
        -1 + d for d in log_uniform(1e-16, 1e-2, 30)] + around(-0.25, 0.5)
    yield "Sin", mp.sin, ANGLES
    yield "Cos", mp.cos, ANGLES
    yield "Tan", mp.tan, ANGLES
    yield "Asin", mp.asin, UNIT
    yield "Acos", mp.acos, UNIT
    yield "Atan", mp.atan, uniform(-10, 10, 200) + log_uniform(1e-320, 1e308, 120, True) + around(0.5, -0.5, 1.0, 2.0, -2.0)
    yield "Sinh", mp.sinh, uniform(-1, 1, 100) + uniform(-710.4, 710.4, 150) + log_uniform(1e-320, 1e-2, 40, True) + uniform(-20, 20, 80) + around(0.34657359, 710.4758600739439 - 1e-9)
    yield "Cosh", mp.cosh, uniform(-1, 1, 100) + uniform(-710.4, 710.4, 150) + log_uniform(1e-320, 1e-2, 20, True) + uniform(-20, 20, 80) + around(710.4758600739439 - 1e-9)
    yield "Tanh", mp.tanh, uniform(-1, 1, 150) + uniform(-25, 25, 150) + log_uniform(1e-320, 1e-2, 40, True) + around(0.55, -0.55, 19.0, 22.0)
    yield "Cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x)), uniform(-10, 10, 150) + log_uniform(5e-324, 1.7e308, 200, True) + [8.0, 27.0, -64.0, 1e-300, 5e-324, 1e30] + around(1.0, 0.75, 1.5)
    yield "Erf", mp.erf, uniform(-1, 1, 120) + uniform(-6.2, 6.2, 200) + log_uniform(1e-300, 1e-2, 40, True) + around(1.0, -1.0, 5.9)
    yield "Erfc", mp.erfc, uniform(-6.5, 6.5, 200) + uniform(0.5, 27.2, 250) + log_uniform(1e-300, 1e-2, 20, True) + around(0.7, 1.0, 2.0, 26.54325845425098) + uniform(26.5, 27.22, 40)
    yield "NormalCdf", mp.ncdf, uniform(-6.5, 6.5, 200) + uniform(-38.4, 0, 250) + log_uniform(1e-300, 1e-2, 20, True) + around(0.75, -0.75, -37.5) + uniform(-38.4, -37.3, 40)
    yield "NormalPdf", mp.npdf, uniform(-6.5, 6.5, 200) + uniform(-38.5, 38.5, 200) + uniform(37.3, 38.5, 40)
    yield "Sigmoid", sigmoid, uniform(-6, 6, 150) + uniform(-745, 40, 200) + log_uniform(1e-20, 1e-2, 20, True)
    yield "Softplus", lambda x: mp.log1p(mp.exp(x)), uniform(-6, 6, 150) + uniform(-745, 750, 200) + log_uniform(1e-20, 1e-2, 20, True)


def pairs():
    power = ([(a, b) for a, b in zip(log_uniform(0.01, 100, 150), uniform(-10, 10, 150))]
             + [(a, b) for a, b in zip(uniform(0.5, 2, 100), uniform(-1000, 1000, 100))]
             + [(1 + d, s / abs(d) * random.random() * 700) for d in log_uniform(1e-15, 1e-2, 100, True) for s in (random.choice((-1, 1)),)]
             + [(a, b) for a, b in zip(log_uniform(5e-324, 1.7e308, 150), uniform(-1, 1, 150))]
             + [(-a, float(k)) for a in log_uniform(1e-3, 1e3, 30) for k in (random.randint(-30, 30),)]
             + [(2.0, float(k)) for k in (-1074, -1022, 1023, 3)] + [(10.0, float(k)) for k in range(-20, 23)] + [(1.0000000000000002, 3e18), (0.9999999999999999, 6e18)])
    quadrants = ([(a, b) for a, b in zip(uniform(-4, 4, 250), uniform(-4, 4, 250))]
                 + [(a, b) for a, b in zip(log_uniform(1e-300, 1e300, 150, True), log_uniform(1e-300, 1e300, 150, True))]
                 + [(1e308, 1.5e308), (-1.7e308, -1.7e308), (5e-324, 5e-324), (5e-324, -1e-310), (1.0, 1e-300)]
                 + [(r * a, a) for a in (1.0, -3.7) for r in around(0.5, 1.0, 2.0)])
    yield "Pow", lambda x, y: mp.power(x, y).real if x < 0 else mp.power(x, y), power
    yield "Atan2", mp.atan2, quadrants
    yield "Hypot", mp.hypot, [q for q in quadrants if mp.hypot(mpf(q[0]), mpf(q[1])) < 1.79e308]


def gamma_table():
    near = uniform(0.001, 3, 100) + uniform(1, 10, 80) + log_uniform(1e-300, 1, 40) + around(1.0, 1.5, 2.0, 2.5, 5.5, 6.0, 1.4616321449683622, 0.5)
    yield "Gamma", mp.gamma, near + uniform(6, 171.6, 100) + uniform(-10, 0, 100) + uniform(-170, -10, 50) + [-1e-300, -1e-5, -170.5, -171.25]
    yield "LogGamma", mp.loggamma, near + uniform(6, 200, 50) + log_uniform(200, 2.5e305, 60)
    yield "Digamma", mp.digamma, near + uniform(6, 200, 50) + log_uniform(200, 1e308, 60)


def reflected():
    """x < 0 with the largest of the terms that make the value: their zeros cost digits."""
    points = uniform(-6, 0, 100) + uniform(-200, 0, 80) + log_uniform(1e-20, 1e-1, 10) + [-2.4570247382208006, -0.5040830082644554, -1e10 + 0.5]
    points = [-abs(x) for x in points]
    largest_log = lambda x: max(abs(mp.log(mp.pi)), abs(mp.log(-x)), abs(mp.log(abs(mp.sin(mp.pi * x)))), abs(mp.loggamma(-x)))
    largest_psi = lambda x: max(abs(mp.digamma(-x)), abs(1 / x), abs(mp.pi * mp.cot(mp.pi * x)))
    yield "LogGammaReflected", lambda x: mp.log(abs(mp.gamma(x))) if x > -1e4 else mp.re(mp.loggamma(x)), largest_log, points
    yield "DigammaReflected", mp.digamma, largest_psi, points


def write(name, rows):
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "References")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".tsv"), "w", encoding="ascii", newline="\n") as file:
        for arguments, value in rows:
            number = float(value)
            if math.isfinite(number) and (number != 0 or value == 0):
                file.write("\t".join([repr(a) for a in arguments] + [mp.nstr(value, 32, strip_zeros=False)]) + "\n")


def at(function, *arguments):
    # Enough digits that cancellation against multiples of pi, or against 1, leaves 32.
    mp.dps = 60 + max(int(abs(math.log10(abs(a)))) if a else 0 for a in arguments)
    try:
        return function(*[mpf(a) for a in arguments])
    finally:
        mp.dps = 60


def main():
    for name, function, points in table():
        write(name, [((x,), at(function, x)) for x in points])
    for name, function, points in pairs():
        write(name, [((x, y), at(function, x, y)) for x, y in points])
    for name, function, points in gamma_table():
        write(name, [((x,), at(function, x)) for x in points])
    for name, function, largest, points in reflected():
        write(name, [((x, float(at(largest, x))), at(function, x)) for x in points])


if __name__ == "__main__":
    main()
