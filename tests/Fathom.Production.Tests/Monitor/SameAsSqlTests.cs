using System.Globalization;
using Fathom.Database.Reading;
using Fathom.Production.Monitor;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Monitor;

public sealed class SameAsSqlTests : IDisposable
{
    private readonly TestWorkspace _world = new();
    private readonly RandomJobs _random = new(51, 2500);

    public SameAsSqlTests() => Store();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Pages_counts_and_groups_of_a_table_read_from_the_database_are_those_of_sql()
    {
        JobTable table = JobTableReader.Read(_world.Database);
        var query = new JobQuery(table);
        Assert.Equal(_random.Table.Count, table.Count);
        for (int i = 0; i < 120; i++)
        {
            (JobCriteria criteria, JobOrder order, JobColumn first, JobColumn second) = (_random.Criteria(), _random.Order(), _random.Dimension(), _random.Dimension());
            long total = _world.Database.Read(connection => connection.SelectNumber(SqlQuestion.Count(criteria)));
            (long offset, int limit) = _random.Place(total);

            JobListPage page = query.Page(criteria, order, offset, limit);
            JobGroups groups = query.Group(criteria, first, second, JobQuery.MaximumGroups);

            Assert.Equal(total, page.Total);
            Assert.Equal(
                _world.Database.Read(connection => connection.Select(SqlQuestion.Page(criteria, order, offset, limit), null, row => row.GetInt64(0))),
                page.Items.Select(item => item.Id));
            Assert.Equal(
                [.. _world.Database.Read(connection => connection.Select(SqlQuestion.Groups(criteria, first, second), null, row =>
                    (Text(row.GetValue(0)), Text(row.GetValue(1)), row.GetInt64(2)))).Order()],
                groups.Items.Select(group => (group.First.Key, group.Second!.Value.Key, group.Count)).Order());
        }
    }

    [Fact]
    public void Every_column_is_read_as_it_was_stored()
    {
        JobTable table = JobTableReader.Read(_world.Database);

        for (long id = 1; id <= table.Count; id++)
        {
            (PlainJob stored, PlainJob read) = (new PlainJob(id, _random.Table.Read(id), _random.Table), new PlainJob(id, table.Read(id), table));
            Assert.All(Enum.GetValues<JobColumn>(), column => Assert.Equal(stored.Key(column), read.Key(column)));
            Assert.Equal(_random.Table.Read(id).FirstInput, table.Read(id).FirstInput);
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private void Store() => _world.Database.WriteAsync(transaction =>
    {
        JobTable table = _random.Table;
        var campaigns = new Dictionary<string, long>();
        for (long id = 1; id <= 12; id++)
        {
            TransformationFacts facts = table.Transformations.Of(id);
            if (!campaigns.TryGetValue(facts.Campaign, out long campaign))
            {
                // Without an owner, whom jobs that name none would have.
                campaign = campaigns[facts.Campaign] = transaction.Insert(
                    "INSERT INTO campaign (name, kind, state, software, output_se, created_utc, owner) VALUES (@Campaign, 'Detector', 'Active', '1', 'main', '', '')",
                    new { facts.Campaign });
            }

            transaction.Execute(
                """
                INSERT INTO transformation (id, campaign_id, ordinal, name, step, input_tier, output_tier, parameters, needs_conditions, state)
                VALUES (@id, @campaign, @id, @Name, @Step, '', '', '{}', 0, 'Active')
                """,
                new { id, campaign, facts.Name, facts.Step });
        }

        for (long id = 1; id <= table.Count; id++)
        {
            JobEntry job = table.Read(id);
            JobNames names = table.Names;
            transaction.Execute(
                """
                INSERT INTO job (id, transformation_id, run, section, state, minor, application, attempt, payload_failures, infrastructure_losses,
                    cause, site, host, owner, priority, input_file, last_event, created_utc, updated_utc)
                VALUES (@id, @Transformation, @Run, @Section, @state, @minor, @application, @Attempt, @PayloadFailures, @InfrastructureLosses,
                    @cause, @site, @host, @owner, @priority, @FirstInput, @LastEvent, @created, @updated)
                """,
                new
                {
                    id,
                    job.Transformation,
                    job.Run,
                    job.Section,
                    state = job.State.ToString(),
                    minor = names.Minor.Text(job.Minor),
                    application = names.Application.Text(job.Application),
                    job.Attempt,
                    job.PayloadFailures,
                    job.InfrastructureLosses,
                    cause = names.Cause.Text(job.Cause),
                    site = names.Site.Text(job.Site),
                    host = names.Host.Text(job.Host),
                    owner = names.Owner.Text(job.Owner),
                    priority = (int)job.Priority,
                    job.FirstInput,
                    job.LastEvent,
                    created = SqlQuestion.Label(job.Created),
                    updated = SqlQuestion.Label(job.Updated),
                });
        }
    }).GetAwaiter().GetResult();
}
