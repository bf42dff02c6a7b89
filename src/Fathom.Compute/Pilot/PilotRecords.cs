using Fathom.Database;

namespace Fathom.Compute.Pilot;

/// <summary>Pilots of a workspace that may still run: one empty file each in run/pilots, so that a new server finds them.</summary>
public sealed class PilotRecords(string workspace)
{
    private readonly string folder = Path.Combine(new WorkspaceFolders(workspace).Run, "pilots");

    /// <summary>Writes a pilot down.</summary>
    public void Add(PilotIdentity pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, pilot.Name), []);
    }

    /// <summary>Strikes a pilot off.</summary>
    public void Remove(PilotIdentity pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        try
        {
            File.Delete(Path.Combine(folder, pilot.Name));
        }
        catch (DirectoryNotFoundException)
        {
            // Nobody was written down.
        }
    }

    /// <summary>Pilots of this machine that were written down, alive or not.</summary>
    public IReadOnlyList<PilotIdentity> OfThisMachine() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder)
            .Select(file => PilotIdentity.FromName(Path.GetFileName(file)))
            .OfType<PilotIdentity>()
            .Where(pilot => pilot.Host == Environment.MachineName)]
        : [];
}
