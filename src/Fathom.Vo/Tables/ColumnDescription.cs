namespace Fathom.Vo.Tables;

/// <summary>What a column of a published table, an upload or a result holds.</summary>
/// <param name="Name">Its name, in the case in which results show it.</param>
/// <param name="Type">Type of a value or of an array's elements.</param>
public sealed record ColumnDescription(string Name, VoType Type)
{
    /// <summary>VOTable's array size: null for a single value, <c>*</c>, <c>8</c>, <c>8*</c>, <c>2x3</c>; a text has one.</summary>
    public string? ArraySize { get; init; }

    /// <summary>Unit (VOUnits 1.1); null: none.</summary>
    public string? Unit { get; init; }

    /// <summary>UCD1+ words; null: none.</summary>
    public string? Ucd { get; init; }

    /// <summary>Data-model role; null: none.</summary>
    public string? Utype { get; init; }

    /// <summary>Extended type (DALI 1.2: <c>timestamp</c>, <c>point</c>, <c>circle</c>, <c>polygon</c>, <c>moc</c> …); null: none.</summary>
    public string? Xtype { get; init; }

    /// <summary>One sentence; null: none.</summary>
    public string? Description { get; init; }

    /// <summary>Frame of a coordinate: <c>ICRS</c>, <c>FK5</c>, <c>GALACTIC</c> …; null: it is no coordinate, or of no known frame.</summary>
    public string? Frame { get; init; }

    /// <summary>What a time counts from, and by which clock; null: it is no time, or not known.</summary>
    public TimeSystem? Time { get; init; }

    /// <summary>Confidence level of an error or a limit, 0 to 1; null: it is none, or not stated.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>The least value in the column; null: not known.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest value in the column; null: not known.</summary>
    public double? Maximum { get; init; }

    /// <summary>True where a text of any length, or of a stated one, is meant.</summary>
    public bool IsText => Type is VoType.Char or VoType.UnicodeChar;
}
