using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Xml.Linq;
using Fathom.Sky.Sphere;
using Fathom.Vo.Cone;
using Fathom.Vo.Releases;
using Fathom.Vo.Tests.Tables;

namespace Fathom.Vo.Tests.Cone;

public sealed class ConeSearchTests : IAsyncLifetime, IDisposable
{
    private static readonly XNamespace s_vo = "http://www.ivoa.net/xml/VOTable/v1.3";
    private readonly TemporaryFolder _folder = new();
    private ReleaseTable? _table;

    public async Task InitializeAsync()
    {
        await ReleaseWriter.WriteAsync(_folder["t"], "s", "main", new SyntheticEvents(20_000, 3));
        _table = ReleaseTable.Open(_folder["t"]);
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _table?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("RA=10&DEC=20&SR=5", 10, 20, 5)]
    [InlineData("ra=359.99&Dec=-89&sr=3&VERB=3", 359.99, -89, 3)]
    [InlineData("RA=-10&DEC=%2B2e1&SR=5&unknown=x", 350, 20, 5)]
    public async Task The_rows_within_the_circle_are_written(string query, double rightAscension, double declination, double radius)
    {
        var rows = await RoundTrips.ReadAsync(await Answer(query, new ConeOptions()));
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(GreatCircle.DistanceDegrees(rightAscension, declination, (double)row[1]!, (double)row[2]!) <= radius));
        Assert.Equal(ConeRows.Find(_table!, rightAscension, declination, radius).Sum(range => range.Count), rows.Count);
    }

    [Theory]
    [InlineData("DEC=20&SR=5", "RA is missing")]
    [InlineData("RA=10&DEC=20", "SR is missing")]
    [InlineData("RA=abc&DEC=20&SR=5", "RA: expected decimal degrees")]
    [InlineData("RA=10h&DEC=20&SR=5", "RA: expected decimal degrees")]
    [InlineData("RA=NaN&DEC=20&SR=5", "RA: expected decimal degrees")]
    [InlineData("RA=10&DEC=91&SR=5", "DEC: expected decimal degrees from -90 to 90")]
    [InlineData("RA=10&DEC=0&SR=-1", "SR: expected decimal degrees from 0 to 180")]
    [InlineData("RA=10&DEC=0&SR=1&SR=2", "SR is given more than once")]
    [InlineData("RA=10&DEC=0&SR=1&VERB=4", "VERB: expected a whole number from 1 to 3")]
    [InlineData("RA=10&DEC=0&SR=1&MAXREC=-1", "MAXREC: expected a whole number from 0")]
    [InlineData("RA=10,5&DEC=0&SR=1", "RA: expected decimal degrees")]
    public void What_is_wrong_with_parameters_is_said(string query, string problem)
    {
        var parameters = ConeParameters.Read(Parse(query));
        Assert.Null(parameters.Request);
        Assert.Contains(problem, parameters.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_a_votable_with_an_info_named_error()
    {
        var output = new ArrayBufferWriter<byte>();
        ConeSearch.WriteError(output, "SR: \"<5>\" & more");
        var document = XDocument.Parse(Encoding.UTF8.GetString(output.WrittenSpan));
        var error = Assert.Single(document.Root!.Elements(s_vo + "INFO"));
        Assert.Equal(("Error", "Error", "SR: \"<5>\" & more"), (error.Attribute("name")!.Value, error.Attribute("ID")!.Value, error.Attribute("value")!.Value));
    }

    [Fact]
    public async Task A_radius_of_zero_gives_the_columns_and_no_row()
    {
        var answer = await Answer("RA=10&DEC=20&SR=0", new ConeOptions());
        Assert.Empty(await RoundTrips.ReadAsync(answer));
        Assert.Equal(6, XDocument.Load(new MemoryStream(answer)).Descendants(s_vo + "FIELD").Count());
    }

    [Fact]
    public async Task The_least_verbosity_gives_name_and_place_and_a_distance_comes_first_where_it_is_wanted()
    {
        var answer = await Answer("RA=10&DEC=20&SR=10&VERB=1&RESPONSEFORMAT=votable/td", new ConeOptions { WithDistance = true });
        Assert.Equal(["_r", "id", "ra", "dec"], XDocument.Load(new MemoryStream(answer)).Descendants(s_vo + "FIELD").Select(field => field.Attribute("name")!.Value));
        var rows = await RoundTrips.ReadAsync(answer);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(GreatCircle.DistanceDegrees(10, 20, (double)row[2]!, (double)row[3]!), (double)row[0]!, 1e-12));
    }

    [Fact]
    public async Task More_rows_than_wanted_or_allowed_are_an_overflow()
    {
        foreach (var (query, limit) in new[] { ("RA=10&DEC=20&SR=10&MAXREC=3", 1000L), ("RA=10&DEC=20&SR=10&MAXREC=300", 3L), ("RA=10&DEC=20&SR=10", 3L) })
        {
            var answer = await Answer(query + "&RESPONSEFORMAT=votable/td", new ConeOptions { Limit = limit });
            var document = XDocument.Load(new MemoryStream(answer));
            Assert.Equal(3, document.Descendants(s_vo + "TR").Count());
            Assert.Equal("OVERFLOW", document.Descendants(s_vo + "INFO").Last().Attribute("value")!.Value);
        }
    }

    [Fact]
    public void The_edge_is_the_same_as_that_of_the_angle()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var (lon, lat) = (random.NextDouble() * 360, (random.NextDouble() * 180) - 90);
            var (lon2, lat2) = (lon + ((random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(8))), Math.Clamp(lat + ((random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(8))), -90, 90));
            var distance = GreatCircle.DistanceDegrees(lon, lat, lon2, lat2);
            Assert.True(new ConeCircle(lon, lat, distance).Contains(lon2, lat2));
            Assert.False(new ConeCircle(lon, lat, Math.BitDecrement(distance)).Contains(lon2, lat2));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Parse(string query) =>
        query.Split('&').Select(part => part.Split('=')).Select(part => KeyValuePair.Create(part[0], Uri.UnescapeDataString(part[1])));

    private async Task<byte[]> Answer(string query, ConeOptions options)
    {
        var request = ConeParameters.Read(Parse(query)).Request!;
        var stream = new MemoryStream();
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await new ConeSearch(_table!, options).WriteAsync(request, ConeSearch.Format(request)!, output, [], default);
        await output.CompleteAsync();
        return stream.ToArray();
    }
}
