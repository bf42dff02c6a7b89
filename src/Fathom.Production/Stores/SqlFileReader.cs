using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Protocol;

namespace Fathom.Production.Stores;

/// <summary>Reads files as pilots get them. Storage elements are read once a group; where each question is a round trip, files are read
/// ahead, as far as the jobs of the group are likely to ask.</summary>
internal sealed class SqlFileReader
{
    private const int Least = 8, Furthest = 128, Faster = 4;

    private const string One =
        """
        SELECT f.id, f.lfn, f.tier, f.size, f.adler32, r.se, r.path FROM file f
        LEFT JOIN replica r ON r.file_id = f.id AND r.state = 'Valid' WHERE f.id = @first ORDER BY r.id
        """;

    // For PostgreSQL, written so that it goes by the indexes whatever it believes of tables that it has not looked at yet.
    private const string Stretch =
        """
        SELECT f.id, f.lfn, f.tier, f.size, f.adler32, r.se, r.path FROM file f
        LEFT JOIN LATERAL (SELECT p.id, p.se, p.path FROM replica p WHERE p.file_id = f.id AND p.state = 'Valid' OFFSET 0) r ON TRUE
        WHERE f.id = ANY(ARRAY(SELECT generate_series(@first, @last))) ORDER BY f.id, r.id
        """;

    private readonly Dictionary<long, LeasedInput?> _files = [];
    private Dictionary<string, (StorageElementAddress Address, bool Banned)>? _elements;
    private long? _asOf;
    private long _latest;
    private int _stretch = Least;

    /// <summary>Elements are read anew by the next group: they may be banned meanwhile.</summary>
    public void EndGroup()
    {
        _elements = null;
        _files.Clear();
    }

    /// <summary>A file with its replicas at elements in use, or null.</summary>
    public LeasedInput? Find(WriteTransaction sql, long file, string workspace)
    {
        if (sql.Unchanged is not { } now || now != _asOf)
        {
            _asOf = sql.Unchanged;
            _files.Clear();
        }

        if (!_files.ContainsKey(file))
        {
            // Jobs are mostly given in the order of their files.
            _stretch = file > _latest && file - _latest <= Least ? Math.Min(_stretch * Faster, Furthest) : Least;
            Read(sql.Reading, file, sql is { IsRemote: true, Unchanged: not null } ? _stretch : 1, workspace);
        }

        _latest = file;
        return _files[file];
    }

    private void Read(DbConnection connection, long first, int count, string workspace)
    {
        _elements ??= StorageElementRegistry.List(connection).ToDictionary(
            element => element.Name,
            element => (new StorageElementAddress(element.Name, element.Kind, element.AbsoluteRoot(workspace), Marked: true), element.Banned is not null));
        long last = first + count - 1;
        for (long file = first; file <= last; file++)
        {
            _files[file] = null;
        }

        long present = 0;
        List<ReplicaAddress>? replicas = null;
        connection.ForEach(
            count == 1 ? One : Stretch,
            new { first, last },
            row =>
            {
                if (row.GetInt64(0) is var id && id != present)
                {
                    present = id;
                    _files[id] = new LeasedInput(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), replicas = []);
                }

                if (row.TextOrNull(5) is { } name && _elements[name] is { Banned: false } element)
                {
                    replicas!.Add(new ReplicaAddress(element.Address, row.GetString(6)));
                }
            });
    }
}
