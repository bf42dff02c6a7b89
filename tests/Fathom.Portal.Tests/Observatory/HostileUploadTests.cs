using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fathom.Portal.Observatory;
using Fathom.Vo.Tap;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>A server with small limits.</summary>
public sealed class SmallWorld : PublishedWorld
{
    public const int UploadBytes = 300_000, UploadRows = 2000;

    protected override ObservatoryOptions Options => new()
    {
        Queries = new TapLimits { UploadBytes = UploadBytes, UploadRows = UploadRows, UploadColumns = 50, Uploads = 2, AtOnce = (2, 3), UploadingAtOnce = (2, 3), ResultBytes = 100_000, SyncTime = TimeSpan.FromMinutes(5) },
        Jobs = new Vo.Uws.UwsLimits { JobsOfAnOwner = 5, BytesOfAnOwner = 200_000 },
    };
}

public sealed class HostileUploadTests(SmallWorld published) : IClassFixture<SmallWorld>
{
    private const string Few = "name,ra,dec\none,10.5,-20\ntwo,83.63,22.01\n";

    private static readonly Dictionary<string, byte[]> Tables = MakeTables();

    public static TheoryData<string> Bad => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_table_is_refused_with_its_reason_and_leaves_nothing_behind(string which)
    {
        byte[] table = Tables[which];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tap/sync") { Content = PublishedWorld.Form("SELECT * FROM TAP_UPLOAD.bad", ("bad", table)) };
        // Who asks first is told at once that a body is too large; who does not may be cut off while it sends.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await published.Client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{answer.StatusCode} {text}");
        Assert.Contains("QUERY_STATUS\" value=\"ERROR\"", text, StringComparison.Ordinal);
        Assert.Contains(text.Contains("larger than", StringComparison.Ordinal) ? "larger than" : "The upload bad", text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(published.World.Get<ObservatoryDesk>().Spool));
    }

