using Symbolic.Functions;

namespace Symbolic.Parsing;

internal enum NameKind
{
    /// <summary>A variable that nobody declared.</summary>
    Unknown,

    /// <summary>A declared variable, a parameter or a running index.</summary>
    Variable,

    /// <summary>A defined value.</summary>
    Value,

    /// <summary>π or e.</summary>
    Constant,

    /// <summary>A defined function.</summary>
    DefinedFunction,

    /// <summary>A sum, product, mean or derivative.</summary>
    Form,

    /// <summary>A function of the library.</summary>
    Function,
}

/// <summary>What each name means while a text is read.</summary>
internal sealed class NameTable
{
    /// <summary>Words with a syntax of their own.</summary>
    public static readonly string[] Forms = ["sum", "prod", "mean", "diff"];

    private readonly HashSet<string> _variables;
    private readonly HashSet<string> _values = [];
    private readonly HashSet<string> _functions = [];

    public NameTable(ParseOptions options)
    {
        Library = options.Library;
        _variables = [.. options.Variables];
        foreach (var definition in options.Definitions) Define(definition.Name, definition.IsFunction);
    }

    public FunctionLibrary Library { get; }

    /// <summary>Parameters of the definition that is being read.</summary>
    public HashSet<string> Parameters { get; } = [];

    public void Define(string name, bool isFunction)
    {
        _values.Remove(name);
        _functions.Remove(name);
        (isFunction ? _functions : _values).Add(name);
    }

    /// <summary>Takes a name for a variable from here on.</summary>
    public void Declare(string name) => _variables.Add(name);

    public NameKind KindOf(string name)
    {
        if (IsReserved(name)) return NameKind.Constant;
        if (Parameters.Contains(name)) return NameKind.Variable;
        if (_values.Contains(name)) return NameKind.Value;
        if (_functions.Contains(name)) return NameKind.DefinedFunction;
        if (_variables.Contains(name)) return NameKind.Variable;
        if (Array.IndexOf(Forms, name) >= 0) return NameKind.Form;
        return Library.Find(name) switch { null => NameKind.Unknown, { MaxArity: 0 } => NameKind.Constant, _ => NameKind.Function };
    }

    /// <summary>π and e keep their meaning everywhere.</summary>
    public static bool IsReserved(string name) => name is "pi" or "π" or "e";

    /// <summary>Whether a name followed by an argument is a call.</summary>
    public bool IsFunction(string name) => KindOf(name) is NameKind.DefinedFunction or NameKind.Form or NameKind.Function;

    /// <summary>Everything that can be called.</summary>
    public IEnumerable<string> FunctionNames => _functions.Concat(Forms).Concat(Library.Names);

    /// <summary>Everything that has a value.</summary>
    public IEnumerable<string> ValueNames => _values.Concat(_variables).Concat(Parameters);
}
