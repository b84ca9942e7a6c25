#!/usr/bin/env python3
"""Writes Kernels/Polynomials.cs: the polynomials behind the vector kernels.

Every polynomial is the minimax approximation of the function written beside it, found by Remez's exchange algorithm
(E. Ya. Remez 1934; W. J. Cody, "A survey of practical rational and polynomial approximation of functions",
SIAM Review 12 (1970) 400-423) at 50 digits, weighted for the way the kernel uses it. No coefficient is taken from
another library. Needs mpmath; run it from anywhere: python3 generate_kernels.py
"""
import os
from mpmath import (mp, mpf, sqrt, exp, log, sin, cos, sinh, cosh, tan, tanh, atan, asin, atanh, erfc, pi, ncdf, bernoulli,
                    lu_solve, matrix)

mp.dps = 50
HALF_LN2 = log(2) / 2


def chebyshev_points(a, b, n):
    return [(a + b) / 2 - (b - a) / 2 * cos(pi * mpf(i) / (n - 1)) for i in range(n)]


def evaluate(coefficients, t):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * t + c
    return total


def remez(f, weight, a, b, degree):
    """Coefficients c minimising max |weight(t)·(Σ c_k t^k - f(t))| on [a, b]."""
    a, b = mpf(a), mpf(b)
    count = degree + 2
    grid = chebyshev_points(a, b, 12 * count + 1)
    values = [(t, f(t), weight(t)) for t in grid]
    nodes = [values[round(i * (len(values) - 1) / (count - 1))] for i in range(count)]
    coefficients = None
    for _ in range(12):
        system, right = matrix(count, count), matrix(count, 1)
        for i, (t, y, w) in enumerate(nodes):
            for k in range(degree + 1):
                system[i, k] = t ** k
            system[i, degree + 1] = (-1) ** i / w
            right[i] = y
        solution = lu_solve(system, right)
        coefficients, level = list(solution[: degree + 1]), abs(solution[degree + 1])
        errors = [(w * (evaluate(coefficients, t) - y), (t, y, w)) for t, y, w in values]
        extrema = []
        for error, point in errors:
            if extrema and (error > 0) == (extrema[-1][0] > 0):
                if abs(error) > abs(extrema[-1][0]):
                    extrema[-1] = (error, point)
            else:
                extrema.append((error, point))
        while len(extrema) > count:
            extrema.pop(0 if abs(extrema[0][0]) < abs(extrema[-1][0]) else -1)
        if len(extrema) < count:
            break
        nodes = [point for _, point in extrema]
        if max(abs(e) for e, _ in extrema) < level * mpf("1.02"):
            break
    return coefficients


def rounded(f, weight, a, b, degree, leading):
    """The coefficients as doubles; the others make up for the rounding of the leading ones."""
    fixed = []
    while len(fixed) < leading:
        n = len(fixed)
        rest = remez(lambda t: (f(t) - evaluate(fixed, t)) / t ** n, lambda t: weight(t) * t ** n, a, b, degree - n)
        fixed.append(mpf(float(rest[0])))
    n = len(fixed)
    rest = remez(lambda t: (f(t) - evaluate(fixed, t)) / t ** n, lambda t: weight(t) * t ** n, a, b, degree - n)
    return fixed + [mpf(float(c)) for c in rest]


def series_safe(closed_form, series, limit=mpf("1e-3")):
    """The closed form, or its Taylor series where the closed form cancels."""
    return lambda t: series(t) if abs(t) < limit else closed_form(t)


def taylor(term, first=0):
    return lambda t: sum(term(k) * t ** (k - first) for k in range(first, first + 14))


def fact(n):
    return mp.factorial(n)


POLYNOMIALS = []


def polynomial(name, doc, f, a, b, degree, weight=lambda t: mpf(1), leading=0):
    """The first `leading` coefficients become constants; the polynomial is what follows them."""
    POLYNOMIALS.append((name, doc, f, mpf(a), mpf(b), degree, weight, leading))


