using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Symbolic.Compilation;

/// <summary>Makes delegates that take the variables as separate arguments, or as an array.</summary>
internal static class DelegateBuilder
{
    public static Delegate Build(
        CompiledFormula formula,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type,
        ReadOnlySpan<string> names)
    {
        var argumentOf = ArgumentsOf(formula, names);
        if (type == typeof(Func<double[], double>)) return OverArray(formula, argumentOf);
        if (formula.OverSpans(type) is { } overSpans)
            return IsInOrder(argumentOf) ? overSpans : throw new ArgumentException($"{type.Name} takes the variables in their order.", nameof(names));
        var arity = ArityOf(type);
        if (arity != argumentOf.Length)
            throw new ArgumentException($"A function of {argumentOf.Length} numbers is needed, {type.Name} is none.", nameof(type));
        if (RuntimeFeature.IsDynamicCodeSupported && IlEmitter.EmitFunction(formula.TapeOf(0), type, arity, argumentOf) is { } emitted) return emitted;
        if (RuntimeFeature.IsDynamicCodeSupported) formula.CompileNow(0);
        return Closures.Over(new PermutedFormula(formula, argumentOf), type)
            ?? throw new ArgumentException($"{type.Name} is not supported here; use Func<double, …, double>.", nameof(type));
    }

    private static Func<double[], double> OverArray(CompiledFormula formula, int[] argumentOf)
    {
        formula.CompileNow(0);
        if (!IsInOrder(argumentOf)) return new PermutedFormula(formula, argumentOf).OverArray;
        return x => formula.Evaluate(x);
    }

    private static bool IsInOrder(int[] argumentOf) => !argumentOf.Where((argument, i) => argument != i).Any();

    /// <summary>For each variable the number of the argument that gives its value.</summary>
    private static int[] ArgumentsOf(CompiledFormula formula, ReadOnlySpan<string> names)
    {
        var variables = formula.Variables;
        if (names.IsEmpty) return [.. Enumerable.Range(0, variables.Length)];
        var positions = new Dictionary<string, int>();
        for (var i = 0; i < names.Length; i++)
        {
            if (!positions.TryAdd(names[i], i)) throw new ArgumentException($"The variable '{names[i]}' is listed twice.", nameof(names));
        }

        foreach (var variable in variables)
        {
            if (!positions.ContainsKey(variable.Name)) throw new ArgumentException($"The variable '{variable.Name}' is not listed.", nameof(names));
        }

        if (names.Length != variables.Length)
            throw new ArgumentException($"Not a variable of the formula: '{positions.Keys.First(n => variables.All(v => v.Name != n))}'.", nameof(names));
        return [.. variables.Select(v => positions[v.Name])];
    }

    private static int ArityOf([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type)
    {
        var invoke = type.GetMethod("Invoke");
        if (invoke is null || invoke.ReturnType != typeof(double)) return -1;
        var parameters = invoke.GetParameters();
        return parameters.All(p => p.ParameterType == typeof(double)) ? parameters.Length : -1;
    }
}

/// <summary>A formula whose values are passed in another order.</summary>
internal sealed class PermutedFormula(CompiledFormula formula, int[] argumentOf)
{
    public double Evaluate(params ReadOnlySpan<double> arguments)
    {
        Span<double> x = stackalloc double[16];
        for (var i = 0; i < argumentOf.Length; i++) x[i] = arguments[argumentOf[i]];
        return formula.Evaluate(x[..argumentOf.Length]);
    }

    public double OverArray(double[] arguments)
    {
        if (arguments.Length != argumentOf.Length) return formula.Evaluate(arguments);
        var x = new double[argumentOf.Length];
        for (var i = 0; i < x.Length; i++) x[i] = arguments[argumentOf[i]];
        return formula.Evaluate(x);
    }
}
