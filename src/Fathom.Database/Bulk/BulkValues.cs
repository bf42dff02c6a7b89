namespace Fathom.Database.Bulk;

/// <summary>The values of one column; only the list of its type is used.</summary>
internal sealed class BulkValues(BulkType type)
{
    public BulkType Type { get; } = type;

    public List<long?> Wholes { get; } = [];

    public List<double?> Reals { get; } = [];

    public List<string?> Texts { get; } = [];

    public List<byte[]?> Bytes { get; } = [];

    /// <summary>Whether a row has the value of the row before it: a statement keeps what it was given. Not all equal texts are found.</summary>
    public bool IsAsBefore(int row) => Type switch
    {
        BulkType.Whole => Wholes[row] == Wholes[row - 1],
        BulkType.Text => ReferenceEquals(Texts[row], Texts[row - 1]),
        _ => false,
    };

    public void Clear()
    {
        Wholes.Clear();
        Reals.Clear();
        Texts.Clear();
        Bytes.Clear();
    }
}
