using System.Text.Json;
using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Display;

namespace Fathom.Events.Tests.Telescope;

public sealed class EventDisplayModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telescope-display").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_model_is_bounded_and_prefers_hits_of_the_fit()
    {
        var full = TestEvents.Full(40000);
        var model = Load(full);
        Assert.Equal(40000, model.TotalHits);
        Assert.Equal(EventDisplayModel.MaxHits, model.Hits.Module.Length);
        Assert.Equal(40000, model.Modules.Hits.Sum());
        var usedPmts = Enumerable.Range(0, 40000).Where(i => full.Flags[i].HasFlag(HitFlags.Used))
            .Select(i => (full.Event.Hits.DomId[i], full.Event.Hits.Channel[i])).Distinct().Count();
        Assert.Equal(Math.Min(usedPmts, EventDisplayModel.MaxHits), model.Hits.Used.Sum());
        Assert.InRange(model.ToJson().Length, 1, 600_000);
    }

    [Fact]
    public void Columns_of_the_model_have_one_length_and_point_at_modules()
    {
        var model = Load(TestEvents.Full(500));
        var n = model.Hits.Module.Length;
        Assert.Equal((n, 3 * n, n, n, n, n),
            (model.Hits.Channel.Length, model.Hits.Position.Length, model.Hits.Time.Length,
            model.Hits.TimeOverThreshold.Length, model.Hits.Triggered.Length, model.Hits.Used.Length));
        Assert.All(model.Hits.Module, module => Assert.InRange(module, 0, model.Modules.DomId.Length - 1));
        Assert.Equal(model.Modules.DetectionUnit.Distinct().Order(), model.Lines.Select(line => line.DetectionUnit));
    }

    [Fact]
    public void Tracks_are_drawn_only_inside_the_sphere_around_the_modules()
    {
        var model = Load(TestEvents.Full(2000));
        Assert.NotNull(model.Fit);
        Assert.InRange(model.Fit.Leave - model.Fit.Enter, 100, 2000);
        Assert.Equal(16.26, model.SeparationDegrees!.Value, 0.01);
    }

    [Fact]
    public void An_event_without_hits_or_fit_is_still_a_model()
    {
        var empty = TestEvents.Full(0, published: false);
        var model = Load(empty with { Fit = empty.Fit with { Status = TrackFitStatus.TooFewHits } });
        Assert.Null(model.Fit);
        Assert.Null(model.Published);
        using var json = JsonDocument.Parse(model.ToJson());
        Assert.Equal("2023-02-13T01:16:47.728Z", json.RootElement.GetProperty("utc").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("modules").GetProperty("domId").GetArrayLength());
    }

    private EventDisplayModel Load(FullEvent full)
    {
        var path = Path.Combine(_folder, "e.full.root");
        FullEventFile.Write(path, full);
        return EventDisplayModel.Load(path);
    }
}
