using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Sdk;

namespace Symbolic.Tests.Generators;

/// <summary>
/// Runs FsCheck properties. The cases are the same in every run, so that a gate says the same of the same code;
/// SYMBOLIC_PROPERTY_SEED=random looks elsewhere. A failure names the seed; SYMBOLIC_PROPERTY_SEED=seed,gamma replays it,
/// SYMBOLIC_PROPERTY_COUNT replaces the number of cases of every property.
/// </summary>
internal static class Property
{
    private const ulong FixedSeed = 20261120;
    private const ulong FixedGamma = 0x9E3779B97F4A7C15;

    /// <summary>Checks that <paramref name="body"/> holds, by not throwing, for <paramref name="count"/> values.</summary>
    public static void Holds<T>(Arbitrary<T> values, Action<T> body, int count = 1000, int maxSize = 60) => Check(Prop.ForAll(values, body), count, maxSize);

    /// <summary>Checks that <paramref name="body"/> is true for <paramref name="count"/> values.</summary>
    public static void IsTrue<T>(Arbitrary<T> values, Func<T, bool> body, int count = 1000, int maxSize = 60) => Check(Prop.ForAll(values, body), count, maxSize);

    /// <summary>How properties are checked that FsCheck runs itself.</summary>
    public static Config Repeatable(int count = 100)
    {
        var seed = Environment.GetEnvironmentVariable("SYMBOLIC_PROPERTY_SEED");
        var parts = seed is null ? [FixedSeed, FixedGamma]
            : seed == "random" ? [(ulong)Random.Shared.NextInt64(), ((ulong)Random.Shared.NextInt64() << 1) | 1]
            : seed.Split(',').Select(p => ulong.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        if (int.TryParse(Environment.GetEnvironmentVariable("SYMBOLIC_PROPERTY_COUNT"), CultureInfo.InvariantCulture, out var asked)) count = asked;
        return Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(parts[0], parts[1]);
    }

    private static void Check(FsCheck.Property property, int count, int maxSize)
    {
        var config = Repeatable(count).WithQuietOnSuccess(true).WithStartSize(1).WithEndSize(maxSize);
        try
        {
            property.Check(config);
        }
        catch (Exception failure)
        {
            throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"SYMBOLIC_PROPERTY_SEED={config.Replay.Value.Rnd.Seed},{config.Replay.Value.Rnd.Gamma} replays this.\n{failure.Message}"), failure);
        }
    }
}
