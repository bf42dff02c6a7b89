using System.Globalization;
using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Events.Names;
using Fathom.Events.Records;
using Fathom.Production.Operations;
using Fathom.Simulation;
using Fathom.Storage.Elements;

namespace Fathom.Cli.Imports;

/// <summary>Makes detector data: RAW files at the primary element, registered run by run. Runs that are known are left alone.</summary>
internal sealed class SimulateRuns(WorkspaceSession session, SimulationOptions options, ProgressReport progress)
{
    private int sectionsDone;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using ImportLock one = ImportLock.Take(session.Folders);
        DetectorGeometry geometry = DetectorGeometry.Load(session.Layout.DetectorDescription);
        CalibrationConstants truth = CalibrationConstants.Load(session.Layout.TruthConstants);
        var known = new RunQueries(session.Database);
        for (int index = 0; index < options.Runs; index++)
        {
            uint run = options.FirstRun + (uint)index;
            if (known.Find((int)run) is null)
            {
                await SimulateRun(geometry, truth, run, index, cancellation);
            }

            sectionsDone = (index + 1) * options.SectionsPerRun;
            Report(run);
        }
    }

    private async Task SimulateRun(
        DetectorGeometry geometry, CalibrationConstants truth, uint run, int index, CancellationToken cancellation)
    {
        DataFileName[] names = [.. Enumerable.Range(1, options.SectionsPerRun)
            .Select(section => new DataFileName(run, (uint)section, options.SectionStart(run, (uint)section), DataTier.Raw))];
        await session.Operations.AnnounceAsync(
            new PathAnnouncement(WorkspaceLayout.Primary, [.. names.Select(PhysicalPath)]), cancellation);

        var sections = new SectionInfo[names.Length];
        await Parallel.ForAsync(0, names.Length, cancellation, async (k, stop) =>
        {
            sections[k] = await WriteSection(geometry, truth, names[k], stop);
            Interlocked.Increment(ref sectionsDone);
            Report(run);
        });

        await session.Operations.RegisterRunAsync(
            new RunImport(Summarise(geometry, run, index, sections), [.. names.Select((name, k) => Import(name, sections[k]))]), cancellation);
    }

    private async Task<SectionInfo> WriteSection(
        DetectorGeometry geometry, CalibrationConstants truth, DataFileName name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(session.Folders.Scratch);
        string scratch = Path.Combine(session.Folders.Scratch, name.FileName);
        try
        {
            SectionInfo section = RunSimulator.WriteSection(geometry, truth, options, name.Run, name.Section, scratch);
            IStorageElement element = session.Elements.Get(WorkspaceLayout.Primary);
            // Left by an interrupted simulation: announced, never registered, so that nobody counts on it.
            element.Delete(PhysicalPath(name));
            await using FileStream content = File.OpenRead(scratch);
            await element.CreateAsync(PhysicalPath(name), content, cancellation);
            return section;
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    private RunRecord Summarise(DetectorGeometry geometry, uint run, int index, SectionInfo[] sections)
    {
        Exposure sum = Exposure.Of(sections);
        (RunQuality quality, string remark) = SimulatedShift.Judge(index);
        string start = options.SectionStart(run, 1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new RunRecord(
            (int)run, geometry.Name, start, sections.Length, sum.LivetimeNs, sum.DeadTimeNs, sum.BadChannels, quality, remark);
    }

    private static FileImport Import(DataFileName name, SectionInfo section) => new(
        name.Lfn, FileTiers.Raw, (int)name.Run, (int)name.Section, WorkspaceLayout.Primary, PhysicalPath(name), section.EventsWritten,
        JsonSerializer.Serialize(new
        {
            livetimeNs = section.LivetimeNs,
            deadTimeNs = section.DeadTimeNs,
            badChannels = section.BadChannels.Count,
            belowThreshold = section.BelowThreshold,
        }));

    private void Report(uint run) =>
        progress.Report(sectionsDone, (long)options.Runs * options.SectionsPerRun, $"run {run}");

    private static string PhysicalPath(DataFileName name) => $"raw/{name.Lfn}";
}
