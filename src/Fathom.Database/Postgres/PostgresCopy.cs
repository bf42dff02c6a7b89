using Fathom.Database.Bulk;
using Npgsql;

namespace Fathom.Database.Postgres;

/// <summary>New rows as one stream (COPY): a page of them is written and logged at a time.</summary>
/// <remarks>https://www.postgresql.org/docs/15/sql-copy.html, binary format. The server reads while the next rows are encoded.</remarks>
internal static class PostgresCopy
{
    /// <summary>Rows from which on it pays: it asks the server once more than a statement does.</summary>
    public const int Worthwhile = 64;

    // "PGCOPY\n\377\r\n\0", no flags, no extension.
    private static ReadOnlySpan<byte> Header => [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <exception cref="PostgresException">A row was refused.</exception>
    public static void Write(NpgsqlConnection connection, BulkRows rows)
    {
        // Closed only where all is well: to close it says that the rows are whole. What throws here has lost the connection.
        NpgsqlRawCopyStream stream = connection.BeginRawBinaryCopy($"COPY {rows.Table.Name} ({BulkSql.Names(rows.Table)}) FROM STDIN (FORMAT BINARY)");
        var encoder = new CopyEncoder(stream);
        encoder.Raw(Header);
        for (int row = 0; row < rows.Count; row++)
        {
            encoder.Begin((short)rows.Columns.Count);
            foreach (BulkValues column in rows.Columns)
            {
                Add(encoder, column, row);
            }
        }

        encoder.Begin(-1);
        encoder.Flush();
        stream.Dispose();
    }

    private static void Add(CopyEncoder encoder, BulkValues column, int row)
    {
        switch (column.Type)
        {
            case BulkType.Whole:
                encoder.Add(column.Wholes[row]);
                break;
            case BulkType.Real:
                encoder.Add(column.Reals[row]);
                break;
            case BulkType.Text:
                encoder.Add(column.Texts[row]);
                break;
            default:
                encoder.Add(column.Bytes[row]);
                break;
        }
    }
}
