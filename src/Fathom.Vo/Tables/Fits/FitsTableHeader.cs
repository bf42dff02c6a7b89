using System.Globalization;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Headers of a file with one binary table.</summary>
internal static class FitsTableHeader
{
    /// <summary>Writes the primary header and that of the table.</summary>
    public static void Add(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, FitsSpool spool, ResultDescription result, ResultEnd end)
    {
        var primary = new FitsHeaderWriter(output);
        primary.Add("SIMPLE", true);
        primary.Add("BITPIX", 8);
        primary.Add("NAXIS", 0);
        primary.Add("EXTEND", true);
        primary.End();

        var table = new FitsHeaderWriter(output);
        table.Add("XTENSION", "BINTABLE");
        table.Add("BITPIX", 8);
        table.Add("NAXIS", 2);
        table.Add("NAXIS1", spool.RowWidth);
        table.Add("NAXIS2", spool.Rows);
        table.Add("PCOUNT", 0);
        table.Add("GCOUNT", 1);
        table.Add("TFIELDS", columns.Count);
        table.Add("EXTNAME", result.Name);
        table.Add("RADESYS", columns.Any(column => column.Frame == "ICRS") ? "ICRS" : null);
        table.Add("TIMESYS", columns.Select(column => column.Time?.Scale).FirstOrDefault(scale => scale is not null));
        table.Add("QSTATUS", end.Status == ResultStatus.Overflow ? "OVERFLOW" : "OK");
        for (var i = 0; i < columns.Count; i++)
        {
            AddColumn(table, (i + 1).ToString(CultureInfo.InvariantCulture), columns[i], spool.Columns[i]);
        }

        table.Comment(result.Description);
        foreach (var info in result.Infos)
        {
            table.Comment($"{info.Name}: {info.Value} {info.Text}".TrimEnd());
        }

        table.End();
    }

    private static void AddColumn(FitsHeaderWriter header, string number, ColumnDescription column, FitsColumnWriter writer)
    {
        header.Add("TTYPE" + number, column.Name);
        header.Add("TFORM" + number, writer.Form);
        header.Add("TUNIT" + number, column.Unit);
        if (writer.Null is { } empty)
        {
            header.Add("TNULL" + number, empty);
        }

        header.Add("TDIM" + number, writer.Dimensions);
        header.Add("TUCD" + number, column.Ucd);
        header.Add("TCOMM" + number, column.Description);
    }
}
