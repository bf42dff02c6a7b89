using System.Buffers.Binary;
using Fathom.Events.Telescope.Json;
using Fathom.Events.Telescope.Km3Net.Offline;
using Fathom.Events.Telescope.Km3Net.Online;
using Fathom.Root;

namespace Fathom.Events.Telescope;

/// <summary>
/// Reads an event of a telescope from what collaborations release: KM3NeT's JSON (gzip), its offline files and the files of
/// its data acquisition (both ROOT). The first bytes tell which it is.
/// </summary>
public static class TelescopeEventReader
{
    private const uint RootMagic = 0x726F6F74;

    /// <summary>Reads an event.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name that the event gets.</param>
    /// <param name="entry">Which event of a ROOT file; JSON files have one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="TelescopeFileException">The file is damaged, of another kind, or has no such event.</exception>
    /// <exception cref="RootFormatException">A ROOT file is damaged.</exception>
    public static TelescopeEvent Read(string path, string name, long entry = 0, CancellationToken cancellation = default)
    {
        using var stream = File.OpenRead(path);
        if (!IsRoot(stream))
        {
            Require(path, entry, count: 1);
            return TelescopeJsonReader.Read(stream, path, name, cancellation);
        }

        if (IsOffline(path))
        {
            using var offline = OfflineFile.Open(path);
            Require(path, entry, offline.EventCount);
            return offline.Read(entry).ToTelescopeEvent(name);
        }

        using var online = OnlineFile.Open(path);
        Require(path, entry, online.EventCount);
        return online.ReadEvent(entry).ToTelescopeEvent(name);
    }

    private static bool IsRoot(FileStream stream)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        var got = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return got == magic.Length && BinaryPrimitives.ReadUInt32BigEndian(magic) == RootMagic;
    }

    private static bool IsOffline(string path)
    {
        using var file = RootFileReader.Open(path);
        return OfflineFile.HasEvents(file);
    }

    private static void Require(string path, long entry, long count)
    {
        if (entry < 0 || entry >= count)
        {
            throw new TelescopeFileException("TelescopeEventMissing", path, $"event {entry}", $"expected an event from 0 to {count - 1}");
        }
    }
}
