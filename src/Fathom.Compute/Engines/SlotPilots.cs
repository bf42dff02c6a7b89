using System.Collections.Concurrent;
using System.Globalization;
using Fathom.Database;

namespace Fathom.Compute.Engines;

/// <summary>Which pilot registered with the secret of which slot, so that an engine's verdict on the slot finds the pilot.</summary>
/// <remarks>Beside the secret's file, so that the next server knows it, too. Losing one is harmless: heartbeats decide.</remarks>
public sealed class SlotPilots(string workspace)
{
    private readonly string root = Path.Combine(new WorkspaceFolders(workspace).Run, "slots");
    private readonly ConcurrentDictionary<(string Engine, string Slot), long> known = new();

    /// <summary>The slot's pilot has registered.</summary>
    public void Note(string engine, string slot, long pilotId)
    {
        known[(engine, slot)] = pilotId;
        try
        {
            File.WriteAllText(FileOf(engine, slot), pilotId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            // This server knows it all the same.
        }
    }

    /// <summary>The pilot of a slot, or null where none registered.</summary>
    public long? Find(string engine, string slot)
    {
        if (known.TryGetValue((engine, slot), out var pilot))
        {
            return pilot;
        }
        var file = FileOf(engine, slot);
        return File.Exists(file) && long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var noted) ? noted : null;
    }

    /// <summary>The slot's end is told.</summary>
    public void Forget(string engine, string slot) => known.TryRemove((engine, slot), out _);

    private string FileOf(string engine, string slot)
    {
        var end = slot.LastIndexOf('_');
        return Path.Combine(root, engine, end < 0 ? slot : slot[..end], $"{(end < 0 ? "" : slot[(end + 1)..])}.pilot");
    }
}
