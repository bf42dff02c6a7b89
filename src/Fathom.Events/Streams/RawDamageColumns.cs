using Fathom.Events.Raw;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream RawDamage.</summary>
internal sealed class RawDamageColumns
{
    private readonly ScalarColumn<long> _offset;
    private readonly ScalarColumn<long> _length;
    private readonly ScalarColumn<byte> _kind;
    private readonly StringColumn _expected;
    private readonly StringColumn _found;
    private readonly NTupleWriter _writer;

    internal RawDamageColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.RawDamage, "Stretches of the RAW file that gave no event");
        _offset = model.AddScalar<long>("offset", "First byte");
        _length = model.AddScalar<long>("length", "Bytes lost; 0 where something is missing");
        _kind = model.AddScalar<byte>("kind", "Kind of damage, see docs/reference/raw.md");
        _expected = model.AddString("expected", "What should have been there");
        _found = model.AddString("found", "What was there");
        _writer = file.AddNTuple(model);
    }

    internal void Append(RawDamage damage)
    {
        _offset.Value = damage.Offset;
        _length.Value = damage.Length;
        _kind.Value = (byte)damage.Kind;
        _expected.Value = damage.Expected;
        _found.Value = damage.Found;
        _writer.Fill();
    }

    internal static RawDamage[] Read(NTupleReader reader)
    {
        var offset = reader.ReadScalars<long>("offset");
        var length = reader.ReadScalars<long>("length");
        var kind = reader.ReadScalars<byte>("kind");
        var expected = reader.ReadStrings("expected");
        var found = reader.ReadStrings("found");
        var damage = new RawDamage[offset.Length];
        for (var i = 0; i < damage.Length; i++)
        {
            damage[i] = new RawDamage(offset[i], length[i], (RawDamageKind)kind[i], expected[i], found[i]);
        }

        return damage;
    }
}
