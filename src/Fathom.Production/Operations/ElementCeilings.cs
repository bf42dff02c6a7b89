using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.OperatorLog;
using Fathom.Storage.Load;

namespace Fathom.Production.Operations;

/// <summary>What storage elements were declared to stand.</summary>
internal static class ElementCeilings
{
    /// <summary>Declares what an element stands, in place of what was declared before.</summary>
    public static CommandReply Set(WriteTransaction transaction, SetCeiling asked, string actor)
    {
        if (StorageElementRegistry.Find(transaction.Connection, asked.Name) is null)
        {
            return CommandReply.Refused($"There is no storage element {asked.Name}.");
        }

        if (!IsSound(asked.ReadBytes) || !IsSound(asked.WriteBytes) || asked.ReadStreams < 1 || asked.WriteStreams < 1 || string.IsNullOrWhiteSpace(asked.Reason))
        {
            return CommandReply.Refused("Expected a reason, at least 1 byte a second, and at least 1 stream.");
        }

        DeclaredCeiling before = All(transaction.Connection).Find(known => known.Element == asked.Name) ?? new DeclaredCeiling(asked.Name, null, null, null, null);
        transaction.Execute("DELETE FROM element_ceiling WHERE element = @Name", new { asked.Name });
        transaction.Execute(
            """
            INSERT INTO element_ceiling (element, read_bytes, write_bytes, read_streams, write_streams)
            VALUES (@Name, @ReadBytes, @WriteBytes, @ReadStreams, @WriteStreams)
            """,
            new { asked.Name, asked.ReadBytes, asked.WriteBytes, asked.ReadStreams, asked.WriteStreams });
        OperatorActions.Done(transaction, OperatorActionKind.SetCeiling, asked.Name, asked.Reason, actor, before);
        return CommandReply.Ok();
    }

    /// <summary>All that was declared, by element.</summary>
    public static List<DeclaredCeiling> All(DbConnection connection) => connection.Select(
        "SELECT element, read_bytes, write_bytes, read_streams, write_streams FROM element_ceiling ORDER BY element", null,
        row => new DeclaredCeiling(row.GetString(0), row.DoubleOrNull(1), row.DoubleOrNull(2), row.IntOrNull(3), row.IntOrNull(4)));

    private static bool IsSound(double? bytes) => bytes is null || (bytes >= 1 && double.IsFinite(bytes.Value));
}

/// <summary>What an element was declared to stand; null: no ceiling.</summary>
/// <param name="Element">The element.</param>
/// <param name="ReadBytes">All reads together [byte/s].</param>
/// <param name="WriteBytes">All writes together [byte/s].</param>
/// <param name="ReadStreams">Most reads at a time.</param>
/// <param name="WriteStreams">Most writes at a time.</param>
public sealed record DeclaredCeiling(string Element, double? ReadBytes, double? WriteBytes, int? ReadStreams, int? WriteStreams)
{
    /// <summary>The same for the governor.</summary>
    public ElementCeiling ToCeiling() => new(
        ReadBytes ?? double.PositiveInfinity, WriteBytes ?? double.PositiveInfinity, ReadStreams ?? int.MaxValue, WriteStreams ?? int.MaxValue);
}
