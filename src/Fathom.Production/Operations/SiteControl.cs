using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Dispatch;
using Fathom.Production.OperatorLog;

namespace Fathom.Production.Operations;

/// <summary>Bans of sites, nodes and storage elements, and limits of what runs at a time.</summary>
internal static class SiteControl
{
    /// <summary>Bans a site, or lifts its ban.</summary>
    public static CommandReply Ban(WriteTransaction transaction, BanSite asked, string actor) => Ban(
        transaction, "site", asked.Name, asked.Lift, asked.Reason, asked.Lift ? OperatorActionKind.UnbanSite : OperatorActionKind.BanSite, actor);

    /// <summary>Bans a node, or lifts its ban.</summary>
    public static CommandReply Ban(WriteTransaction transaction, BanNode asked, string actor) => Ban(
        transaction, "node", asked.Name, asked.Lift, asked.Reason, asked.Lift ? OperatorActionKind.UnbanNode : OperatorActionKind.BanNode, actor);

    /// <summary>Nodes that are banned, with the reason.</summary>
    public static List<BannedNode> BannedNodes(DbConnection connection) => connection.Select(
        "SELECT name, banned FROM node WHERE banned IS NOT NULL ORDER BY name", null, row => new BannedNode(row.GetString(0), row.GetString(1)));

    /// <summary>Bans a storage element, or lifts its ban.</summary>
    public static CommandReply Ban(WriteTransaction transaction, BanElement asked, string actor)
    {
        if (StorageElementRegistry.Find(transaction.Connection, asked.Name) is not { } element)
        {
            return CommandReply.Refused($"There is no storage element {asked.Name}.");
        }

        if (Fault(asked.Name, asked.Lift, element.Banned, asked.Reason) is { } fault)
        {
            return CommandReply.Refused(fault);
        }

        StorageElementRegistry.Ban(transaction, asked.Name, asked.Lift ? null : asked.Reason);
        OperatorActions.Done(
            transaction, asked.Lift ? OperatorActionKind.UnbanElement : OperatorActionKind.BanElement, asked.Name, asked.Reason, actor,
            new { before = element.Banned });
        return CommandReply.Ok();
    }

    /// <summary>Sets or lifts a limit.</summary>
    public static CommandReply Limit(WriteTransaction transaction, SetLimit asked, string actor)
    {
        if (asked.Name.Length == 0 || asked.MostRunning < 0 || asked.Share is <= 0 or double.NaN || (asked.Share is not null && asked.Kind != LimitKind.User))
        {
            return CommandReply.Refused("Expected a name, a limit of 0 or more jobs, and a share above 0 for a user alone.");
        }

        if (Unknown(transaction.Connection, asked) is { } unknown)
        {
            return CommandReply.Refused(unknown);
        }

        string kind = asked.Kind.ToString();
        DispatchLimit? before = Limits(transaction.Connection).FirstOrDefault(limit => limit.Kind == asked.Kind && limit.Name == asked.Name);
        transaction.Execute("DELETE FROM dispatch_limit WHERE kind = @kind AND name = @Name", new { kind, asked.Name });
        if (asked.MostRunning is not null || asked.Share is not null)
        {
            transaction.Execute(
                "INSERT INTO dispatch_limit (kind, name, most_running, share) VALUES (@kind, @Name, @MostRunning, @Share)",
                new { kind, asked.Name, asked.MostRunning, asked.Share });
        }

        OperatorActions.Done(
            transaction, OperatorActionKind.SetLimit, asked.Name, asked.Reason, actor,
            before ?? new DispatchLimit(asked.Kind, asked.Name, null, null));
        return CommandReply.Ok();
    }

    // Sites and users may come later; a campaign or element that is not there is a slip of the pen.
    private static string? Unknown(DbConnection connection, SetLimit asked) => asked.Kind switch
    {
        LimitKind.Campaign when !connection.Exists("SELECT 1 FROM campaign WHERE name = @Name", new { asked.Name }) => $"There is no campaign {asked.Name}.",
        LimitKind.Element when StorageElementRegistry.Find(connection, asked.Name) is null => $"There is no storage element {asked.Name}.",
        _ => null,
    };

    /// <summary>All limits.</summary>
    public static List<DispatchLimit> Limits(DbConnection connection) => connection.Select(
        "SELECT kind, name, most_running, share FROM dispatch_limit ORDER BY kind, name", null,
        row => new DispatchLimit(row.Name<LimitKind>(0), row.GetString(1), row.IntOrNull(2), row.DoubleOrNull(3)));

    /// <summary>Sites that are banned, with the reason.</summary>
    public static List<(string Site, string Reason)> BannedSites(DbConnection connection) => connection.Select(
        "SELECT name, banned FROM site WHERE banned IS NOT NULL ORDER BY name", null, row => (row.GetString(0), row.GetString(1)));

    // Sites and nodes have tables of the same shape, whose rows are the bans alone.
    private static CommandReply Ban(
        WriteTransaction transaction, string table, string name, bool lift, string reason, OperatorActionKind kind, string actor)
    {
        string? before = transaction.Connection.SelectFirst($"SELECT banned FROM {table} WHERE name = @name", new { name }, row => row.TextOrNull(0));
        if (Fault(name, lift, before, reason) is { } fault)
        {
            return CommandReply.Refused(fault);
        }

        transaction.Execute(
            $"INSERT INTO {table} (name, banned) VALUES (@name, @banned) ON CONFLICT (name) DO UPDATE SET banned = excluded.banned",
            new { name, banned = lift ? null : reason });
        OperatorActions.Done(transaction, kind, name, reason, actor, new { before });
        return CommandReply.Ok();
    }

    private static string? Fault(string name, bool lift, string? before, string reason) =>
        name.Length is 0 or > 128 ? "Expected a name of 1 to 128 characters."
        : string.IsNullOrWhiteSpace(reason) ? "Expected a reason."
        : lift && before is null ? $"{name} is not banned."
        : null;
}

/// <summary>A limit that an operator set.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">Which.</param>
/// <param name="MostRunning">Most running jobs; null: no limit.</param>
/// <param name="Share">Share of a user; null: 1.</param>
public sealed record DispatchLimit(LimitKind Kind, string Name, int? MostRunning, double? Share);
