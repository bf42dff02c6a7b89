namespace Fathom.Root.Conversions;

/// <summary>What a converted file looks like.</summary>
public sealed record ConversionOptions
{
    /// <summary>Format of all trees and RNTuples; that of each source when null (the default).</summary>
    public ColumnarFormat? To { get; init; }

    /// <summary>Path of the only object to convert; all trees and RNTuples when null (the default).</summary>
    public string? Object { get; init; }

    /// <summary>Limits, and classes that stream themselves in their own way. The default: that of <see cref="RootReadOptions"/>.</summary>
    public RootReadOptions Read { get; init; } = new();

    /// <summary>Codec and layout of the file. The default: that of <see cref="RootWriteOptions"/>.</summary>
    public RootWriteOptions Write { get; init; } = new();
}