R = HALF_LN2 * (1 + mpf(2) ** -30)
Z = R * R
exp_tail = series_safe(lambda r: (exp(r) - 1 - r) / r ** 2, taylor(lambda k: 1 / fact(k), 2))
polynomial("ExpTail", "(e^r - 1 - r)/r² for |r| ≤ ln(2)/2", exp_tail, -R, R, 9, lambda r: abs(r) + mpf("0.02"))
polynomial("Expm1Tail", "(e^r - 1 - r)/r² for |r| ≤ ln(2)/2, one degree more", exp_tail, -R, R, 10,
           lambda r: abs(r) + mpf("0.02"))
polynomial("Exp2Tail", "(2^r - 1)/r for |r| ≤ 1/2",
           series_safe(lambda r: (mpf(2) ** r - 1) / r, taylor(lambda k: log(2) ** k / fact(k), 1)),
           -0.5 - 1e-9, 0.5 + 1e-9, 11)
polynomial("LogTail", "(2·artanh(s)/s - 2)/s² in z = s² for |s| ≤ 1/5",
           series_safe(lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z, lambda z: sum(2 * z ** k / (2 * k + 3) for k in range(14))),
           0, 0.04 + 1e-9, 7, lambda z: z + mpf("0.001"))
polynomial("LogFarTail", "(artanh(s)/s - 1 - s²/3)/s⁴ in z = s² for |s| ≤ 1/5",
           series_safe(lambda z: (atanh(sqrt(z)) / sqrt(z) - 1 - z / 3) / z ** 2, lambda z: sum(z ** k / (2 * k + 5) for k in range(14)), mpf("0.003")),
           0, 0.04 + 1e-9, 8)
QUARTER = (pi / 4) ** 2 * (1 + mpf(2) ** -20)
polynomial("SinTail", "(sin(x)/x - 1)/x² in z = x² for |x| ≤ π/4",
           series_safe(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, taylor(lambda k: mpf(-1) ** k / fact(2 * k + 1), 1)),
           0, QUARTER, 5, lambda z: z + mpf("0.02"))
polynomial("CosTail", "(cos(x) - 1 + x²/2)/x⁴ in z = x² for |x| ≤ π/4",
           series_safe(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2, taylor(lambda k: mpf(-1) ** k / fact(2 * k), 2), mpf("0.01")),
           0, QUARTER, 5, lambda z: z * z + mpf("0.02"))
polynomial("TanTail", "(tan(x)/x - 1)/x² in z = x² for |x| ≤ π/4",
           series_safe(lambda z: (tan(sqrt(z)) / sqrt(z) - 1) / z,
                       taylor(lambda k: mpf(-1) ** (k - 1) * 4 ** k * (4 ** k - 1) * bernoulli(2 * k) / fact(2 * k), 2)),
           0, QUARTER, 13, lambda z: z + mpf("0.02"))
polynomial("AtanTail", "(arctan(x)/x - 1)/x² in z = x² for |x| ≤ 1/2",
           series_safe(lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, lambda z: sum(mpf(-1) ** (k + 1) * z ** k / (2 * k + 3) for k in range(14))),
           0, 0.25 + 1e-9, 12, lambda z: z + mpf("0.01"))
polynomial("AsinTail", "(arcsin(x)/x - 1)/x² in z = x² for |x| ≤ 1/2",
           series_safe(lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z,
                       lambda z: sum(fact(2 * k) / (4 ** k * fact(k) ** 2 * (2 * k + 1)) * z ** (k - 1) for k in range(1, 14))),
           0, 0.25 + 1e-9, 12, lambda z: z + mpf("0.01"))
polynomial("SinhTail", "(sinh(r)/r - 1)/r² in z = r² for |r| ≤ ln(2)/2",
           series_safe(lambda z: (sinh(sqrt(z)) / sqrt(z) - 1) / z, taylor(lambda k: 1 / fact(2 * k + 1), 1)),
           0, Z, 4, lambda z: z + mpf("0.005"))
polynomial("CoshTail", "(cosh(r) - 1)/r² in z = r² for |r| ≤ ln(2)/2",
           series_safe(lambda z: (cosh(sqrt(z)) - 1) / z, taylor(lambda k: 1 / fact(2 * k), 1)),
           0, Z, 5, lambda z: z + mpf("0.005"))
