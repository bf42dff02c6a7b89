using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Reads values of one type from streamed bytes into a column. Made once for a type, used for every value of it.</summary>
internal abstract class Decoder
{
    /// <summary>Bytes of every value; 0 where values differ in length.</summary>
    internal virtual int FixedBytes => 0;

    /// <summary>Number of columns, to bound what a description can ask for.</summary>
    internal virtual int Width => 1;

    /// <summary>Why values of this type cannot be read; null where they can.</summary>
    internal virtual string? Unsupported => null;

    /// <summary>The type in the words of the field, such as <c>std::vector&lt;int32_t&gt;</c>.</summary>
    internal abstract string TypeName { get; }

    /// <summary>A column for such values, without rows.</summary>
    internal abstract RootColumn NewColumn();

    /// <summary>Appends one value.</summary>
    internal abstract void Read(ByteCursor cursor, RootColumn column);

    /// <summary>
    /// Appends values that stand together because their objects were streamed member by member; collections then have
    /// one header for all.
    /// </summary>
    internal virtual void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Read(cursor, column);
        }
    }

    /// <summary>As <see cref="ReadMany"/>, up to the end of the entry.</summary>
    internal virtual void ReadAll(ByteCursor cursor, RootColumn column)
    {
        while (!cursor.AtEnd)
        {
            int before = cursor.Remaining;
            Read(cursor, column);
            if (cursor.Remaining == before)
            {
                throw cursor.Fault($"values of {TypeName} up to the end of the entry", $"one of no bytes, {before} before the end");
            }
        }
    }
}
