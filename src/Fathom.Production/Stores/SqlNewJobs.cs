using Fathom.Database.Bulk;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Rows of jobs that the present group made, and of the inputs that they took.</summary>
internal sealed class SqlNewJobs
{
    private readonly List<(long Transformation, long FirstJob, IReadOnlyList<InputFile> Files, long Seq)> _made = [];
    private readonly BulkRows _jobs = new(SqlTables.NewJob);
    private readonly BulkRows _inputs = new(SqlTables.JobInput);
    private readonly BulkRows _taken = new(SqlTables.TakenInput);

    /// <summary>Where the present work begins.</summary>
    public int Mark => _made.Count;

    public void Put(long transformation, long firstJob, IReadOnlyList<InputFile> files, long seq) => _made.Add((transformation, firstJob, files, seq));

    /// <summary>Takes back what came after the mark.</summary>
    public void Truncate(int mark) => _made.RemoveRange(mark, _made.Count - mark);

    public void Write(WriteTransaction sql)
    {
        foreach ((long transformation, long firstJob, IReadOnlyList<InputFile> files, long seq) in _made)
        {
            for (int i = 0; i < files.Count; i++)
            {
                InputFile file = files[i];
                _jobs.Add(firstJob + i).Add(transformation).Add((long?)file.Run).Add((long?)file.Section).Add("Waiting").Add(file.Id).Add(seq)
                    .Add(sql.Now).Add(sql.Now);
                Take(transformation, firstJob + i, file);
            }
        }

        sql.Write(_jobs, BulkVerb.InsertNew);
        sql.Write(_inputs, BulkVerb.InsertNew);
        sql.Write(_taken, BulkVerb.Upsert);
        Clear();
    }

    // The row of a job names its one input; only several have rows of their own.
    private void Take(long transformation, long job, InputFile file)
    {
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
