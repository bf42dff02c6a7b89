using System.IO.Pipelines;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap;

namespace Fathom.Vo.DataLink;

/// <summary>A links response as a table (DataLink 1.1, section 3.2).</summary>
public static class LinkTable
{
    /// <summary>Media type of a links response.</summary>
    public const string ContentType = "application/x-votable+xml;content=datalink";

    private static readonly ColumnDescription[] s_columns =
    [
        Text("ID", "meta.id;meta.main", "Identifier that was asked for"), Text("access_url", "meta.ref.url", "Where it is"),
        Text("service_def", "meta.ref", "Service that gives it"), Text("error_message", "meta.code.error", "Why there is nothing"),
        Text("semantics", "meta.code", "What it is to the row"), Text("description", "meta.note", "What it is"),
        Text("content_type", "meta.code.mime", "Media type"), new("content_length", VoType.Long) { Unit = "byte", Ucd = "phys.size;meta.file", Description = "Length" },
        Text("local_semantics", "meta.id.assoc", "What it is to the row, in the words of releases"), Text("content_qualifier", "meta.code", "Kind of its content"),
    ];

    /// <summary>Writes the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="release">Name of the release.</param>
    /// <param name="most">Most rows; where there are more, the answer says so.</param>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="stop">Stops the writing.</param>
    public static async Task WriteAsync(IEnumerable<LinkRow> rows, string release, long most, PipeWriter output, CancellationToken stop)
    {
        object?[] Cells(LinkRow row) => [row.Id, row.Address, null, row.Error, row.Semantics, row.Description, row.ContentType, row.ContentLength, row.LocalSemantics, row.Qualifier];
        await using var source = new ListedRows(s_columns, [.. rows.Select(Cells)]);
        var result = new ResultDescription
        {
            Name = "links",
            Infos = [new ResultInfo("standardID", "ivo://ivoa.net/std/DataLink#links-1.1"), new ResultInfo("release", release)],
        };
        await TableFormats.Find("votable/td")!.WriteAsync(source, result, most, output, stop);
    }

    private static ColumnDescription Text(string name, string ucd, string description) =>
        new(name, VoType.Char) { ArraySize = "*", Ucd = ucd, Description = description };
}
