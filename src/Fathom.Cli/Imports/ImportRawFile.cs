using System.Globalization;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Cli.Workspaces;
using Fathom.Events.Names;
using Fathom.Production.Operations;

namespace Fathom.Cli.Imports;

/// <summary>Registers a RAW file as the detector named it. Its content is not judged here: that is the decode step's task.</summary>
internal static class ImportRawFile
{
    public static async Task<string> RunAsync(WorkspaceSession session, string source, string detector, CancellationToken cancellation)
    {
        string fileName = Path.GetFileName(source);
        if (!DataFileName.TryParse(fileName, out DataFileName? name) || name.Tier != DataTier.Raw)
        {
            throw new CommandException(ExitCode.BadData,
                $"{source}: expected the name of a RAW file such as RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.001_F0.1.raw");
        }

        if (ImportFile.IsKnown(session, name.Lfn))
        {
            throw new CommandException(ExitCode.BadData, $"{name.Lfn}: a valid file of this logical name is registered already.");
        }

        string path = $"raw/{name.Lfn}";
        await ImportFile.CopyAsync(session, source, path, cancellation);
        RawSurvey survey = RawSurvey.Of(source);
        var file = new FileImport(
            name.Lfn, FileTiers.Raw, (int)name.Run, (int)name.Section, WorkspaceLayout.Primary, path, survey.Events, survey.Metadata);
        await Register(session, name, detector, file, survey, cancellation);
        return name.Lfn;
    }

    private static Task Register(
        WorkspaceSession session, DataFileName name, string detector, FileImport file, RawSurvey survey, CancellationToken cancellation)
    {
        if (new RunQueries(session.Database).Find((int)name.Run) is not null)
        {
            return session.Operations.RegisterFileAsync(file, cancellation);
        }

        string start = name.StartTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string remark = survey.Section is null ? "imported; livetime unknown" : $"imported; livetime of section {name.Section} alone";
        var run = new RunRecord(
            (int)name.Run, detector, start, 1, survey.Section?.LivetimeNs ?? 0, survey.Section?.DeadTimeNs ?? 0,
            survey.Section?.BadChannels.Count ?? 0, RunQuality.Good, remark);
        return session.Operations.RegisterRunAsync(new RunImport(run, [file]), cancellation);
    }
}
