using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Jobs for files whose ids follow one another, as nearly all of a campaign do: two statements for all of them, in which
/// the database copies what it knows of the files, instead of two for each. For SQLite: PostgreSQL takes a stream of rows faster.</summary>
internal static class FileStretch
{
    /// <summary>Files from which on it pays.</summary>
    public const int Worthwhile = 16;

    private const string Jobs =
        """
        INSERT INTO job (id, transformation_id, run, section, state, input_file, last_event, created_utc, updated_utc)
        SELECT f.id + @shift, @transformation, f.run, f.section, 'Waiting', f.id, @seq, @now, @now FROM file f WHERE f.id BETWEEN @first AND @last
        """;

    private const string Taken =
        """
        INSERT INTO transformation_input (transformation_id, file_id, state, job_id)
        SELECT @transformation, f.id, 'Assigned', f.id + @shift FROM file f WHERE f.id BETWEEN @first AND @last
        """;

    private const string OrAgain = " ON CONFLICT (transformation_id, file_id) DO UPDATE SET state = excluded.state, job_id = excluded.job_id";

    /// <summary>Where the stretch ends that begins at a place of a list; jobs of several files are in none.</summary>
    public static int End(IReadOnlyList<InputFile> files, int from)
    {
        int to = from + 1;
        while (to < files.Count && files[to].Id == files[to - 1].Id + 1 && files[to].Further is null)
        {
            to++;
        }

        return files[from].Further is null ? to : from + 1;
    }

    /// <summary>Writes the rows of the jobs, whose ids follow one another too, and of the inputs that they take.</summary>
    /// <param name="sql">The writer's transaction.</param>
    /// <param name="transformation">The transformation.</param>
    /// <param name="firstJob">Id of the first job.</param>
    /// <param name="first">The first file.</param>
    /// <param name="count">Files.</param>
    /// <param name="again">Whether some of the files may be inputs already, freed.</param>
    /// <param name="seq">Number of the event that made the jobs.</param>
    /// <param name="now">Its time.</param>
    /// <exception cref="InvalidDataException">The catalogue lacks one of the files: nothing of the group may be kept.</exception>
    public static void Write(WriteTransaction sql, long transformation, long firstJob, long first, int count, bool again, long seq, string now)
    {
        var stretch = new { transformation, first, last = first + count - 1, shift = firstJob - first, seq, now };
        int jobs = sql.Execute(Jobs, stretch);
        int taken = sql.Execute(again ? Taken + OrAgain : Taken, stretch);
        if (jobs != count || taken != count)
        {
            throw new InvalidDataException(
                $"Expected files {first} to {stretch.last} in the catalogue for {count} jobs, found {jobs} for the jobs and {taken} for the inputs.");
        }
    }
}
