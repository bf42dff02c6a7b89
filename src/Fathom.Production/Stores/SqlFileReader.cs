using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Protocol;

namespace Fathom.Production.Stores;

/// <summary>Reads files as pilots get them. Storage elements are read once a group.</summary>
internal sealed class SqlFileReader
{
    private Dictionary<string, (StorageElementAddress Address, bool Banned)>? _elements;

    /// <summary>Elements are read anew by the next group: they may be banned meanwhile.</summary>
    public void EndGroup() => _elements = null;

    /// <summary>A file with its replicas at elements in use, or null.</summary>
    public LeasedInput? Find(WriteTransaction sql, long file, string workspace)
    {
        _elements ??= StorageElementRegistry.List(sql.Connection).ToDictionary(
            element => element.Name,
            element => (new StorageElementAddress(element.Name, element.Kind, element.AbsoluteRoot(workspace)), element.Banned is not null));
        LeasedInput? found = null;
        List<ReplicaAddress>? replicas = null;
        sql.Connection.ForEach(
            """
            SELECT f.lfn, f.tier, f.size, f.adler32, r.se, r.path FROM file f
            LEFT JOIN replica r ON r.file_id = f.id AND r.state = 'Valid' WHERE f.id = @file ORDER BY r.id
            """,
            new { file },
            row =>
            {
                found ??= new LeasedInput(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), replicas = []);
                if (row.TextOrNull(4) is { } name && _elements[name] is { Banned: false } element)
                {
                    replicas!.Add(new ReplicaAddress(element.Address, row.GetString(5)));
                }
            });
        return found;
    }
}
