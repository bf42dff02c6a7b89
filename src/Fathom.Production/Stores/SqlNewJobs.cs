using Fathom.Database.Bulk;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Rows of jobs that the present group made, and of the inputs that they took.</summary>
internal sealed class SqlNewJobs
{
    private readonly List<(long Transformation, long FirstJob, IReadOnlyList<InputFile> Files, long Seq, string Now)> _made = [];
    private readonly BulkRows _jobs = new(SqlTables.NewJob);
    private readonly BulkRows _inputs = new(SqlTables.JobInput);
    private readonly BulkRows _taken = new(SqlTables.TakenInput);

    /// <summary>Where the present work begins.</summary>
    public int Mark => _made.Count;

    /// <summary>Notes new jobs, under the label of the work that made them: memory has it too.</summary>
    public void Put(long transformation, long firstJob, IReadOnlyList<InputFile> files, long seq, string now) =>
        _made.Add((transformation, firstJob, files, seq, now));

    /// <summary>Takes back what came after the mark.</summary>
    public void Truncate(int mark) => _made.RemoveRange(mark, _made.Count - mark);

    public void Write(WriteTransaction sql)
    {
        foreach ((long transformation, long firstJob, IReadOnlyList<InputFile> files, long seq, string now) in _made)
        {
            for (int from = 0, to; from < files.Count; from = to)
            {
                to = FileStretch.End(files, from);
                if (to - from >= FileStretch.Worthwhile)
                {
                    FileStretch.Write(sql, transformation, firstJob + from, files[from].Id, to - from, seq, now);
                    continue;
                }

                for (int i = from; i < to; i++)
                {
                    Add(now, transformation, firstJob + i, files[i], seq);
                }
            }
        }

        sql.Write(_jobs, BulkVerb.InsertNew);
        sql.Write(_inputs, BulkVerb.InsertNew);
        sql.Write(_taken, BulkVerb.Upsert);
        Clear();
    }

    // The row of a job names its one input; only several have rows of their own.
    private void Add(string now, long transformation, long job, InputFile file, long seq)
    {
        _jobs.Add(job).Add(transformation).Add((long?)file.Run).Add((long?)file.Section).Add("Waiting").Add(file.Id).Add(seq).Add(now).Add(now);
        _taken.Add(transformation).Add(file.Id).Add("Assigned").Add(job);
        if (file.Further is not { } further)
        {
            return;
        }

        foreach (long input in file.All)
        {
            _inputs.Add(job).Add(input);
        }

        foreach (long input in further)
        {
            _taken.Add(transformation).Add(input).Add("Assigned").Add(job);
        }
    }

    public void Clear()
    {
        _made.Clear();
        _jobs.Clear();
        _inputs.Clear();
        _taken.Clear();
    }
}
