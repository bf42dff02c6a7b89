using System.Xml.Linq;
using Fathom.StiltsCheck;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class ObsCoreTests(LinkedWorld linked, ITestOutputHelper output) : IClassFixture<LinkedWorld>
{
    private static readonly XNamespace s_space = "http://www.ivoa.net/xml/VOTable/v1.3";

    [Fact]
    public async Task An_event_list_and_a_response_are_found_with_their_energies_and_where_they_are()
    {
        string[] rows = await QueryAsync(
            "SELECT dataproduct_type, dataproduct_subtype, ev_xel, energy_max, messenger_name, access_url FROM ivoa.obscore NATURAL JOIN ivoa.obscore_hea ORDER BY calib_level");
        Assert.Equal(2, rows.Length);
        Assert.StartsWith("event,hea-event-list,3,", rows[0], StringComparison.Ordinal);
        Assert.Equal(1e13, double.Parse(rows[0].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith(",aeff,,", rows[1], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Equal("neutrino", row.Split(',')[4]));
        Assert.Contains("#this", await linked.Client.GetStringAsync(rows[0].Split(',')[5]), StringComparison.Ordinal);
        Assert.StartsWith("log10(nu_E", await linked.Client.GetStringAsync(rows[1].Split(',')[5]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wavelength_of_an_energy_is_that_of_CODATA()
    {
        string[] cells = Assert.Single(await QueryAsync("SELECT em_min, em_max, t_exptime, s_fov FROM ivoa.obscore WHERE dataproduct_type = 'event'")).Split(',');
        double[] values = [.. cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(1, values[0] / (1.239841984332e-6 / 1e13), 1e-12);
        Assert.Equal(1, values[1] / (1.239841984332e-6 / 1e11), 1e-12);
        Assert.Equal((90 * 86400, 360), (values[2], values[3]));
    }

    [Theory]
    [InlineData("SELECT id, ra FROM linked.main", "id")]
    [InlineData("SELECT ra, m.id AS named FROM linked.main AS m WHERE dec > 0", "named")]
    [InlineData("SELECT a.id FROM linked.main AS a JOIN linked.main AS b ON a.id = b.id", "id")]
    [InlineData("SELECT ra FROM linked.main", null)]
    [InlineData("SELECT UPPER(id) AS id FROM linked.main", null)]
    public async Task A_result_with_identifiers_names_the_service_that_takes_them(string query, string? column)
    {
        var document = XDocument.Parse(await linked.Client.GetStringAsync($"/tap/sync?LANG=ADQL&RESPONSEFORMAT=votable/td&QUERY={Uri.EscapeDataString(query)}"));
        XElement? service = document.Descendants(s_space + "RESOURCE").SingleOrDefault(resource => (string?)resource.Attribute("utype") == "adhoc:service");
        string? reference = (string?)service?.Descendants(s_space + "PARAM").Single(parameter => (string?)parameter.Attribute("name") == "ID").Attribute("ref");
        Assert.Equal(column, reference is null ? null : (string?)document.Descendants(s_space + "FIELD").Single(field => (string?)field.Attribute("ID") == reference).Attribute("name"));
    }

    [Fact]
    public void STILTS_finds_no_error_in_the_observations()
    {
        if (!Stilts.IsAvailable(output))
        {
            return;
        }

        string said = Stilts.Run("taplint", $"tapurl={linked.World.Server.Address}tap", "report=EFW", "stages=TMV TME TMS TMC CPV CAP OBS");
        output.WriteLine(said);
        Assert.Contains("Totals: Errors: 0; ", said, StringComparison.Ordinal);
        Assert.Contains("Failures: 0", said, StringComparison.Ordinal);
    }

    private async Task<string[]> QueryAsync(string query)
    {
        string text = await linked.Client.GetStringAsync($"/tap/sync?LANG=ADQL&RESPONSEFORMAT=csv&QUERY={Uri.EscapeDataString(query)}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
    }
}
