using System.Globalization;
using System.Reflection;

namespace Fathom.Database.Schema;

/// <summary>One step of the schema: <c>Migrations/NNNN_name.sql</c>, embedded, applied once and never changed after a release.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>All migrations of this program, oldest first.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static Migration[] Load()
    {
        Assembly assembly = typeof(Migration).Assembly;
        Migration[] all = [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Text(assembly, name)))];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {all[i].Name}: expected number {i + 1:0000}.");
            }
        }

        return all;
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
