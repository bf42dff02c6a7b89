namespace Fathom.Root.NTuple.Envelopes;

/// <summary>A byte range of the file (specification, "Locators and Envelope Links").</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">Its length as stored.</param>
internal readonly record struct Locator(long Offset, long Size)
{
    /// <summary>Bytes of a locator at least.</summary>
    internal const int MinimumSize = 12;

    private const int LargeType = 1;

    internal void Write(EnvelopeWriter writer) => writer.I32(checked((int)Size)).I64(Offset);

    internal static Locator Read(ref EnvelopeReader reader)
    {
        int size = reader.I32();
        if (size >= 0)
        {
            return new Locator(reader.I64(), size);
        }

        int type = (size >> 24) & 0x7F;
        int length = size & 0xFFFF;
        if (type != LargeType || length != 20)
        {
            throw reader.Fault("a locator in this file", $"a locator of type {type} and length {length}");
        }

        long content = reader.I64();
        return new Locator(reader.I64(), content);
    }
}
