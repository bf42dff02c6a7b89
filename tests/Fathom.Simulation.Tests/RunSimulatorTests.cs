using System.Diagnostics;
using Fathom.Events.Raw;
using Xunit.Abstractions;

namespace Fathom.Simulation.Tests;

public sealed class RunSimulatorTests(ITestOutputHelper output) : IDisposable
{
    private static readonly SimulationOptions Short = new() { IbdPairsPerSection = 3, SinglesPerSection = 3 };
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-sim").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sections_have_the_same_bytes_whatever_the_order_and_parallelism()
    {
        for (uint section = 1; section <= 3; section++)
        {
            Write(Short, 10554, section, $"a{section}");
        }

        Parallel.ForEach([3u, 1u, 2u], section => Write(Short, 10554, section, $"b{section}"));
        for (var section = 1; section <= 3; section++)
        {
            Assert.Equal(File.ReadAllBytes(Name($"a{section}")), File.ReadAllBytes(Name($"b{section}")));
        }

        Assert.NotEqual(File.ReadAllBytes(Name("a1")), File.ReadAllBytes(Name("a2")));
    }

    [Fact]
    public void Another_seed_or_run_gives_other_events()
    {
        Write(Short, 10554, 1, "a");
        Write(Short with { Seed = 27 }, 10554, 1, "b");
        Assert.NotEqual(File.ReadAllBytes(Name("a")).AsSpan(64).ToArray(), File.ReadAllBytes(Name("b")).AsSpan(64).ToArray());
    }

    [Fact]
    public void A_section_reads_back_whole_with_livetime_dead_time_and_channel_status()
    {
        var timer = Stopwatch.StartNew();
        var options = new SimulationOptions();
        var section = Write(options, 10555, 4, "s");
        output.WriteLine($"{section.EventsWritten} events in {timer.ElapsedMilliseconds} ms, {new FileInfo(Name("s")).Length / Math.Max(1, section.EventsWritten)} bytes an event");
        using var reader = RawFileReader.Open(Name("s"));
        var rawEvent = new RawEvent();
        long last = 0;
        while (reader.TryRead(rawEvent))
        {
            Assert.True(rawEvent.TriggerTimeNs > last);
            last = rawEvent.TriggerTimeNs;
        }

        Assert.Empty(reader.Damage);
        Assert.Equal(section, reader.Section);
        Assert.Equal(72, (int)(section.EventsWritten + section.BelowThreshold), 1.0);
        Assert.Equal(60_000_000_000, section.LivetimeNs + section.DeadTimeNs);
        Assert.Equal(section.EventsWritten * 1008, section.DeadTimeNs);
        Assert.NotEmpty(section.BadChannels);
        Assert.Equal(options.SectionStart(10555, 4).ToUnixTimeSeconds() * 1_000_000_000, section.StartTimeNs);
    }

    [Fact]
    public void A_study_writes_its_positrons_and_refuses_an_energy_below_two_annihilation_gammas()
    {
        var study = new PositronStudy { Count = 5, VisibleEnergy = 3, X = 10_000 };
        Assert.Equal(5u, RunSimulator.WritePositrons(Detectors.Juno, Detectors.Plausible, study, Name("p")).EventsWritten);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => RunSimulator.WritePositrons(Detectors.Juno, Detectors.Plausible, study with { VisibleEnergy = 0.9 }, Name("q")));
    }

    private Events.Records.SectionInfo Write(SimulationOptions options, uint run, uint section, string name) =>
        RunSimulator.WriteSection(Detectors.Juno, Detectors.Plausible, options, run, section, Name(name));

    private string Name(string name) => Path.Combine(_folder, name + ".raw");
}
