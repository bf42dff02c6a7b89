using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Writes a VOTable with one table, as an answer of a service (DALI 1.1, section 4.4).</summary>
/// <param name="version">Version of the standard: 1.4 or 1.5.</param>
/// <param name="serialisation">How the rows stand in it.</param>
internal sealed class VoTableFormatter(string version, VoTableSerialisation serialisation) : TableFormatter
{
    private VoTableRows? _rows;
    private IReadOnlyList<ResultService> _services = [];
    private IReadOnlyList<ColumnDescription> _columns = [];

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, ResultDescription result)
    {
        (_services, _columns) = (result.Services, columns);
        _rows = serialisation == VoTableSerialisation.TableData ? new TableDataRows(columns)
            : new BinaryRows(columns, serialisation == VoTableSerialisation.Binary2);
        VoTableMarkup.Open(output, version);
        output.Add("<RESOURCE type=\"results\">\n"u8);
        VoTableMarkup.AddDescription(output, result.Description);
        VoTableMarkup.AddInfo(output, new ResultInfo("QUERY_STATUS", "OK"));
        foreach (var info in result.Infos)
        {
            VoTableMarkup.AddInfo(output, info);
        }

        var frames = VoTableFrames.Of([.. columns, .. result.Parameters.Select(parameter => parameter.Column)]);
        frames.Add(output);
        foreach (var parameter in result.Parameters)
        {
            VoTableFields.AddParameter(output, parameter, frames);
        }

        foreach (var link in result.Links)
        {
            VoTableMarkup.AddLink(output, link);
        }

        output.Add("<TABLE"u8);
        VoTableMarkup.AddAttribute(output, "name"u8, result.Name);
        output.Add(">\n"u8);
        VoTableFields.Add(output, columns, frames, _rows, result.Services);
        output.Add("<DATA>"u8);
        _rows.Begin(output);
    }

    /// <inheritdoc/>
    public override void AddRows(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count) => _rows!.Add(output, batch, count);

    /// <inheritdoc/>
    public override void End(OutputBuffer output, ResultEnd end)
    {
        _rows!.End(output);
        output.Add("</DATA>\n</TABLE>\n"u8);
        if (end.Status == ResultStatus.Overflow)
        {
            VoTableMarkup.AddInfo(output, new ResultInfo("QUERY_STATUS", "OVERFLOW", $"There are more rows than the {end.Rows} that are allowed here."));
        }
        else if (end.Status == ResultStatus.Failed)
        {
            VoTableMarkup.AddInfo(output, new ResultInfo("QUERY_STATUS", "ERROR", end.Message));
        }

        output.Add("</RESOURCE>\n"u8);
        VoTableServices.Add(output, _services, _columns);
        output.Add("</VOTABLE>\n"u8);
    }
}
