using Fathom.Root.NTuple.Fields;

namespace Fathom.Root.NTuple;

/// <summary>A field of one text per entry: <c>std::string</c>, UTF-8.</summary>
public sealed class StringColumn : NTupleColumn
{
    private TextFieldWriter _texts = null!;
    private ReadOnlyMemory<string> _batch;
    private bool _batched;

    internal StringColumn(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>The text that the next <see cref="NTupleWriter.Fill()"/> writes; kept until set again.</summary>
    public string Value { get; set; } = "";

    /// <inheritdoc/>
    public override string TypeName => "std::string";

    internal override int BatchCount => _batched ? _batch.Length : -1;

    /// <summary>Sets the texts of the entries that the next <see cref="NTupleWriter.Fill(int)"/> writes; read until then.</summary>
    public void SetBatch(ReadOnlyMemory<string> texts)
    {
        _batch = texts;
        _batched = true;
    }

    internal override FieldWriter Open(bool compressed) => _texts = new TextFieldWriter(OffsetEncoding.Default, compressed);

    internal override long Fill() => _texts.Append(Value);

    internal override long BatchBytes(int first, int count)
    {
        long bytes = 0;
        foreach (string text in _batch.Span.Slice(first, count))
        {
            bytes += _texts.Bytes(text);
        }

        return bytes;
    }

    internal override void FillBatch(int first, int count)
    {
        foreach (string text in _batch.Span.Slice(first, count))
        {
            _texts.Append(text);
        }
    }

    internal override void EndBatch() => (_batch, _batched) = (default, false);
}
