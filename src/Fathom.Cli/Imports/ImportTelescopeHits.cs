using Fathom.Catalog.Files;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Imports;

/// <summary>Registers a file of a telescope event's hits. Known ones are left alone.</summary>
internal static class ImportTelescopeHits
{
    /// <summary>Returns the logical name.</summary>
    public static async Task<string> RunAsync(WorkspaceSession session, string source, CancellationToken cancellation)
    {
        string lfn = $"telescope/hits/{Path.GetFileName(source)}";
        if (LogicalFileName.Fault(lfn) is { } fault)
        {
            throw new CommandException(ExitCode.BadData, $"{source}: {fault}");
        }

        if (!ImportFile.IsKnown(session, lfn))
        {
            await ImportFile.CopyAsync(session, source, lfn, cancellation);
            await session.Operations.RegisterFileAsync(
                new FileImport(lfn, FileTiers.TelescopeHits, null, null, WorkspaceLayout.Primary, lfn, 1, "{}"), cancellation);
        }

        return lfn;
    }
}
