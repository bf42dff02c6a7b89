using System.Globalization;
using System.Xml;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.ObsCore;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Vosi;

/// <summary>What a TAP service can do and where (VOSI 1.1; TAPRegExt 1.0): languages with their functions, formats, uploads, limits.</summary>
public static class TapCapabilities
{
    private const string Space = "http://www.ivoa.net/xml/VOSICapabilities/v1.0";
    private const string Votable = "application/x-votable+xml";

    private static readonly (string Prefix, string Space)[] Prefixes =
    [
        ("vr", "http://www.ivoa.net/xml/VOResource/v1.0"), ("vs", "http://www.ivoa.net/xml/VODataService/v1.1"), ("tr", "http://www.ivoa.net/xml/TAPRegExt/v1.0"),
    ];

    private static readonly string[] UploadMethods = ["inline", "http"];

    /// <summary>The document.</summary>
    /// <param name="service">The service's address, without a slash at its end.</param>
    /// <param name="limits">What a query may take.</param>
    /// <param name="jobs">What jobs may take.</param>
    public static byte[] Document(Uri service, TapLimits limits, UwsLimits jobs) => VosiXml.Document("vosi", "capabilities", Space, Prefixes,
        xml => Write(xml, service, limits, jobs));

    /// <summary>The capabilities, in any document of VOResource; parameters as those of the document.</summary>
    internal static void Write(XmlWriter xml, Uri service, TapLimits limits, UwsLimits jobs)
    {
        xml.WriteStartElement("capability");
        xml.WriteAttributeString("standardID", "ivo://ivoa.net/std/TAP");
        xml.WriteAttributeString("xsi", "type", VosiXml.Instance, "tr:TableAccess");
        Interface(xml, service.ToString(), "base", "1.1", standard: true);
        xml.WriteStartElement("dataModel");
        xml.WriteAttributeString("ivo-id", ObsCoreTables.Model);
        xml.WriteString("ObsCore-1.1");
        xml.WriteEndElement();
        Language(xml);
        Formats(xml);
        foreach (string method in UploadMethods)
        {
            xml.WriteStartElement("uploadMethod");
            xml.WriteAttributeString("ivo-id", $"ivo://ivoa.net/std/TAPRegExt#upload-{method}");
            xml.WriteEndElement();
        }

        Range(xml, "retentionPeriod", (long)jobs.Retention.TotalSeconds, (long)jobs.LongestRetention.TotalSeconds, null);
        Range(xml, "executionDuration", jobs.ExecutionSeconds, jobs.LongestExecutionSeconds, null);
        Range(xml, "outputLimit", limits.DefaultRows, limits.MostRows, "row");
        Range(xml, "uploadLimit", null, limits.UploadBytes, "byte");
        xml.WriteEndElement();
        foreach (string part in new[] { "capabilities", "availability", "tables" })
        {
            Plain(xml, $"ivo://ivoa.net/std/VOSI#{part}{(part == "tables" ? "-1.1" : "")}", $"{service}/{part}", part == "tables" ? "1.1" : null);
        }

        Plain(xml, "ivo://ivoa.net/std/DALI#examples", $"{service}/examples", null);
    }

    private static void Language(XmlWriter xml)
    {
        xml.WriteStartElement("language");
        xml.Text("name", "ADQL");
        foreach (string version in new[] { "2.0", "2.1" })
        {
            xml.WriteStartElement("version");
            xml.WriteAttributeString("ivo-id", $"ivo://ivoa.net/std/ADQL#v{version}");
            xml.WriteString(version);
            xml.WriteEndElement();
        }

        xml.Text("description", "ADQL 2.1 with its optional parts that are listed below.");
        foreach (IGrouping<string, LanguageFeature> group in LanguageFeature.All.GroupBy(feature => feature.Type))
        {
            Features(xml, group.Key, group.Select(feature => (feature.Form, (string?)null)));
        }

        Features(xml, LanguageFeature.UserFunctions, UserFunction.All.Select(function => (function.Signature, (string?)function.Description)));
        xml.WriteEndElement();
    }

    private static void Features(XmlWriter xml, string type, IEnumerable<(string Form, string? Description)> features)
    {
        xml.WriteStartElement("languageFeatures");
        xml.WriteAttributeString("type", type);
        foreach ((string form, string? description) in features)
        {
            xml.WriteStartElement("feature");
            xml.Text("form", form);
            xml.Text("description", description);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // Names that are media types are one format's; the others are its aliases.
    private static void Formats(XmlWriter xml)
    {
        foreach (IGrouping<TableOutput, KeyValuePair<string, TableOutput>> format in TableFormats.All.GroupBy(name => name.Value, name => name))
        {
            xml.WriteStartElement("outputFormat");
            if (Identifier(format.Key.ContentType) is { } identifier)
            {
                xml.WriteAttributeString("ivo-id", identifier);
            }

            xml.Text("mime", format.Key.ContentType);
            foreach (string alias in format.Select(name => name.Key).Where(name => name != format.Key.ContentType && !name.Contains('/', StringComparison.Ordinal)))
            {
                xml.Text("alias", alias);
            }

            xml.WriteEndElement();
        }
    }

    private static string? Identifier(string media) => !media.StartsWith(Votable, StringComparison.Ordinal) || media.Contains("version", StringComparison.Ordinal) ? null
        : media.EndsWith("tabledata", StringComparison.Ordinal) ? "ivo://ivoa.net/std/TAPRegExt#output-votable-td"
        : media.EndsWith("binary2", StringComparison.Ordinal) ? "ivo://ivoa.net/std/TAPRegExt#output-votable-binary2"
        : media.EndsWith("binary", StringComparison.Ordinal) ? "ivo://ivoa.net/std/TAPRegExt#output-votable-binary"
        : null;

    private static void Range(XmlWriter xml, string name, long? usual, long hard, string? unit)
    {
        xml.WriteStartElement(name);
        Limit(xml, "default", usual, unit);
        Limit(xml, "hard", hard, unit);
        xml.WriteEndElement();
    }

    private static void Limit(XmlWriter xml, string name, long? value, string? unit)
    {
        if (value is { } known)
        {
            xml.WriteStartElement(name);
            if (unit is not null)
            {
                xml.WriteAttributeString("unit", unit);
            }

            xml.WriteString(known.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
    }

    private static void Plain(XmlWriter xml, string standard, string address, string? version)
    {
        xml.WriteStartElement("capability");
        xml.WriteAttributeString("standardID", standard);
        Interface(xml, address, "full", version, standard: false);
        xml.WriteEndElement();
    }

    private static void Interface(XmlWriter xml, string address, string use, string? version, bool standard)
    {
        xml.Typed("interface", "vs:ParamHTTP");
        if (standard)
        {
            xml.WriteAttributeString("role", "std");
        }

        if (version is not null)
        {
            xml.WriteAttributeString("version", version);
        }

        xml.WriteStartElement("accessURL");
        xml.WriteAttributeString("use", use);
        xml.WriteString(address);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
