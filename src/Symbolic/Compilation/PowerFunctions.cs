namespace Symbolic.Compilation;

/// <summary>Functions of a power that appear in the derivatives of u^v.</summary>
internal static class PowerFunctions
{
    /// <summary>
    /// u^v·ln(u)^k. Its limit 0 is taken at u = 0, v > 0, where the product as it stands would be 0·∞: so d/dv u^v is 0 there.
    /// </summary>
    public static double PowerLog(double u, double v, int k)
    {
        if (k == 0) return Math.Pow(u, v);
        if (u == 0 && v > 0) return 0;
        var log = Math.Log(u);
        var result = Math.Pow(u, v);
        for (var i = 0; i < k; i++) result *= log;
        return result;
    }
}
