using System.Globalization;
using System.Text;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;

namespace Fathom.Vo.VoEvents;

/// <summary>A value of a release as text.</summary>
internal static class CellText
{
    /// <summary>Of a row; null where there is none, or an array.</summary>
    public static string? Of(ReleaseTable table, int column, long row)
    {
        ColumnDescription what = table.Description.Columns[column];
        return table.IsNull(column, row) ? null
            : what.IsText ? Encoding.UTF8.GetString(table.Text(column, row))
            : what.ArraySize is not null ? null
            : what.Type switch
            {
                VoType.Boolean => table.Numbers<bool>(column, row, 1)[0] ? "true" : "false",
                VoType.UnsignedByte => Text(table.Numbers<byte>(column, row, 1)[0]),
                VoType.Short => Text(table.Numbers<short>(column, row, 1)[0]),
                VoType.Int => Text(table.Numbers<int>(column, row, 1)[0]),
                VoType.Long => Text(table.Numbers<long>(column, row, 1)[0]),
                VoType.Float => Text(table.Numbers<float>(column, row, 1)[0]),
                _ => Text(table.Numbers<double>(column, row, 1)[0]),
            };
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
