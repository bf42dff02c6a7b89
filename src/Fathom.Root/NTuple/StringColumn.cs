using System.Text;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of one text per entry: <c>std::string</c>, UTF-8.</summary>
public sealed class StringColumn : NTupleColumn
{
    private readonly ColumnBuffer _offsets = new(ElementType.Index);
    private readonly ColumnBuffer _characters = new(ElementType.Character);
    private byte[] _utf8 = [];

    internal StringColumn(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>The text that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public string Value { get; set; } = "";

    /// <inheritdoc/>
    public override string TypeName => "std::string";

    internal override IReadOnlyList<ColumnBuffer> Describe(Schema schema, bool compressed)
    {
        int field = AddField(schema, FieldRole.Leaf);
        AddColumn(schema, _offsets, field, compressed);
        AddColumn(schema, _characters, field, compressed);
        return [_offsets, _characters];
    }

    internal override int Fill()
    {
        int bound = Encoding.UTF8.GetMaxByteCount(Value.Length);
        if (_utf8.Length < bound)
        {
            _utf8 = new byte[bound];
        }

        int length = Encoding.UTF8.GetBytes(Value, _utf8);
        _characters.Append<byte>(_utf8.AsSpan(0, length));
        _offsets.Append((ulong)_characters.ClusterElements);
        return length + sizeof(ulong);
    }
}
