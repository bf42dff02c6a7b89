namespace Fathom.Production.Monitor;

/// <summary>What of a transformation jobs are filtered, sorted and grouped by.</summary>
/// <param name="Id">Its id, dense from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its payload: the type of its jobs.</param>
/// <param name="Campaign">Name of its campaign: the group of its jobs.</param>
/// <param name="Owner">Owner of its campaign: of its jobs too, where they name none themselves.</param>
public sealed record TransformationFacts(long Id, string Name, string Step, string Campaign, string Owner = "");

/// <summary>The transformations of the jobs in a <see cref="JobTable"/>. One writer sets; any thread reads.</summary>
public sealed class TransformationTable
{
    private static readonly TransformationFacts None = new(0, "", "", "");
    private readonly Lock _gate = new();
    private TransformationFacts[] _byId = [None];

    /// <summary>Adds a transformation, or changes its facts. To be done before its first job is added.</summary>
    public void Set(TransformationFacts facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(facts.Id);
        lock (_gate)
        {
            int length = checked((int)facts.Id + 1);
            TransformationFacts[] next = new TransformationFacts[Math.Max(length, _byId.Length)];
            next.AsSpan().Fill(None);
            _byId.CopyTo(next, 0);
            next[(int)facts.Id] = facts;
            // Readers keep the array that they have: it is never changed.
            Volatile.Write(ref _byId, next);
        }
    }

    /// <summary>The facts of a transformation; empty texts where it is not known.</summary>
    public TransformationFacts Of(long id)
    {
        TransformationFacts[] all = Volatile.Read(ref _byId);
        return (ulong)id < (ulong)all.Length ? all[(int)id] : None with { Id = id };
    }

    /// <summary>All, at the place of their id; place 0 is empty.</summary>
    internal ReadOnlySpan<TransformationFacts> All => Volatile.Read(ref _byId);
}
