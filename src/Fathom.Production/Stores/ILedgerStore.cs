namespace Fathom.Production.Stores;

/// <summary>Where the ledger is durable: a workspace's database, or memory for the twin and for tests of faults.</summary>
public interface ILedgerStore
{
    /// <summary>The clock that labels what is written, and that leases run on.</summary>
    TimeProvider Time { get; }

    /// <summary>Runs a work on the writer's thread; completes when it is durable (law 4). Works of the same moment share a commit;
    /// one that throws leaves nothing and fails alone.</summary>
    Task<T> WriteAsync<T>(Func<ILedgerTransaction, T> work);

    /// <summary>A work that asks for this request comes next: a store at a distance asks for all such together.</summary>
    void Expect(string requestId)
    {
    }

    /// <summary>True where loading takes no time worth a refusal meanwhile.</summary>
    bool LoadsAtOnce { get; }

    /// <summary>The transformations, as committed.</summary>
    IReadOnlyList<State.StepFacts> Transformations();

    /// <summary>What operators have said of sites, elements and limits, as committed.</summary>
    Dispatch.DispatchRules Rules();

    /// <summary>Gives everything that the ledger keeps in memory; called before the first work, and again after a connection was lost.</summary>
    void Load(ILedgerLoading loading);
}

/// <summary>Receives what a store has kept.</summary>
public interface ILedgerLoading
{
    /// <summary>A job; its live attempt follows by <see cref="LiveAttempt"/>.</summary>
    void Job(in StoredJob job);

    /// <summary>All inputs of a job that was given before and has several.</summary>
    void Inputs(long jobId, IReadOnlyList<long> files);

    /// <summary>Bytes of the inputs of a job that was given before and may still be leased.</summary>
    void Size(long jobId, double bytes);

    /// <summary>What the accepted attempts of a transformation took.</summary>
    void Pace(long transformationId, Forecast.StepPace pace);

    /// <summary>A live attempt of a job that was given before.</summary>
    void LiveAttempt(long jobId, Jobs.LiveAttempt attempt);

    /// <summary>A loss of a job by a cause; those before the job was rescheduled are left out by the receiver.</summary>
    void Loss(long jobId, int attempt, string cause);

    /// <summary>A pilot that is alive.</summary>
    void Pilot(StoredPilot pilot);

    /// <summary>The highest number given to a pilot.</summary>
    void LastPilot(long id);
}
