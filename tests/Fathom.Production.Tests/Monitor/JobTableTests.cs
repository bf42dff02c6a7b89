using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

public sealed class JobTableTests
{
    [Fact]
    public void What_is_written_is_read_and_the_counts_follow()
    {
        var random = new RandomJobs(1, 70_000);
        var mirror = new Dictionary<(long, JobState), long>();
        foreach (int id in Enumerable.Range(1, 70_000))
        {
            JobEntry job = random.Table.Read(id);
            mirror[(job.Transformation, job.State)] = mirror.GetValueOrDefault((job.Transformation, job.State)) + 1;
        }

        foreach (JobState state in Enum.GetValues<JobState>())
        {
            Assert.All(Enumerable.Range(0, 14), id => Assert.Equal(mirror.GetValueOrDefault((id, state)), random.Table.Counts.Of(id)[(int)state]));
        }

        Assert.Equal(70_000, random.Table.Counts.Total().Sum());
    }

    [Fact]
    public void Jobs_made_together_get_ids_in_a_row_across_chunks()
    {
        var table = new JobTable();
        JobOrigin[] origins = [.. Enumerable.Range(0, JobTable.ChunkRows + 10).Select(i => new JobOrigin(i, i + 1, i + 2, i + 3))];

        long before = table.Add(new JobEntry { Transformation = 1 });
        long first = table.AddRange(new JobEntry { Transformation = 1, State = JobState.Waiting, Priority = -2 }, origins);

        Assert.Equal((1, 2, origins.Length + 1), (before, first, table.Count));
        Assert.All([0, 65_534, 65_535, origins.Length - 1], i => Assert.Equal(
            new JobEntry { Transformation = 1, Priority = -2, Run = i, Section = i + 1, FirstInput = i + 2, LastEvent = i + 3 }, table.Read(first + i)));
    }

    [Fact]
    public void A_value_that_does_not_fit_changes_nothing()
    {
        var table = new JobTable();
        long id = table.Add(new JobEntry { Transformation = 1, State = JobState.Waiting });

        Assert.Throws<OverflowException>(() => table.Write(id, new JobEntry { Transformation = 1, State = JobState.Done, Attempt = 70_000 }));
        Assert.Throws<OverflowException>(() => table.AddRange(default, [new JobOrigin(1, 1, 1, 1), new JobOrigin(1, 1, -1, 1)]));
        Assert.Throws<OverflowException>(() => table.Add(new JobEntry { Transformation = long.MaxValue }));

        Assert.Equal((1, JobState.Waiting), (table.Count, table.StateOf(id)));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], table.Counts.Of(1));
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error_that_says_what_there_is()
    {
        var table = new JobTable();
        table.Add(new JobEntry { Transformation = 1 });

        Assert.Contains("1 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0));
    }

    [Fact]
    public void Long_texts_and_further_inputs_are_kept_for_the_jobs_that_have_them()
    {
        var table = new JobTable();
        table.AddRange(new JobEntry { Transformation = 1 }, [new JobOrigin(1, 1, 7, 1), new JobOrigin(1, 2, 8, 2), new JobOrigin(1, 2, 0, 3)]);

        table.SetCauseDetail(1, "expected 4, found 5");
        table.SetLostHosts(1, HostSet.Empty.With("b").With("a"));
        table.SetInputs(1, [7, 9]);
        table.SetCauseDetail(2, "x");
        table.SetCauseDetail(2, "");

        Assert.Equal(("expected 4, found 5", 2, ""), (table.CauseDetailOf(1), table.LostHostsOf(1).Count, table.CauseDetailOf(2)));
        Assert.Equal([[7, 9], [8], []], new[] { table.InputsOf(1), table.InputsOf(2), table.InputsOf(3) });
        Assert.Equal("expected 4, found 5", new JobQuery(table).Page(JobCriteria.All, new JobOrder(JobColumn.Id), 0, 1).Items[0].CauseDetail);
    }

    [Fact]
    public void A_full_table_of_names_gives_what_is_new_one_name_and_keeps_the_old_ones()
    {
        var names = new NameTable(4);

        int[] codes = [.. new[] { "a", "b", "c", "d", "a", "" }.Select(names.Intern)];

        Assert.Equal([1, 2, 3, 3, 1, 0], codes);
        Assert.Equal(NameTable.Overflow, names.Text(3));
        Assert.Equal(4, names.Count);
        Assert.False(names.TryFind("c", out _));
    }
}
