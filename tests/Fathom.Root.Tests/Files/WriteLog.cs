namespace Fathom.Root.Tests.Files;

/// <summary>A stream that remembers its writes, to be stopped after any of them.</summary>
internal sealed class WriteLog : MemoryStream
{
    internal List<(long Position, byte[] Bytes)> Writes { get; } = [];

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Writes.Add((Position, buffer.AsSpan(offset, count).ToArray()));
        base.Write(buffer, offset, count);
    }

    /// <summary>The file after so many writes, and half of the next one where it appends.</summary>
    internal byte[] Replay(int writes, bool half)
    {
        using MemoryStream file = new();
        foreach ((long position, byte[] bytes) in Writes.Take(writes))
        {
            file.Position = position;
            file.Write(bytes);
        }

        // The header and the mark of a gap lie within one sector of the disk: they are written whole or not.
        if (half && writes < Writes.Count && Writes[writes].Position == file.Length)
        {
            file.Position = file.Length;
            file.Write(Writes[writes].Bytes.AsSpan(0, Writes[writes].Bytes.Length / 2));
        }

        return file.ToArray();
    }
}
