using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Fathom.StiltsCheck;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class UploadTests(PublishedWorld published, ITestOutputHelper output) : IClassFixture<PublishedWorld>
{
    private static readonly byte[] Few = "name,ra,dec\none,10.5,-20\ntwo,83.63,22.01\nthree,266.4,-29\n"u8.ToArray();

    [Theory]
    [InlineData("votable/td")]
    [InlineData("votable/b")]
    [InlineData("votable/b2")]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("fits")]
    public async Task What_the_service_gives_it_takes_back_and_joins_with_what_is_published(string format)
    {
        byte[] table = await published.Client.GetByteArrayAsync($"/tap/sync?LANG=ADQL&RESPONSEFORMAT={Uri.EscapeDataString(format)}&QUERY=SELECT+*+FROM+ant20_01.main+WHERE+nhit+%3E+200");
        string expected = Assert.Single(await published.QueryAsync("SELECT COUNT(*) AS n, SUM(nhit) AS s FROM ant20_01.main WHERE nhit > 200"));
        foreach (byte[] sent in new[] { table, Packed(table) })
        {
            using HttpResponseMessage alone = await published.UploadAsync("/tap/sync", "SELECT COUNT(*) AS n, SUM(nhit) AS s FROM TAP_UPLOAD.mine", ("mine", sent));
            Assert.Equal([expected], await PublishedWorld.LinesAsync(alone));
            using HttpResponseMessage joined = await published.UploadAsync(
                "/tap/sync",
                "SELECT COUNT(*) AS n, SUM(t.nhit) AS s FROM tap_upload.mine AS u JOIN ant20_01.main AS t ON t.id = u.id AND t.ra = u.ra AND t.mjd = u.mjd",
                ("mine", sent));
            Assert.Equal([expected], await PublishedWorld.LinesAsync(joined));
        }
    }

    [Theory]
    [InlineData(10, HttpStatusCode.OK, "1")]
    [InlineData(11, HttpStatusCode.BadRequest, "may name 10 different tables; this one names 11")]
    public async Task A_join_of_more_tables_than_a_database_takes_is_refused_and_says_how_many_it_takes(int tables, HttpStatusCode status, string says)
    {
        string[] own = ["TAP_SCHEMA.schemas", "TAP_SCHEMA.tables", "TAP_SCHEMA.columns", "TAP_SCHEMA.keys", "TAP_SCHEMA.key_columns", "ivoa.obscore", "ivoa.obscore_hea", "ant20_01.main"];
        string[] all = [.. own, .. Enumerable.Range(0, tables - own.Length).Select(i => $"TAP_UPLOAD.u{i}")];
        string query = "SELECT COUNT(*) AS n FROM TAP_SCHEMA.schemas AS t0 " + string.Concat(all.Skip(1).Select((table, i) => $"LEFT JOIN {table} AS t{i + 1} ON 1 = 0 ")) + "WHERE t0.schema_name = 'ivoa'";
        using HttpResponseMessage answer = await published.UploadAsync("/tap/sync", query, [.. all.Skip(own.Length).Select(table => (table[11..], Few))]);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_are_matched_with_the_rows_around_them_and_no_others()
    {
        int expected = 0;
        foreach (string place in Encoding.UTF8.GetString(Few).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] cells = place.Split(',');
            expected += int.Parse(
                Assert.Single(await published.QueryAsync($"SELECT COUNT(*) AS n FROM ant20_01.main WHERE 1 = CONTAINS(POINT(ra, dec), CIRCLE({cells[1]}, {cells[2]}, 5))")),
                CultureInfo.InvariantCulture);
        }

        Assert.InRange(expected, 10, 200);
        foreach (string condition in new[]
        {
            "1 = CONTAINS(POINT('ICRS', t.ra, t.dec), CIRCLE('ICRS', u.ra, u.dec, 5))", "1 = CONTAINS(POINT(u.ra, u.dec), CIRCLE(t.ra, t.dec, 5))",
            "DISTANCE(t.ra, t.dec, u.ra, u.dec) <= 5", "5 >= DISTANCE(POINT(u.ra, u.dec), POINT(t.ra, t.dec)) AND t.nhit > 0",
        })
        {
            foreach (string from in new[] { "ant20_01.main AS t JOIN TAP_UPLOAD.few AS u ON", "TAP_UPLOAD.few AS u INNER JOIN ant20_01.main AS t ON", "TAP_UPLOAD.few AS u, ant20_01.main AS t WHERE", "TAP_UPLOAD.few AS u LEFT JOIN ant20_01.main AS t ON" })
            {
                using HttpResponseMessage answer = await published.UploadAsync("/tap/sync", $"SELECT COUNT(t.id) AS n FROM {from} {condition}", ("few", Few));
                Assert.Equal([expected.ToString(CultureInfo.InvariantCulture)], await PublishedWorld.LinesAsync(answer));
            }
        }
    }

    [Fact]
    public async Task An_upload_is_known_to_its_own_query_alone()
    {
        using HttpResponseMessage own = await published.UploadAsync("/tap/sync", "SELECT name FROM TAP_UPLOAD.secret_names ORDER BY name", ("secret_names", Few));
        Assert.Equal(["one", "three", "two"], await PublishedWorld.LinesAsync(own));
        foreach (string query in new[] { "SELECT * FROM TAP_UPLOAD.secret_names", "SELECT * FROM secret_names", "SELECT name FROM TAP_UPLOAD.secret_names JOIN ant20_01.main USING (ra)" })
        {
            using HttpResponseMessage other = await published.UploadAsync("/tap/sync", query, ("another", Few));
            string text = await other.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
            Assert.DoesNotContain("secret_names is", text, StringComparison.Ordinal);
            Assert.Contains("there is no table", text, StringComparison.Ordinal);
        }

        Assert.Equal(["0"], await published.QueryAsync("SELECT COUNT(*) AS n FROM TAP_SCHEMA.tables WHERE ivo_nocasematch(schema_name, 'TAP_UPLOAD') = 1"));
        Assert.Empty(Directory.GetFileSystemEntries(published.World.Get<Fathom.Portal.Observatory.ObservatoryDesk>().Spool));
    }

    [Fact]
    public async Task A_job_keeps_its_upload_until_it_goes_and_shows_it_to_nobody()
    {
        MultipartFormDataContent form = PublishedWorld.Form("SELECT u.name FROM TAP_UPLOAD.few AS u JOIN TAP_UPLOAD.few AS v ON u.name = v.name ORDER BY u.name", ("few", Few));
        using HttpResponseMessage made = await published.Client.PostAsync("/tap/async", form);
        Uri job = made.RequestMessage!.RequestUri!;
        Assert.Contains("few,param:part_few", await published.Client.GetStringAsync(job), StringComparison.Ordinal);
        using HttpResponseMessage run = await published.Client.PostAsync($"{job}/phase", new FormUrlEncodedContent([new("PHASE", "RUN")]));
        foreach (string phase in new[] { "QUEUED", "EXECUTING" })
        {
            await published.Client.GetStringAsync($"{job}?WAIT=60&PHASE={phase}");
        }

        Assert.Equal("COMPLETED", await published.Client.GetStringAsync($"{job}/phase"));
        using HttpResponseMessage result = await published.Client.GetAsync($"{job}/results/result");
        Assert.Equal(["one", "three", "two"], await PublishedWorld.LinesAsync(result));
        foreach (string part in new[] { "results/upload-few", "upload-few", "results/..%2Fupload-few", "results/job.json" })
        {
            using HttpResponseMessage hidden = await published.Client.GetAsync($"{job}/{part}");
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        string folder = Path.Combine(published.World.Root, "queries", job.Segments[^1]);
        Assert.True(File.Exists(Path.Combine(folder, "upload-few")));
        using HttpResponseMessage gone = await published.Client.DeleteAsync(job);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task An_upload_by_address_comes_from_this_server_and_from_nowhere_else()
    {
        Uri own = published.World.Server.Address;
        string query = $"{own}tap/sync?LANG=ADQL&RESPONSEFORMAT=fits&QUERY=SELECT+TOP+7+*+FROM+ant20_01.main";
        using HttpResponseMessage taken = await FetchAsync(query);
        Assert.Equal(["7"], await PublishedWorld.LinesAsync(taken));
        string port = own.Port.ToString(CultureInfo.InvariantCulture);
        foreach (string address in new[]
        {
            // What is not published, also where the name is this machine's own.
            $"{own}jobs", $"{own}metrics", $"{own}tap/async/0123456789abcdef0123456789abcdef/results/result", $"{own}tap/sync?LANG=ADQL&QUERY=nothing",
            // This machine by other names, private networks, and other schemes.
            $"http://[::1]:{port}/tap/examples", $"http://2130706433:{port}/tap/tables", $"http://localhost.localdomain:{port}/tap/tables", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/x",
            "http://example.org/table.vot", "file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1:70/x", $"http://user@127.0.0.1:{port}/tap/tables", "//127.0.0.1/x", "param:", "x",
        })
        {
            using HttpResponseMessage refused = await FetchAsync(address);
            string text = await refused.Content.ReadAsStringAsync();
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{address}: {refused.StatusCode} {text}");
            Assert.Contains("QUERY_STATUS\" value=\"ERROR\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void STILTS_uploads_a_table_and_finds_no_error_in_how_it_is_taken()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        string tap = $"{published.World.Server.Address}tap", file = Path.Combine(published.World.Root, "few.csv");
        File.WriteAllBytes(file, Few);
        foreach (string[] kind in new[] { ["sync=true"], new[] { "sync=false", "delete=finished" } })
        {
            string table = Stilts.Run(
                ["tapquery", $"tapurl={tap}", "nupload=1", $"upload1={file}", "ufmt1=csv", "upname1=few", "ofmt=csv", .. kind,
                "adql=SELECT u.name, COUNT(*) AS n FROM TAP_UPLOAD.few AS u JOIN ant20_01.main AS t ON 1 = CONTAINS(POINT('ICRS', t.ra, t.dec), CIRCLE('ICRS', u.ra, u.dec, 20)) GROUP BY u.name"]);
            Assert.Equal(3, table.Split('\n').Count(line => line.StartsWith("one,", StringComparison.Ordinal) || line.StartsWith("two,", StringComparison.Ordinal) || line.StartsWith("three,", StringComparison.Ordinal)));
        }

        string said = Stilts.Run("taplint", $"tapurl={tap}", "report=EFW", "stages=CAP TME UPL");
        output.WriteLine(said);
        Assert.Contains("Totals: Errors: 0; ", said, StringComparison.Ordinal);
        Assert.Contains("Failures: 0", said, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> FetchAsync(string address) => published.Client.PostAsync(
        "/tap/sync", new FormUrlEncodedContent([new("LANG", "ADQL"), new("RESPONSEFORMAT", "csv"), new("QUERY", "SELECT COUNT(*) AS n FROM TAP_UPLOAD.it"), new("UPLOAD", $"it,{address}")]));

    private static byte[] Packed(byte[] table)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(table);
        }

        return packed.ToArray();
    }
}
