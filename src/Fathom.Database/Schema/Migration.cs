using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Fathom.Database.Engines;

namespace Fathom.Database.Schema;

/// <summary>One step of the schema: <c>Migrations/NNNN_name.sql</c>, embedded, applied once and never changed after a release.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Name of its file.</param>
/// <param name="Sql">What both engines do, in SQLite's words.</param>
/// <param name="PostgresSql">What PostgreSQL does besides: <c>NNNN_name.postgresql.sql</c>.</param>
/// <param name="Carry">What SQL alone cannot do, after it and in the same transaction.</param>
internal sealed record Migration(int Version, string Name, string Sql, string PostgresSql, Action<DbConnection, DatabaseEngine>? Carry)
{
    private const string Suffix = ".sql", PostgresSuffix = ".postgresql.sql";

    /// <summary>All migrations of this program, oldest first.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static Migration[] Load()
    {
        Assembly assembly = typeof(Migration).Assembly;
        string[] names = assembly.GetManifestResourceNames();
        Migration[] all = [.. names
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal) && !name.EndsWith(PostgresSuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Make(assembly, names, name))];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {all[i].Name}: expected number {i + 1:0000}.");
            }
        }

        return all;
    }

    private static Migration Make(Assembly assembly, string[] names, string name)
    {
        int version = int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture);
        string postgres = name[..^Suffix.Length] + PostgresSuffix;
        return new Migration(
            version, name, Text(assembly, name), names.Contains(postgres) ? Text(assembly, postgres) : "",
            version == EventCarriage.Version ? EventCarriage.Carry : null);
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
