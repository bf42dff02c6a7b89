using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>The ledger in a workspace's database. Rows that the works of a group change are written in bulk at its end.</summary>
public sealed class SqlLedgerStore(WorkspaceDatabase database) : ILedgerStore, IGroupParticipant
{
    private readonly SqlRequests _requests = new();
    private readonly SqlNewJobs _made = new();
    private readonly SqlJobRows _rows = new();
    private readonly SqlFileReader _files = new();
    private readonly SqlAllowances _allowances = new();
    private readonly List<ILedgerParticipant> _participants = [];

    /// <inheritdoc/>
    public TimeProvider Time => database.Time;

    /// <summary>The database.</summary>
    public WorkspaceDatabase Database => database;

    /// <inheritdoc/>
    public void Expect(string requestId)
    {
        if (database.Location.IsPostgres)
        {
            _requests.Expect(requestId);
        }
    }

    /// <inheritdoc/>
    public bool LoadsAtOnce => false;

    /// <inheritdoc/>
    public IReadOnlyList<State.StepFacts> Transformations() => database.Read(SqlSteps.Read);

    /// <inheritdoc/>
    public Dispatch.DispatchRules Rules() => database.Read(SqlDispatchRules.Read);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<ILedgerTransaction, T> work) => database.WriteAsync(sql =>
    {
        sql.Enlist(this);
        (int requests, int made) = (_requests.Mark, _made.Mark);
        try
        {
            return work(Transaction(sql));
        }
        catch
        {
            _requests.Truncate(requests);
            _made.Truncate(made);
            throw;
        }
    });

    /// <inheritdoc/>
    public void Load(ILedgerLoading loading) => database.Read(connection =>
    {
        SqlLedgerReading.Run(connection, loading);
        return true;
    });

    void IGroupParticipant.Flush(WriteTransaction transaction)
    {
        SqlLedgerTransaction store = Transaction(transaction);
        foreach (ILedgerParticipant participant in _participants)
        {
            participant.Flush(store);
        }

        _made.Write(transaction);
        _rows.Write(transaction);
        _requests.Write(transaction);
    }

    void IGroupParticipant.Committed()
    {
        EndGroup();
        _participants.ForEach(participant => participant.Committed());
        _participants.Clear();
    }

    void IGroupParticipant.Failed(WorkspaceException reason)
    {
        EndGroup();
        _participants.ForEach(participant => participant.Failed(reason.Problem == WorkspaceProblem.Lost));
        _participants.Clear();
    }

    private SqlLedgerTransaction Transaction(WriteTransaction sql) => new(sql, _requests, _made, _rows, _files, _allowances, Enlist);

    private void EndGroup()
    {
        _requests.Clear();
        _made.Clear();
        _rows.Clear();
        _files.EndGroup();
        _allowances.EndGroup();
    }

    private void Enlist(ILedgerParticipant participant)
    {
        if (!_participants.Contains(participant))
        {
            _participants.Add(participant);
        }
    }
}
