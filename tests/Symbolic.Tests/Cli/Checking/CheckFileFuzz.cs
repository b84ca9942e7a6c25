using FsCheck;
using FsCheck.Fluent;
using Symbolic.Cli.Checking;
using Symbolic.Tests.Generators;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Cli.Checking;

public class CheckFileFuzz
{
    private static readonly string[] Pieces =
    [
        "f(x, y) = x^2*y", "df/dx = 2x*y", "d2f/dxdy = 2x", "∂²f/∂x² =", "d", "/", "=", "grad f = 1; 2", "hess f = 1, 2; 3", "hess f =", "at x=1 y=2", "at", "at x=", "box x=0..1", "box x=..",
        "samples 5", "samples -1", "tolerance 1e-6", "tolerance x", "#", "(", ")", "f", "g = f(1, 2)", "\t", "\u0000", "𝑥", "df/d", "d^f/dx = 1", "d2f/dx3 = 1", "dd/dd = d", "f(f) = f", "e = 3", "a b", "[1, 2]", "v = [x, y]", "dv/dx = 1",
    ];

    [Fact]
    public void No_text_of_a_file_makes_the_reader_fail()
    {
        var line = Gen.Frequency((6, Gen.Elements(Pieces)), (1, Gen.Elements(Pieces).SelectMany(a => Gen.Elements(Pieces).Select(b => a + " " + b))), (1, Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString())));
        var text = Gen.Choose(1, 8).SelectMany(n => line.ArrayOf(n)).Select(lines => string.Join('\n', lines));
        Property.Holds(Arb.From(text), t => Assert.All(CheckFile.Parse("f", t).Problems, p => Assert.True(p.Line >= 1 && p.Column >= 1 && p.Message.Length > 0)), count: 2000);
    }
}
