using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Conditions;

/// <summary>Conditions tags: written once, then only read.</summary>
public sealed class ConditionsTags(WorkspaceDatabase database)
{
    /// <summary>All tags, by name.</summary>
    public IReadOnlyList<ConditionsTag> List() => database.Read(connection => connection
        .Select("SELECT name FROM conditions_tag ORDER BY name", null, row => row.GetString(0))
        .ConvertAll(name => Find(connection, name)!));

    /// <summary>The tag of a name, or null.</summary>
    public ConditionsTag? Find(string name) => database.Read(connection => Find(connection, name));

    /// <inheritdoc cref="Find(string)"/>
    public static ConditionsTag? Find(DbConnection connection, string name) => connection.SelectFirst<(string Sha256, string Utc)?>(
        "SELECT sha256, created_utc FROM conditions_tag WHERE name = @name", new { name }, row => (row.GetString(0), row.GetString(1))) is { } tag
        ? new ConditionsTag(name, tag.Sha256, Intervals(connection, name), tag.Utc)
        : null;

    /// <summary>Path below conditions/ of the constants of a hash, or null where no tag has such.</summary>
    public string? PathOf(string sha256) => database.Read(connection => connection.SelectFirst(
        "SELECT path FROM conditions_interval WHERE sha256 = @sha256 ORDER BY path LIMIT 1", new { sha256 }, row => row.GetString(0)));

    /// <summary>Freezes a tag. Repeating it unchanged is harmless.</summary>
    /// <exception cref="CatalogueException">Intervals overlap or are faulty, or the tag is frozen with others.</exception>
    public static ConditionsTag Freeze(WriteTransaction transaction, string name, IReadOnlyList<ConditionsInterval> intervals)
    {
        ConditionsInterval[] ordered = [.. intervals.OrderBy(interval => interval.FirstRun)];
        RequireSound(name, ordered);
        string sha256 = Hash(ordered);
        if (Find(transaction.Connection, name) is { } known)
        {
            return known.Sha256 == sha256 ? known : throw new CatalogueException(
                "ConditionsTagFrozen", $"Conditions tag {name} is frozen with hash {known.Sha256}; the intervals given have {sha256}. Choose a new name.");
        }

        transaction.Execute(
            "INSERT INTO conditions_tag (name, sha256, created_utc) VALUES (@name, @sha256, @Now)", new { name, sha256, transaction.Now });
        foreach (ConditionsInterval interval in ordered)
        {
            transaction.Execute(
                """
                INSERT INTO conditions_interval (tag, first_run, last_run, path, sha256)
                VALUES (@name, @FirstRun, @LastRun, @Path, @Sha256)
                """,
                new { name, interval.FirstRun, interval.LastRun, interval.Path, interval.Sha256 });
        }

        return Find(transaction.Connection, name)!;
    }

    /// <summary>Hash over a tag's intervals, in order of their first run.</summary>
    public static string Hash(IEnumerable<ConditionsInterval> intervals)
    {
        var text = new StringBuilder();
        foreach (ConditionsInterval interval in intervals)
        {
            text.Append(CultureInfo.InvariantCulture, $"{interval.FirstRun} {interval.LastRun} {interval.Sha256} {interval.Path}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void RequireSound(string name, ConditionsInterval[] ordered)
    {
        string? fault = name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? "the name has 1 to 64 letters, digits, - _ or '.'"
            : ordered.Length == 0 ? "it has no interval" : null;
        for (int i = 0; i < ordered.Length && fault is null; i++)
        {
            fault = Fault(ordered[i], i == 0 ? null : ordered[i - 1]);
        }

        if (fault is not null)
        {
            throw new CatalogueException("ConditionsTagFaulty", $"Conditions tag {name}: {fault}.");
        }
    }

    private static string? Fault(ConditionsInterval interval, ConditionsInterval? before) =>
        interval.LastRun < interval.FirstRun ? $"interval {interval.FirstRun}–{interval.LastRun} ends before it begins"
        : before is not null && interval.FirstRun <= before.LastRun ? $"intervals {before.FirstRun}–{before.LastRun} and {interval.FirstRun}–{interval.LastRun} overlap"
        : interval.Sha256.Length != 64 || !interval.Sha256.All(char.IsAsciiHexDigitLower) ? $"'{interval.Path}' has no SHA-256 of 64 lower-case hexadecimal digits"
        : interval.Path.Length == 0 || Path.IsPathRooted(interval.Path) || interval.Path.Split('/').Contains("..") ? $"'{interval.Path}' is not a path below conditions/"
        : null;

    private static List<ConditionsInterval> Intervals(DbConnection connection, string name) => connection.Select(
        "SELECT first_run, last_run, path, sha256 FROM conditions_interval WHERE tag = @name ORDER BY first_run",
        new { name },
        row => new ConditionsInterval(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3)));
}
