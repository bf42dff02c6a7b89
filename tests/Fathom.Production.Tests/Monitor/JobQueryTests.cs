using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

public sealed class JobQueryTests
{
    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(2, 1, 5)]
    [InlineData(3, 700, 150)]
    [InlineData(4, 5000, 60)]
    [InlineData(5, 140_000, 12)]
    public void Every_page_is_what_filtering_and_sorting_plain_objects_gives(int seed, int jobs, int questions)
    {
        var random = new RandomJobs(seed, jobs);
        var query = new JobQuery(random.Table);
        List<PlainJob> plain = random.Plain();
        for (int i = 0; i < questions; i++)
        {
            (JobCriteria criteria, JobOrder order) = (random.Criteria(), random.Order());
            List<PlainJob> matching = [.. plain.Where(job => job.Matches(criteria))];
            (long offset, int limit) = random.Place(matching.Count);
            IEnumerable<PlainJob> sorted = order.Descending
                ? matching.OrderByDescending(job => job.Value(order.Column)).ThenBy(job => job.Id)
                : matching.OrderBy(job => job.Value(order.Column)).ThenBy(job => job.Id);
            if (order is { Column: JobColumn.Id, Descending: true })
            {
                sorted = matching.OrderByDescending(job => job.Id);
            }

            JobListPage page = query.Page(criteria, order, offset, limit);

            Assert.Equal(matching.Count, page.Total);
            Assert.Equal(matching.Count, query.Count(criteria));
            Assert.Equal([.. sorted.Skip((int)offset).Take(limit).Select(job => job.Id)], page.Items.Select(item => item.Id));
        }
    }

    [Theory]
    [InlineData(11, 0, 3)]
    [InlineData(12, 3000, 150)]
    [InlineData(13, 100_000, 6)]
    public void Groups_by_one_or_two_dimensions_are_those_of_plain_objects(int seed, int jobs, int questions)
    {
        var random = new RandomJobs(seed, jobs);
        var query = new JobQuery(random.Table);
        List<PlainJob> plain = random.Plain();
        for (int i = 0; i < questions; i++)
        {
            (JobCriteria criteria, JobColumn first) = (random.Criteria(), random.Dimension());
            JobColumn? second = i % 3 == 0 ? null : random.Dimension();
            List<PlainJob> matching = [.. plain.Where(job => job.Matches(criteria))];
            List<(string, string?, long)> expected = [.. matching
                .GroupBy(job => (First: job.Key(first), Second: second is { } column ? job.Key(column) : null))
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.First().GroupOrder(first)).ThenBy(group => second is { } column ? group.First().GroupOrder(column) : 0)
                .Select(group => (group.Key.First, group.Key.Second, (long)group.Count()))];
            int limit = i % 2 == 0 ? 10 : JobQuery.MaximumGroups;

            JobGroups groups = query.Group(criteria, first, second, limit);

            Assert.Equal(matching.Count, groups.Jobs);
            Assert.Equal(expected.Count, groups.Total);
            Assert.Equal(expected.Take(limit), groups.Items.Select(group => (group.First.Key, group.Second?.Key, group.Count)));
        }
    }

    [Theory]
    [InlineData(14, JobColumn.UpdatedDay, JobColumn.Section)]
    [InlineData(15, JobColumn.Section, JobColumn.CreatedDay)]
    public void Groups_of_more_cells_than_fit_a_table_are_counted_the_same(int seed, JobColumn first, JobColumn second)
    {
        // 2,000 sections on 3,000 days: 6 million cells.
        var random = new RandomJobs(seed, 4000, span: 3000L * 86_400_000);
        var query = new JobQuery(random.Table);
        var expected = random.Plain().GroupBy(job => (job.Key(first), job.Key(second))).ToDictionary(group => group.Key, group => (long)group.Count());

        JobGroups groups = query.Group(JobCriteria.All, first, second, JobQuery.MaximumGroups);

        Assert.Equal(expected.Count, groups.Total);
        Assert.Equal(expected, groups.Items.ToDictionary(group => (group.First.Key, group.Second!.Value.Key), group => group.Count));
        Assert.Equal(groups.Items.Select(group => group.Count).OrderDescending(), groups.Items.Select(group => group.Count));
    }

    [Fact]
    public void A_run_of_an_extreme_number_does_not_break_a_grouping()
    {
        var random = new RandomJobs(16, 300);
        random.Table.Write(7, random.Table.Read(7) with { Run = int.MaxValue, Section = int.MaxValue });

        JobGroups groups = new JobQuery(random.Table).Group(JobCriteria.All, JobColumn.Run, JobColumn.Section, 1000);

        Assert.Equal(300, groups.Items.Sum(group => group.Count));
        Assert.Equal(7, new JobQuery(random.Table).Page(JobCriteria.All, new JobOrder(JobColumn.Run, Descending: true), 0, 1).Items[0].Id);
    }

    [Fact]
    public void A_facet_leaves_out_its_own_condition_and_keeps_the_others()
    {
        var random = new RandomJobs(21, 2000);
        var query = new JobQuery(random.Table);
        var criteria = new JobCriteria { States = [JobState.Held], Sites = ["a", "b"] };

        IReadOnlyList<JobGroups> facets = query.Facets(criteria, [JobColumn.State, JobColumn.Site, JobColumn.Owner], 100);

        Assert.Equal(query.Group(criteria.Without(JobColumn.State), JobColumn.State).Items, facets[0].Items);
        Assert.Equal(query.Group(criteria.Without(JobColumn.Site), JobColumn.Site).Items, facets[1].Items);
        Assert.Equal(query.Group(criteria, JobColumn.Owner).Items, facets[2].Items);
        Assert.True(facets[0].Items.Count > 1);
    }

    [Fact]
    public void A_pattern_of_a_star_alone_matches_every_text_but_none()
    {
        var random = new RandomJobs(22, 500);
        var query = new JobQuery(random.Table);

        long some = query.Count(new JobCriteria { Causes = ["*"] });
        long none = query.Count(new JobCriteria { Causes = [""] });

        Assert.Equal(500, some + none);
        Assert.True(some > 0 && none > 0);
    }

    [Fact]
    public async Task Pages_and_counts_stay_whole_while_the_writer_writes()
    {
        var random = new RandomJobs(31, 80_000);
        var query = new JobQuery(random.Table);
        var end = new CancellationTokenSource();
        Task writer = Task.Run(() =>
        {
            for (long i = 0; !end.IsCancellationRequested; i++)
            {
                long id = (i * 7919 % 80_000) + 1;
                JobEntry job = random.Table.Read(id);
                random.Table.Write(id, job with { State = (JobState)((i + id) % 8), Updated = i, LastEvent = i });
            }
        });
        try
        {
            for (int i = 0; i < 40; i++)
            {
                JobListPage page = query.Page(JobCriteria.All, new JobOrder(i % 2 == 0 ? JobColumn.Updated : JobColumn.State, i % 4 < 2), 40_000, 50);
                Assert.Equal(80_000, page.Total);
                Assert.Equal(page.Items.Count, page.Items.Select(item => item.Id).Distinct().Count());
                Assert.Equal(80_000, query.Group(JobCriteria.All, JobColumn.State).Items.Sum(group => group.Count));
            }
        }
        finally
        {
            await end.CancelAsync();
            await writer;
        }
    }

    [Fact]
    public void What_is_not_to_be_sorted_or_grouped_by_is_refused()
    {
        var query = new JobQuery(new JobTable());

        Assert.Throws<ArgumentException>(() => query.Page(JobCriteria.All, new JobOrder(JobColumn.CreatedDay), 0, 1));
        Assert.Throws<ArgumentException>(() => query.Group(JobCriteria.All, JobColumn.Updated));
        Assert.Throws<ArgumentOutOfRangeException>(() => query.Page(JobCriteria.All, new JobOrder(JobColumn.Id), 0, JobQuery.MaximumPage + 1));
    }
}
