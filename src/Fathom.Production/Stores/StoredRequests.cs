using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Fathom.Database.Reading;
using Fathom.Database.Statements;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Requests of the groups before, by their rows. Those that are announced are asked for together: nearly none of them is known,
/// and each would be a round trip of its own.</summary>
internal sealed class StoredRequests
{
    /// <summary>Status of a request that has its answer.</summary>
    public const int Answered = 200;

    private const int Most = 256;
    private readonly ConcurrentQueue<string> _expected = new();
    private readonly Dictionary<string, StoredRequest?> _found = new(StringComparer.Ordinal);
    private long? _asOf;

    /// <summary>This id will be asked for soon; from any thread.</summary>
    public void Expect(string id) => _expected.Enqueue(id);

    /// <summary>The request of an id, or null.</summary>
    public StoredRequest? Find(WriteTransaction sql, string id)
    {
        if (_expected.IsEmpty && _found.Count == 0)
        {
            return One(sql.Reading, id);
        }

        if (sql.Unchanged is not { } now || now != _asOf)
        {
            _asOf = sql.Unchanged;
            _found.Clear();
        }

        if (!_found.ContainsKey(id))
        {
            FindExpected(sql.Reading, id);
        }

        return _found[id];
    }

    /// <summary>The next group asks anew.</summary>
    public void EndGroup() => _found.Clear();

    private static StoredRequest? One(DbConnection connection, string id) => connection.SelectFirst(
        "SELECT id, body_hash, status, response FROM request WHERE id = @id", new { id }, Map);

    private void FindExpected(DbConnection connection, string id)
    {
        List<string> ids = [id];
        while (ids.Count < Most && _expected.TryDequeue(out string? next))
        {
            if (next != id)
            {
                ids.Add(next);
            }
        }

        ids.ForEach(one => _found[one] = null);
        connection.ForEach(
            $"SELECT id, body_hash, status, response FROM request WHERE {SqlDialect.Of(connection).OneOf("id", "@ids")}",
            new { ids = JsonSerializer.Serialize(ids) },
            row => _found[row.GetString(0)] = Map(row));
    }

    private static StoredRequest Map(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2) == Answered ? row.GetString(3) : null);
}
