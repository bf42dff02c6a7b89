using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Database.Measuring;
using Fathom.Portal.Metrics;
using Fathom.Portal.Tests.World;
using Fathom.SourceTrees;

namespace Fathom.Portal.Tests.Metrics;

[Collection("portal")]
public sealed partial class MetricsTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public async Task Every_metric_is_there_with_help_and_type_and_every_line_is_of_the_format()
    {
        using var answer = await _world.Reader.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line));
        Assert.Equal(AllMetrics.List.Select(metric => metric.Name), text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        Assert.All(AllMetrics.List, metric => Assert.Contains($"# HELP {metric.Name} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_counts_what_the_ledger_has()
    {
        await _world.PageAsync("/jobs");
        var text = await _world.PageAsync("/metrics");
        Assert.Equal(6, Values(text, $"fathom_attempts_total{{[^}}]*campaign=\"{PortalWorld.Campaign}\"[^}}]*outcome=\"accepted\"}}").Sum() - Extra());
        Assert.Equal(4, Values(text, "fathom_attempts_total{[^}]*outcome=\"failed\"}").Sum());
        Assert.Equal(1, Values(text, "fathom_jobs{[^}]*state=\"Held\"}").Sum());
        Assert.True(Values(text, "fathom_event_seq").Single() > 20);
        Assert.True(Values(text, "fathom_http_request_duration_seconds_count{method=\"GET\",route=\"/jobs\",status=\"2xx\"}").Single() >= 1);
        Assert.True(Values(text, "fathom_commit_duration_seconds_count").Single() > 10);
        Assert.True(Values(text, "process_resident_memory_bytes").Single() > 1e7);
    }

    [Fact]
    public async Task Failures_that_blame_a_storage_element_are_counted_at_it_and_others_are_not()
    {
        await using var world = await PortalWorld.MakeAsync(2);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        foreach (var cause in new[] { "StorageFull", "StorageDenied", "RawFileTruncated" })
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, cause, "no room", "");
        }

        var text = await world.PageAsync("/metrics");
        Assert.Equal(2, Values(text, "fathom_storage_failures_total{element=\"primary\",of=\"attempt\"}").Single());
        Assert.True(Values(text, "fathom_database_bytes").Single() > 10_000);
    }

    [Fact]
    public async Task No_secret_is_in_it()
    {
        var text = await _world.PageAsync("/metrics");
        Assert.DoesNotContain(_world.Secrets.Operator.Reveal(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Secrets.Bootstrap.Reveal(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_add_up_and_end_with_all_values()
    {
        var seconds = new Distribution(0.1, 1);
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
        {
            seconds.Add(value);
        }

        var text = new PrometheusText();
        text.Ranges(AllMetrics.Commits, seconds.Read(), ("name", "a\"b\\c\nd"));
        const string labels = "name=\"a\\\"b\\\\c\\nd\"";
        Assert.Equal(
            [
                $"fathom_commit_duration_seconds_bucket{{{labels},le=\"0.1\"}} 2", $"fathom_commit_duration_seconds_bucket{{{labels},le=\"1\"}} 3",
                $"fathom_commit_duration_seconds_bucket{{{labels},le=\"+Inf\"}} 4", $"fathom_commit_duration_seconds_sum{{{labels}}} 7.65",
                $"fathom_commit_duration_seconds_count{{{labels}}} 4",
            ],
            text.ToString().TrimEnd('\n').Split('\n'));
        Assert.Equal((0.1, 1.0, 1.0), (seconds.Read().Quantile(0.5), seconds.Read().Quantile(0.75), seconds.Read().Quantile(1)));
        Assert.Equal(double.NaN, seconds.Read().Since(seconds.Read()).Quantile(0.99));
    }

    [Fact]
    public void The_reference_has_every_metric_as_it_is()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "accounting.md"));
        Assert.All(AllMetrics.List, metric => Assert.Contains(
            $"| `{metric.Name}` | {metric.Type.ToString().ToLowerInvariant()} | {metric.Help} |", page, StringComparison.Ordinal));
    }

    // Jobs that the fixture does while it waits for the one that it wants held.
    private double Extra() => _world.Get<Fathom.Production.Queries.JobQueries>()
        .List(new Fathom.Production.Queries.JobFilter(Fathom.Production.Jobs.JobState.Done)).Items.Count - 6;

    private static IEnumerable<double> Values(string text, string pattern) => Regex.Matches(text, "^" + pattern + @" (\S+)$", RegexOptions.Multiline)
        .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("""^(# (HELP [a-z_]+ .+|TYPE [a-z_]+ (gauge|counter|histogram))|[a-z_]+(\{[a-z]+="([^"\\]|\\.)*"(,[a-z]+="([^"\\]|\\.)*")*\})? (NaN|[+-]Inf|-?[0-9.eE+-]+))$""")]
    private static partial Regex Line();
}