polynomial("TanhTail", "(tanh(x)/x - 1)/x² in z = x² for |x| ≤ 0.55",
           series_safe(lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z,
                       taylor(lambda k: 4 ** k * (4 ** k - 1) * bernoulli(2 * k) / fact(2 * k), 2)),
           0, 0.3025 + 1e-9, 10, lambda z: z + mpf("0.01"))
polynomial("CbrtReciprocal", "m^(-1/3) for 3/4 ≤ m ≤ 3/2", lambda m: m ** (-mpf(1) / 3), 0.75, 1.5, 5)


def erf_small(z):
    return sum(mpf(-1) ** k * z ** k / (fact(k) * (2 * k + 1)) for k in range(45)) * 2 / sqrt(pi)


def ncdf_small(z):
    return sum(mpf(-1) ** k * z ** (k - 1) / (fact(k) * 2 ** k * (2 * k + 1)) for k in range(1, 45)) / sqrt(2 * pi)


polynomial("ErfSmall", "erf(x)/x - 1 in z = x² for |x| ≤ 1", lambda z: erf_small(z) - 1, 0, 1 + 1e-9, 12)
polynomial("NormalSmall", "((Φ(x) - 1/2)/x - 1/√(2π))/x² in z = x² for |x| ≤ 0.75", ncdf_small, 0, 0.5625, 7, lambda z: z + mpf("0.01"))


def erfcx(x):
    return exp(x * x) * erfc(x)


def tail(function, centre):
    """A function of x as a function of t = (x - c)/(x + c)."""
    return lambda t: function(centre * (1 + t) / (1 - t))


def tail_interval(low, high, centre):
    return (mpf(low) - centre) / (mpf(low) + centre), (mpf(high) - centre) / (mpf(high) + centre)


def relative(f):
    return lambda t: 1 / abs(f(t))


def reciprocal_tail(function, centre):
    """(x + c)·function(x) as a function of u = 1/(x + c)."""
    return lambda u: function(1 / u - centre) / u


f = reciprocal_tail(erfcx, mpf(3))
polynomial("ErfcScaled", "(x + 3)·e^(x²)·erfc(x) in u = 1/(x + 3) for 0.53 ≤ x ≤ 27.4", f, 1 / mpf("30.4"), 1 / mpf("3.53"), 20,
           relative(f), leading=3)
f = tail(erfcx, mpf(3))
a, b = tail_interval(0.9999, 6.1, 3)
polynomial("ErfTail", "e^(x²)·erfc(x) in t = (x - 3)/(x + 3) for 1 ≤ x ≤ 6.1, for 1 - erfc(x)", f, a, b, 12,
           lambda t: exp(-(3 * (1 + t) / (1 - t)) ** 2) + mpf("1e-4"))


def stirling(x):
    """ln Γ(x) - ((x - 1/2)·ln x - x + ln √(2π)), times x."""
    return (mp.loggamma(x) - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2) * x


DIGAMMA_ROOT = mp.findroot(mp.digamma, mpf("1.4616321449683623"))
SMALL = mpf(2) ** -40
polynomial("LogGammaNearTwo", "(ln Γ(2 + d)/d - (1 - γ))/d for |d| ≤ 1/2",
           lambda d: (mp.loggamma(2 + d) / d - mp.digamma(2)) / d if abs(d) > SMALL else mp.polygamma(1, 2) / 2,
           -0.5 - 1e-9, 0.5 + 1e-9, 18, lambda d: abs(d) + mpf("0.02"))
polynomial("GammaNearTwo", "(Γ(2 + d) - 1)/d for |d| ≤ 1/2", lambda d: (mp.gamma(2 + d) - 1) / d if abs(d) > SMALL else mp.digamma(2),
           -0.5 - 1e-9, 0.5 + 1e-9, 18)
polynomial("Stirling", "x·(ln Γ(x) - (x - 1/2)·ln x + x - ln √(2π)) in z = 1/x² for x ≥ 6",
           lambda z: stirling(1 / sqrt(z)) if z > mpf("1e-12") else mpf(1) / 12 - z / 360, 0, mpf(1) / 36 * (1 + mpf(2) ** -30), 7)
