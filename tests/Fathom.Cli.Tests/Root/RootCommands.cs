using System.Text.Json;
using Fathom.Cli.Tests.Processes;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Cli.Tests.Root;

/// <summary>What docs/reference/root.md promises, on a file of known values.</summary>
public sealed class RootCommands
{
    private const int Entries = 1000;

    [Fact]
    public async Task A_scan_gives_number_sum_first_and_last_of_each_field_and_a_dump_its_entries()
    {
        using var folder = new TemporaryFolder();
        Write(folder["events.root"]);
        Assert.Equal("events;1", (await FathomCommand.MustRunAsync(folder.Path, "root", "ls", "events.root", "--json")).Json.GetProperty("name").GetString());
        JsonElement scan = (await FathomCommand.MustRunAsync(folder.Path, "root", "scan", "events.root", "--json")).Json;
        Assert.Equal("energy double", $"{scan.GetProperty("name")} {scan.GetProperty("type")}");
        Assert.Equal([Entries, 249_750, 0, 499.5], new[] { "n", "sum", "first", "last" }.Select(name => scan.GetProperty(name).GetDouble()));
        CommandResult dump = await FathomCommand.MustRunAsync(
            folder.Path, "root", "dump", "events.root", "events", "--columns", "energy", "--csv", "--first", "2", "--count", "2");
        Assert.Equal(["energy", "1.0", "1.5"], dump.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Show_gives_the_schema_as_lines_of_JSON_and_as_a_table()
    {
        using var folder = new TemporaryFolder();
        Write(folder["events.root"]);
        JsonElement field = (await FathomCommand.MustRunAsync(folder.Path, "root", "show", "events.root", "events", "--json")).Json;
        Assert.Equal("events;1 energy double", $"{field.GetProperty("object")} {field.GetProperty("name")} {field.GetProperty("type")}");
        Assert.Equal(Entries, field.GetProperty("entries").GetInt64());
        string table = (await FathomCommand.MustRunAsync(folder.Path, "root", "show", "events.root")).Output;
        Assert.Contains("events;1 (ROOT::RNTuple)", table, StringComparison.Ordinal);
        Assert.Matches(@"energy\s+double\s+1000", table);
        CommandResult missing = await FathomCommand.RunAsync(folder.Path, "root", "show", "events.root", "tracks");
        Assert.Equal(66, missing.ExitCode);
        Assert.Contains("events;1", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hits_of_KM3NeTs_data_acquisition_read_on_the_command_line()
    {
        using var folder = new TemporaryFolder();
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "shared", "data", "km3net-events", "km3net_online.root");
            if (File.Exists(path))
            {
                string[] lines = (await FathomCommand.MustRunAsync(folder.Path, "root", "dump", path, "KM3NET_EVENT", "--columns", "KM3NET_EVENT/snapshotHits"))
                    .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal([96, 124, 78], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("KM3NET_EVENT/snapshotHits").GetArrayLength()));
                return;
            }
        }
    }

    [Fact]
    public async Task One_bit_that_fell_over_is_found_with_its_place_and_the_exit_code_is_65()
    {
        using var folder = new TemporaryFolder();
        string path = folder["events.root"];
        Write(path);
        Assert.Contains("whole", (await FathomCommand.MustRunAsync(folder.Path, "root", "verify", "events.root")).Output, StringComparison.Ordinal);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        int header = bytes.AsSpan().IndexOf("RBlob"u8) + 5;
        int firstPage = header + bytes.AsSpan(header).IndexOf("RBlob"u8) + 20;
        bytes[firstPage] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        CommandResult damaged = await FathomCommand.RunAsync(folder.Path, "root", "verify", "events.root");
        Assert.Equal(65, damaged.ExitCode);
        Assert.Matches("damaged:.*[0-9]+", damaged.Output + damaged.Error);
    }

    [Fact]
    public async Task A_converted_file_gives_the_same_scan_and_what_is_left_out_is_named()
    {
        using var folder = new TemporaryFolder();
        Write(folder["events.root"]);
        CommandResult there = await FathomCommand.MustRunAsync(folder.Path, "root", "convert", "events.root", "tree.root", "--to", "ttree", "--codec", "zlib:1");
        Assert.Contains($"events: {Entries} entries", there.Output, StringComparison.Ordinal);
        Assert.Equal("TTree", (await FathomCommand.MustRunAsync(folder.Path, "root", "ls", "tree.root", "--json")).Json.GetProperty("class").GetString());
        JsonElement scan = (await FathomCommand.MustRunAsync(folder.Path, "root", "scan", "tree.root", "--json")).Json;
        Assert.Equal([Entries, 249_750, 0, 499.5], new[] { "n", "sum", "first", "last" }.Select(name => scan.GetProperty(name).GetDouble()));
        Assert.Equal(64, (await FathomCommand.RunAsync(folder.Path, "root", "convert", "events.root", "b.root", "--codec", "rar")).ExitCode);
        Assert.Equal(66, (await FathomCommand.RunAsync(folder.Path, "root", "convert", "none.root", "b.root")).ExitCode);
    }

    [Theory]
    [InlineData("scan", "no.root", 66)]
    [InlineData("ls", "text.root", 65)]
    public async Task What_is_no_ROOT_file_is_told_so(string verb, string file, int code)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["text.root"], "this is no ROOT file\n");
        CommandResult result = await FathomCommand.RunAsync(folder.Path, "root", verb, file);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private static void Write(string path)
    {
        var model = new NTupleModel("events");
        ScalarColumn<double> energy = model.AddScalar<double>("energy");
        using RootFileWriter writer = RootFileWriter.Create(path);
        NTupleWriter events = writer.AddNTuple(model);
        for (int i = 0; i < Entries; i++)
        {
            energy.Value = i / 2.0;
            events.Fill();
        }

        writer.Complete();
    }
}
