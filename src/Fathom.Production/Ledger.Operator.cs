using Fathom.Production.State;

namespace Fathom.Production;

/// <summary>Verbs of operators over the database.</summary>
public sealed partial class Ledger
{
    /// <summary>What a person may do with a job.</summary>
    internal Operations.JobControl JobControl => _jobs;

    /// <summary>Runs an operator's verb once; transformations are read anew after it.</summary>
    internal Task<T> OperateAsync<T>(string requestId, string verb, object body, Func<LedgerWork, T> work) =>
        OnceAsync(requestId, verb, body, inside =>
        {
            T result = work(inside);
            inside.StepsChanged();
            return result;
        });

    /// <summary>Runs a verb of the server's own.</summary>
    internal Task<T> ChangeAsync<T>(Func<LedgerWork, T> work) => Memory.WriteAsync(inside =>
    {
        T result = work(inside);
        inside.StepsChanged();
        return result;
    });
}
