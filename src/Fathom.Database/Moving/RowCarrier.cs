using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Reading;

namespace Fathom.Database.Moving;

/// <summary>Carries rows from a query on one database into a table of another, a few thousand at a time.</summary>
internal sealed class RowCarrier(DatabaseEngine to, DbConnection target)
{
    private const int MostRows = 5_000, MostBytes = 8 << 20;

    /// <summary>Rows carried so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Carries what the query gives: the table's columns in their order.</summary>
    /// <param name="source">Connection of the query.</param>
    /// <param name="table">The table.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="afterBatch">Called after each batch was written, in the target's transaction.</param>
    public void Carry(DbConnection source, BulkTable table, string sql, object? parameters, Action? afterBatch = null)
    {
        var rows = new BulkRows(table);
        long bytes = 0;
        source.ForEach(sql, parameters, row =>
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                bytes += Add(rows, table.Columns[column].Type, row, column);
            }

            if (rows.Count >= MostRows || bytes >= MostBytes)
            {
                Write(rows);
                bytes = 0;
                afterBatch?.Invoke();
            }
        });
        Write(rows);
    }

    private void Write(BulkRows rows)
    {
        if (rows.Count > 0)
        {
            to.Write(target, rows, BulkVerb.Upsert);
            Rows += rows.Count;
            rows.Clear();
        }
    }

    private static int Add(BulkRows rows, BulkType type, DbDataReader row, int column)
    {
        bool isNull = row.IsDBNull(column);
        switch (type)
        {
            case BulkType.Whole:
                rows.Add(isNull ? (long?)null : row.GetInt64(column));
                return sizeof(long);
            case BulkType.Real:
                rows.Add(isNull ? (double?)null : row.GetDouble(column));
                return sizeof(double);
            case BulkType.Text:
                string? text = isNull ? null : row.GetString(column);
                rows.Add(text);
                return text?.Length ?? 0;
            default:
                byte[]? bytes = isNull ? null : row.GetFieldValue<byte[]>(column);
                rows.Add(bytes);
                return bytes?.Length ?? 0;
        }
    }
}
