namespace Fathom.Events.Telescope.Display;

/// <summary>An optical module with what its hits add up to.</summary>
/// <param name="DomId">Identifier.</param>
/// <param name="DetectionUnit">Line.</param>
/// <param name="Floor">Floor on it.</param>
/// <param name="X">Mean x of its hit PMTs [m].</param>
/// <param name="Y">Mean y [m].</param>
/// <param name="Z">Mean z [m].</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="Used">Hits used in the fit.</param>
/// <param name="Time">Earliest used, else earliest triggered, else earliest hit [ns].</param>
/// <param name="TimeOverThreshold">Sum [ns].</param>
internal sealed record ModuleSums(
    int DomId, int DetectionUnit, int Floor, double X, double Y, double Z, int Hits, int Used, double Time, int TimeOverThreshold)
{
    /// <summary>All modules with hits, in the order of line, floor and identifier.</summary>
    public static IReadOnlyList<ModuleSums> Of(TelescopeHits hits, HitFlags[] flags) =>
        [.. Enumerable.Range(0, hits.Count)
            .GroupBy(i => hits.DomId[i])
            .Select(module => Sum(hits, flags, [.. module]))
            .OrderBy(module => module.DetectionUnit)
            .ThenBy(module => module.Floor)
            .ThenBy(module => module.DomId)];

    private static ModuleSums Sum(TelescopeHits hits, HitFlags[] flags, int[] module)
    {
        var pmts = module.DistinctBy(i => hits.Channel[i]).ToArray();
        var used = module.Where(i => flags[i].HasFlag(HitFlags.Used)).ToArray();
        var triggered = module.Where(i => hits.Triggered[i]).ToArray();
        var first = used.Length > 0 ? used : triggered.Length > 0 ? triggered : module;
        return new ModuleSums(
            hits.DomId[module[0]],
            hits.DetectionUnit[module[0]],
            hits.Floor[module[0]],
            pmts.Average(i => hits.X[i]),
            pmts.Average(i => hits.Y[i]),
            pmts.Average(i => hits.Z[i]),
            module.Length,
            used.Length,
            first.Min(i => hits.Time[i]),
            module.Sum(i => hits.TimeOverThreshold[i]));
    }
}
