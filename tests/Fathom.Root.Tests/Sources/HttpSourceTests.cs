using Fathom.Root.Scans;
using Fathom.Root.Sources;
using Fathom.Root.Tests.Files;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Sources;

public sealed class HttpSourceTests(ITestOutputHelper output)
{
    private const string Name = "Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root";

    private static readonly HttpReadOptions s_small = new() { BlockBytes = 4096, KeptBlocks = 4, BlocksPerRequest = 2 };

    [Fact]
    public void A_file_on_a_server_reads_as_on_disk_with_few_requests_and_little_kept()
    {
        if (RealFiles.Path(Name, output) is not string path)
        {
            return;
        }

        using RangeServer server = new(File.ReadAllBytes(path));
        using HttpClient client = new();
        using RootFileReader local = RootFileReader.Open(path);
        string[] expected = Scans(local);
        using (RootFileReader remote = RootFileReader.Open(server.Uri, client))
        {
            Assert.Equal(expected, Scans(remote));
        }

        Assert.Equal(1, server.Requests);
        using RootFileReader sparing = RootFileReader.Open(server.Uri, client, s_small);
        Assert.Equal(expected, Scans(sparing));
        Assert.InRange(server.Requests, 3, 200);
    }

    [Fact]
    public void Neighbouring_ranges_are_asked_for_at_once_and_a_file_read_in_order_ahead()
    {
        byte[] content = new byte[64 * 4096];
        new Random(1).NextBytes(content);
        using RangeServer server = new(content);
        using HttpClient client = new();
        HttpRanges ranges = new(client, server.Uri, new HttpReadOptions { BlockBytes = 4096, KeptBlocks = 64, BlocksPerRequest = 16 });
        byte[] read = new byte[16 * 4096];
        Assert.Equal(read.Length, ranges.Read(20 * 4096, read));
        Assert.Equal(content[(20 * 4096)..(36 * 4096)], read);
        Assert.Equal(2, server.Requests);
        for (int block = 37; block < 64; block++)
        {
            Assert.Equal(4096, ranges.Read(block * 4096, read.AsSpan(0, 4096)));
            Assert.Equal(content[(block * 4096)..((block + 1) * 4096)], read[..4096]);
        }

        Assert.InRange(server.Requests, 3, 8);
    }

    [Fact]
    public void A_file_that_changes_under_the_reader_is_an_error()
    {
        foreach (bool ignores in new[] { false, true })
        {
            byte[] content = new byte[10 * 4096];
            using RangeServer server = new(content) { IgnoresConditions = ignores };
            using HttpClient client = new();
            HttpRanges ranges = new(client, server.Uri, s_small);
            server.Tag = "\"two\"";
            Assert.Equal(HttpReadFailure.Changed, Failure(() => ranges.Read(30000, new byte[10])));
        }
    }

    [Fact]
    public void A_file_that_grew_shorter_is_an_error()
    {
        using RangeServer server = new(new byte[10 * 4096]);
        using HttpClient client = new();
        HttpRanges ranges = new(client, server.Uri, s_small);
        server.Content = new byte[4096];
        Assert.Equal(HttpReadFailure.Changed, Failure(() => ranges.Read(30000, new byte[10])));
    }

    [Fact]
    public void Servers_that_do_not_answer_as_asked_are_refused_by_name()
    {
        using HttpClient client = new();
        Assert.Equal(HttpReadFailure.NoRanges, Opening(client, new RangeServer(new byte[9]) { IgnoresRanges = true }));
        Assert.Equal(HttpReadFailure.NoRanges, Opening(client, new RangeServer(new byte[9]) { Tag = null }));
        Assert.Equal(HttpReadFailure.NoRanges, Opening(client, new RangeServer(new byte[9]) { Tag = "W/\"weak\"" }));
        Assert.Equal(HttpReadFailure.BadAnswer, Opening(client, new RangeServer(new byte[9]) { ShiftsRanges = true }));
        Assert.Equal(HttpReadFailure.Refused, Opening(client, new RangeServer(new byte[9]) { Status = 403 }));
        Assert.Equal(HttpReadFailure.TooLarge, Opening(client, new RangeServer(new byte[9]), s_small with { MaximumFileBytes = 8 }));
        Assert.Equal(HttpReadFailure.Unreachable, Opening(client, new RangeServer(new byte[9]) { Stalls = true }, s_small with { Timeout = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal(HttpReadFailure.Unreachable, Failure(() => _ = new HttpRanges(client, new Uri("http://127.0.0.1:1/data.root"), s_small)));
    }

    [Fact]
    public void What_follows_the_path_of_the_address_stays_out_of_messages()
    {
        using RangeServer server = new(new byte[9]) { Status = 403 };
        using HttpClient client = new();
        HttpReadException fault = Assert.Throws<HttpReadException>(() => RootFileReader.Open(new Uri(server.Uri + "?token=secret"), client));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static HttpReadFailure Opening(HttpClient client, RangeServer server, HttpReadOptions? options = null)
    {
        using (server)
        {
            return Failure(() => _ = new HttpRanges(client, server.Uri, options ?? s_small));
        }
    }

    private static HttpReadFailure Failure(Action action) => Assert.Throws<HttpReadException>(action).Failure;

    private static string[] Scans(RootFileReader reader) =>
        [.. FileScan.Of(reader.OpenNTuple(reader.NTupleNames[0])).Select(scan => $"{scan.Name} {scan.Count} {scan.Sum:R} {scan.First}")];
}
