using System.Collections;
using System.Globalization;
using System.Text.Json;
using Fathom.Events.Records;
using Fathom.Events.Tiers;
using Fathom.JsRootCheck;
using Xunit.Abstractions;

namespace Fathom.Events.Tests;

/// <summary>The tiers as JSROOT, an implementation that is not ours, reads them: every stream, every field, every value.</summary>
public sealed class JsRootTierTests(ITestOutputHelper output) : IDisposable
{
    private readonly TierFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void JSROOT_reads_every_value_of_RTRAW()
    {
        TierFiles.WriteRtraw(_files.Rtraw);
        var events = TierSamples.Rtraw();
        Check(_files.Rtraw, Shared(events.Select(e => (e.Trigger, e.Oec))).Append(new("CdLpmtRaw", new()
        {
            ["channel"] = events.Select(e => e.Hits.Channel.ToArray()),
            ["tdc"] = events.Select(e => e.Hits.Tdc.ToArray()),
            ["adc"] = events.Select(e => e.Hits.Adc.ToArray()),
        })).Append(new("RawDamage", new()
        {
            ["offset"] = TierSamples.Damage.Select(d => d.Offset),
            ["length"] = TierSamples.Damage.Select(d => d.Length),
            ["kind"] = TierSamples.Damage.Select(d => (int)d.Kind),
            ["expected"] = TierSamples.Damage.Select(d => d.Expected),
            ["found"] = TierSamples.Damage.Select(d => d.Found),
        })).Append(Navigator(events.Select(e => e.Trigger), ("CdTrigger", _ => true), ("Oec", _ => true), ("CdLpmtRaw", _ => true))));
    }

    [Fact]
    public void JSROOT_reads_every_value_of_ESD()
    {
        TierFiles.WriteEsd(_files.Esd);
        var events = TierSamples.Esd();
        Check(_files.Esd, Shared(events.Select(e => (e.Trigger, e.Oec))).Append(new("CdLpmtCalib", new()
        {
            ["channel"] = events.Select(e => e.Hits.Channel.ToArray()),
            ["time"] = events.Select(e => e.Hits.Time.ToArray()),
            ["charge"] = events.Select(e => e.Hits.Charge.ToArray()),
        })).Append(new("Steering", new()
        {
            ["rule"] = events.Select(e => e.Steering.Rule),
            ["class"] = events.Select(e => (int)e.Steering.Class),
            ["estimatedEnergy"] = events.Select(e => e.Steering.EstimatedEnergy),
            ["chosen"] = events.Select(e => (int)e.Steering.Chosen),
        }))
        .Append(Vertices("CdVertexRec", events.Select(e => e.Centroid)))
        .Append(Vertices("CdVertexRecJVertex", events.Select(e => e.JVertex)))
        .Append(Navigator(events.Select(e => e.Trigger), ("CdTrigger", _ => true), ("Oec", _ => true), ("CdLpmtCalib", _ => true),
            ("CdVertexRec", i => events[i].Centroid is not null), ("CdVertexRecJVertex", i => events[i].JVertex is not null),
            ("Steering", _ => true))));
    }

    [Fact]
    public void JSROOT_reads_every_value_of_miniESD()
    {
        TierFiles.WriteMini(_files.Mini);
        var events = TierSamples.Mini();
        VertexRecord? Of(MiniEvent e, VertexAlgorithm algorithm) => e.Algorithm == algorithm ? e.Vertex : null;
        Check(_files.Mini, Shared(events.Select(e => (e.Trigger, e.Oec))).Append(new("IbdPair", new()
        {
            ["prompt"] = TierSamples.Pairs.Select(p => p.Prompt),
            ["delayed"] = TierSamples.Pairs.Select(p => p.Delayed),
            ["timeDifferenceNs"] = TierSamples.Pairs.Select(p => p.TimeDifferenceNs),
            ["distance"] = TierSamples.Pairs.Select(p => p.Distance),
        }))
        .Append(Vertices("CdVertexRec", events.Select(e => Of(e, VertexAlgorithm.ChargeCentroid))))
        .Append(Vertices("CdVertexRecJVertex", events.Select(e => Of(e, VertexAlgorithm.JVertex))))
        .Append(Navigator(events.Select(e => e.Trigger), ("CdTrigger", _ => true), ("Oec", _ => true),
            ("CdVertexRec", i => events[i].Algorithm == VertexAlgorithm.ChargeCentroid),
            ("CdVertexRecJVertex", i => events[i].Algorithm == VertexAlgorithm.JVertex))));
    }

