"""Near-minimax polynomials and C# tables, for the coefficient files of src/Symbolic/Numerics."""
from mpmath import mp, mpf, chebyfit

mp.dps = 50


def split(v):
    """v as an unevaluated sum of two doubles."""
    hi = float(v)
    return hi, float(mpf(v) - mpf(hi))


def fit(f, a, b, relative_error, max_degree=40):
    """Ascending coefficients of the lowest-degree Chebyshev interpolant of f on [a, b] that meets the error."""
    scale = max(abs(f(mpf(a))), abs(f(mpf(b))), abs(f((mpf(a) + mpf(b)) / 2)))
    for n in range(3, max_degree):
        coefficients, error = chebyfit(f, [a, b], n + 1, error=True)
        if error < relative_error * scale:
            return coefficients[::-1]
    raise ValueError("degree too high")


def table(name, values, doc, per_line=4, modifiers="private static"):
    """A read-only span that the compiler stores in the assembly's data section."""
    lines = [f"    /// <summary>{doc}</summary>", f"    {modifiers} ReadOnlySpan<double> {name} =>", "    ["]
    words = [repr(float(v)).replace("e", "E") + "," for v in values]
    for i in range(0, len(words), per_line):
        lines.append("        " + " ".join(words[i:i + per_line]))
    lines.append("    ];")
    return "\n".join(lines)


def write(path, comment, class_header, tables):
    with open(path, "w") as out:
        out.write("namespace Symbolic.Numerics;\n\n")
        for line in comment.splitlines():
            out.write(f"// {line}\n")
        out.write(f"{class_header}\n{{\n")
        out.write("\n\n".join(tables))
        out.write("\n}\n")


def pieces(f, start, stop, width, relative_error):
    """Coefficient rows c0hi, c0lo, c1, … about the middle of each interval, all of one length, and that length."""
    rows = []
    count = int(round((stop - start) / width))
    fits = []
    for i in range(count):
        middle = mpf(start) + (i + mpf(1) / 2) * mpf(width)
        fits.append((middle, lambda t, m=middle: f(m + t)))
    degree = 0
    for middle, g in fits:
        degree = max(degree, len(fit(g, -mpf(width) / 2, mpf(width) / 2, relative_error)) - 1)
    for middle, g in fits:
        c = chebyfit(g, [-mpf(width) / 2, mpf(width) / 2], degree + 1)[::-1]
        rows.append([*split(c[0]), *c[1:]])
    return [v for row in rows for v in row], degree + 2
