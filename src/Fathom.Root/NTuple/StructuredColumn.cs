using Fathom.Root.Columns;
using Fathom.Root.NTuple.Fields;

namespace Fathom.Root.NTuple;

/// <summary>
/// A field of any structure. Its rows are appended to <see cref="Rows"/>, or taken from columns that a reader gave
/// (<see cref="SetBatch"/>).
/// </summary>
public sealed class StructuredColumn : NTupleColumn
{
    private readonly FieldType _type;
    private FieldWriter _writer = null!;
    private RootColumn? _batch;

    internal StructuredColumn(string name, string description, FieldType type)
        : base(name, description)
    {
        _type = type;
        Rows = type.NewColumn();
    }

    /// <summary>
    /// Rows of the entries to be filled next: one before <see cref="NTupleWriter.Fill()"/>, as many as it fills before
    /// <see cref="NTupleWriter.Fill(int)"/>. Both empty it.
    /// </summary>
    public RootColumn Rows { get; }

    /// <inheritdoc/>
    public override string TypeName => _type.CppName;

    internal override int BatchCount => Batch.Count;

    private RootColumn Batch => _batch ?? Rows;

    /// <summary>Sets the entries that the next <see cref="NTupleWriter.Fill(int)"/> writes; read until then.</summary>
    /// <param name="rows">A column of the structure of the field.</param>
    /// <exception cref="ArgumentException">It has another structure.</exception>
    public void SetBatch(RootColumn rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _batch = SameStructure(Rows, rows) ? rows
            : throw new ArgumentException($"the column has not the structure of field {Name}, {TypeName}", nameof(rows));
    }

    internal override FieldWriter Open(bool compressed) => _writer = _type.NewWriter(compressed);

    internal override long Fill()
    {
        if (Rows.Count != 1)
        {
            throw new InvalidOperationException($"field {Name} has {Rows.Count} rows for the entry to be filled, not 1");
        }

        long bytes = _writer.Bytes(Rows, 0, 1);
        _writer.Append(Rows, 0, 1);
        Rows.Clear();
        return bytes;
    }

    internal override long BatchBytes(int first, int count) => _writer.Bytes(Batch, first, count);

    internal override void FillBatch(int first, int count) => _writer.Append(Batch, first, count);

    internal override void EndBatch()
    {
        _batch = null;
        Rows.Clear();
    }

    private static bool SameStructure(RootColumn one, RootColumn other) => (one, other) switch
    {
        (ListColumn a, ListColumn b) => SameStructure(a.Items, b.Items),
        (RecordColumn a, RecordColumn b) => All(a.Members, b.Members),
        (ChoiceColumn a, ChoiceColumn b) => All(a.Choices, b.Choices),
        _ => one.GetType() == other.GetType(),
    };

    private static bool All(IReadOnlyList<RootColumn> ours, IReadOnlyList<RootColumn> theirs) =>
        ours.Count == theirs.Count && ours.Zip(theirs).All(pair => SameStructure(pair.First, pair.Second));
}