polynomial("DigammaNearRoot", "ψ(x)/(x - x₀) in d = x - 13/8 for 1 ≤ x ≤ 9/4, x₀ the root",
           lambda d: mp.digamma(mpf("1.625") + d) / (mpf("1.625") + d - DIGAMMA_ROOT), -0.625, 0.625 + 1e-9, 23,
           lambda d: mpf(1))
polynomial("DigammaTail", "x²·(ln x - 1/(2x) - ψ(x)) in z = 1/x² for x ≥ 6",
           lambda z: (log(1 / sqrt(z)) - sqrt(z) / 2 - mp.digamma(1 / sqrt(z))) / z if z > mpf("1e-10") else mpf(1) / 12 - z / 120,
           0, mpf(1) / 36 * (1 + mpf(2) ** -30), 8)


def literal(c):
    text = repr(float(c))
    return text if ("." in text or "e" in text) else text + ".0"


def write_four_chains(out, names):
    out += ["        T t2 = t * t;", "        T t4 = t2 * t2;"]
    for chain in range(4):
        own = names[chain::4]
        out.append(f"        T p{chain} = {own[-1]};")
    rounds = max(len(names[chain::4]) for chain in range(4))
    for round_ in range(rounds - 1):
        for chain in range(4):
            own = names[chain::4]
            if round_ < len(own) - 1:
                out.append(f"        p{chain} = T.Fma(p{chain}, t4, {own[-2 - round_]});")
    out.append("        return T.Fma(T.Fma(p3, t, p2), t2, T.Fma(p1, t, p0));")


def write_evaluation(out, names):
    """Even and odd terms apart, in two chains, or four for high degrees: latency bounds what a core can overlap."""
    degree = len(names) - 1
    if degree < 4:
        out.append(f"        T p = {names[-1]};")
        for name in reversed(names[:-1]):
            out.append(f"        p = T.Fma(p, t, {name});")
        out.append("        return p;")
        return
    if degree >= 16:
        write_four_chains(out, names)
        return
    out.append("        T u = t * t;")
    top_even = degree if degree % 2 == 0 else degree - 1
    top_odd = degree if degree % 2 == 1 else degree - 1
    out.append(f"        T even = {names[top_even]};")
    out.append(f"        T odd = {names[top_odd]};")
    k_even, k_odd = top_even - 2, top_odd - 2
    while k_even >= 0 or k_odd >= 1:
        if k_even >= 0:
            out.append(f"        even = T.Fma(even, u, {names[k_even]});")
            k_even -= 2
        if k_odd >= 1:
            out.append(f"        odd = T.Fma(odd, u, {names[k_odd]});")
            k_odd -= 2
    out.append("        return T.Fma(odd, t, even);")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.path.join(here, "Kernels", "Polynomials.cs")
    out = ["namespace Symbolic.Tests.Numerics.Vectorised.Kernels;", "",
           "/// <summary>",
           "/// Minimax polynomials, written by generate_kernels.py (Remez's exchange algorithm at 50 digits);",
           "/// change them there. Each is evaluated as two or four interleaved Horner chains.",
           "/// </summary>", "internal static class Polynomials", "{"]
    for index, (name, doc, f, a, b, degree, weight, leading) in enumerate(POLYNOMIALS):
        coefficients = rounded(f, weight, a, b, degree, leading)
        worst = max(abs(weight(t) * (evaluate(coefficients, t) - f(t))) for t in chebyshev_points(a, b, 301))
        print(f"{name:16} degree {degree:2}  weighted error 2^{float(mp.log(worst, 2)):.1f}", flush=True)
        if index:
            out.append("")
        for k in range(leading):
            out += [f"    public const double {name}{k} = {literal(coefficients[k])};", ""]
        if leading:
            doc += f", less its first {leading} terms, over t^{leading}"
        out += ["    /// <summary>" + doc.replace("<", "&lt;") + ".</summary>",
                f"    public static T {name}<T>(T t)",
                "        where T : struct, ILanes<T>", "    {"]
        write_evaluation(out, [literal(c) for c in coefficients[leading:]])
        out.append("    }")
    out.append("}")
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
