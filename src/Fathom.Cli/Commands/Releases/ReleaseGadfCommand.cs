using System.CommandLine;
using System.IO.Compression;
using System.IO.Pipelines;
using Fathom.Vo.Gadf;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Writes a release as a data store of gammapy.</summary>
internal static class ReleaseGadfCommand
{
    public static Command Create()
    {
        (Argument<string> name, Option<string?> version, Option<string> workspace) = ReleaseCommand.Named();
        var to = new Option<string>("--to") { Description = "Folder; made where it is not there. Files of the same names are not written over.", HelpName = "DIR", Required = true };
        var command = new Command("gadf", SharedOptions.Described(
            "Writes events and responses as FITS in the data formats for gamma-ray astronomy, which gammapy reads: DataStore.from_dir(DIR).", "fathom release gadf icecube_ps_ic86_2011 --to ic86"))
        { name, version, to, workspace };
        command.SetAction(async (parse, stop) =>
        {
            ReleaseShelf shelf = ReleaseCommand.Shelf(parse.GetValue(workspace)!);
            ReleaseEntry entry = ReleaseCommand.Find(shelf, parse.GetValue(name)!, parse.GetValue(version));
            using var table = ReleaseTable.Open(entry.Path);
            return await WriteAsync(GadfFile.Of(table, shelf.Files), parse.GetValue(to)!, stop);
        });
        return command;
    }

    private static async Task<int> WriteAsync(GadfFile gadf, string folder, CancellationToken stop)
    {
        foreach (string left in gadf.Left)
        {
            Console.Error.WriteLine($"not in it: {left}");
        }

        if (gadf.IsEmpty)
        {
            return ExitCode.BadData;
        }

        Directory.CreateDirectory(folder);
        await using (var file = new FileStream(Path.Combine(folder, gadf.Name), FileMode.CreateNew))
        {
            PipeWriter output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
            await gadf.WriteAsync(output, stop);
            await output.CompleteAsync();
        }

        foreach (string index in new[] { GadfFile.TableIndex, GadfFile.ObservationIndex })
        {
            if (gadf.Index(index) is { } bytes)
            {
                await using var packed = new GZipStream(new FileStream(Path.Combine(folder, index + ".gz"), FileMode.CreateNew), CompressionLevel.Optimal);
                await packed.WriteAsync(bytes, stop);
            }
        }

        Console.WriteLine(Path.Combine(folder, gadf.Name));
        return ExitCode.Ok;
    }
}
