using Fathom.Catalog.Files;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Storage.Checksums;

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

        if (new FileQueries(session.Database).Find(lfn) is { State: FileState.Valid } known)
        {
            await MustBeTheSame(source, known, cancellation);
        }
        else
        {
            await ImportFile.CopyAsync(session, source, lfn, cancellation);
            await session.Operations.RegisterFileAsync(
                new FileImport(lfn, FileTiers.TelescopeHits, null, null, WorkspaceLayout.Primary, lfn, 1, "{}"), cancellation);
        }

        return lfn;
    }

    private static async Task MustBeTheSame(string source, CatalogueFile known, CancellationToken cancellation)
    {
        byte[] bytes = new FileInfo(source).Length == known.Size ? await File.ReadAllBytesAsync(source, cancellation) : [];
        if (bytes.Length != known.Size || Adler32.Format(Adler32.Of(bytes)) != known.Adler32)
        {
            throw new CommandException(ExitCode.BadData, $"{known.Lfn}: another file of this logical name is registered; rename {source}.");
        }
    }
}
