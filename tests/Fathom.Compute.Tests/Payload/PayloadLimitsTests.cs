using Fathom.Compute.Payload;

namespace Fathom.Compute.Tests.Payload;

public sealed class PayloadLimitsTests
{
    private static readonly PayloadLimits Limits = new(1000, TimeSpan.FromSeconds(10), 500, TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(10, 1000, 500, 5, null)]
    [InlineData(10, 1001, 500, 5, "MemoryLimit")]
    [InlineData(10.1, 1000, 500, 5, "WallTimeLimit")]
    [InlineData(10, 1000, 501, 5, "OutputSizeLimit")]
    [InlineData(10, 1000, 500, 5.1, "NoProgress")]
    public void What_passes_a_limit_and_nothing_else_ends_the_payload(double wall, long memory, long output, double idle, string? cause) =>
        Assert.Equal(cause, Limits.Judge(new PayloadSample(TimeSpan.FromSeconds(wall), 0, memory, output, 0), TimeSpan.FromSeconds(idle))?.Cause);

    [Theory]
    [InlineData(20, null)]
    [InlineData(20.1, "CpuTimeLimit")]
    public void CPU_time_is_limited_apart_from_wall_time(double cpu, string? cause) => Assert.Equal(
        cause,
        PayloadLimits.Of(new Dictionary<string, string> { ["limit.cpuSeconds"] = "20" })
            .Judge(new PayloadSample(TimeSpan.FromSeconds(6), cpu, 0, 0, 0), default)?.Cause);

    [Fact]
    public void Without_limits_only_an_hour_of_silence_or_a_flood_of_words_ends_it()
    {
        var none = PayloadLimits.Of(new Dictionary<string, string> { ["limit.memoryMiB"] = "lots", ["limit.wallSeconds"] = "-1" });
        Assert.Equal(PayloadLimits.Default, none);
        Assert.Null(none.Judge(new PayloadSample(TimeSpan.FromDays(9), 0, long.MaxValue, long.MaxValue, 0), TimeSpan.FromMinutes(59)));
        Assert.Equal("NoProgress", none.Judge(default, TimeSpan.FromMinutes(61))!.Cause);
        Assert.Equal("LogSizeLimit", none.Judge(new PayloadSample(default, 0, 0, 0, PayloadLimits.MostLogBytes + 1), default)!.Cause);
    }

    [Fact]
    public void Parameters_set_the_limits() => Assert.Equal(
        new PayloadLimits(512 << 20, TimeSpan.FromSeconds(1.5), 1 << 20, TimeSpan.FromSeconds(30)),
        PayloadLimits.Of(new Dictionary<string, string>
        {
            ["limit.memoryMiB"] = "512",
            ["limit.wallSeconds"] = "1.5",
            ["limit.outputMiB"] = "1",
            ["limit.idleSeconds"] = "30",
        }));

    [Fact]
    public void Work_shows_in_bytes_written_or_in_CPU_used()
    {
        var before = new PayloadSample(TimeSpan.FromSeconds(10), 1, 5, 100, 0);
        Assert.False(PayloadLimits.ShowsWork(before, before with { Wall = TimeSpan.FromSeconds(20) }));
        Assert.True(PayloadLimits.ShowsWork(before, before with { Wall = TimeSpan.FromSeconds(20), OutputBytes = 101 }));
        Assert.True(PayloadLimits.ShowsWork(before, before with { Wall = TimeSpan.FromSeconds(20), CpuSeconds = 1.02 }));
    }

    [Fact]
    public void A_line_of_the_process_table_is_read_whatever_the_name_holds()
    {
        var fields = "S 1 5 77 0 -1 4194304 100 200 0 0 150 50 30 20 20 0 1 0 4242 1000000 256 more";
        var read = ProcessTable.Parse($"5 (a) S ) (b) {fields}")!.Value;
        Assert.Equal((77, 2.5, 256 * (long)Environment.SystemPageSize), (read.Session, Math.Round(read.CpuSeconds, 6), read.MemoryBytes));
        Assert.Null(ProcessTable.Parse("5 (short) S 1 2"));
    }
}
