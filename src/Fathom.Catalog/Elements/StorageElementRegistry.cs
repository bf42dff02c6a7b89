using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Elements;

/// <summary>The storage elements of the workspace.</summary>
public sealed class StorageElementRegistry(WorkspaceDatabase database)
{
    /// <summary>All elements, by name.</summary>
    public IReadOnlyList<StorageElementEntry> List() => database.Read(connection => List(connection));

    /// <inheritdoc cref="List()"/>
    public static IReadOnlyList<StorageElementEntry> List(DbConnection connection) => connection.Select(
        "SELECT name, kind, root, site, banned FROM storage_element ORDER BY name",
        null,
        row => new StorageElementEntry(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4)));

    /// <summary>The element of a name, or null.</summary>
    public static StorageElementEntry? Find(DbConnection connection, string name) =>
        List(connection).FirstOrDefault(element => element.Name == name);

    /// <summary>Adds an element. Repeating it unchanged is harmless.</summary>
    /// <exception cref="CatalogueException">The element is known with another kind, root or site.</exception>
    public static void Add(WriteTransaction transaction, StorageElementEntry element)
    {
        if (Find(transaction.Connection, element.Name) is { } known)
        {
            _ = (known with { Banned = element.Banned }) == element ? true : throw new CatalogueException(
                "StorageElementChanged", $"Storage element {element.Name} is registered as {known}; found {element}.");
            return;
        }

        transaction.Execute(
            "INSERT INTO storage_element (name, kind, root, site, banned) VALUES (@Name, @Kind, @Root, @Site, @Banned)", element);
    }

    /// <summary>Bans an element with a reason, or lifts the ban with null.</summary>
    public static void Ban(WriteTransaction transaction, string name, string? reason) => transaction.Execute(
        "UPDATE storage_element SET banned = @reason WHERE name = @name", new { name, reason });
}
