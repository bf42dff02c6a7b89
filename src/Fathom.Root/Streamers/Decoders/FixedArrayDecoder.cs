using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>An array of fixed length; one of several dimensions is an array of arrays.</summary>
internal sealed class FixedArrayDecoder(Decoder item, int length) : Decoder
{
    internal override int FixedBytes => (int)Math.Min(int.MaxValue, (long)item.FixedBytes * length);

    internal override int Width => item.Width + 1;

    internal override string? Unsupported => item.Unsupported;

    internal override string TypeName
    {
        get
        {
            string inner = item.TypeName;
            int bracket = item is FixedArrayDecoder ? inner.IndexOf('[', StringComparison.Ordinal) : inner.Length;
            return $"{inner[..bracket]}[{length}]{inner[bracket..]}";
        }
    }

    /// <summary>Arrays in arrays, from the innermost extent outwards.</summary>
    internal static Decoder Of(Decoder item, IEnumerable<int> extents) =>
        extents.Reverse().Aggregate(item, (inner, extent) => new FixedArrayDecoder(inner, Math.Max(0, extent)));

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        ListColumn list = (ListColumn)column;
        CheckLength(cursor, 1);
        item.ReadMany(cursor, list.Items, length);
        list.EndRow();
    }

    internal override void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        if (item.FixedBytes == 0 || length == 0)
        {
            base.ReadMany(cursor, column, count);
            return;
        }

        ListColumn list = (ListColumn)column;
        CheckLength(cursor, count);
        item.ReadMany(cursor, list.Items, length * count);
        list.EndRows(count, length);
    }

    private void CheckLength(ByteCursor cursor, int count)
    {
        if ((long)length * count > cursor.Remaining)
        {
            throw cursor.Fault($"{count} arrays of {length}", $"{cursor.Remaining} bytes");
        }
    }
}
