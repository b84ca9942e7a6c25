using System.Reflection;
using System.Reflection.Emit;

namespace Symbolic.Compilation;

/// <summary>
/// How machine code calls a function: a static method directly, a method of an object (such as a lambda) directly with that
/// object, anything else through its delegate.
/// </summary>
internal readonly record struct FunctionCall(MethodInfo Method, object? Object)
{
    public static FunctionCall Of(TapeFunction function)
    {
        var evaluate = function.IsJoint ? function.Definition.Joint!.Both : function.Definition.Evaluate!;
        var method = evaluate.Method;
        if (evaluate.HasSingleTarget && method is not DynamicMethod && method.DeclaringType is { IsValueType: false } type)
        {
            if (method.IsStatic && evaluate.Target is null) return new FunctionCall(method, null);
            if (!method.IsStatic && !method.IsVirtual && type.IsInstanceOfType(evaluate.Target)) return new FunctionCall(method, evaluate.Target);
        }

        return new FunctionCall(InvokeOf(evaluate), evaluate);
    }

    private static MethodInfo InvokeOf(Delegate evaluate) => evaluate switch
    {
        Func<double, (double, double)> => typeof(Func<double, (double, double)>).GetMethod("Invoke")!,
        Func<double, double> => typeof(Func<double, double>).GetMethod("Invoke")!,
        Func<double, double, double> => typeof(Func<double, double, double>).GetMethod("Invoke")!,
        _ => typeof(Func<double, double, double, double>).GetMethod("Invoke")!,
    };
}
