using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Database.Moving;

/// <summary>What a database says of itself.</summary>
/// <param name="Epoch">Epoch of the server that took it last.</param>
/// <param name="Workspace">Random id of the workspace; the same in all the databases that it has had.</param>
/// <param name="Generation">Databases that the workspace had before it.</param>
/// <param name="MovedTo">Where the workspace went, or that it has not come yet; null where the database may be opened.</param>
internal sealed record ServerRow(long Epoch, string Workspace, long Generation, string? MovedTo)
{
    /// <summary>What stands in <see cref="MovedTo"/> while a copy is under way.</summary>
    public const string Incoming = "nowhere yet: a copy into this database was not finished";

    public static ServerRow Read(DbConnection connection) => connection.SelectFirst(
        "SELECT epoch, workspace, generation, moved_to FROM server WHERE id = 1", null,
        row => new ServerRow(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.TextOrNull(3)))!;

    public void Write(DbConnection connection) => connection.Execute(
        "UPDATE server SET epoch = @Epoch, workspace = @Workspace, generation = @Generation, moved_to = @MovedTo WHERE id = 1",
        new { Epoch, Workspace, Generation, MovedTo });
}
