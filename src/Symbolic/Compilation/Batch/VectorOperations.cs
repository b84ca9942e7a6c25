using System.Reflection;
using System.Runtime.Intrinsics;
using Symbolic.Expressions;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Compilation.Batch;

/// <summary>The methods that machine code over SIMD vectors of one width is made of.</summary>
internal sealed class VectorOperations
{
    private readonly Func<VectorKernel, Delegate> _kernelOf;

    private VectorOperations(Type vector, int lanes, Func<VectorKernel, Delegate> kernelOf)
    {
        (Vector, Lanes, _kernelOf) = (vector, lanes, kernelOf);
        Exp = KernelOf(new(VectorMath.Exp, VectorMath.Exp, VectorMath.Exp));
        Power = KernelOf(new(VectorMath.Pow, VectorMath.Pow, VectorMath.Pow));
    }

    private unsafe delegate T Loading<T>(double* source);

    private unsafe delegate void Storing<T>(T value, double* target);

    /// <summary>The widest vectors that the hardware has.</summary>
    public static VectorOperations Widest =>
        Vector512.IsHardwareAccelerated ? Wide512.Instance : Vector256.IsHardwareAccelerated ? Wide256.Instance : Wide128.Instance;

    /// <summary>All widths, widest first; the wider ones work everywhere, if slowly.</summary>
    public static VectorOperations[] All => [Wide512.Instance, Wide256.Instance, Wide128.Instance];

    /// <summary>The vector type.</summary>
    public Type Vector { get; }

    /// <summary>Numbers in a vector.</summary>
    public int Lanes { get; }

    public required MethodInfo Load { get; init; }

    public required MethodInfo Store { get; init; }

    /// <summary>Stores past the caches, to a multiple of the size of a vector.</summary>
    public required MethodInfo Stream { get; init; }

    public required MethodInfo Create { get; init; }

    /// <summary>The vector 0, 1, 2, …</summary>
    public required MethodInfo Iota { get; init; }

    public required MethodInfo Add { get; init; }

    public required MethodInfo Subtract { get; init; }

    public required MethodInfo Multiply { get; init; }

    public required MethodInfo Divide { get; init; }

    /// <summary>a·b + c, rounded once.</summary>
    public required MethodInfo MultiplyAdd { get; init; }

    public required MethodInfo Negate { get; init; }

    public required MethodInfo Sqrt { get; init; }

    public required MethodInfo LessThan { get; init; }

    public required MethodInfo LessThanOrEqual { get; init; }

    public required MethodInfo Same { get; init; }

    public required MethodInfo And { get; init; }

    public required MethodInfo Or { get; init; }

    public required MethodInfo AndNot { get; init; }

    public required MethodInfo Select { get; init; }

    /// <summary>The sum of the lanes.</summary>
    public required MethodInfo Total { get; init; }

    /// <summary>Stores lanes at places with a distance, or adds them there.</summary>
    public required MethodInfo StoreApart { get; init; }

    public required MethodInfo AddApart { get; init; }

    /// <summary>The lower, or the upper, halves of two vectors in turns.</summary>
    public required MethodInfo LowInTurns { get; init; }

    public required MethodInfo HighInTurns { get; init; }

    /// <summary>The lanes of two vectors that have given numbers, counted through both.</summary>
    public required MethodInfo Pick { get; init; }

    /// <summary>A vector of such numbers.</summary>
    public required MethodInfo Indices { get; init; }

    /// <summary>Calls a scalar function for each lane: of one argument, two, three, or u^v·ln(u)^k.</summary>
    public required MethodInfo Unary { get; init; }

    public required MethodInfo Binary { get; init; }

    public required MethodInfo Ternary { get; init; }

    public required MethodInfo PowerLog { get; init; }

    public MethodInfo Exp { get; }

    public MethodInfo Power { get; }

    /// <summary>The method of a kernel at this width.</summary>
    public MethodInfo KernelOf(VectorKernel kernel) => _kernelOf(kernel).Method;

