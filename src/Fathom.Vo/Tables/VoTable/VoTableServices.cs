using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Descriptors of services in a result (DataLink 1.1, section 4): a resource each, which refers to the column of identifiers.</summary>
internal static class VoTableServices
{
    /// <summary>The number of the column that a service takes; null: the result has none of that name.</summary>
    public static int? Column(ResultService service, IReadOnlyList<ColumnDescription> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == service.Column)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Writes the descriptors of services whose column the result has.</summary>
    public static void Add(OutputBuffer output, IReadOnlyList<ResultService> services, IReadOnlyList<ColumnDescription> columns)
    {
        foreach (var service in services)
        {
            if (Column(service, columns) is not { } column)
            {
                continue;
            }

            output.Add("<RESOURCE type=\"meta\" utype=\"adhoc:service\" name=\"links\">\n"u8);
            VoTableMarkup.AddDescription(output, "What belongs to a row: full events, instrument responses, documentation.");
            output.Add("<PARAM name=\"standardID\" datatype=\"char\" arraysize=\"*\" value=\"ivo://ivoa.net/std/DataLink#links-1.1\"/>\n"u8);
            output.Add("<PARAM name=\"accessURL\" datatype=\"char\" arraysize=\"*\""u8);
            VoTableMarkup.AddAttribute(output, "value"u8, service.Address);
            output.Add("/>\n<GROUP name=\"inputParams\"><PARAM name=\"ID\" datatype=\"char\" arraysize=\"*\" ucd=\"meta.id;meta.main\" value=\"\""u8);
            VoTableMarkup.AddAttribute(output, "ref"u8, VoTableFields.Id(column));
            output.Add("/></GROUP>\n</RESOURCE>\n"u8);
        }
    }
}
