using System.Xml.Linq;

namespace Fathom.Vo.Tests.Registry;

public sealed class OaiPublisherTests(RegistryWorld world) : IClassFixture<RegistryWorld>
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";

    [Fact]
    public void The_registry_identifies_itself_with_its_own_record()
    {
        XElement identity = world.Ask("verb=Identify").Root!.Element(Oai + "Identify")!;
        Assert.Equal("https://data.example/oai", identity.Element(Oai + "baseURL")!.Value);
        Assert.Equal("2026-01-10T12:00:00Z", identity.Element(Oai + "earliestDatestamp")!.Value);
        Assert.Equal("ivo://fathom.example/registry", identity.Descendants("identifier").Single().Value);
        Assert.Equal("fathom.example", identity.Descendants("managedAuthority").Single().Value);
    }

    [Theory]
    [InlineData("", "registry fathom.example organisation tap events mistaken")]
    [InlineData("&set=ivo_managed", "registry fathom.example organisation tap events mistaken")]
    [InlineData("&from=2026-01-15", "tap events mistaken")]
    [InlineData("&from=2026-01-15T12:00:01Z", "mistaken")]
    [InlineData("&until=2026-01-15", "registry fathom.example organisation tap events")]
    [InlineData("&until=2026-01-15T11:59:59Z", "registry fathom.example organisation")]
    [InlineData("&from=2026-01-15&until=2026-01-15", "tap events")]
    public void A_harvester_gets_what_was_changed_since_it_last_came(string range, string expected)
    {
        foreach (string verb in new[] { "ListIdentifiers", "ListRecords" })
        {
            IEnumerable<XElement> headers = world.Ask($"verb={verb}&metadataPrefix=ivo_vor{range}").Descendants(Oai + "header");
            Assert.Equal(expected, string.Join(' ', headers.Select(header => header.Element(Oai + "identifier")!.Value.Split('/')[^1])));
        }
    }

    [Fact]
    public void A_release_that_was_withdrawn_is_told_as_deleted()
    {
        XElement record = world.Ask("verb=GetRecord&metadataPrefix=ivo_vor&identifier=ivo://fathom.example/releases/mistaken").Descendants(Oai + "record").Single();
        Assert.Equal("deleted", record.Element(Oai + "header")!.Attribute("status")!.Value);
        Assert.Null(record.Element(Oai + "metadata"));
    }

    [Fact]
    public void Identifiers_are_the_same_in_capitals()
    {
        Assert.NotEmpty(world.Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=IVO://Fathom.Example/Releases/EVENTS").Descendants(Oai + "record"));
    }

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=Drop", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&set=x", "badArgument")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&from=yesterday", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&from=2026-01-02&until=2026-01-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&from=2026-01-02&until=2026-01-03T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&resumptionToken=1", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&set=other", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=ivo_vor&from=2027-01-01", "noRecordsMatch")]
    [InlineData("verb=GetRecord&metadataPrefix=ivo_vor&identifier=ivo://elsewhere/x", "idDoesNotExist")]
    [InlineData("verb=ListMetadataFormats&identifier=ivo://elsewhere/x", "idDoesNotExist")]
    public void What_is_asked_wrongly_is_answered_with_the_protocols_own_error(string query, string code)
    {
        Assert.Equal(code, world.Ask(query).Descendants(Oai + "error").Single().Attribute("code")!.Value);
    }
}
