using System.CommandLine;
using Fathom.Events.Telescope.Km3Net.Online;
using Fathom.Root;

namespace Fathom.Cli.Commands.RootFiles;

/// <summary>ROOT files: what is in them.</summary>
internal static class RootCommandGroup
{
    public static Command Create() => new("root", """
        ROOT files: what is in them, whether they are whole, and the same in another format.

        Examples:
          fathom root ls data.root
          fathom root show data.root E --json
          fathom root scan data.root E --json | jq -c 'select(.n > 0)'
          fathom root dump data.root E --columns Evt/id,Evt/hits/hits.t --first 10 --count 5
          fathom root verify data.root
          fathom root convert data.root small.root --to rntuple --codec zstd:9
        """)
    {
        RootListCommand.Create(),
        RootShowCommand.Create(),
        RootScanCommand.Create(),
        RootDumpCommand.Create(),
        RootVerifyCommand.Create(),
        RootConvertCommand.Create(),
    };

    public static Argument<string> File() => new("FILE") { Description = "The ROOT file." };

    public static Argument<string?> Object() => new("OBJECT")
    {
        Description = "Object in the file, with the folders above it; the latest cycle unless ;CYCLE follows.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<bool> Recover() => new("--recover")
    {
        Description = "Find the objects by walking from key to key: for a file that was not closed.",
    };

    /// <summary>Opens a file; classes of KM3NeT's data acquisition read by their streamers.</summary>
    public static RootFileReader Open(string path, bool recover)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new CommandException(ExitCode.NotFound, $"{path}: no such file");
        }

        return RootFileReader.Open(path, new RootReadOptions { Recover = recover, Streamers = DaqStreamers.All });
    }

    /// <summary>The object of a name, or the trees and RNTuples where none is named.</summary>
    public static IReadOnlyList<RootKey> Columnar(RootFileReader reader, string? name)
    {
        if (name is not null)
        {
            return [reader.Top.Find(name) ?? throw new CommandException(
                ExitCode.NotFound, $"no object {name}; there are: {string.Join(", ", reader.Top.AllKeys().Take(20).Select(key => key.Path))}")];
        }

        return [.. reader.Top.AllKeys().Where(IsColumnar)];
    }

    /// <summary>A tree or an RNTuple.</summary>
    public static bool IsColumnar(RootKey key) => key.IsColumnar;
}
