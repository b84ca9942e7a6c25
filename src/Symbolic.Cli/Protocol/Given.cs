namespace Symbolic.Cli.Protocol;

/// <summary>
/// What is given for names: for each one thing, or for a vector as a whole. <c>x=0</c> stands for all elements <c>x[i]</c> of a formula that has no
/// <c>x</c>, <c>x=[1, 2, 3]</c> for its elements one after the other.
/// </summary>
/// <param name="kind">What is given, in the words of a message.</param>
/// <typeparam name="T">A value, or a side of a box.</typeparam>
internal abstract class Given<T>(string kind)
{
    private readonly Dictionary<string, T> _single = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T[]> _lists = new(StringComparer.Ordinal);

    /// <summary>The names that were given something.</summary>
    public IEnumerable<string> Names => _single.Keys.Concat(_lists.Keys);

    /// <summary>What the names have that stand for themselves.</summary>
    protected IReadOnlyDictionary<string, T> Single => _single;

    /// <summary>What a name has.</summary>
    public T this[string name]
    {
        get => _single[name];
        set => _single[name] = value;
    }

    public bool Has(string name) => _single.ContainsKey(name);

    /// <summary>Takes what is given for a name as it was written.</summary>
    /// <exception cref="UserErrorException">The name has something, or is no name.</exception>
    public void Add(string name, T given) => _single.Add(NewNameOf(name), given);

    /// <summary>Takes a list for the elements of a vector.</summary>
    /// <exception cref="UserErrorException">The name has something, or is no name.</exception>
    public void Add(string name, T[] given) => _lists.Add(NewNameOf(name), given);

    /// <summary>Puts what is given for vectors to their elements. An element that is given something by itself keeps it.</summary>
    /// <param name="variables">The variables of the formula, the elements of a vector in order.</param>
    /// <exception cref="UserErrorException">A list is for a vector that the formula does not have, or not as long as it.</exception>
    public void Spread(IReadOnlyList<string> variables)
    {
        if (_lists.Count == 0 && variables.All(_single.ContainsKey)) return;
        var vectors = variables.Where(v => v.EndsWith(']')).ToLookup(Point.WholeOf);
        foreach (var name in _single.Keys.Where(n => vectors.Contains(n) && !variables.Contains(n)).ToArray())
        {
            foreach (var element in vectors[name]) _single.TryAdd(element, _single[name]);
            _single.Remove(name);
        }

        foreach (var (name, list) in _lists)
        {
            string[] elements = [.. vectors[name]];
            if (elements.Length == 0) throw new UserErrorException($"'{name}' is given a list, and the formula has no elements {name}[1], {name}[2], …; write one number.") { Kind = "value", Names = [name] };
            if (elements.Length != list.Length) throw new UserErrorException($"'{name}' is given a list of {list.Length}, and the formula has {elements.Length} of its elements, {elements[0]} … {elements[^1]}.") { Kind = "value", Names = [name] };
            for (var i = 0; i < list.Length; i++) _single.TryAdd(elements[i], list[i]);
        }

        _lists.Clear();
    }

    /// <summary>Takes texts such as <c>x=1</c> and <c>y=[1, 2]</c>; several may stand in one, separated by commas.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="read">Makes of a text what is given to a name.</param>
    /// <param name="refusal">Says what a part is not that has no name or no sign of equality.</param>
    protected void Take(IEnumerable<string> texts, Func<string, string, T> read, Func<string, UserErrorException> refusal)
    {
        foreach (var part in texts.SelectMany(ListText.Split).Where(p => p.Length > 0))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0) throw refusal(part);
            var (name, text) = (part[..sign].Trim(), part[(sign + 1)..].Trim());
            if (ListText.Items(text) is { } items) Add(name, Array.ConvertAll(items, item => read(item, name)));
            else Add(name, read(text, name));
        }
    }

    /// <summary>What is given for each of the variables, in their order.</summary>
    /// <param name="variables">The variables of the formula.</param>
    /// <param name="missing">Says that nothing is given for some.</param>
    protected T[] InOrder(IReadOnlyList<string> variables, Func<string[], string> missing)
    {
        Spread(variables);
        var lacking = variables.Where(v => !Has(v)).ToArray();
        if (lacking.Length > 0) throw new UserErrorException(missing(lacking)) { Kind = "missing", Names = lacking };
        var inOrder = new T[variables.Count];
        for (var i = 0; i < inOrder.Length; i++) inOrder[i] = this[variables[i]];
        return inOrder;
    }

    private string NewNameOf(string text)
    {
        var name = Point.VariableOf(text);
        return _single.ContainsKey(name) || _lists.ContainsKey(name) ? throw new UserErrorException($"The variable '{text}' is given a {kind} twice.") { Names = [text] } : name;
    }
}
