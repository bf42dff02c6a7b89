namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Name and schema of an RNTuple (specification, "Header Envelope").</summary>
internal sealed record HeaderEnvelope(string Name, string Description, Schema Schema)
{
    private const string WriterName = "Fathom.Root";

    internal ReadOnlySpan<byte> Write(out ulong checksum)
    {
        EnvelopeWriter writer = new();
        writer.U64(0).Text(Name).Text(Description).Text(WriterName);
        Schema.WriteHeader(writer);
        return writer.Close(EnvelopeType.Header, out checksum);
    }

    internal static HeaderEnvelope Read(EnvelopeReader reader)
    {
        FeatureFlags.Refuse(ref reader);
        string name = reader.Text();
        string description = reader.Text();
        _ = reader.Text();
        Schema schema = new();
        schema.Append(ref reader);
        return new HeaderEnvelope(name, description, schema);
    }
}
