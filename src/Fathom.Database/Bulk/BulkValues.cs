namespace Fathom.Database.Bulk;

/// <summary>The values of one column; only the list of its type is used.</summary>
internal sealed class BulkValues(BulkType type)
{
    public BulkType Type { get; } = type;

    public List<long?> Wholes { get; } = [];

    public List<double?> Reals { get; } = [];

    public List<string?> Texts { get; } = [];

    public List<byte[]?> Bytes { get; } = [];

    public void Clear()
    {
        Wholes.Clear();
        Reals.Clear();
        Texts.Clear();
        Bytes.Clear();
    }
}
