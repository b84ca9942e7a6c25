namespace Symbolic.Compilation;

/// <summary>What an <see cref="Instruction"/> computes from its operands a, b, c.</summary>
internal enum TapeOp
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>e^a.</summary>
    Exp,

    /// <summary>a^b, with 0^0 = 1.</summary>
    Power,

    /// <summary>a^b·ln(a)^c, where c is a number and no operand; 0 at a = 0, b > 0.</summary>
    PowerLog,

    /// <summary>1 where a &lt; b, else 0.</summary>
    Less,

    /// <summary>1 where a ≤ b, else 0.</summary>
    LessOrEqual,

    /// <summary>1 where a = b, else 0.</summary>
    Equal,

    /// <summary>1 where a ≠ b, else 0.</summary>
    NotEqual,

    /// <summary>1 where neither a nor b is 0, else 0.</summary>
    And,

    /// <summary>1 where a or b is not 0, else 0.</summary>
    Or,

    /// <summary>1 where a is 0, else 0.</summary>
    Not,

    /// <summary>b where a is not 0, else c.</summary>
    Select,

    /// <summary>Function number c of a.</summary>
    Call1,

    /// <summary>Function number c of a and b.</summary>
    Call2,

    /// <summary>A function of any number of operands; the operand table holds at position c the function, their number, and the operands.</summary>
    CallMany,
}
