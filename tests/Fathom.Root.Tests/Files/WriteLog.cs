using Fathom.Root.Container;

namespace Fathom.Root.Tests.Files;

/// <summary>A file that remembers its writes, to be stopped after any of them; of several at once, after any piece.</summary>
internal sealed class WriteLog : IFileOutput
{
    internal List<(long Position, byte[] Bytes)> Writes { get; } = [];

    /// <summary>Numbers of the writes before which all others had reached the storage.</summary>
    internal List<int> Settled { get; } = [];

    internal byte[] Content => Replay(Writes.Count, half: false);

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            Writes.Add((position, piece.ToArray()));
            position += piece.Length;
        }
    }

    /// <summary>All writes so far have reached the storage.</summary>
    public void Settle() => Settled.Add(Writes.Count);

    /// <summary>
    /// The file when the power fails after so many writes, before what settles them has ended: of those that had not settled,
    /// only some are kept.
    /// </summary>
    internal byte[] Replay(int writes, Random kept)
    {
        int settled = Settled.LastOrDefault(number => number < writes);
        using MemoryStream file = new();
        for (int i = 0; i < writes; i++)
        {
            if (i < settled || kept.Next(2) == 0)
            {
                file.Position = Writes[i].Position;
                file.Write(Writes[i].Bytes);
            }
        }

        return file.ToArray();
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
