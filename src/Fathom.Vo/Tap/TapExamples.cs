using System.Text;
using System.Xml;
using Fathom.Vo.Publishing;

namespace Fathom.Vo.Tap;

/// <summary>Queries that can be tried (DALI 1.1, section 2.3): a page whose RDFa clients read.</summary>
public static class TapExamples
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The page.</summary>
    public static byte[] Document(IEnumerable<PublishedRelease> releases)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("html", Xhtml);
            xml.WriteStartElement("head", Xhtml);
            xml.WriteElementString("title", Xhtml, "Examples of queries");
            xml.WriteEndElement();
            xml.WriteStartElement("body", Xhtml);
            xml.WriteAttributeString("vocab", "http://www.ivoa.net/rdf/examples#");
            xml.WriteElementString("h1", Xhtml, "Examples of queries");
            foreach ((string name, string text, string query) in Of(releases))
            {
                Example(xml, name, text, query);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>The examples: name, what it asks, query.</summary>
    public static IEnumerable<(string Name, string Text, string Query)> Of(IEnumerable<PublishedRelease> releases)
    {
        yield return ("Tables", "Which tables are there?", "SELECT table_name, description FROM TAP_SCHEMA.tables");
        foreach (PublishedRelease release in releases)
        {
            string table = release.Table.Description.QualifiedName;
            yield return ($"Number of rows of {table}", "How many rows has it?", $"SELECT COUNT(*) AS n FROM {table}");
            if (release.Table.RightAscension >= 0)
            {
                string ra = release.Table.Description.Columns[release.Table.RightAscension].Name, dec = release.Table.Description.Columns[release.Table.Declination].Name;
                yield return ($"Around the galactic centre in {table}", "Which rows are within 5 degrees of the galactic centre?",
                    $"SELECT TOP 100 * FROM {table} WHERE 1 = CONTAINS(POINT('ICRS', {ra}, {dec}), CIRCLE('ICRS', 266.405, -28.936, 5))");
                yield return ($"Map of {table}", "How many rows are in each HEALPix cell of order 3?",
                    $"SELECT ivo_healpix_index(3, {ra}, {dec}) AS cell, COUNT(*) AS n FROM {table} GROUP BY ivo_healpix_index(3, {ra}, {dec})");
            }
        }
    }

    private static void Example(XmlWriter xml, string name, string text, string query)
    {
        xml.WriteStartElement("div", Xhtml);
        xml.WriteAttributeString("typeof", "example");
        xml.WriteAttributeString("id", string.Concat(name.Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '-')));
        xml.WriteAttributeString("resource", "#" + string.Concat(name.Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '-')));
        Property(xml, "h2", "name", name);
        Property(xml, "p", "description", text);
        Property(xml, "pre", "query", query);
        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string element, string property, string text)
    {
        xml.WriteStartElement(element, Xhtml);
        xml.WriteAttributeString("property", property);
        xml.WriteString(text);
        xml.WriteEndElement();
    }
}
