using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Hits as the fit sees them: columns of equal length.</summary>
public sealed class HitSample
{
    private readonly TelescopeHits _hits;

    /// <summary>Copies some hits of an event.</summary>
    /// <param name="hits">The event's hits.</param>
    /// <param name="index">Which of them.</param>
    public HitSample(TelescopeHits hits, ReadOnlySpan<int> index)
    {
        ArgumentNullException.ThrowIfNull(hits);
        _hits = hits;
        Index = index.ToArray();
        X = new double[index.Length];
        Y = new double[index.Length];
        Z = new double[index.Length];
        Time = new double[index.Length];
        Module = new int[index.Length];
        var modules = new Dictionary<int, int>();
        for (var i = 0; i < index.Length; i++)
        {
            var hit = index[i];
            (X[i], Y[i], Z[i], Time[i]) = (hits.X[hit], hits.Y[hit], hits.Z[hit], hits.Time[hit]);
            if (!modules.TryGetValue(hits.DomId[hit], out var module))
            {
                module = modules.Count;
                modules.Add(hits.DomId[hit], module);
            }

            Module[i] = module;
        }

        ModuleCount = modules.Count;
    }

    /// <summary>Number of hits.</summary>
    public int Count => Index.Length;

    /// <summary>Number of optical modules among them.</summary>
    public int ModuleCount { get; }

    /// <summary>Index of the hit in its event.</summary>
    public int[] Index { get; }

    /// <summary>x of the PMT [m].</summary>
    public double[] X { get; }

    /// <summary>y of the PMT [m].</summary>
    public double[] Y { get; }

    /// <summary>z of the PMT [m].</summary>
    public double[] Z { get; }

    /// <summary>Time [ns].</summary>
    public double[] Time { get; }

    /// <summary>Number of the hit's optical module, 0 to <see cref="ModuleCount"/> − 1.</summary>
    public int[] Module { get; }

    /// <summary>A part of this sample.</summary>
    /// <param name="kept">Which of its hits, 0 to <see cref="Count"/> − 1.</param>
    public HitSample Only(ReadOnlySpan<int> kept)
    {
        var index = new int[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            index[i] = Index[kept[i]];
        }

        return new HitSample(_hits, index);
    }
}
