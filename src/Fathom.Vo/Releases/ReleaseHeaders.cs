using System.Security.Cryptography;
using System.Text.Json;
using Fathom.Sky.Sphere;

namespace Fathom.Vo.Releases;

/// <summary>Reads a release table's header and checks that the file is what it says.</summary>
internal static class ReleaseHeaders
{
    private const int Part = 1 << 22;

    /// <exception cref="ReleaseFileException">It is damaged, or does not fit the file.</exception>
    public static ReleaseHeader Read(string path, MappedFile file)
    {
        var preamble = ReleasePreamble.Read(path, file.Values<byte>(0, (int)Math.Min(file.Length, ReleasePreamble.Size)), file.Length);
        if (preamble.HeaderOffset < ReleasePreamble.Size || preamble.HeaderLength < 0 || preamble.HeaderLength > int.MaxValue
            || preamble.HeaderOffset > file.Length - preamble.HeaderLength)
        {
            throw new ReleaseFileException(path, $"byte {preamble.HeaderOffset}: the header is not within the file.");
        }

        var bytes = file.Values<byte>(preamble.HeaderOffset, (int)preamble.HeaderLength);
        if (SectionChecksum.Of(bytes) != preamble.HeaderChecksum)
        {
            throw new ReleaseFileException(path, $"byte {preamble.HeaderOffset}: the header does not match its checksum.");
        }

        var header = Parse(path, preamble.HeaderOffset, bytes);
        Check(path, header, preamble.HeaderOffset);
        return header with { Content = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }

    /// <exception cref="ReleaseFileException">A section does not match its checksum.</exception>
    public static void Verify(string path, MappedFile file, ReleaseHeader header, CancellationToken stop)
    {
        foreach (var (section, what) in Sections(header))
        {
            var sum = default(SectionChecksum);
            for (var done = 0L; done < section.Length; done += Part)
            {
                stop.ThrowIfCancellationRequested();
                sum.Add(file.Values<byte>(section.Offset + done, (int)Math.Min(Part, section.Length - done)));
            }

            if (sum.Value != section.Checksum)
            {
                throw new ReleaseFileException(path, $"bytes {section.Offset} to {section.Offset + section.Length}: {what} does not match its checksum.");
            }
        }
    }

    private static ReleaseHeader Parse(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ReleaseHeader>(bytes, ReleaseJson.Options)
                ?? throw new ReleaseFileException(path, $"byte {offset}: the header is empty.");
        }
        catch (JsonException error)
        {
            throw new ReleaseFileException(path, $"byte {offset}: the header cannot be read: {error.Message}", error);
        }
    }

    private static IEnumerable<(ReleaseSection Section, string What)> Sections(ReleaseHeader header)
    {
        for (var i = 0; i < header.Columns.Count; i++)
        {
            foreach (var section in header.Columns[i].Sections)
            {
                yield return (section, $"column {header.Table.Columns[i].Name}");
            }
        }

        if (header.Sky is { } sky)
        {
            yield return (sky.Starts, "the index of the sky");
        }
    }

    private static void Check(string path, ReleaseHeader header, long end)
    {
        if (header.Columns.Count != header.Table.Columns.Count || header.Rows is < 0 or >= uint.MaxValue)
        {
            throw new ReleaseFileException(path, $"byte {end}: the header contradicts itself.");
        }

        foreach (var (section, what) in Sections(header))
        {
            if (section.Offset < ReleasePreamble.Size || section.Offset % 64 != 0 || section.Length < 0 || section.Offset > end - section.Length)
            {
                throw new ReleaseFileException(path, $"byte {section.Offset}: {what} is not within the file.");
            }
        }

        for (var i = 0; i < header.Columns.Count; i++)
        {
            CheckColumn(path, header, i);
        }

        if (header.Sky is { } sky && (sky.Order is < 0 or > 13 || sky.Starts.Length != (new HealpixGrid(sky.Order).Cells + 1) * sizeof(uint)))
        {
            throw new ReleaseFileException(path, $"byte {sky.Starts.Offset}: the index of the sky has not the length of its order.");
        }
    }

    private static void CheckColumn(string path, ReleaseHeader header, int column)
    {
        var (stored, rows) = (header.Columns[column], header.Rows);
        var fits = stored.Storage switch
        {
            ColumnStorage.Numbers => stored.Values?.Length == rows * StoredTypes.Width(header.Table.Columns[column]),
            ColumnStorage.Variable => stored.Offsets?.Length == (rows + 1) * sizeof(long) && stored.Bytes is not null,
            _ => stored.Values?.Length == rows * sizeof(ushort) && stored.Offsets?.Length >= sizeof(long) && stored.Bytes is not null,
        };
        if (!fits || (stored.Nulls is { } nulls && nulls.Length != (rows + 63) / 64 * sizeof(ulong)))
        {
            throw new ReleaseFileException(path, $"column {header.Table.Columns[column].Name} has not the length of {rows} rows.");
        }
    }
}
