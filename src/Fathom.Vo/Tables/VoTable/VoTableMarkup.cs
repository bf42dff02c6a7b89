using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Elements of a VOTable that are the same in every document.</summary>
internal static class VoTableMarkup
{
    /// <summary>Opens the document.</summary>
    public static void Open(OutputBuffer output, string version)
    {
        output.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOTABLE"u8);
        AddAttribute(output, "version"u8, version);
        output.Add(" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\n"u8);
    }

    /// <summary>A whole document that tells of an error (DALI 1.1, section 4.2).</summary>
    public static void AddError(OutputBuffer output, string version, string message)
    {
        Open(output, version);
        output.Add("<RESOURCE type=\"results\">\n"u8);
        AddInfo(output, new ResultInfo("QUERY_STATUS", "ERROR", message));
        output.Add("</RESOURCE>\n</VOTABLE>\n"u8);
    }

    /// <summary>An attribute, with a space before; nothing where there is no value.</summary>
    public static void AddAttribute(OutputBuffer output, ReadOnlySpan<byte> name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        output.Add((byte)' ');
        output.Add(name);
        output.Add("=\""u8);
        XmlCellText.Escape(output, value);
        output.Add((byte)'"');
    }

    /// <summary>An INFO element.</summary>
    public static void AddInfo(OutputBuffer output, ResultInfo info)
    {
        output.Add("<INFO"u8);
        AddAttribute(output, "name"u8, info.Name);
        output.Add(" value=\""u8);
        XmlCellText.Escape(output, info.Value);
        output.Add((byte)'"');
        if (string.IsNullOrEmpty(info.Text))
        {
            output.Add("/>\n"u8);
            return;
        }

        output.Add((byte)'>');
        XmlCellText.Escape(output, info.Text);
        output.Add("</INFO>\n"u8);
    }

    /// <summary>A LINK element.</summary>
    public static void AddLink(OutputBuffer output, ResultLink link)
    {
        output.Add("<LINK"u8);
        AddAttribute(output, "content-role"u8, link.ContentRole);
        AddAttribute(output, "title"u8, link.Title);
        AddAttribute(output, "href"u8, link.Address);
        output.Add("/>\n"u8);
    }

    /// <summary>A DESCRIPTION element; nothing where there is none.</summary>
    public static void AddDescription(OutputBuffer output, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        output.Add("<DESCRIPTION>"u8);
        XmlCellText.Escape(output, text);
        output.Add("</DESCRIPTION>\n"u8);
    }
}
