using System.Xml;
using Fathom.Vo.Tables;
using Fathom.Vo.Tap;

namespace Fathom.Vo.Vosi;

/// <summary>The tables of a service (VOSI 1.1, section 5; VODataService 1.2).</summary>
public static class TableSet
{
    private const string Space = "http://www.ivoa.net/xml/VOSITables/v1.0";
    private const string DataService = "http://www.ivoa.net/xml/VODataService/v1.1";

    /// <summary>The document.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="detail">False: without columns.</param>
    public static byte[] Document(IEnumerable<TableDescription> tables, bool detail) => VosiXml.Document("vosi", "tableset", Space, [("vs", DataService)],
        xml => Schemas(xml, tables, detail));

    /// <summary>The schemas with their tables, in any document of VODataService.</summary>
    internal static void Schemas(XmlWriter xml, IEnumerable<TableDescription> tables, bool detail)
    {
        foreach (IGrouping<string, TableDescription> schema in tables.GroupBy(table => table.Schema))
        {
            xml.WriteStartElement("schema");
            xml.Text("name", schema.Key);
            foreach (TableDescription table in schema)
            {
                xml.WriteStartElement("table");
                Table(xml, table, detail);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    /// <summary>The document of one table.</summary>
    public static byte[] Document(TableDescription table) =>
        VosiXml.Document("vosi", "table", Space, [("vs", DataService)], xml => Table(xml, table, detail: true));

    private static void Table(XmlWriter xml, TableDescription table, bool detail)
    {
        xml.WriteAttributeString("type", "table");
        xml.Text("name", table.QualifiedName);
        xml.Text("description", table.Description);
        foreach (ColumnDescription column in detail ? table.Columns : [])
        {
            Column(xml, column, TapSchema.IsStandard(table));
        }

        foreach (TableKey key in detail && table.Schema == TapSchema.Name ? TapSchema.ForeignKeys.Where(key => key.From == table.Name) : [])
        {
            Key(xml, key);
        }
    }

    private static void Key(XmlWriter xml, TableKey key)
    {
        xml.WriteStartElement("foreignKey");
        xml.Text("targetTable", $"{TapSchema.Name}.{key.Target}");
        xml.WriteStartElement("fkColumn");
        xml.Text("fromColumn", key.FromColumn);
        xml.Text("targetColumn", key.TargetColumn);
        xml.WriteEndElement();
        xml.Text("description", key.Description);
        xml.WriteEndElement();
    }

    private static void Column(XmlWriter xml, ColumnDescription column, bool standard)
    {
        xml.WriteStartElement("column");
        if (standard)
        {
            xml.WriteAttributeString("std", "true");
        }

        xml.Text("name", TapSchema.WrittenName(column));
        xml.Text("description", column.Description);
        xml.Text("unit", column.Unit);
        xml.Text("ucd", column.Ucd);
        xml.Text("utype", column.Utype);
        xml.Typed("dataType", "vs:VOTableType");
        if (column.ArraySize is { } size)
        {
            xml.WriteAttributeString("arraysize", size);
        }

        if (column.Xtype is { } xtype)
        {
            xml.WriteAttributeString("extendedType", xtype);
        }

        xml.WriteString(TapSchema.TypeNameOf(column));
        xml.WriteEndElement();
        if (TapSchema.IsIndexed(column))
        {
            xml.Text("flag", "indexed");
        }

        xml.WriteEndElement();
    }
}
