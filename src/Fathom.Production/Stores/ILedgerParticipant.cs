namespace Fathom.Production.Stores;

/// <summary>Memory that follows the store. Every member runs on the writer's thread.</summary>
public interface ILedgerParticipant
{
    /// <summary>The group ends: saves what its works changed. What it throws fails the whole group.</summary>
    void Flush(ILedgerTransaction transaction);

    /// <summary>The group is durable; callers are answered next. It must not throw.</summary>
    void Committed();

    /// <summary>The group failed.</summary>
    /// <param name="unknown">True where it may have been kept all the same (the connection was lost): memory is to be loaded again.</param>
    void Failed(bool unknown);
}
