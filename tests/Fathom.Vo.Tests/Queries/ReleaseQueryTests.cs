using Fathom.Sky.Sphere;
using Fathom.Vo.Queries;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Tests.Queries;

public sealed class ReleaseQueryTests
{
    [Fact]
    public async Task A_cone_of_a_release_is_what_every_distance_says_also_at_the_poles_and_across_right_ascension_zero()
    {
        using var folder = new TemporaryFolder();
        await ReleaseWriter.WriteAsync(folder["t"], "nu", "events", new SyntheticEvents(20_000, 9));
        using ReleaseTable table = ReleaseTable.Open(folder["t"]);
        var catalog = new TableCatalog([new QueryTable(table.Description) { Columns = table }]);
        Answer all = Answer.Of(new AdqlEngine().Prepare("SELECT id, ra, dec FROM events", catalog).Execute(long.MaxValue));
        Assert.Equal(20_000, all.Rows.Count);
        foreach ((double ra, double dec, double radius) in ((double, double, double)[])
            [(0, 90, 3), (123, -90, 5), (0.1, 0, 4), (359.9, 45, 10), (180, 10, 0.5), (10, -60, 100), (200, 3, 180), (725, 20, 7)])
        {
            long[] expected = [.. all.Rows.Where(row => GreatCircle.DistanceDegrees((double)row[1]!, (double)row[2]!, ra, dec) <= radius).Select(row => (long)row[0]!).Order()];
            foreach (string condition in (string[])
            [
                "1 = CONTAINS(POINT(ra, dec), CIRCLE({0}, {1}, {2}))", "DISTANCE(ra, dec, {0}, {1}) <= {2}", "{2} >= DISTANCE(POINT(ra, dec), POINT({0}, {1}))",
            ])
            {
                string text = "SELECT id FROM events WHERE " + string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, ra, dec, radius);
                Answer found = Answer.Of(new AdqlEngine().Prepare(text, catalog).Execute(long.MaxValue));
                Assert.Equal(expected, found.Rows.Select(row => (long)row[0]!).Order());
            }
        }
    }
}
