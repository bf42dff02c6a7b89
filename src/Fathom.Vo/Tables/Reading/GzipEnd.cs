using System.Buffers.Binary;
using System.IO.Compression;

namespace Fathom.Vo.Tables.Reading;

/// <summary>Whether a compressed file has its end: the decompressor takes one that is cut short for a shorter one.</summary>
/// <remarks>A file of RFC 1952 ends with the length of what its last member holds; most have one member.</remarks>
internal static class GzipEnd
{
    private const int SmallestMember = 18;
    private const int MostCandidates = 200;

    private static ReadOnlySpan<byte> Beginning => [0x1F, 0x8B, 8];

    /// <summary>True where it has.</summary>
    /// <param name="file">The file, in which places can be gone to.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="expanded">Bytes that it was expanded to.</param>
    public static bool IsThere(Stream file, long start, long expanded)
    {
        if (file.Length - start < SmallestMember)
        {
            return false;
        }

        Span<byte> length = stackalloc byte[4];
        file.Position = file.Length - length.Length;
        file.ReadExactly(length);
        uint last = BinaryPrimitives.ReadUInt32LittleEndian(length);
        return last == unchecked((uint)expanded) || IsLastMembers(file, start, last, expanded);
    }

    // Of several members, the length is the last one's: one of the places, from behind, at which a member may begin.
    private static bool IsLastMembers(Stream file, long start, uint length, long expanded)
    {
        byte[] window = new byte[1 << 16];
        int candidates = 0;
        for (long end = file.Length; end > start + SmallestMember && candidates < MostCandidates; end -= window.Length - Beginning.Length)
        {
            long from = Math.Max(start + SmallestMember, end - window.Length);
            Span<byte> seen = window.AsSpan(0, (int)(end - from));
            file.Position = from;
            file.ReadExactly(seen);
            for (int at; (at = seen.LastIndexOf(Beginning)) >= 0 && candidates++ < MostCandidates; seen = seen[..at])
            {
                if (Expanded(file, from + at, expanded) == length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static long Expanded(Stream file, long at, long most)
    {
        file.Position = at;
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try
        {
            using var member = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            for (int read; total <= most && (read = member.Read(buffer)) > 0;)
            {
                total += read;
            }

            return total;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }
}
