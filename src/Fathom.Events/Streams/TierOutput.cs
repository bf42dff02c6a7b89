using Fathom.Events.Records;
using Fathom.Root;

namespace Fathom.Events.Streams;

/// <summary>The writing side that all tiers share: the file, trigger, classification and sections.</summary>
internal sealed class TierOutput : IDisposable
{
    private readonly RunInfoColumns _sections;

    internal TierOutput(string path, string tier, long startTimeNs)
    {
        File = RootFileWriter.Create(path, new RootWriteOptions { Title = "Fathom " + tier, Date = DateOf(startTimeNs) });
        Triggers = new TriggerColumns(File);
        Oec = new OecColumns(File);
        _sections = new RunInfoColumns(File);
    }

    internal RootFileWriter File { get; }

    internal TriggerColumns Triggers { get; }

    internal OecColumns Oec { get; }

    internal void Complete(IReadOnlyList<SectionInfo> sections)
    {
        foreach (var section in sections)
        {
            _sections.Append(section);
        }

        File.Complete();
    }

    public void Dispose() => File.Dispose();

    // The container keeps dates from 1995 to 2058 only
    private static DateTime DateOf(long startTimeNs)
    {
        var date = DateTime.UnixEpoch.AddTicks(startTimeNs / TimeSpan.NanosecondsPerTick);
        var first = new DateTime(1995, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var last = new DateTime(2058, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return date < first ? first : date > last ? last : date;
    }
}
