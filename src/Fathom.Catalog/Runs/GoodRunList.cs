namespace Fathom.Catalog.Runs;

/// <summary>A good run list: the runs fit for physics. A version never changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Sha256">Hash of its text.</param>
/// <param name="Runs">Its runs, by number.</param>
/// <param name="LivetimeNs">Sum of their livetime [ns].</param>
/// <param name="CreatedUtc">Label of when it was added.</param>
public sealed record GoodRunList(
    long Id, string Name, int Version, string Sha256, IReadOnlyList<int> Runs, long LivetimeNs, string CreatedUtc);
