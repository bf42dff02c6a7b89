using System.CommandLine;
using Fathom.Catalog.DataSources;
using Fathom.Cli.Output;

namespace Fathom.Cli.Commands;

internal static class DataSourcesCommand
{
    public static Command Create()
    {
        Option<bool> json = SharedOptions.Json();
        var command = new Command("sources", SharedOptions.Described("Lists the public data that Fathom knows: origin, licence, SHA-256.", "fathom data sources --json")) { json };
        command.SetAction(parse =>
        {
            IReadOnlyList<DataSource> sources = DataSourceRegistry.Load().Sources;
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(sources));
                return ExitCode.Ok;
            }

            Listing.Write(
                [.. sources.SelectMany(source => source.Files.Select(file => (Source: source, File: file)))], false,
                new("SOURCE", row => row.Source.Name), new("FILE", row => row.File.Name), new("BYTES", row => row.File.Size),
                new("LICENCE", row => row.Source.Licence), new("ORIGIN", row => $"{row.Source.Repository}@{row.Source.Commit[..8]}"),
                new("SHA-256", row => row.File.Sha256));
            return ExitCode.Ok;
        });
        return command;
    }
}
