using Fathom.Events.Tiers;

namespace Fathom.Events.Tests;

/// <summary>A temporary folder with one file of each tier.</summary>
internal sealed class TierFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-tiers").FullName;

    internal string Rtraw => Path.Combine(_folder, "a.rtraw");

    internal string Esd => Path.Combine(_folder, "a.esd");

    internal string Mini => Path.Combine(_folder, "a.miniesd");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static void WriteRtraw(string path)
    {
        using var writer = RtrawWriter.Create(path, TierSamples.Start);
        foreach (var entry in TierSamples.Rtraw())
        {
            writer.Append(entry);
        }

        writer.Complete(TierSamples.Sections, TierSamples.Damage);
    }

    internal static void WriteEsd(string path)
    {
        using var writer = EsdWriter.Create(path, TierSamples.Start);
        foreach (var entry in TierSamples.Esd())
        {
            writer.Append(entry);
        }

        writer.Complete(TierSamples.Sections);
    }

    internal static void WriteMini(string path)
    {
        using var writer = MiniEsdWriter.Create(path, TierSamples.Start);
        foreach (var entry in TierSamples.Mini())
        {
            writer.Append(entry);
        }

        writer.Complete(TierSamples.Sections, TierSamples.Pairs);
    }
}
