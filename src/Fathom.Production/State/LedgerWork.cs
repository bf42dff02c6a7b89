using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>What a verb works with: the store's transaction and the state in memory, which change together.</summary>
internal sealed class LedgerWork(ILedgerTransaction store, LedgerMemory memory)
{
    /// <summary>What becomes durable.</summary>
    public ILedgerTransaction Store { get; } = store;

    /// <summary>Jobs and pilots.</summary>
    public LedgerState State => memory.State;

    /// <summary>Transformations.</summary>
    public StepTable Steps => memory.Steps(Store);

    /// <summary>The database's own transaction, for verbs that no other store has.</summary>
    /// <exception cref="NotSupportedException">The ledger is not kept in a database.</exception>
    public Database.Writing.WriteTransaction Sql => (Store as SqlLedgerTransaction)?.Sql
        ?? throw new NotSupportedException("This ledger is not kept in a database.");

    /// <summary>Campaigns or transformations were changed: they are read anew when next asked for.</summary>
    public void StepsChanged() => memory.ForgetSteps();
}
