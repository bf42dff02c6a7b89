using System.Globalization;
using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.ObsCore;
using Fathom.Vo.Queries;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tap;

/// <summary>The tables that describe all tables (TAP 1.1, section 4).</summary>
public static class TapSchema
{
    /// <summary>Name of the schema.</summary>
    public const string Name = "TAP_SCHEMA";

    private static readonly ColumnDescription[] Schemas =
        [Text("schema_name", "Name, as queries write it", "meta.id;meta.main"), Text("utype", "Data model"), Text("description", "What is in it", "meta.note"), Number("schema_index", "Order for display")];

    private static readonly ColumnDescription[] Tables =
    [
        Text("schema_name", "Schema that it is in", "meta.id"), Text("table_name", "Name with its schema, as queries write it", "meta.id;meta.main"),
        Text("table_type", "table or view"), Text("utype", "Data model"), Text("description", "What is in it", "meta.note"), Number("table_index", "Order for display"),
    ];

    private static readonly ColumnDescription[] Columns =
    [
        Text("table_name", "Table that it is in", "meta.id"), Text("column_name", "Name, as queries write it", "meta.id;meta.main"), Text("datatype", "Type, as VOTable names it"),
        Text("arraysize", "Array size, as VOTable has it"), Text("xtype", "Extended type"), Number("size", "Length, where it is fixed"), Text("description", "What it is", "meta.note"),
        Text("utype", "Data model"), Text("unit", "Unit", "meta.unit"), Text("ucd", "UCD", "meta.ucd"), Number("indexed", "1: conditions on it are fast"),
        Number("principal", "1: shown where not all are"), Number("std", "1: defined by a standard"), Number("column_index", "Order in the table"),
    ];

    private static readonly ColumnDescription[] Keys =
    [
        Text("key_id", "Name of the key", "meta.id;meta.main"), Text("from_table", "Table that refers", "meta.id"), Text("target_table", "Table referred to", "meta.id"),
        Text("utype", "Data model"), Text("description", "What it relates", "meta.note"),
    ];

    private static readonly ColumnDescription[] KeyColumns =
        [Text("key_id", "Name of the key", "meta.id"), Text("from_column", "Column of the table that refers", "meta.id"), Text("target_column", "Column of the table referred to", "meta.id")];

    /// <summary>The tables, for what is published.</summary>
    /// <param name="published">Tables that queries can name, without these.</param>
    /// <param name="scratch">Folder in which their files are for a moment.</param>
    public static IReadOnlyList<QueryTable> TablesOf(IReadOnlyList<TableDescription> published, string scratch)
    {
        TableDescription[] own =
        [
            Own("schemas", Schemas, "Schemas of this service"), Own("tables", Tables, "Tables of this service"), Own("columns", Columns, "Columns of those tables"),
            Own("keys", Keys, "Keys by which tables refer to each other"), Own("key_columns", KeyColumns, "Columns of those keys"),
        ];
        TableDescription[] all = [.. published, .. own];
        IEnumerable<object?[]>[] rows = [SchemaRows(all), all.Select(TableRow), all.SelectMany(ColumnRows), KeyRows(), KeyColumnRows()];
        return [.. own.Zip(rows, (table, content) => Stored(table, [.. content], scratch))];
    }

    private static IEnumerable<object?[]> SchemaRows(TableDescription[] all) => all.Select(table => table.Schema).Distinct(StringComparer.OrdinalIgnoreCase)
        .Select((schema, index) => new object?[] { schema, null, schema == Name ? "What describes all tables" : schema == ObsCoreTables.Schema ? "Tables that the IVOA defines" : all.First(table => table.Schema == schema).Description, index });

    private static object?[] TableRow(TableDescription table, int index) => [table.Schema, table.QualifiedName, "table", null, table.Description, index];

    private static IEnumerable<object?[]> ColumnRows(TableDescription table) => table.Columns.Select((column, index) => new object?[]
    {
        table.QualifiedName, WrittenName(column), TypeNameOf(column), column.ArraySize, column.Xtype, int.TryParse(column.ArraySize, out int size) ? size : null,
        column.Description, column.Utype, column.Unit, column.Ucd, IsIndexed(column) ? 1 : 0, 1, IsStandard(table) ? 1 : 0, index,
    });

    /// <summary>Keys by which these tables refer to each other.</summary>
    public static IReadOnlyList<TableKey> ForeignKeys { get; } =
    [
        new("tables", "schemas", "schema_name", "schema_name", "Schema of a table"), new("columns", "tables", "table_name", "table_name", "Table of a column"),
        new("keys", "tables", "from_table", "table_name", "Table that refers"), new("keys", "tables", "target_table", "table_name", "Table referred to"),
        new("key_columns", "keys", "key_id", "key_id", "Key of a pair of columns"),
    ];

    private static IEnumerable<object?[]> KeyRows() => ForeignKeys.Select(
        (key, index) => new object?[] { KeyId(index), $"{Name}.{key.From}", $"{Name}.{key.Target}", null, key.Description });

    private static IEnumerable<object?[]> KeyColumnRows() => ForeignKeys.Select((key, index) => new object?[] { KeyId(index), key.FromColumn, key.TargetColumn });

    private static string KeyId(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The type as VOTable names it.</summary>
    public static string TypeNameOf(ColumnDescription column) => column.Type switch
    {
        VoType.UnsignedByte => "unsignedByte",
        VoType.UnicodeChar => "unicodeChar",
        _ => column.Type.ToString().ToLowerInvariant(),
    };

    /// <summary>The name as queries must write it.</summary>
    public static string WrittenName(ColumnDescription column) =>
        ReservedWords.Contains(column.Name) || !char.IsAsciiLetter(column.Name[0]) || !column.Name.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '_')
            ? $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : column.Name;

    /// <summary>True for positions, by which rows are stored.</summary>
    public static bool IsIndexed(ColumnDescription column) =>
        column.Ucd is { } ucd && (ucd.StartsWith("pos.eq.ra;meta.main", StringComparison.Ordinal) || ucd.StartsWith("pos.eq.dec;meta.main", StringComparison.Ordinal));

    /// <summary>True for tables that a standard defines.</summary>
    public static bool IsStandard(TableDescription table) => table.Schema is Name or ObsCoreTables.Schema;

    // The mapping keeps the content; its name is not needed.
    internal static QueryTable Stored(TableDescription table, List<object?[]> rows, string scratch)
    {
        string file = Path.Combine(Directory.CreateDirectory(scratch).FullName, $"{Path.GetRandomFileName()}.release");
        ReleaseWriter.WriteAsync(file, table.Schema, table.Name, new ListedRows(table.Columns, rows)).GetAwaiter().GetResult();
        var stored = ReleaseTable.Open(file);
        File.Delete(file);
        return new QueryTable(table) { Columns = stored };
    }

    private static TableDescription Own(string name, ColumnDescription[] columns, string description) => new(Name, name, columns) { Description = description };

    private static ColumnDescription Text(string name, string description, string? ucd = null) =>
        new(name, VoType.Char) { ArraySize = "*", Description = description, Ucd = ucd };

    private static ColumnDescription Number(string name, string description) => new(name, VoType.Int) { Description = description };
}

/// <summary>A key from one table of a schema to another.</summary>
/// <param name="From">Table that refers.</param>
/// <param name="Target">Table referred to.</param>
/// <param name="FromColumn">Column of the first.</param>
/// <param name="TargetColumn">Column of the second.</param>
/// <param name="Description">What it relates.</param>
public sealed record TableKey(string From, string Target, string FromColumn, string TargetColumn, string Description);
