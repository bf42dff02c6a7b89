using System.Text;
using Fathom.Root.Objects;

namespace Fathom.Root.Columns;

/// <summary>An object of any class per row, or none: what stands behind a pointer.</summary>
public sealed class ObjectColumn : RootColumn
{
    private readonly List<RootObject?> _objects = [];

    /// <inheritdoc/>
    public override int Count => _objects.Count;

    /// <summary>The object of a row; null for a null pointer.</summary>
    public RootObject? this[int row] => _objects[row];

    internal override LeafKinds Kinds => LeafKinds.Objects;

    internal void Add(RootObject? value) => _objects.Add(value);

    internal override void Clear() => _objects.Clear();

    internal override void AddDefault() => _objects.Add(null);

    internal override void AddFrom(RootColumn other, int row) => _objects.Add(((ObjectColumn)other)[row]);

    internal override void Accumulate(LeafSum sum) => sum.Add(Count);

    internal override void WriteJson(StringBuilder json, int row)
    {
        if (_objects[row] is not RootObject value)
        {
            json.Append("null");
            return;
        }

        value.WriteJson(json, depth: 0);
    }
}
