using System.Text;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A text in two columns, offsets and UTF-8 (specification, "std::string").</summary>
internal sealed class TextFieldWriter(OffsetEncoding offsets, bool compressed) : FieldWriter
{
    private readonly OffsetBuffer _offsets = new(offsets, compressed);
    private readonly ColumnBuffer _characters = new(ColumnType.Char);
    private byte[] _utf8 = [];

    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Leaf, FieldTraits.None, name, "std::string", description));
        schema.AddColumn(id, _offsets.Buffer);
        schema.AddColumn(id, _characters);
        return id;
    }

    /// <summary>Appends a text.</summary>
    /// <returns>Bytes appended.</returns>
    internal int Append(string text)
    {
        int bound = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < bound)
        {
            _utf8 = new byte[bound];
        }

        int length = Encoding.UTF8.GetBytes(text, _utf8);
        Append(_utf8.AsSpan(0, length));
        return length + _offsets.Width;
    }

    internal override void Append(RootColumn rows, int first, int count)
    {
        TextColumn texts = (TextColumn)rows;
        for (int row = first; row < first + count; row++)
        {
            Append(texts.Bytes(row));
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count) =>
        ((TextColumn)rows).Length(first, count) + ((long)count * _offsets.Width);

    /// <summary>Bytes of a text in the buffers.</summary>
    internal long Bytes(string text) => Encoding.UTF8.GetByteCount(text) + _offsets.Width;

    private void Append(ReadOnlySpan<byte> utf8)
    {
        _characters.Append(utf8);
        _offsets.End(utf8.Length);
    }
}
