using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// What the header of a .npy file says: a Python dictionary with the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c>.
/// </summary>
/// <remarks>Source: the NumPy format specification, numpy.lib.format.</remarks>
internal sealed record NpyHeader(NpyType Type, bool FortranOrder, ImmutableArray<int> Shape)
{
    /// <summary>The header's dictionary for float64, C order.</summary>
    public static string Text(ImmutableArray<int> shape) =>
        $"{{'descr': '<f8', 'fortran_order': False, 'shape': {GridShape.Text(shape.AsSpan())}, }}";

    public static NpyHeader Parse(string text)
    {
        var reader = new Reader(text);
        NpyType? type = null;
        bool? fortran = null;
        ImmutableArray<int>? shape = null;
        reader.Expect('{');
        while (!reader.Skip('}'))
        {
            string key = reader.Quoted();
            reader.Expect(':');
            switch (key)
            {
                case "descr":
                    type = NpyType.Parse(reader.Description());
                    break;
                case "fortran_order":
                    fortran = reader.Boolean();
                    break;
                case "shape":
                    shape = reader.Tuple();
                    break;
                default:
                    throw reader.Error($"the key '{key}' is unknown");
            }

            if (!reader.Skip(','))
            {
                reader.Expect('}');
                break;
            }
        }

        return new(
            type ?? throw reader.Error("the key 'descr' is missing"),
            fortran ?? throw reader.Error("the key 'fortran_order' is missing"),
            shape ?? throw reader.Error("the key 'shape' is missing"));
    }

    private sealed class Reader(string text)
    {
        private int position;

        public GridFormatException Error(string what) => new($"The header of the .npy file is not understood: {what} (at character {position} of the header).");

        public bool Skip(char c)
        {
            SkipBlanks();
            bool found = position < text.Length && text[position] == c;
            position += found ? 1 : 0;
            return found;
        }

        public void Expect(char c)
        {
            if (!Skip(c))
            {
                throw Error($"'{c}' is expected");
            }
        }

        public string Quoted()
        {
            SkipBlanks();
            char quote = position < text.Length ? text[position] : '\0';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
            if (end < 0)
            {
                throw Error("a quoted name is expected");
            }

            string name = text[(position + 1)..end];
            position = end + 1;
            return name;
        }

        public string Description()
        {
            SkipBlanks();
            return position < text.Length && text[position] is '[' or '('
                ? throw new GridFormatException("The .npy file holds records of several fields; only arrays of plain numbers can be read.")
                : Quoted();
        }

        public bool Boolean() => Word() switch
        {
            "True" => true,
            "False" => false,
            _ => throw Error("True or False is expected"),
        };

        public ImmutableArray<int> Tuple()
        {
            var shape = ImmutableArray.CreateBuilder<int>();
            Expect('(');
            while (!Skip(')'))
            {
                // Python 2 wrote long integers with an L.
                string word = Word().TrimEnd('L');
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                {
                    throw Error("the shape holds something that is not a number of nodes");
                }

                shape.Add(count);
                if (!Skip(','))
                {
                    Expect(')');
                    break;
                }
            }

            return shape.ToImmutable();
        }

        private string Word()
        {
            SkipBlanks();
            int start = position;
            while (position < text.Length && char.IsAsciiLetterOrDigit(text[position]))
            {
                position++;
            }

            return text[start..position];
        }

        private void SkipBlanks()
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }
        }
    }
}
