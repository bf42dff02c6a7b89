namespace Fathom.Production.OperatorLog;

/// <summary>What is done to each item of a bulk action. Doing it again after a kill is harmless.</summary>
internal interface IBulkVerb
{
    /// <summary>The kinds of action that it does.</summary>
    IReadOnlyList<OperatorActionKind> Kinds { get; }

    /// <summary>Settles one item; returns <see cref="Changed"/> or why nothing was changed, in few different words.</summary>
    /// <param name="action">The action.</param>
    /// <param name="subjectId">The job or file.</param>
    /// <param name="requestId">Id of this item's request: the same after a kill (law 5).</param>
    Task<string> SettleAsync(OperatorAction action, long subjectId, string requestId);

    /// <summary>Called once all items are settled, in the transaction that ends the action.</summary>
    void Finish(Database.Writing.WriteTransaction transaction, OperatorAction action)
    {
    }

    /// <summary>The outcome of an item that was changed.</summary>
    const string Changed = "Changed";
}
