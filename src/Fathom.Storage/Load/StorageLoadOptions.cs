namespace Fathom.Storage.Load;

/// <summary>How much one storage element may be asked for at a time.</summary>
public sealed class StorageLoadOptions
{
    /// <summary>Most reads at a time, at each element. Default 8.</summary>
    public int Reads { get; init; } = 8;

    /// <summary>Most writes at a time, at each element. Default 4.</summary>
    public int Writes { get; init; } = 4;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Reads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Writes, 1);
    }
}
