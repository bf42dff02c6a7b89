namespace Fathom.Events.Raw;

/// <summary>What the first bytes of a file say: whether it is RAW, its header, and where fragments begin.</summary>
internal readonly record struct RawFileBeginning(bool IsRaw, RawFileHeader? Header, long FirstFragment)
{
    internal static RawFileBeginning Read(RawSource source, FragmentReader fragments, List<RawDamage> damage)
    {
        var head = source.Window(0, RawLayout.FileHeaderLength);
        if (head.IsEmpty)
        {
            return Refuse(source, damage, RawDamageKind.EmptyFile, "a RAW file", "a file without bytes");
        }

        if (head.Length < RawLayout.FileHeaderLength)
        {
            return ReadShort(source, head, damage);
        }

        var (stored, computed) = RawFileHeaderCodec.Checksums(head);
        if (stored == computed && RawFileHeaderCodec.HasMagic(head))
        {
            var version = RawFileHeaderCodec.Version(head);
            return version == RawLayout.Version
                ? new RawFileBeginning(true, RawFileHeaderCodec.Decode(head), RawLayout.FileHeaderLength)
                : Refuse(source, damage, RawDamageKind.UnknownVersion, $"version {RawLayout.Version}", $"version {version}");
        }

        // A damaged magic alone does not make it another file: what follows tells
        var hasMagic = RawFileHeaderCodec.HasMagic(head);
        var found = Convert.ToHexString(head[..8]);
        if (!hasMagic && !fragments.StandsAt(RawLayout.FileHeaderLength))
        {
            return Refuse(source, damage, RawDamageKind.NotRaw, $"magic number {Convert.ToHexString(RawLayout.Magic)}", found);
        }

        damage.Add(hasMagic
            ? new RawDamage(0, RawLayout.FileHeaderLength, RawDamageKind.BadFileHeader, $"header CRC-32C {computed:X8}", $"{stored:X8}")
            : new RawDamage(0, RawLayout.FileHeaderLength, RawDamageKind.BadFileHeader, $"magic number {Convert.ToHexString(RawLayout.Magic)}", found));
        return new RawFileBeginning(true, null, RawLayout.FileHeaderLength);
    }

    private static RawFileBeginning ReadShort(RawSource source, ReadOnlySpan<byte> head, List<RawDamage> damage)
    {
        var known = Math.Min(head.Length, RawLayout.Magic.Length);
        if (!head[..known].SequenceEqual(RawLayout.Magic[..known]))
        {
            return Refuse(source, damage, RawDamageKind.NotRaw, $"magic number {Convert.ToHexString(RawLayout.Magic)}", Convert.ToHexString(head[..known]));
        }

        damage.Add(new RawDamage(0, head.Length, RawDamageKind.Truncated, $"a file header of {RawLayout.FileHeaderLength} bytes", $"{head.Length} to the end of the file"));
        return new RawFileBeginning(true, null, head.Length);
    }

    private static RawFileBeginning Refuse(RawSource source, List<RawDamage> damage, RawDamageKind kind, string expected, string found)
    {
        damage.Add(new RawDamage(0, source.Length, kind, expected, found));
        return new RawFileBeginning(false, null, source.Length);
    }
}
