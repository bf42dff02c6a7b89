using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Events.Telescope.Km3Net.Online;
using Fathom.Root;
using Fathom.Root.Scans;

namespace Fathom.Cli.Commands.RootFiles;

internal static class RootVerifyCommand
{
    public static Command Create()
    {
        Argument<string> file = RootCommandGroup.File();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("verify", SharedOptions.Described(
            "Checks every key, length, checksum and reference, and reads every value; says where the first fault is.", "fathom root verify data.root")) { file, json };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new CommandException(ExitCode.NotFound, $"{path}: no such file");
            }

            bool damaged = false;
            bool all = true;
            foreach (FileFault fault in FileCheck.Of(path, new RootReadOptions { Streamers = DaqStreamers.All }))
            {
                damaged |= fault.Kind == FileFaultKind.Damaged;
                all &= fault.Kind != FileFaultKind.NotChecked;
                Console.Out.WriteLine(parse.GetValue(json) ? OutputJson.Line(fault) : TerminalText.Of(Text(fault)));
            }

            if (!damaged && !parse.GetValue(json))
            {
                Console.Out.WriteLine(all ? $"{path}: whole" : $"{path}: whole where it was checked");
            }

            return damaged ? ExitCode.BadData : ExitCode.Ok;
        });
        return command;
    }

    private static string Text(FileFault fault) =>
        $"{(fault.Kind == FileFaultKind.Damaged ? "damaged" : "not checked")}: {fault.Where}{(fault.Where.Length > 0 ? ": " : "")}{fault.Message}";
}
