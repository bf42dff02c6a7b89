using Fathom.Database.Bulk;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Rows of jobs that the present group made, and of the inputs that they took.</summary>
internal sealed class SqlNewJobs
{
    private readonly List<(long Transformation, long FirstJob, IReadOnlyList<InputFile> Files, long Seq, string Now)> _made = [];
    private readonly BulkRows _jobs = new(SqlTables.NewJob);
    private readonly BulkRows _inputs = new(SqlTables.JobInput);
    private readonly BulkRows _taken = new(SqlTables.TakenInput);
    private readonly BulkRows _takenAgain = new(SqlTables.TakenInput);

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
            // Looking out for inputs that were freed costs PostgreSQL as much as the rows: only where there are some.
            bool again = AnyKnown(sql, transformation, files);
            for (int from = 0, to; from < files.Count; from = to)
            {
                to = FileStretch.End(files, from);
                if (!sql.IsRemote && to - from >= FileStretch.Worthwhile)
                {
                    FileStretch.Write(sql, transformation, firstJob + from, files[from].Id, to - from, again, seq, now);
                    continue;
                }

                for (int i = from; i < to; i++)
                {
                    Add(now, transformation, firstJob + i, files[i], again ? _takenAgain : _taken, seq);
                }
            }
        }

        sql.Write(_jobs, BulkVerb.Insert);
        sql.Write(_inputs, BulkVerb.Insert);
        sql.Write(_taken, BulkVerb.Insert);
        sql.Write(_takenAgain);
        Clear();
    }

    // The row of a job names its one input; only several have rows of their own.
    private void Add(string now, long transformation, long job, in InputFile file, BulkRows taken, long seq)
    {
        _jobs.Add(job).Add(transformation).Add((long?)file.Run).Add((long?)file.Section).Add("Waiting").Add(file.Id).Add(seq).Add(now).Add(now);
        taken.Add(transformation).Add(file.Id).Add("Assigned").Add(job);
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
            taken.Add(transformation).Add(input).Add("Assigned").Add(job);
        }
    }

    private static bool AnyKnown(WriteTransaction sql, long transformation, IReadOnlyList<InputFile> files)
    {
        (long first, long last) = (long.MaxValue, long.MinValue);
        foreach (InputFile file in files)
        {
            (first, last) = (Math.Min(first, file.Id), Math.Max(last, file.Id));
            foreach (long further in file.Further ?? [])
            {
                (first, last) = (Math.Min(first, further), Math.Max(last, further));
            }
        }

        return sql.Connection.Exists(
            "SELECT 1 FROM transformation_input WHERE transformation_id = @transformation AND file_id BETWEEN @first AND @last LIMIT 1",
            new { transformation, first, last });
    }

    public void Clear()
    {
        _made.Clear();
        _jobs.Clear();
        _inputs.Clear();
        _taken.Clear();
        _takenAgain.Clear();
    }
}
