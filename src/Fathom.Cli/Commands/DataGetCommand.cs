using System.CommandLine;
using Fathom.Catalog.Files;
using Fathom.Cli.Workspaces;
using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;

namespace Fathom.Cli.Commands;

internal static class DataGetCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Argument<string> lfn = DataCommand.LfnArgument();
        var output = new Option<string?>("--output", "-o") { Description = "Where to write it; default: its own name in this folder.", HelpName = "FILE" };
        var command = new Command("get", SharedOptions.Described("Copies a file out of its storage element, its checksum verified.", "fathom data get LFN --output mini.root")) { lfn, output, workspace };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            CatalogueFile file = DataCommand.Find(session, parse.GetValue(lfn)!);
            string target = parse.GetValue(output) ?? Path.GetFileName(file.Lfn);
            if (Path.Exists(target))
            {
                throw new CommandException(ExitCode.InputOutput, $"{target}: exists already; name another with --output.");
            }

            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } parent && !Directory.Exists(parent))
            {
                throw new CommandException(ExitCode.NotFound, $"{parent}: there is no such folder.");
            }

            await Copy(session, file, target, cancellation);
            Console.WriteLine($"{target}: {file.Size} bytes, adler32 {file.Adler32}");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Copies from the first replica whose bytes are right.</summary>
    internal static async Task Copy(WorkspaceSession session, CatalogueFile file, string target, CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (Replica replica in new FileQueries(session.Database).Replicas(file.Id).Where(replica => replica.State == ReplicaState.Valid))
        {
            string? fault = await TryCopy(session.Elements.Get(replica.Element), replica.Path, file, target + ".part", cancellation);
            if (fault is null)
            {
                File.Move(target + ".part", target);
                return;
            }

            faults.Add($"{replica.Element}: {fault}");
        }

        throw new CommandException(ExitCode.BadData, $"{file.Lfn}: no good replica. {string.Join("; ", faults)}");
    }

    private static async Task<string?> TryCopy(
        IStorageElement element, string path, CatalogueFile file, string target, CancellationToken cancellation)
    {
        try
        {
            await using FileStream local = File.Create(target);
            await using Stream remote = element.OpenRead(path);
            (long size, string adler32) = await CopySumming(remote, local, cancellation);
            return size == file.Size && adler32 == file.Adler32
                ? null
                : $"expected {file.Size} bytes with adler32 {file.Adler32}, found {size} with {adler32}";
        }
        catch (StorageException fault)
        {
            return fault.Message;
        }
        finally
        {
            if (cancellation.IsCancellationRequested)
            {
                File.Delete(target);
            }
        }
    }

    private static async Task<(long Size, string Adler32)> CopySumming(Stream from, Stream to, CancellationToken cancellation)
    {
        var adler = new Adler32();
        long size = 0;
        byte[] buffer = new byte[1 << 18];
        while (await from.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            adler.Append(buffer.AsSpan(0, count));
            await to.WriteAsync(buffer.AsMemory(0, count), cancellation);
            size += count;
        }

        return (size, adler.ToString());
    }
}
