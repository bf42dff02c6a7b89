using Fathom.Database;
using Fathom.Database.Bulk;
using Fathom.Database.Faults;
using Fathom.Database.Writing;

namespace Fathom.Benchmarks.Database;

/// <summary>Jobs as the ledger writes them: an event, the job's row and its attempt's row for each change.</summary>
internal sealed class SyntheticLedger(int count, int window) : IGroupParticipant
{
    private static readonly BulkTable Jobs = new(
        "job", ["id"],
        new("id", BulkType.Whole), new("transformation_id", BulkType.Whole), new("run", BulkType.Whole), new("section", BulkType.Whole),
        new("state", BulkType.Text), new("minor", BulkType.Text), new("attempt", BulkType.Whole), new("site", BulkType.Text),
        new("host", BulkType.Text), new("input_file", BulkType.Whole), new("last_event", BulkType.Whole), new("created_utc", BulkType.Text),
        new("updated_utc", BulkType.Text));

    private static readonly BulkTable Inputs = new("job_input", ["job_id", "file_id"], new("job_id", BulkType.Whole), new("file_id", BulkType.Whole));

    private static readonly BulkTable Attempts = new(
        "attempt", ["job_id", "number"],
        new("job_id", BulkType.Whole), new("number", BulkType.Whole), new("lease", BulkType.Text), new("epoch", BulkType.Whole),
        new("pilot_id", BulkType.Whole), new("host", BulkType.Text), new("state", BulkType.Text), new("se", BulkType.Text),
        new("path", BulkType.Text), new("swept", BulkType.Whole), new("leased_utc", BulkType.Text));

    private readonly long[] _last = new long[count + 1];
    private readonly HashSet<int> _changed = [];
    private readonly BulkRows _jobs = new(Jobs), _inputs = new(Inputs), _attempts = new(Attempts);
    private readonly Random _random = new(12);
    private long _changes;

    /// <summary>Makes all jobs, a few thousand a commit.</summary>
    public void Preload(WorkspaceDatabase database)
    {
        for (int first = 1; first <= count; first += 10_000)
        {
            database.WriteAsync(transaction =>
            {
                for (int id = first; id < Math.Min(first + 10_000, count + 1); id++)
                {
                    _last[id] = transaction.Events.Append(
                        Subjects.Job, id, null, "Created", "server", $$"""{"transformationId":1,"run":{{id / 100}},"section":{{id % 100}},"inputs":[{{id}}]}""", 0);
                    Job(id, "Waiting", transaction.Now);
                    _inputs.Add((long)id).Add((long)id);
                }

                transaction.Write(_jobs);
                transaction.Write(_inputs, BulkVerb.InsertNew);
                _jobs.Clear();
                _inputs.Clear();
            }).GetAwaiter().GetResult();
        }
    }

    /// <summary>Changes jobs of the moving window.</summary>
    public void Change(WriteTransaction transaction, int events)
    {
        transaction.Enlist(this);
        for (int i = 0; i < events; i++)
        {
            long moved = _changes++ / 6;
            int id = 1 + (int)((moved + _random.Next(window)) % count);
            _last[id] = transaction.Events.Append(
                Subjects.Job, id, 1, "Progressed", "pilot:17", $$"""{"attempt":1,"lease":"0123456789abcdef0123456789abcdef","pilotId":17,"step":{{_changes}}}""", _last[id]);
            _changed.Add(id);
        }
    }

    public void Flush(WriteTransaction transaction)
    {
        foreach (int id in _changed)
        {
            Job(id, "Running", transaction.Now);
            _attempts.Add((long)id).Add(1L).Add("0123456789abcdef0123456789abcdef").Add(transaction.Epoch).Add(17L).Add("node017.example")
                .Add("Running").Add("main").Add($"campaign/1/{id}/1").Add(0L).Add(transaction.Now);
        }

        transaction.Write(_jobs);
        transaction.Write(_attempts);
    }

    public void Committed() => Clear();

    public void Failed(WorkspaceException reason) => Clear();

    private void Clear()
    {
        _jobs.Clear();
        _attempts.Clear();
        _changed.Clear();
    }

    private void Job(int id, string state, string now) => _jobs.Add((long)id).Add(1L).Add((long)(id / 100)).Add((long)(id % 100)).Add(state).Add("").Add(1L)
        .Add("IHEP").Add("node017.example").Add((long)id).Add(_last[id]).Add(now).Add(now);
}