    private void Check(string path, IEnumerable<Stream> streams)
    {
        if (!JsRoot.IsAvailable(output))
        {
            return;
        }

        var expected = streams.ToArray();
        var read = JsRoot.Read(path, expected.Select(s => s.Name));
        foreach (var stream in expected)
        {
            var columns = read[stream.Name].GetProperty("columns");
            Assert.Equal(stream.Fields.Keys.Order(), columns.EnumerateObject().Select(c => c.Name).Order());
            foreach (var (field, values) in stream.Fields)
            {
                Assert.Equal(values.Cast<object>().Select(Text), columns.GetProperty(field).EnumerateArray().Select(Text));
            }
        }
    }

    private static IEnumerable<Stream> Shared(IEnumerable<(TriggerRecord Trigger, OecRecord Oec)> events) =>
    [
        new("CdTrigger", new()
        {
            ["eventNumber"] = events.Select(e => e.Trigger.EventNumber),
            ["timeNs"] = events.Select(e => e.Trigger.TimeNs),
            ["word"] = events.Select(e => e.Trigger.Word),
        }),
        new("Oec", new()
        {
            ["class"] = events.Select(e => (int)e.Oec.Class),
            ["hitCount"] = events.Select(e => e.Oec.HitCount),
            ["totalCharge"] = events.Select(e => e.Oec.TotalCharge),
        }),
        new("RunInfo", new()
        {
            ["run"] = TierSamples.Sections.Select(s => s.Run),
            ["section"] = TierSamples.Sections.Select(s => s.Section),
            ["startTimeNs"] = TierSamples.Sections.Select(s => s.StartTimeNs),
            ["livetimeNs"] = TierSamples.Sections.Select(s => s.LivetimeNs),
            ["deadTimeNs"] = TierSamples.Sections.Select(s => s.DeadTimeNs),
            ["eventsWritten"] = TierSamples.Sections.Select(s => s.EventsWritten),
            ["belowThreshold"] = TierSamples.Sections.Select(s => s.BelowThreshold),
            ["livetimeKnown"] = TierSamples.Sections.Select(s => s.LivetimeKnown),
            ["badChannel"] = TierSamples.Sections.Select(s => s.BadChannels.Select(b => b.Channel).ToArray()),
            ["badStatus"] = TierSamples.Sections.Select(s => s.BadChannels.Select(b => (int)b.Status).ToArray()),
        }),
    ];

    private static Stream Vertices(string name, IEnumerable<VertexRecord?> all)
    {
        var vertices = all.OfType<VertexRecord>().ToArray();
        return new(name, new()
        {
            ["status"] = vertices.Select(v => (int)v.Status),
            ["peSum"] = vertices.Select(v => v.PeSum),
            ["energy"] = vertices.Select(v => v.Energy),
            ["energyPrecision"] = vertices.Select(v => v.EnergyPrecision),
            ["x"] = vertices.Select(v => v.X),
            ["y"] = vertices.Select(v => v.Y),
            ["z"] = vertices.Select(v => v.Z),
            ["t0"] = vertices.Select(v => v.T0),
            ["stageNegLogLikelihoods"] = vertices.Select(v => v.StageNegLogLikelihoods),
            ["chiSquare"] = vertices.Select(v => v.ChiSquare),
            ["ndf"] = vertices.Select(v => v.Ndf),
            ["positionQuality"] = vertices.Select(v => v.PositionQuality),
            ["energyQuality"] = vertices.Select(v => v.EnergyQuality),
        });
    }

    // What the navigator must say, counted here anew: the next entry of each stream that the event has, else -1
    private static Stream Navigator(IEnumerable<TriggerRecord> triggers, params (string Stream, Func<int, bool> Has)[] streams)
    {
        var all = triggers.ToArray();
        var fields = new Dictionary<string, IEnumerable>
        {
            ["run"] = all.Select(_ => 10554),
            ["eventNumber"] = all.Select(t => t.EventNumber),
        };
        foreach (var (stream, has) in streams)
        {
            var next = 0;
            fields[stream] = Enumerable.Range(0, all.Length).Select(i => has(i) ? next++ : -1).ToArray();
        }

        return new("Navigator", fields);
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        IEnumerable row => string.Join(' ', row.Cast<object>().Select(Text)),
        bool flag => flag.ToString(),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean().ToString(),
        JsonValueKind.String when JsonNumber(value) is null => value.GetString()!,
        _ => JsRoot.Number(value).ToString("R", CultureInfo.InvariantCulture),
    };

    private static string? JsonNumber(JsonElement value) =>
        value.GetString() is "NaN" or "Infinity" or "-Infinity" or "-0" ? value.GetString() : null;

    private sealed record Stream(string Name, Dictionary<string, IEnumerable> Fields);
}
