using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Production.Auditing;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Auditing;

public sealed class AuditTests : IAsyncLifetime, IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);

    public async Task InitializeAsync()
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        await (await TestPilot.RegisterAsync(_world)).DrainAsync();
        await TestReplicator.DrainAsync(_world);
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_missing_replica_is_lost()
    {
        _world.Second.Delete(Replica("second"));
        await ExpectAsync(AuditFault.Lost, 1);
    }

    [Fact]
    public async Task Bytes_known_to_nobody_are_dark()
    {
        _world.Main.Write("Test26A/ESD/nobody/knows", [1]);
        await ExpectAsync(AuditFault.Dark, 1);
    }

    [Fact]
    public async Task Bytes_at_a_path_that_was_swept_are_dark()
    {
        string path = _world.Texts("SELECT path FROM attempt LIMIT 1")[0];
        _world.Main.Write(path + "/late.tmp", [1]);
        await ExpectAsync(AuditFault.Dark, 1);
    }

    [Fact]
    public async Task Another_size_is_corrupt_without_reading_and_other_bytes_of_the_same_size_by_reading()
    {
        string path = Replica("main");
        long size = _world.Main.Stat(path)!.Size;
        _world.Main.Tamper(path, new byte[size]);
        Assert.True((await _world.AuditAsync(deep: false)).IsClean);
        await ExpectAsync(AuditFault.Corrupt, 1, deep: true);
        _world.Main.Tamper(path, new byte[size + 1]);
        await ExpectAsync(AuditFault.Corrupt, 1, deep: false);
    }

    [Fact]
    public async Task Another_stored_checksum_is_corrupt_without_reading()
    {
        string path = Replica("main");
        _world.Main.Tamper(path, new byte[_world.Main.Stat(path)!.Size], keepSum: false);
        await ExpectAsync(AuditFault.Corrupt, 1, deep: false);
    }

    [Theory]
    [InlineData("UPDATE job SET state = 'Held' WHERE id = 1")]
    [InlineData("UPDATE job SET payload_failures = 1 WHERE id = 1")]
    [InlineData("UPDATE job SET attempt = 0 WHERE id = 1")]
    [InlineData("UPDATE attempt SET state = 'Lost' WHERE job_id = 1")]
    [InlineData("UPDATE attempt SET swept = 0 WHERE job_id = 1")]
    [InlineData("UPDATE transfer SET state = 'Failed' WHERE id = 1")]
    [InlineData("UPDATE transfer SET failures = 3 WHERE id = 1")]
    [InlineData("UPDATE replica SET state = 'Deleted' WHERE id = 1")]
    [InlineData("UPDATE file SET state = 'Invalid' WHERE id = 1")]
    [InlineData("UPDATE campaign SET state = 'Active'")]
    [InlineData("UPDATE transformation SET state = 'Stopped' WHERE id = 2")]
    [InlineData("UPDATE transformation_input SET state = 'Unused' WHERE transformation_id = 1")]
    [InlineData("UPDATE attempt SET lease = 'other' WHERE job_id = 2")]
    [InlineData("DELETE FROM attempt WHERE job_id = 2")]
    [InlineData("DELETE FROM job WHERE id = 2")]
    [InlineData("INSERT INTO job (transformation_id, state, created_utc, updated_utc) VALUES (1, 'Killed', '', '')")]
    [InlineData("INSERT INTO attempt SELECT * FROM (SELECT job_id, number + 1, lease, epoch, pilot_id, host, state, se, path || '2', swept, exit_code, signal, cause, detail, log_tail, cpu_seconds, wall_seconds, max_rss_bytes, leased_utc, ended_utc, blamed_se FROM attempt WHERE job_id = 2)")]
    [InlineData("UPDATE accepted_output SET valid = 0 WHERE job_id = 1")]
    public async Task A_state_that_is_not_the_fold_of_its_events_is_mismatched(string sql)
    {
        await PlantAsync(sql);
        AuditReport report = await _world.AuditAsync();
        Assert.True(report.Mismatched > 0, string.Join('\n', report.Findings));
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task Accounts_that_are_not_what_the_events_give_are_found_by_the_deep_audit_by_their_name()
    {
        await PlantAsync("UPDATE accounting SET accepted = accepted + 1 WHERE accepted > 0");
        Assert.True((await _world.AuditAsync(deep: false)).IsClean);
        AuditReport report = await _world.AuditAsync();
        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Equal((AuditFault.Mismatched, "accounting"), (finding.Fault, finding.Subject)));
        Assert.Contains(TestWorkspace.Campaign, report.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Leased", "x")]
    [InlineData("Leased", "{}")]
    [InlineData("Started", """{"attempt":1,"lease":"other","payloadProcessId":1}""")]
    [InlineData("JobsCreated", """{"transformationId":1,"firstJob":2,"count":1,"inputs":[1,1]}""")]
    [InlineData("Nonsense", "{}")]
    public async Task An_event_that_cannot_have_happened_is_mismatched(string kind, string body)
    {
        await _world.Database.WriteAsync(transaction => { transaction.Events.Append("job", 2, 1, kind, "server", body); });
        AuditReport report = await _world.AuditAsync();
        Assert.Contains(report.Findings, finding => finding.Subject == "job 2" && finding.Detail.Contains(kind, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_that_were_taken_out_of_the_log_are_found_before_anything_else()
    {
        await PlantAsync("DELETE FROM event_block WHERE first_seq = (SELECT first_seq FROM event_block ORDER BY first_seq LIMIT 1 OFFSET 2)");
        Assert.Equal(WorkspaceProblem.Damaged, (await Assert.ThrowsAsync<WorkspaceException>(() => _world.AuditAsync())).Problem);
    }

    [Fact]
    public async Task An_input_in_two_jobs_is_double()
    {
        await PlantAsync(
            """
            INSERT INTO job (transformation_id, state, created_utc, updated_utc) VALUES (1, 'Waiting', '', '');
            INSERT INTO job_input (job_id, file_id) SELECT MAX(id), 1 FROM job
            """);
        Assert.True((await _world.AuditAsync()).Double > 0);
    }

    [Fact]
    public async Task A_second_valid_output_of_an_input_is_double()
    {
        await PlantAsync(
            """
            INSERT INTO file (lfn, tier, run, section, campaign_id, job_id, attempt, size, adler32, events, metadata, state, created_utc)
            SELECT lfn || '.again', tier, run, section, campaign_id, job_id, attempt, size, adler32, events, metadata, state, created_utc
            FROM file WHERE tier = 'RTRAW' LIMIT 1;
            INSERT INTO file_parent (file_id, parent_id) SELECT MAX(id), (SELECT MIN(id) FROM file) FROM file
            """);
        Assert.True((await _world.AuditAsync()).Double > 0);
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_valid_accepted_output()
    {
        Exception? refused = await Record.ExceptionAsync(() => PlantAsync(
            "INSERT INTO accepted_output SELECT transformation_id, input_id, kind, file_id, job_id, attempt, valid FROM accepted_output WHERE job_id = 1"));
        Assert.IsType<Microsoft.Data.Sqlite.SqliteException>(refused);
    }

    [Fact]
    public async Task Paths_of_closed_attempts_are_orphans_until_swept_and_those_of_live_attempts_are_nothing()
    {
        await _world.Database.WriteAsync(transaction => _world.AddRaw(transaction, 1, 7));
        await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        var job = (await pilot.LeaseAsync())!;
        pilot.Write(job);
        Assert.Empty((await _world.AuditAsync()).Findings);

        await pilot.FailAsync(job);
        AuditReport report = await _world.AuditAsync();
        Assert.Equal((1, true, 0), (report.Orphan, report.IsClean, report.ExitCode));
        await _world.SweepAsync();
        Assert.Empty((await _world.AuditAsync()).Findings);
    }

    private string Replica(string element) =>
        _world.Texts("SELECT path FROM replica WHERE se = @element ORDER BY id DESC LIMIT 1", new { element })[0];

    private Task PlantAsync(string sql) => _world.Database.WriteAsync(transaction => { transaction.Connection.Execute(sql); });

    private async Task ExpectAsync(AuditFault fault, int count, bool deep = false)
    {
        AuditReport report = await _world.AuditAsync(deep);
        Assert.Equal(count, report.Findings.Count(finding => finding.Fault == fault));
        Assert.All(report.Findings, finding => Assert.Equal(fault, finding.Fault));
        Assert.Equal(1, report.ExitCode);
    }
}
