using Fathom.Detector.Calibration;
using Fathom.Detector.Randomness;
using Fathom.Events.Hits;
using Fathom.Events.Raw;
using Fathom.Events.Records;
using Fathom.Events.Tiers;

namespace Fathom.Events.Tests;

/// <summary>Events of each tier with random content; some lack a vertex.</summary>
internal static class TierSamples
{
    /// <summary>More than one batch of the readers.</summary>
    internal const int Events = 150;

    internal const long Start = 1_760_018_543_000_000_000;

    internal static readonly SectionInfo[] Sections =
    [
        new(10554, 2, Start, 59_000_000_000, 72_576, 150, 2, true, [new BadChannel(9, ChannelStatus.Dead), new BadChannel(17_000, ChannelStatus.Noisy)]),
        SectionInfo.WithoutEnd(10554, 3, Start + 60_000_000_000),
    ];

    internal static readonly RawDamage[] Damage =
    [
        new(4711, 1234, RawDamageKind.BadChecksum, "CRC-32C 00000001", "FFFFFFFF"),
        new(99_999, 0, RawDamageKind.MissingEnd, "an end-of-section record", "the end of the file — truly"),
    ];

    internal static readonly IbdPair[] Pairs = [new(3, 4, 219_876, 412.5), new(100, 149, 1, 0)];

    internal static RtrawEvent[] Rtraw() => [.. Enumerable.Range(0, Events).Select(i => new RtrawEvent(10554, Trigger(i), Oec(i), RawHits(i)))];

    internal static EsdEvent[] Esd() => [.. Enumerable.Range(0, Events).Select(i =>
        new EsdEvent(10554, Trigger(i), Oec(i), Hits(i), i % 7 == 0 ? null : Vertex(i, 1), i % 3 == 0 ? null : Vertex(i, 2), Steering(i)))];

    internal static MiniEvent[] Mini() => [.. Enumerable.Range(0, Events).Select(i => (VertexAlgorithm)(i % 3)).Select((algorithm, i) =>
        new MiniEvent(10554, Trigger(i), Oec(i), algorithm, algorithm == VertexAlgorithm.None ? null : Vertex(i, 3)))];

    private static TriggerRecord Trigger(int i) => new((uint)i, Start + (123_456_789L * i), (uint)(i % 3));

    private static OecRecord Oec(int i) => new((OecClass)(i % 6), 3 * i, 0.1 * i);

    private static SteeringRecord Steering(int i) => new($"rule-{i % 4}-é", (OecClass)(i % 6), 1.25 * i, (VertexAlgorithm)(i % 3));

    private static RawHitColumns RawHits(int i)
    {
        var random = new SeededRandom((ulong)i, 1);
        var hits = new RawHitColumns();
        for (var n = 0; n < i % 40; n++)
        {
            hits.Add((ushort)random.NextBits(), (ushort)random.NextBits(), (ushort)random.NextBits());
        }

        return hits;
    }

    private static HitColumns Hits(int i)
    {
        var random = new SeededRandom((ulong)i, 2);
        var hits = new HitColumns();
        for (var n = 0; n < i % 40; n++)
        {
            hits.Add((ushort)random.NextBits(), (float)(1000 * random.NextUniform()), (float)random.NextExponential());
        }

        return hits;
    }

    private static VertexRecord Vertex(int i, ulong purpose)
    {
        var random = new SeededRandom((ulong)i, purpose, 3);
        return new VertexRecord
        {
            Status = (VertexStatus)(i % 5),
            PeSum = random.NextNormal(),
            Energy = random.NextNormal(),
            EnergyPrecision = random.NextNormal(),
            X = random.NextNormal(),
            Y = random.NextNormal(),
            Z = random.NextNormal(),
            T0 = random.NextNormal(),
            StageNegLogLikelihoods = [.. Enumerable.Range(0, i % 4).Select(_ => (float)random.NextNormal())],
            ChiSquare = random.NextNormal(),
            Ndf = i,
            PositionQuality = random.NextUniform(),
            EnergyQuality = random.NextUniform(),
        };
    }
}
