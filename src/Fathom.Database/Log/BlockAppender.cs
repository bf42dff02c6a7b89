using System.Data.Common;
using System.Runtime.InteropServices;
using Fathom.Database.Reading;

namespace Fathom.Database.Log;

/// <summary>Writes events as blocks behind the last one, chained to it.</summary>
internal sealed class BlockAppender
{
    private const int MostEvents = 65_536, MostBytes = 16 << 20;
    private readonly EventBlockWriter _encoder = new();

    /// <summary>Sequence number of the newest event written.</summary>
    public long Last { get; private set; }

    /// <summary>Hash of the newest block.</summary>
    public byte[] Hash { get; private set; } = EventBlock.Genesis;

    /// <summary>Takes the end of the log from the database.</summary>
    public void Load(DbConnection connection) => Restore(connection.SelectFirst<(long, byte[])?>(
        "SELECT last_seq, hash FROM event_block ORDER BY first_seq DESC LIMIT 1", null, row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)))
        ?? (0, EventBlock.Genesis));

    /// <summary>Goes back to an earlier end, after a rollback.</summary>
    public void Restore((long Last, byte[] Hash) end) => (Last, Hash) = end;

    /// <summary>Writes events that follow each other, of one epoch: usually one block.</summary>
    public void Append(DbConnection connection, long epoch, List<BufferedEvent> events)
    {
        ReadOnlySpan<BufferedEvent> rest = CollectionsMarshal.AsSpan(events);
        while (!rest.IsEmpty)
        {
            _encoder.Clear();
            long milliseconds = rest[0].UtcMilliseconds;
            int count = 0;
            while (count < rest.Length && count < MostEvents && _encoder.Length < MostBytes)
            {
                _encoder.Add(rest[count++], milliseconds);
            }

            Write(connection, epoch, rest[0].Seq, rest[count - 1].Seq, milliseconds);
            rest = rest[count..];
        }
    }

    private void Write(DbConnection connection, long epoch, long firstSeq, long lastSeq, long milliseconds)
    {
        byte[] events = _encoder.ToArray();
        byte[] hash = EventBlock.Chain(Hash, firstSeq, lastSeq, epoch, milliseconds, events);
        connection.Execute(
            $"INSERT INTO event_block ({EventBlock.Columns}) VALUES (@firstSeq, @lastSeq, @epoch, @milliseconds, @events, @hash)",
            new { firstSeq, lastSeq, epoch, milliseconds, events, hash });
        (Last, Hash) = (lastSeq, hash);
    }
}
