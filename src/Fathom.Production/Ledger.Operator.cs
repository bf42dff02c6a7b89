using System.Text.Json;
using Fathom.Database.Requests;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Requests;
using Fathom.Production.State;

namespace Fathom.Production;

/// <summary>Verbs of operators over the database.</summary>
public sealed partial class Ledger
{
    /// <summary>The rules that judge failures.</summary>
    public RuleTable Rules => _options.Rules ?? RuleTable.Default;

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

    /// <summary>Runs an operator's verb on one job once; transformations stay as they are known, but where the verb itself changes one.</summary>
    internal Task<OperationReply> OperateOnJobAsync(string requestId, string verb, object body, Func<LedgerWork, OperationReply> work) =>
        OnceAsync(requestId, verb, body, work);

    /// <summary>The first answer to a request of <see cref="OperateAsync"/>, or null where it is new.</summary>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    internal Task<T?> AnsweredAsync<T>(string requestId, string verb, object body)
        where T : class
    {
        string hash = AnsweredOnce.Hash(verb, body);
        return Memory.WriteAsync(work => AnsweredOnce.Find(work.Store, requestId, hash) is { Answer: { } answer }
            ? JsonSerializer.Deserialize<T>(answer)
            : null);
    }

    /// <summary>Runs a verb of the server's own.</summary>
    internal Task<T> ChangeAsync<T>(Func<LedgerWork, T> work) => Memory.WriteAsync(inside =>
    {
        T result = work(inside);
        inside.StepsChanged();
        return result;
    });
}
