using Fathom.Production.Accounting;

namespace Fathom.Portal.Pages.Accounting;

/// <summary>A quantity of the accounts that can be plotted.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Kind">How its values are scaled and written.</param>
/// <param name="Value">Its value of a cell; null where the cell gives none.</param>
internal sealed record AccountingMeasure(string Key, string Label, MeasureKind Kind, Func<AccountingCell, double?> Value)
{
    /// <summary>All, the one that operators show first at the head.</summary>
    public static IReadOnlyList<AccountingMeasure> All { get; } =
    [
        new("normalised-cpu", "Normalised CPU", MeasureKind.Time, cell => cell.NormalisedCpuSeconds),
        new("cpu", "CPU", MeasureKind.Time, cell => cell.CpuSeconds),
        new("wall", "Wall time", MeasureKind.Time, cell => cell.WallSeconds),
        new("efficiency", "CPU efficiency", MeasureKind.Part, cell => cell.Efficiency),
        new("jobs", "Jobs per hour", MeasureKind.Rate, cell => cell.Accepted),
        new("failures", "Failed attempts", MeasureKind.Count, cell => cell.Failed + cell.Lost),
        new("failure-rate", "Failure rate", MeasureKind.Part, cell => cell.FailureRate),
        new("wasted", "Wall time of failed attempts", MeasureKind.Time, cell => cell.WastedWallMs / 1000.0),
        new("read", "Bytes read", MeasureKind.Bytes, cell => cell.BytesRead),
        new("written", "Bytes written", MeasureKind.Bytes, cell => cell.BytesWritten),
    ];

    /// <summary>Whether its values may be put upon each other.</summary>
    public bool AddsUp => Kind != MeasureKind.Part;
}

/// <summary>How values of a quantity are scaled and written.</summary>
internal enum MeasureKind
{
    /// <summary>Seconds; shown in seconds or hours.</summary>
    Time,

    /// <summary>A number a bucket.</summary>
    Count,

    /// <summary>A number an hour.</summary>
    Rate,

    /// <summary>Bytes; shown in a decimal unit.</summary>
    Bytes,

    /// <summary>A ratio; shown in percent.</summary>
    Part,
}