    [Theory]
    [InlineData(20_000_000, "413")]
    [InlineData(120_000_000, "413")]
    [InlineData(700_000_000, "")]
    public async Task Who_sends_too_much_without_asking_gets_the_answer_up_to_a_limit(int bytes, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", published.World.Server.Address.Port);
        NetworkStream stream = client.GetStream();
        string answer = "";
        try
        {
            await stream.WriteAsync(Text($"POST /tap/sync HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {bytes}\r\n\r\n"));
            byte[] piece = new byte[1_000_000];
            for (int sent = 0; sent < bytes; sent += piece.Length)
            {
                await stream.WriteAsync(piece);
            }

            using var reader = new StreamReader(stream);
            answer = await reader.ReadLineAsync() ?? "";
            Assert.Contains("VOTABLE", await ReadAsync(reader), StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Cut off while it sends.
        }

        Assert.Contains(status, answer, StringComparison.Ordinal);
        Assert.Equal(status.Length == 0, answer.Length == 0);
        Assert.Empty(Directory.GetFileSystemEntries(published.World.Get<ObservatoryDesk>().Spool));
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (!text.ToString().Contains("</VOTABLE>", StringComparison.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    [Fact]
    public async Task A_table_cut_short_anywhere_is_refused_or_answered_but_never_a_fault()
    {
        foreach (string format in new[] { "votable/td", "votable/b2", "votable/b", "fits" })
        {
            byte[] whole = await published.Client.GetByteArrayAsync($"/tap/sync?LANG=ADQL&RESPONSEFORMAT={Uri.EscapeDataString(format)}&QUERY=SELECT+TOP+40+*+FROM+ant20_01.main");
            var random = new Random(11);
            for (int i = 0; i < 12; i++)
            {
                using HttpResponseMessage answer = await published.UploadAsync("/tap/sync", "SELECT COUNT(*) AS n FROM TAP_UPLOAD.cut", ("cut", whole[..random.Next(1, whole.Length - 1)]));
                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest || (format == "fits" && answer.StatusCode == HttpStatusCode.OK), $"{format} {answer.StatusCode}");
                byte[] broken = [.. whole];
                for (int flips = 0; flips < 8; flips++)
                {
                    broken[random.Next(broken.Length)] = (byte)random.Next(256);
                }

                using HttpResponseMessage other = await published.UploadAsync("/tap/sync", "SELECT COUNT(*) AS n FROM TAP_UPLOAD.cut", ("cut", broken));
                Assert.True(other.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.OK or HttpStatusCode.RequestEntityTooLarge, $"{format} {other.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("UPLOAD", "x")]
    [InlineData("UPLOAD", "x,param:")]
    [InlineData("UPLOAD", "x,param:none")]
    [InlineData("UPLOAD", "x\"; DROP TABLE rows; --,param:t")]
    [InlineData("UPLOAD", "a.b,param:t")]
    [InlineData("UPLOAD", "../../etc,param:t")]
    [InlineData("UPLOAD", "TAP_SCHEMA.tables,param:t")]
    [InlineData("UPLOAD", "a,param:t;b,param:t;c,param:t")]
    [InlineData("UPLOAD", "a,param:t;A,param:t")]
    [InlineData("UPLOAD", ",param:t")]
    public async Task A_name_that_is_none_is_refused(string name, string value)
    {
        using MultipartFormDataContent form = PublishedWorld.Form("SELECT * FROM TAP_SCHEMA.tables");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Few)), "t", "t.csv");
        form.Add(new StringContent(value), name);
        using HttpResponseMessage answer = await published.Client.PostAsync("/tap/sync", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using MultipartFormDataContent same = PublishedWorld.Form("SELECT * FROM TAP_SCHEMA.tables");
        same.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Few)), "t", "t.csv");
        same.Add(new StringContent(value), name);
        using HttpResponseMessage job = await published.Client.PostAsync("/tap/async", same);
        Assert.Equal(HttpStatusCode.BadRequest, job.StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"t\"; filename=\"t\"\r\n\r\nname,ra")]
    [InlineData("multipart/form-data; boundary=x", "no boundary at all")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nnameless\r\n--x--\r\n")]
    [InlineData("multipart/form-data", "--x\r\n")]
    [InlineData("multipart/form-data; boundary=x", "")]
    public async Task A_form_that_is_cut_short_or_none_is_refused(string type, string body)
    {
        foreach (string address in new[] { "/tap/sync?LANG=ADQL&UPLOAD=t,param:t&QUERY=SELECT+*+FROM+TAP_UPLOAD.t", "/tap/async?LANG=ADQL&UPLOAD=t,param:t&QUERY=SELECT+*+FROM+TAP_UPLOAD.t" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using HttpResponseMessage answer = await published.Client.PostAsync(address, content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Two_uploads_share_the_limit_of_bytes_and_more_rows_than_allowed_are_refused()
    {
        byte[] half = Encoding.UTF8.GetBytes(Few + string.Concat(Enumerable.Range(0, 1990).Select(i => FormattableString.Invariant($"{new string('x', 60)},{i % 360},{i % 90}\n"))));
        using HttpResponseMessage one = await published.UploadAsync("/tap/sync", "SELECT COUNT(*) AS n FROM TAP_UPLOAD.a", ("a", half));
        Assert.Equal(["1992"], await PublishedWorld.LinesAsync(one));
        using HttpResponseMessage three = await published.UploadAsync("/tap/sync", "SELECT COUNT(*) AS n FROM TAP_UPLOAD.a", ("a", [.. half, .. new byte[SmallWorld.UploadBytes / 2]]), ("b", [.. half, .. new byte[SmallWorld.UploadBytes / 2]]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, three.StatusCode);
    }

    private static Dictionary<string, byte[]> MakeTables()
    {
        string rows = string.Concat(Enumerable.Range(0, SmallWorld.UploadRows + 1).Select(i => $"{i}\n"));
        string field = "<VOTABLE><RESOURCE><TABLE><FIELD name=\"a\" datatype=\"int\"/>";
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["empty"] = [],
            ["rows"] = Text("a\n" + rows),
            ["columns"] = Text(string.Join(',', Enumerable.Range(0, 60).Select(i => $"c{i}")) + "\n"),
            ["zeros"] = new byte[1000],
            ["long line"] = Text(new string('x', SmallWorld.UploadBytes - 5000)),
            ["too large"] = Text(new string('1', SmallWorld.UploadBytes + 1000)),
            ["much too large"] = new byte[20_000_000],
            ["entity"] = Text("<!DOCTYPE V [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><VOTABLE><RESOURCE><TABLE><FIELD name=\"a\" datatype=\"char\" arraysize=\"*\"/><DATA><TABLEDATA><TR><TD>&e;</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["laughs"] = Text("<!DOCTYPE V [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><VOTABLE>&c;</VOTABLE>"),
            ["foreign doctype"] = Text("<!DOCTYPE VOTABLE SYSTEM \"http://127.0.0.1/x.dtd\"><VOTABLE/>"),
            ["deep"] = Text("<VOTABLE>" + string.Concat(Enumerable.Repeat("<RESOURCE>", 20_000))),
            ["undefined entity"] = Text(field + "<DATA><TABLEDATA><TR><TD>&x;</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["no number"] = Text(field + "<DATA><TABLEDATA><TR><TD>many</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["no base64"] = Text(field + "<DATA><BINARY><STREAM encoding=\"base64\">!!!!</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["stream elsewhere"] = Text(field + "<DATA><BINARY><STREAM href=\"file:///etc/passwd\"/></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["html"] = Text("<html><body>404</body></html>"),
            ["no table"] = Text("<VOTABLE><RESOURCE/></VOTABLE>"),
            ["no columns"] = Text("<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["gzip bomb"] = Packed(new byte[30_000_000]),
            ["gzip cut"] = Packed(Text("a\n" + rows))[..40],
            ["fits without end"] = Text("SIMPLE  =                    T" + new string(' ', 200_000)),
            ["fits of exabytes"] = Fits(1_000_000_000, 1_000_000_000),
            ["fits of rows"] = Fits(4, 1_000_000),
            ["fits of width"] = Fits(2_000_000_000, 1),
            ["fits of nothing"] = Fits(-4, 5),
            ["binary that lies"] = Text(field.Replace("/>", " arraysize=\"*\"/>", StringComparison.Ordinal) + $"<DATA><BINARY><STREAM encoding=\"base64\">{Convert.ToBase64String(Lie())}</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"),
            ["bad utf-8"] = [.. Text("<VOTABLE><RESOURCE><TABLE><FIELD name=\""), 0xC3, 0x28, 0xFF, .. Text("\" datatype=\"int\"/>")],
            ["json"] = Text("{\"a\": [1, 2"),
        };
    }

    private static byte[] Lie()
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(bytes, int.MaxValue);
        return bytes;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(byte[] table)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(table);
        }

        return packed.ToArray();
    }

    private static byte[] Fits(long width, long rows)
    {
        string Card(string key, object value) => string.Create(CultureInfo.InvariantCulture, $"{key,-8}= {value,20}").PadRight(80);
        string Header(params string[] cards) => string.Concat(cards.Append("END".PadRight(80))).PadRight(2880);
        return Text(
            Header(Card("SIMPLE", "T"), Card("BITPIX", 8), Card("NAXIS", 0))
            + Header(
                Card("XTENSION", "'BINTABLE'"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", width), Card("NAXIS2", rows), Card("PCOUNT", 0), Card("GCOUNT", 1),
                Card("TFIELDS", 1), Card("TTYPE1", "'a       '"), Card("TFORM1", "'1J      '")));
    }
}