    private static class Wide512
    {
        public static readonly unsafe VectorOperations Instance = new(typeof(Vector512<double>), 8, k => k.On512)
        {
            Load = ((Loading<Vector512<double>>)Vector512.Load).Method,
            Store = ((Storing<Vector512<double>>)Vector512.Store).Method,
            Stream = ((Storing<Vector512<double>>)Vector512.StoreAlignedNonTemporal).Method,
            Create = ((Func<double, Vector512<double>>)Vector512.Create).Method,
            Iota = ((Func<Vector512<double>>)Lanes512.Iota).Method,
            Add = Of(Vector512.Add),
            Subtract = Of(Vector512.Subtract),
            Multiply = Of(Vector512.Multiply),
            Divide = Of(Vector512.Divide),
            MultiplyAdd = ((Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>>)Vector512.FusedMultiplyAdd).Method,
            Negate = ((Func<Vector512<double>, Vector512<double>>)Vector512.Negate).Method,
            Sqrt = ((Func<Vector512<double>, Vector512<double>>)Vector512.Sqrt).Method,
            LessThan = Of(Vector512.LessThan),
            LessThanOrEqual = Of(Vector512.LessThanOrEqual),
            Same = Of(Vector512.Equals),
            And = Of(Vector512.BitwiseAnd),
            Or = Of(Vector512.BitwiseOr),
            AndNot = Of(Vector512.AndNot),
            Select = ((Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>>)Vector512.ConditionalSelect).Method,
            Total = ((Func<Vector512<double>, double>)Lanes512.Total).Method,
            StoreApart = ((Action<Vector512<double>, nint, nint>)Lanes512.StoreApart).Method,
            AddApart = ((Action<Vector512<double>, nint, nint>)Lanes512.AddApart).Method,
            LowInTurns = Of(Lanes512.LowInTurns),
            HighInTurns = Of(Lanes512.HighInTurns),
            Pick = ((Func<Vector512<double>, Vector512<long>, Vector512<double>, Vector512<double>>)Lanes512.Pick).Method,
            Indices = ((Func<long, long, long, long, long, long, long, long, Vector512<long>>)Vector512.Create).Method,
            Unary = ((Func<Vector512<double>, Func<double, double>, Vector512<double>>)Lanes512.Map).Method,
            Binary = ((Func<Vector512<double>, Vector512<double>, Func<double, double, double>, Vector512<double>>)Lanes512.Map).Method,
            Ternary = ((Func<Vector512<double>, Vector512<double>, Vector512<double>, Func<double, double, double, double>, Vector512<double>>)Lanes512.Map).Method,
            PowerLog = ((Func<Vector512<double>, Vector512<double>, int, Vector512<double>>)Lanes512.PowerLog).Method,
        };

        private static MethodInfo Of(Func<Vector512<double>, Vector512<double>, Vector512<double>> operation) => operation.Method;
    }

    private static class Wide256
    {
        public static readonly unsafe VectorOperations Instance = new(typeof(Vector256<double>), 4, k => k.On256)
        {
            Load = ((Loading<Vector256<double>>)Vector256.Load).Method,
            Store = ((Storing<Vector256<double>>)Vector256.Store).Method,
            Stream = ((Storing<Vector256<double>>)Vector256.StoreAlignedNonTemporal).Method,
            Create = ((Func<double, Vector256<double>>)Vector256.Create).Method,
            Iota = ((Func<Vector256<double>>)Lanes256.Iota).Method,
            Add = Of(Vector256.Add),
            Subtract = Of(Vector256.Subtract),
            Multiply = Of(Vector256.Multiply),
            Divide = Of(Vector256.Divide),
            MultiplyAdd = ((Func<Vector256<double>, Vector256<double>, Vector256<double>, Vector256<double>>)Vector256.FusedMultiplyAdd).Method,
            Negate = ((Func<Vector256<double>, Vector256<double>>)Vector256.Negate).Method,
            Sqrt = ((Func<Vector256<double>, Vector256<double>>)Vector256.Sqrt).Method,
            LessThan = Of(Vector256.LessThan),
            LessThanOrEqual = Of(Vector256.LessThanOrEqual),
            Same = Of(Vector256.Equals),
            And = Of(Vector256.BitwiseAnd),
            Or = Of(Vector256.BitwiseOr),
            AndNot = Of(Vector256.AndNot),
            Select = ((Func<Vector256<double>, Vector256<double>, Vector256<double>, Vector256<double>>)Vector256.ConditionalSelect).Method,
            Total = ((Func<Vector256<double>, double>)Lanes256.Total).Method,
            StoreApart = ((Action<Vector256<double>, nint, nint>)Lanes256.StoreApart).Method,
            AddApart = ((Action<Vector256<double>, nint, nint>)Lanes256.AddApart).Method,
            LowInTurns = Of(Lanes256.LowInTurns),
            HighInTurns = Of(Lanes256.HighInTurns),
            Pick = ((Func<Vector256<double>, Vector256<long>, Vector256<double>, Vector256<double>>)Lanes256.Pick).Method,
            Indices = ((Func<long, long, long, long, Vector256<long>>)Vector256.Create).Method,
            Unary = ((Func<Vector256<double>, Func<double, double>, Vector256<double>>)Lanes256.Map).Method,
            Binary = ((Func<Vector256<double>, Vector256<double>, Func<double, double, double>, Vector256<double>>)Lanes256.Map).Method,
            Ternary = ((Func<Vector256<double>, Vector256<double>, Vector256<double>, Func<double, double, double, double>, Vector256<double>>)Lanes256.Map).Method,
            PowerLog = ((Func<Vector256<double>, Vector256<double>, int, Vector256<double>>)Lanes256.PowerLog).Method,
        };

