namespace Fathom.Vo.Vosi;

/// <summary>Whether the service answers (VOSI 1.1, section 4).</summary>
public static class Availability
{
    private const string Space = "http://www.ivoa.net/xml/VOSIAvailability/v1.0";

    /// <summary>The document of a service that answers.</summary>
    /// <param name="since">Since when.</param>
    public static byte[] Document(DateTimeOffset since) => VosiXml.Document("vosi", "availability", Space, [], xml =>
    {
        xml.WriteElementString("vosi", "available", Space, "true");
        xml.WriteElementString("vosi", "upSince", Space, Uws.UwsTimes.Text(since));
    });
}
