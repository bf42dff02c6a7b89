using System.Buffers.Binary;

namespace Fathom.Events.Raw;

/// <summary>Says what is wrong with the bytes of a fragment.</summary>
internal static class FragmentDiagnosis
{
    internal readonly record struct Problem(RawDamageKind Kind, string Expected, string Found);

    /// <summary>What is wrong with a header that does not stand.</summary>
    internal static Problem OfHeader(ReadOnlySpan<byte> head)
    {
        if (head.Length < RawLayout.FragmentHeaderLength)
        {
            return new Problem(RawDamageKind.Truncated, $"{RawLayout.FragmentHeaderLength} bytes of a fragment header", $"{head.Length} to the end of the file");
        }

        if (!head.StartsWith(RawLayout.Sync))
        {
            return new Problem(RawDamageKind.BadFragmentHeader, $"sync marker {Convert.ToHexString(RawLayout.Sync)}", Convert.ToHexString(head[..8]));
        }

        var length = FragmentHeader.DeclaredLength(head);
        if (length is < RawLayout.MinimumFragmentLength or > RawLayout.MaximumFragmentLength)
        {
            return ImpossibleLength(length);
        }

        var (stored, computed) = FragmentHeader.Checksums(head);
        return new Problem(RawDamageKind.BadFragmentHeader, $"header CRC-32C {computed:X8}", $"{stored:X8}");
    }

    /// <summary>What is wrong with a length whose header checksum is right; null where nothing is.</summary>
    internal static Problem? OfLength(uint length, long remaining)
    {
        if (length is < RawLayout.MinimumFragmentLength or > RawLayout.MaximumFragmentLength)
        {
            return ImpossibleLength(length);
        }

        return length <= remaining
            ? null
            : new Problem(RawDamageKind.Truncated, $"a fragment of {length} bytes", $"{remaining} to the end of the file");
    }

    /// <summary>Whether the last four bytes are the checksum of those before; null where they are.</summary>
    internal static Problem? OfChecksum(ReadOnlySpan<byte> fragment)
    {
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(fragment[^RawLayout.ChecksumLength..]);
        var computed = Crc32C.Of(fragment[..^RawLayout.ChecksumLength]);
        return stored == computed ? null : new Problem(RawDamageKind.BadChecksum, $"CRC-32C {computed:X8}", $"{stored:X8}");
    }

    private static Problem ImpossibleLength(uint length) => new(
        RawDamageKind.BadLength,
        $"a fragment length from {RawLayout.MinimumFragmentLength} to {RawLayout.MaximumFragmentLength} bytes",
        $"{length}");
}
