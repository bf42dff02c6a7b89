using System.Text;
using System.Xml;

namespace Fathom.Vo.Vosi;

/// <summary>Writing the documents by which a service tells of itself.</summary>
internal static class VosiXml
{
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>A document.</summary>
    /// <param name="prefix">Prefix of the root element's namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="space">Its namespace.</param>
    /// <param name="prefixes">Further prefixes with their namespaces, which types name.</param>
    /// <param name="content">What is in it.</param>
    public static byte[] Document(string prefix, string name, string space, IEnumerable<(string Prefix, string Space)> prefixes, Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement(prefix, name, space);
            xml.WriteAttributeString("xmlns", "xsi", null, Instance);
            foreach ((string other, string meant) in prefixes)
            {
                xml.WriteAttributeString("xmlns", other, null, meant);
            }

            content(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>An element with text and no namespace; nothing where there is no text.</summary>
    public static void Text(this XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteElementString(name, value);
        }
    }

    /// <summary>Opens an element of a derived type.</summary>
    public static void Typed(this XmlWriter xml, string name, string type)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("xsi", "type", Instance, type);
    }
}
