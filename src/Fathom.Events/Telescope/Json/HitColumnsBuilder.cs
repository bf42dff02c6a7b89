namespace Fathom.Events.Telescope.Json;

/// <summary>Collects hits as they are read and turns them into columns.</summary>
internal sealed class HitColumnsBuilder
{
    private readonly List<HitFields> _hits = [];

    /// <summary>Hits so far.</summary>
    public int Count => _hits.Count;

    /// <summary>Adds a whole hit.</summary>
    public void Add(in HitFields hit) => _hits.Add(hit);

    /// <summary>The columns.</summary>
    public TelescopeHits ToColumns()
    {
        var hits = new TelescopeHits(_hits.Count);
        for (var i = 0; i < _hits.Count; i++)
        {
            var hit = _hits[i];
            hits.DomId[i] = hit.DomId;
            hits.Channel[i] = hit.Channel;
            hits.Floor[i] = hit.Floor;
            hits.DetectionUnit[i] = hit.DetectionUnit;
            hits.Tdc[i] = hit.Tdc;
            hits.Time[i] = hit.Time;
            hits.TimeOverThreshold[i] = hit.TimeOverThreshold;
            hits.X[i] = hit.X;
            hits.Y[i] = hit.Y;
            hits.Z[i] = hit.Z;
            hits.DirectionX[i] = hit.DirectionX;
            hits.DirectionY[i] = hit.DirectionY;
            hits.DirectionZ[i] = hit.DirectionZ;
            hits.Triggered[i] = hit.Triggered;
        }

        return hits;
    }
}
