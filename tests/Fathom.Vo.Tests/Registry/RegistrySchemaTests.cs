using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Registry;

/// <summary>Records against the schemas of the IVOA that come with STILTS.</summary>
public sealed class RegistrySchemaTests(RegistryWorld world, ITestOutputHelper output) : IClassFixture<RegistryWorld>
{
    private const string Library = "/usr/share/java/starlink-ttools.jar";
    private static readonly string[] Schemas = ["xmlnamespace", "xlink", "stc-v1.30", "VOResource-v1.1", "VODataService-v1.2", "TAPRegExt-v1.0-Erratum1"];

    // What STILTS has no copies of, as the standards state it: the root (Registry Interfaces 1.1), registries (VORegistry 1.1), cone searches (SimpleDALRegExt 1.2).
    private const string Rest = """
        <s><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:vr="http://www.ivoa.net/xml/VOResource/v1.0" targetNamespace="http://www.ivoa.net/xml/RegistryInterface/v1.0">
          <xs:import namespace="http://www.ivoa.net/xml/VOResource/v1.0"/><xs:element name="Resource" type="vr:Resource"/></xs:schema>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:vr="http://www.ivoa.net/xml/VOResource/v1.0" targetNamespace="http://www.ivoa.net/xml/VORegistry/v1.0">
          <xs:import namespace="http://www.ivoa.net/xml/VOResource/v1.0"/>
          <xs:complexType name="Registry"><xs:complexContent><xs:extension base="vr:Service"><xs:sequence>
            <xs:element name="full" type="xs:boolean"/><xs:element name="managedAuthority" type="vr:AuthorityID" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
          <xs:complexType name="Harvest"><xs:complexContent><xs:extension base="vr:Capability"><xs:sequence><xs:element name="maxRecords" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
          <xs:complexType name="OAIHTTP"><xs:complexContent><xs:extension base="vr:Interface"/></xs:complexContent></xs:complexType>
          <xs:complexType name="Authority"><xs:complexContent><xs:extension base="vr:Resource"><xs:sequence><xs:element name="managingOrg" type="vr:ResourceName" maxOccurs="unbounded"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:schema>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:vr="http://www.ivoa.net/xml/VOResource/v1.0" targetNamespace="http://www.ivoa.net/xml/ConeSearch/v1.0">
          <xs:import namespace="http://www.ivoa.net/xml/VOResource/v1.0"/>
          <xs:complexType name="ConeSearch"><xs:complexContent><xs:extension base="vr:Capability"><xs:sequence><xs:element name="maxSR" type="xs:float" minOccurs="0"/>
            <xs:element name="maxRecords" type="xs:positiveInteger" minOccurs="0"/><xs:element name="verbosity" type="xs:boolean"/>
            <xs:element name="testQuery" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="ra" type="xs:double"/><xs:element name="dec" type="xs:double"/><xs:element name="sr" type="xs:double"/></xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:schema></s>
        """;

    [Fact]
    public void Every_record_is_valid_by_the_schemas_of_the_IVOA()
    {
        if (!File.Exists(Library))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "STILTS is missing, and CI=true: apt-get install stilts");
            output.WriteLine("Skipped: STILTS is missing. Install it with: apt-get install stilts");
            return;
        }

        XmlSchemaSet schemas = Read();
        XName resource = XName.Get("Resource", "http://www.ivoa.net/xml/RegistryInterface/v1.0");
        XElement[] records = [.. world.Ask("verb=ListRecords&metadataPrefix=ivo_vor").Descendants(resource)];
        Assert.Equal(5, records.Length);
        var problems = new List<string>();
        foreach (XElement record in records)
        {
            new XDocument(record).Validate(schemas, (_, problem) => problems.Add(problem.Message));
        }

        Assert.Empty(problems);
    }

    private static XmlSchemaSet Read()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        using ZipArchive library = ZipFile.OpenRead(Library);
        foreach (string name in Schemas)
        {
            using Stream schema = library.Entries.Single(entry => entry.Name == name + ".xsd").Open();
            using var reader = XmlReader.Create(schema, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            schemas.Add(null, reader);
        }

        foreach (XElement schema in XElement.Parse(Rest).Elements())
        {
            using XmlReader reader = schema.CreateReader();
            schemas.Add(null, reader);
        }

        schemas.Compile();
        return schemas;
    }
}
