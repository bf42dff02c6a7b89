using System.CommandLine;
using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Events.Telescope.Km3Net.Online;
using Fathom.Root;
using Fathom.Root.Conversions;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootConvertCommand
{
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        var output = new Argument<string>("OUT") { Description = "The file to write; one that is there is replaced when the new one is complete." };
        var to = new Option<string?>("--to") { Description = "ttree or rntuple; each stays what it is without it.", HelpName = "FORMAT" };
        to.AcceptOnlyFromAmong("ttree", "rntuple");
        var codec = new Option<string>("--codec")
        {
            Description = "none, zstd, zlib, lz4 or lzma, with a level after a colon (zstd:9).",
            DefaultValueFactory = _ => "zstd",
            HelpName = "CODEC[:LEVEL]",
        };
        var name = new Option<string?>("--object") { Description = "The only tree or RNTuple to convert, with the folders above it; all without it.", HelpName = "NAME" };
        var command = new Command("convert", SharedOptions.Described(
            "Writes trees and RNTuples into a new file, in another format or with another codec. What cannot be converted is named.",
            "fathom root convert data.root small.root --to rntuple --codec zstd:9")) { file, output, to, codec, name };
        command.SetAction((parse, cancellation) =>
        {
            string input = parse.GetValue(file)!;
            if (!File.Exists(input))
            {
                throw new CommandException(ExitCode.NotFound, $"{input}: no such file");
            }

            ConversionOptions options = new()
            {
                To = parse.GetValue(to) switch { "ttree" => ColumnarFormat.Tree, "rntuple" => ColumnarFormat.NTuple, _ => null },
                Object = parse.GetValue(name),
                Read = new RootReadOptions { Streamers = DaqStreamers.All },
                Write = Codec(parse.GetValue(codec)!),
            };
            return Task.FromResult(Run(input, parse.GetValue(output)!, options, cancellation));
        });
        return command;
    }

    private static int Run(string input, string output, ConversionOptions options, CancellationToken cancellation)
    {
        try
        {
            ConversionReport report = FileConversion.Run(input, output, options, Progress(TimeProvider.System), cancellation);
            foreach ((string what, string reason) in report.LeftOut)
            {
                Console.Error.WriteLine(TerminalText.Of($"left out: {what}: {reason}"));
            }

            foreach ((string what, long entries) in report.Objects)
            {
                Console.Out.WriteLine(TerminalText.Of($"{what}: {entries} entries"));
            }

            return report.Objects.Count > 0 ? ExitCode.Ok : ExitCode.NotWell;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"fathom: interrupted; {TerminalText.Of(output)} was not written");
            return ExitCode.Interrupted;
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }

    /// <summary>A line on a terminal, once a second.</summary>
    private static Action<ConversionProgress>? Progress(TimeProvider time)
    {
        if (Console.IsErrorRedirected)
        {
            return null;
        }

        long last = time.GetTimestamp();
        return at =>
        {
            if (time.GetElapsedTime(last) >= s_pace || at.Done == at.Entries)
            {
                last = time.GetTimestamp();
                string end = at.Done == at.Entries ? "\n" : "";
                Console.Error.Write($"\r{TerminalText.Of(at.Name)}: {at.Done} of {at.Entries} entries{end}");
            }
        };
    }

    private static RootWriteOptions Codec(string text)
    {
        string[] parts = text.Split(':');
        int level = 3;
        if (parts.Length > 2 || !Enum.TryParse(parts[0], ignoreCase: true, out RootCodec codec) || !Enum.IsDefined(codec) || char.IsDigit(parts[0][0])
            || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out level)) || level is < 1 or > 19)
        {
            throw new CommandException(ExitCode.Usage, $"--codec {text}: none, zstd, zlib, lz4 or lzma, and a level from 1 to 19 after a colon");
        }

        return new RootWriteOptions { Codec = codec, Level = level };
    }
}
