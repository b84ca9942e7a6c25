using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Symbolic.Compilation;
using Symbolic.Compilation.Batch;
using Xunit;

namespace Symbolic.Tests.Compilation;

/// <summary>The events are those of the whole process, in which other tests make methods that are too large on purpose.</summary>
[CollectionDefinition(nameof(JitLimitsTests), DisableParallelization = true)]
public class JitLimitsCollection;

/// <summary>
/// The JIT compiler stops optimising a method with more than 60,000 bytes of intermediate code, 20,000 instructions, 2,000 local variables,
/// 8,000 references to them or 2,000 basic blocks. It says so in its events, so these are read and no number is trusted.
/// </summary>
[Collection(nameof(JitLimitsTests))]
public class JitLimitsTests
{
    private static readonly string[] Large =
    [
        "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,999)",
        "sum(sum(sin(x[i]*x[j])+exp(x[i]-x[j]),j,1,24),i,1,24)",
        "prod(x[i]^2+x[i+1],i,1,60)",
        "sum(if(x[i]<x[i+1] and x[i]>0,x[i]^3,if(x[i]<0,x[i+1]^2,sin(x[i]))),i,1,150)",
        "ln(sum(exp(x[i]*x[i+1]),i,1,120))*max(x[1],x[2],x[3],x[4],x[5],x[6],x[7],x[8],x[9])",
    ];

    [Fact]
    public void No_method_is_too_large_to_be_optimised()
    {
        using var events = new JitEvents();
        var methods = 0;
        foreach (var text in Large)
        {
            var formula = Formula.Parse(text);
            var compiled = formula.Compile(2, mode: CompilationMode.Immediate);
            var n = compiled.Variables.Length;
            var (x, g) = (Enumerable.Range(0, n).Select(i => 0.5 + (0.001 * i)).ToArray(), new double[n]);
            for (var order = 0; order <= 2; order++) compiled.CompileNow(order);
            compiled.EvaluateSparse(x, g, new double[compiled.HessianPattern.Count]);
            compiled.EvaluateHessianProduct(x, x, g);
            if (n <= 61) compiled.CompileBatchNow(2, VectorOperations.Widest);
            else compiled.CompileBatchNow(1, VectorOperations.Widest);
            Formula.Parse($"[{text}, {text}/2, x[1]]").CompileVector(1, mode: CompilationMode.Immediate).CompileNow();
            methods += Enumerable.Range(0, 3).Sum(order => compiled.StatisticsOf(order).MethodCount);
        }

        Assert.InRange(methods, 100, int.MaxValue);
        var tiers = events.UntilControl();
        Assert.InRange(tiers.Count, methods, int.MaxValue);
        Assert.DoesNotContain(JitEvents.NotOptimised, tiers);
    }

    /// <summary>Listens to which methods are compiled, and how.</summary>
    private sealed class JitEvents : EventListener
    {
        /// <summary>MethodLoad event, optimization tier: MinOptJitted.</summary>
        public const int NotOptimised = 1;

        private const string Control = "MethodThatIsTooLarge";

        private readonly ConcurrentQueue<int> _tiers = new();
        private readonly TaskCompletionSource<int> _control = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The tiers of all methods that formulas have become so far. A method of our own that is too large proves that one would be noticed.</summary>
        public List<int> UntilControl()
        {
            var method = new DynamicMethod(Control, typeof(double), [typeof(double)]);
            var il = method.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            for (var i = 0; i < 11_000; i++)
            {
                il.Emit(OpCodes.Ldc_R8, 1.5);
                il.Emit(OpCodes.Add);
            }

            il.Emit(OpCodes.Ret);
            RuntimeHelpers.PrepareDelegate(method.CreateDelegate<Func<double, double>>());
            Assert.True(_control.Task.Wait(TimeSpan.FromMinutes(1)), "The runtime reports no methods.");
            Assert.Equal(NotOptimised, _control.Task.Result);
            return [.. _tiers];
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            const EventKeywords jit = (EventKeywords)0x10;
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(eventSource, EventLevel.Verbose, jit);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true) return;
            var name = (string)eventData.Payload![eventData.PayloadNames!.IndexOf("MethodName")]!;
            var flags = (uint)eventData.Payload[eventData.PayloadNames.IndexOf("MethodFlags")]!;
            var tier = (int)(flags >> 7) & 7;
            if (name == "Formula") _tiers.Enqueue(tier);
            if (name == Control) _control.TrySetResult(tier);
        }
    }
}
