using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>TString and std::string: a length and bytes; std::string as a member has byte count and version before them.</summary>
internal sealed class TextDecoder(string typeName, bool header) : Decoder
{
    internal override string TypeName => typeName;

    internal override RootColumn NewColumn() => new TextColumn();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        if (!header)
        {
            ((TextColumn)column).Add(cursor.Text());
            return;
        }

        StreamedHeader head = cursor.Header();
        ((TextColumn)column).Add(cursor.Text());
        cursor.Finish(head, typeName);
    }

    internal override void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        StreamedHeader head = header ? cursor.Header() : default;
        for (int i = 0; i < count; i++)
        {
            ((TextColumn)column).Add(cursor.Text());
        }

        if (header)
        {
            cursor.Finish(head, typeName);
        }
    }

    internal override void ReadAll(ByteCursor cursor, RootColumn column)
    {
        if (header && !cursor.AtEnd)
        {
            _ = cursor.Header();
        }

        while (!cursor.AtEnd)
        {
            ((TextColumn)column).Add(cursor.Text());
        }
    }
}
