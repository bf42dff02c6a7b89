using System.Net;
using System.Text.Json;
using Fathom.Portal.Tests.World;
using Fathom.Production;
using Fathom.Production.Accounting;

namespace Fathom.Portal.Tests.Accounting;

[Collection("portal")]
public sealed class AccountingTests(PortalFixture fixture)
{
    private readonly PortalWorld _world = fixture.World;

    [Fact]
    public async Task The_CSV_and_the_JSON_have_the_same_sums_as_the_ledger()
    {
        var report = _world.Get<Ledger>().Accounts.Rollup.Answer(new AccountingQuery { By = [AccountingDimension.Transformation] });
        var lines = (await _world.PageAsync("/api/accounting?by=transformation&format=csv")).TrimEnd().Split("\r\n");
        Assert.Equal(report.Rows.Select(row => $"{row.Labels[0]},{row.Sum.Attempts}"), lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(2))));
        using var json = JsonDocument.Parse(await _world.PageAsync("/api/accounting?by=transformation"));
        Assert.Equal(report.Total.NormalisedCpuMs, json.RootElement.GetProperty("total").GetProperty("normalisedCpuMs").GetInt64());
        Assert.Equal(report.Rows.Count, json.RootElement.GetProperty("rows").GetArrayLength());
    }

    [Theory]
    [InlineData("by=moon", "moon")]
    [InlineData("from=yesterday", "from: expected a day")]
    [InlineData("format=xml", "json or csv")]
    public async Task A_question_that_cannot_be_answered_gets_400_and_the_reason(string query, string says)
    {
        using var answer = await _world.Reader.GetAsync("/api/accounting?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_normalised_CPU_by_site_first_and_escapes_the_causes()
    {
        var page = await _world.PageAsync("/accounting");
        Assert.Contains("<h3>Normalised CPU by site</h3>", page, StringComparison.Ordinal);
        Assert.Contains("Normalised CPU [s / hour]", page, StringComparison.Ordinal);
        var causes = await _world.PageAsync("/accounting?measure=failures");
        Assert.Contains("Failed attempts by cause", causes, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", causes, StringComparison.Ordinal);
        Assert.DoesNotContain(PortalFixture.HostileCause, causes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("measure=efficiency&by=transformation&window=2d", "CPU efficiency [%]")]
    [InlineData("measure=jobs&window=30d", "Jobs per hour")]
    [InlineData("measure=written&window=1y&by=campaign", "/ month]")]
    [InlineData("measure=no-such&by=cell&window=x", "Normalised CPU by site")]
    [InlineData("site=nowhere", "Nothing was used in this window.")]
    public async Task Each_quantity_dimension_and_window_has_its_page(string query, string says)
        => Assert.Contains(says, await _world.PageAsync("/accounting?" + query), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_of_alerts_has_every_rule()
    {
        var page = await _world.PageAsync("/alerts");
        Assert.All(Fathom.Production.Alerts.AlertSettings.Shipped.Rules, rule => Assert.Contains($">{rule.Name}<", page, StringComparison.Ordinal));
        Assert.Equal("[", (await _world.PageAsync("/api/alerts"))[..1]);
    }
}