        private static MethodInfo Of(Func<Vector256<double>, Vector256<double>, Vector256<double>> operation) => operation.Method;
    }

    private static class Wide128
    {
        public static readonly unsafe VectorOperations Instance = new(typeof(Vector128<double>), 2, k => k.On128)
        {
            Load = ((Loading<Vector128<double>>)Vector128.Load).Method,
            Store = ((Storing<Vector128<double>>)Vector128.Store).Method,
            Stream = ((Storing<Vector128<double>>)Vector128.StoreAlignedNonTemporal).Method,
            Create = ((Func<double, Vector128<double>>)Vector128.Create).Method,
            Iota = ((Func<Vector128<double>>)Lanes128.Iota).Method,
            Add = Of(Vector128.Add),
            Subtract = Of(Vector128.Subtract),
            Multiply = Of(Vector128.Multiply),
            Divide = Of(Vector128.Divide),
            MultiplyAdd = ((Func<Vector128<double>, Vector128<double>, Vector128<double>, Vector128<double>>)Vector128.FusedMultiplyAdd).Method,
            Negate = ((Func<Vector128<double>, Vector128<double>>)Vector128.Negate).Method,
            Sqrt = ((Func<Vector128<double>, Vector128<double>>)Vector128.Sqrt).Method,
            LessThan = Of(Vector128.LessThan),
            LessThanOrEqual = Of(Vector128.LessThanOrEqual),
            Same = Of(Vector128.Equals),
            And = Of(Vector128.BitwiseAnd),
            Or = Of(Vector128.BitwiseOr),
            AndNot = Of(Vector128.AndNot),
            Select = ((Func<Vector128<double>, Vector128<double>, Vector128<double>, Vector128<double>>)Vector128.ConditionalSelect).Method,
            Total = ((Func<Vector128<double>, double>)Lanes128.Total).Method,
            StoreApart = ((Action<Vector128<double>, nint, nint>)Lanes128.StoreApart).Method,
            AddApart = ((Action<Vector128<double>, nint, nint>)Lanes128.AddApart).Method,
            LowInTurns = Of(Lanes128.LowInTurns),
            HighInTurns = Of(Lanes128.HighInTurns),
            Pick = ((Func<Vector128<double>, Vector128<long>, Vector128<double>, Vector128<double>>)Lanes128.Pick).Method,
            Indices = ((Func<long, long, Vector128<long>>)Vector128.Create).Method,
            Unary = ((Func<Vector128<double>, Func<double, double>, Vector128<double>>)Lanes128.Map).Method,
            Binary = ((Func<Vector128<double>, Vector128<double>, Func<double, double, double>, Vector128<double>>)Lanes128.Map).Method,
            Ternary = ((Func<Vector128<double>, Vector128<double>, Vector128<double>, Func<double, double, double, double>, Vector128<double>>)Lanes128.Map).Method,
            PowerLog = ((Func<Vector128<double>, Vector128<double>, int, Vector128<double>>)Lanes128.PowerLog).Method,
        };

        private static MethodInfo Of(Func<Vector128<double>, Vector128<double>, Vector128<double>> operation) => operation.Method;
    }
}
