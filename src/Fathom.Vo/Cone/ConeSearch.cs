using System.Buffers;
using System.IO.Pipelines;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Cone;

/// <summary>Answers cone searches on one table.</summary>
public sealed class ConeSearch
{
    private readonly ColumnTable _table;
    private readonly ConeOptions _options;
    private readonly int[] _all;
    private readonly int[] _brief;

    /// <summary>A service on a table.</summary>
    /// <exception cref="ArgumentException">The table has no position.</exception>
    public ConeSearch(ColumnTable table, ConeOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (table.RightAscension < 0)
        {
            throw new ArgumentException($"{table.Description.QualifiedName} has no position to search.", nameof(table));
        }

        (_table, _options) = (table, options);
        _all = [.. Enumerable.Range(0, table.Description.Columns.Count)];
        _brief = [.. _all.Where(column => column == table.RightAscension || column == table.Declination || IsName(table.Description.Columns[column]))];
    }

    /// <summary>The format that a request asks for; null where there is none such.</summary>
    public static TableOutput? Format(ConeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TableFormats.Find(request.Format);
    }

    /// <summary>Writes the rows within the circle.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="format">How to write it.</param>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="services">Services that take a row's identifier.</param>
    /// <param name="stop">Stops the writing.</param>
    public async Task<ResultEnd> WriteAsync(ConeRequest request, TableOutput format, PipeWriter output, IReadOnlyList<ResultService> services, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(format);
        var ranges = request.Radius > 0 ? ConeRows.Find(_table, request.RightAscension, request.Declination, request.Radius) : [];
        await using var rows = new TableRows(Columns(request), ranges);
        return await format.WriteAsync(rows, services.Count == 0 ? _options.Result : _options.Result with { Services = services }, Math.Min(request.Limit ?? _options.Limit, _options.Limit), output, stop);
    }

    /// <summary>Writes what is wrong with a request as the standard wants it: a VOTable with an INFO named Error (section 2.3),
    /// to be sent with status 200 as <c>text/xml</c>.</summary>
    public static void WriteError(IBufferWriter<byte> output, string problem)
    {
        var buffer = new OutputBuffer();
        VoTableMarkup.Open(buffer, "1.4");
        buffer.Add("<INFO ID=\"Error\" name=\"Error\""u8);
        VoTableMarkup.AddAttribute(buffer, "value"u8, problem);
        buffer.Add("/>\n<RESOURCE type=\"results\">\n"u8);
        VoTableMarkup.AddInfo(buffer, new ResultInfo("QUERY_STATUS", "ERROR", problem));
        buffer.Add("</RESOURCE>\n</VOTABLE>\n"u8);
        buffer.MoveTo(output);
    }

    private static bool IsName(ColumnDescription column) => column.Ucd?.StartsWith("meta.id", StringComparison.OrdinalIgnoreCase) == true;

    private List<TableRowColumn> Columns(ConeRequest request)
    {
        var columns = new List<TableRowColumn>(_all.Length + 1);
        if (_options.WithDistance)
        {
            columns.Add(new DistanceColumn(_table, new ConeCircle(request.RightAscension, request.Declination, request.Radius)));
        }

        foreach (var column in request.Verbosity == 1 ? _brief : _all)
        {
            columns.Add(TableRowColumn.Of(_table, column));
        }

        return columns;
    }
}
