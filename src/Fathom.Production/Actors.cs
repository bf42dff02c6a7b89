using System.Globalization;

namespace Fathom.Production;

/// <summary>Who does something, as the ledger writes it.</summary>
public static class Actors
{
    /// <summary>The server itself.</summary>
    public const string Server = "server";

    /// <summary>A pilot.</summary>
    public static string Pilot(long id) => string.Create(CultureInfo.InvariantCulture, $"pilot:{id}");

    /// <summary>A person.</summary>
    public static string User(string name) => $"user:{name}";
}
