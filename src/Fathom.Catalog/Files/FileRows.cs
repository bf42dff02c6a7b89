using System.Data.Common;
using System.Text.Json;
using Fathom.Database.Reading;

namespace Fathom.Catalog.Files;

/// <summary>How rows of the catalogue become records.</summary>
internal static class FileRows
{
    public const string Columns =
        """
        SELECT f.id, f.lfn, f.tier, f.run, f.section, c.name, f.job_id, f.attempt, f.size, f.adler32, f.events, f.metadata,
               f.state, f.created_utc
        FROM file f LEFT JOIN campaign c ON c.id = f.campaign_id
        """;

    public const string ReplicaColumns = "SELECT r.id, r.file_id, r.se, r.path, r.state FROM replica r";

    public static CatalogueFile File(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.IntOrNull(3), row.IntOrNull(4), row.TextOrNull(5),
        row.LongOrNull(6), row.IntOrNull(7), row.GetInt64(8), row.GetString(9), row.GetInt64(10),
        Json(row.GetString(11)), row.Name<FileState>(12), row.GetString(13));

    public static Replica Replica(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.Name<ReplicaState>(4));

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
