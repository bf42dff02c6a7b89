using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>Which columns are the position, and the key of a row's place on the sky.</summary>
/// <param name="RightAscension">Index of the column; -1: none.</param>
/// <param name="Declination">Index of the column; -1: none.</param>
internal readonly record struct SkyKey(int RightAscension, int Declination)
{
    /// <summary>Key of rows without a position: after all others.</summary>
    public const ulong Nowhere = ulong.MaxValue;

    private static readonly HealpixGrid s_finest = new(HealpixGrid.Finest);

    /// <summary>True where the table has a position.</summary>
    public bool IsThere => RightAscension >= 0;

    /// <summary>Finds the main position by its UCDs (pos.eq.ra;meta.main, pos.eq.dec;meta.main).</summary>
    public static SkyKey Of(IReadOnlyList<ColumnDescription> columns)
    {
        var key = new SkyKey(Find(columns, "pos.eq.ra"), Find(columns, "pos.eq.dec"));
        return key.RightAscension >= 0 && key.Declination >= 0 ? key : new SkyKey(-1, -1);
    }

    /// <summary>Nested cell of the finest order.</summary>
    public ulong Of(IReadOnlyList<ColumnBatch> batch, int row)
    {
        if (batch[RightAscension].IsNull(row) || batch[Declination].IsNull(row))
        {
            return Nowhere;
        }

        var cell = s_finest.Nested(Degrees(batch[RightAscension], row), Degrees(batch[Declination], row));
        return cell < 0 ? Nowhere : (ulong)cell;
    }

    private static double Degrees(ColumnBatch batch, int row) => batch is ValueBatch<double> wide ? wide.Values[row] : ((ValueBatch<float>)batch).Values[row];

    private static int Find(IReadOnlyList<ColumnDescription> columns, string word)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (column is { Type: VoType.Double or VoType.Float, ArraySize: null } && column.Frame is null or "ICRS"
                && string.Equals(column.Ucd, word + ";meta.main", StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
