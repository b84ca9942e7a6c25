using Symbolic.Tests.Verification.Cases;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;

namespace Symbolic.Tests.Verification.Diagnosis;

public class MistakeRateTests
{
    [Fact]
    public void Most_random_mistakes_are_mended_by_a_small_edit_and_every_edit_is_right()
    {
        var tally = MistakeTally.Of(Enumerable.Range(1, 260));
        Assert.Empty(tally.Wrong);
        Assert.Empty(tally.Missed);
        Assert.True(tally.Mended >= 0.95 * tally.Count, tally.ToString());
    }
}
