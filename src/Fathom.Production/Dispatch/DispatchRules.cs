using Fathom.Production.Operations;
using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

/// <summary>What operators have said of sites, storage elements and limits, as the ledger's store has it.</summary>
/// <param name="BannedSites">Banned sites with the reasons.</param>
/// <param name="Elements">All storage elements.</param>
/// <param name="Limits">Limits of running jobs, and shares of users.</param>
public sealed record DispatchRules(
    IReadOnlyList<BannedSite> BannedSites, IReadOnlyList<ElementRule> Elements, IReadOnlyList<DispatchLimit> Limits)
{
    /// <summary>Banned nodes with the reasons; none by default.</summary>
    public IReadOnlyList<BannedNode> BannedNodes { get; init; } = [];

    /// <summary>Nothing was said.</summary>
    public static DispatchRules None { get; } = new([], [], []);

    /// <summary>The most running jobs of a thing; without a limit <see cref="int.MaxValue"/>.</summary>
    public int MostRunning(LimitKind kind, string name) => Find(kind, name)?.MostRunning ?? int.MaxValue;

    /// <summary>The limit of a thing, or null.</summary>
    public DispatchLimit? Find(LimitKind kind, string name) =>
        Limits.FirstOrDefault(limit => limit.Kind == kind && string.Equals(limit.Name, name, StringComparison.Ordinal));
}

/// <summary>A banned site.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why.</param>
public sealed record BannedSite(string Name, string Reason);

/// <summary>A banned node.</summary>
/// <param name="Name">Its host name.</param>
/// <param name="Reason">Why.</param>
public sealed record BannedNode(string Name, string Reason);

/// <summary>A storage element, as the dispatcher needs it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Site">Where it is.</param>
/// <param name="Banned">Why it is banned; null where it is in use.</param>
/// <param name="Ceiling">What it stands; null: nothing is declared.</param>
public sealed record ElementRule(string Name, string Site, string? Banned, ElementCeiling? Ceiling = null);
