using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.FiniteDifferences;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Differentiation;

/// <summary>
/// Exact derivatives of random smooth trees against differences of their values. A component counts as compared where the exact
/// one, as computed, is right to nine digits and the differences claim to have converged; then nearly all have to lie within the bound
/// that the differences state, and none may contradict but where the change is provably hidden from them.
/// </summary>
public class DifferencePropertyTests(ITestOutputHelper output)
{
    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    /// <summary>
    /// The bound is empirical and holds for more than 99.9 % of smooth functions whose values are right to the last digit. These
    /// lose digits inside, of which a black box knows nothing.
    /// </summary>
    private const double WithinBound = 0.998;

    [Fact]
    public void The_gradient_is_that_of_finite_differences_within_their_bound()
    {
        var tally = new Tally();
        Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
        {
            var tree = new Subject(pair.Tree, pair.Point);
            if (!tree.IsFinite) return;
            var gradient = Gradient.Of(tree.Expression, Variables);
            var exact = gradient.Select(g => tree.ValueOf(g)).ToArray();
            var judged = DerivativeJudge.JudgeGradient([.. exact.Select(e => e.Value)], tree.Call, tree.Point);
            for (var i = 0; i < 3; i++) tree.Compare(gradient[i], exact[i], judged.Components[i], [i], tally);
            tally.CloseTree(gradient.Any(g => g is not Constant { Value.IsZero: true }));
        }, count: 13_000, maxSize: 24);
        tally.AssertMany(output, trees: 10_000);
    }

    [Fact]
    public void The_Hessian_is_that_of_finite_differences_within_their_bound()
    {
        var tally = new Tally();
        Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
        {
            var tree = new Subject(pair.Tree, pair.Point);
            var hessian = Hessian.Of(tree.Expression, Variables);
            if (!tree.IsFinite || hessian.Entries.IsEmpty) return;
            var (claim, exact) = (new double[3, 3], new (double Value, double Bound)[3, 3]);
            foreach (var (i, j) in Pairs)
            {
                exact[i, j] = tree.ValueOf(hessian[i, j]);
                claim[i, j] = claim[j, i] = exact[i, j].Value;
            }

            var judged = DerivativeJudge.JudgeHessian(claim, tree.Call, tree.Point);
            foreach (var (i, j) in Pairs) tree.Compare(hessian[i, j], exact[i, j], judged.Components[(i * 3) + j], [i, j], tally);
            tally.CloseTree(isInteresting: true);
        }, count: 16_000, maxSize: 24);
        tally.AssertMany(output, trees: 10_000);
    }

    private static IEnumerable<(int Row, int Column)> Pairs => from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, i + 1) select (i, j);

    /// <summary>A tree at a point.</summary>
    private sealed class Subject
    {
        private readonly CompiledProgram _program;
        private readonly double[] _output = new double[1];
        private readonly double _rounding;

        public Subject(Expr expression, Dictionary<string, double> point)
        {
            (Expression, Point) = (expression, [.. Variables.Select(v => point[v.Name])]);
            _program = new CompiledProgram(Variables, [expression], CompilationMode.Interpreted);
            _rounding = ValueOf(expression).Bound;
        }

        public Expr Expression { get; }

        public double[] Point { get; }

        public bool IsFinite => double.IsFinite(Call(Point));

        public double Call(double[] x)
        {
            _program.Evaluate(x, _output);
            return _output[0];
        }

        public (double Value, double Bound) ValueOf(Expr e) => RoundingBound.Of(e, Variables, Point);

        public void Compare(Expr derivative, (double Value, double Bound) exact, DerivativeJudgement judged, int[] by, Tally tally)
        {
            // Where cancellation or overflow has taken the digits of the exact derivative itself, there is nothing to compare with.
            if (!double.IsFinite(exact.Value) || !(exact.Bound <= 1e-9 * Math.Abs(exact.Value))) tally.Imprecise++;
            else if (!judged.Estimate.IsReliable) tally.NotConverged++;
            else if (Math.Abs(exact.Value - judged.Estimate.Value) <= judged.Estimate.ErrorBound + exact.Bound) tally.Within(exact.Value);
            else
            {
                tally.Outside++;
                if (judged.Verdict != Judgement.Disagree) return;
                tally.Hidden++;
                Assert.True(IsHidden(derivative, exact.Value, judged.Estimate, by), string.Create(CultureInfo.InvariantCulture, $"{Formula.Of(Expression)} by {string.Join(", ", by)}: {exact} against {judged.Estimate} at {string.Join(", ", Point)}"));
            }
        }

        /// <summary>
        /// Whether differences cannot see what the estimate lacks: at the step that they used, or over any distance at which it is
        /// steady, it moves the value by no more than a few of the roundings inside, of which a black box knows nothing, or than the
        /// noise that was seen. ln(1 + u^18) is a constant for small u, and the ripples of si(1e9*x) are noise.
        /// </summary>
        private bool IsHidden(Expr derivative, double exact, DerivativeEstimate estimate, int[] by)
        {
            var gap = Math.Abs(exact - estimate.Value);
            var program = new CompiledProgram(Variables, [derivative], CompilationMode.Interpreted);
            var unseen = 16 * (_rounding + estimate.NoiseLevel);
            for (var step = 1024.0; step > 1e-15; step /= 4)
            {
                if (step > estimate.Step || !IsSteady(step)) continue;
                return gap * Math.Pow(step, by.Length) <= unseen;
            }

            return true;

            bool IsSteady(double step) => ((double[])[1, -1, 0.618, -0.618, 0.382, -0.382, 0.236, -0.236]).All(part =>
            {
                double[] near = [.. Point];
                foreach (var i in by.Distinct()) near[i] += part * step;
                program.Evaluate(near, _output);
                return Math.Abs(_output[0] - exact) <= 0.5 * gap;
            });
        }
    }

    private sealed class Tally
    {
        private int _interesting;
        private int _compared;
        private int _within;
        private bool _hasCompared;

        public int Imprecise { get; set; }

        public int NotConverged { get; set; }

        public int Hidden { get; set; }

        public int Outside { get; set; }

        public void Within(double exact)
        {
            _within++;
            _hasCompared |= exact != 0;
        }

        /// <summary>A tree counts when a derivative of it that is not 0 was compared.</summary>
        public void CloseTree(bool isInteresting)
        {
            if (isInteresting) _interesting++;
            if (_hasCompared) _compared++;
            _hasCompared = false;
        }

        public void AssertMany(ITestOutputHelper output, int trees)
        {
            var summary = string.Create(CultureInfo.InvariantCulture, $"{_compared} of {_interesting} trees; components: {_within} within, {Outside} outside the bound (of {Hidden} the change is hidden from differences), {NotConverged} not converged, {Imprecise} imprecise");
            output.WriteLine(summary);
            if (Environment.GetEnvironmentVariable("SYMBOLIC_PROPERTY_COUNT") is not null) return;
            Assert.True(_compared >= trees && _compared >= 0.85 * _interesting, summary);
            Assert.True(_within >= WithinBound * (_within + Outside), summary);
        }
    }
}
