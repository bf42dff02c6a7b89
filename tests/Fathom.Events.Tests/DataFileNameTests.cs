using Fathom.Events.Names;

namespace Fathom.Events.Tests;

public class DataFileNameTests
{
    private static readonly DataFileName Sample =
        new(10554, 2, new DateTimeOffset(2025, 10, 9, 14, 2, 23, TimeSpan.Zero), DataTier.Rtraw);

    [Fact]
    public void The_name_has_the_collaborations_form()
    {
        Assert.Equal("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw", Sample.FileName);
        Assert.Equal("global_trigger/00010000/00010500/10554", Sample.Folder);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(99999, 999)]
    [InlineData(uint.MaxValue, 10)]
    public void Every_name_parses_to_what_it_was_made_of(uint run, uint section)
    {
        foreach (var tier in Enum.GetValues<DataTier>())
        {
            var name = Sample with { Run = run, Section = section, Tier = tier };
            Assert.True(DataFileName.TryParse(name.FileName, out var fromName));
            Assert.True(DataFileName.TryParse(name.Lfn, out var fromLfn));
            Assert.Equal(name, fromName);
            Assert.Equal(name, fromLfn);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.exe")]
    [InlineData("RUN.010554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw")]
    [InlineData("RUN.-1.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw")]
    [InlineData("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251309140223.002_F0.1.rtraw")]
    [InlineData("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.000_F0.1.rtraw")]
    [InlineData("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw\n")]
    [InlineData("RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw\0")]
    [InlineData("global_trigger/00010000/00010500/10555/RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw")]
    [InlineData("/global_trigger/00010000/00010500/10554/RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw")]
    [InlineData("../RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw")]
    public void A_name_that_could_not_have_been_made_is_refused(string? text) => Assert.False(DataFileName.TryParse(text, out _));

    [Fact]
    public void A_name_of_absurd_length_is_refused() => Assert.False(DataFileName.TryParse(new string('.', 1_000_000), out _));
}
