using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.PostgresServers;
using Fathom.Production.Auditing;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Queries;
using Fathom.Production.Sweeping;

namespace Fathom.Production.Tests.Operations;

/// <summary>What is asked for each file or row of a campaign of half a million jobs goes by keys: a scan for each grows with the square.</summary>
public sealed class QuestionPlanTests
{
    [Fact]
    public void The_audit_reads_each_table_once_and_nothing_again_for_each_row() =>
        Assert.All(InputAudit.Questions, question => Assert.DoesNotContain("CORRELATED", Plan(question), StringComparison.Ordinal));

    [Fact]
    public void The_invalidation_of_a_file_scans_no_table_but_that_of_transformations() =>
        Assert.All(OutputInvalidation.Statements, statement => Assert.DoesNotMatch("SCAN (?!transformation\\b)", Plan(statement)));

    [Fact]
    public void What_is_asked_again_and_again_reads_no_attempt_that_was_swept_and_no_replica_that_stays() =>
        Assert.All(
            [PilotQueries.Pilots, SiteQueries.PilotsOfSites, LimitQueries.RunningByUse, SweepLedger.ClosedPaths],
            question => Assert.DoesNotMatch(@"SCAN (a|attempt|r|replica)\b(?! USING (COVERING )?INDEX (attempt_unswept|replica_deleting))", Plan(question)));

    [Fact]
    public void The_expiry_of_intermediates_asks_by_keys_who_else_reads_a_file() =>
        Assert.DoesNotMatch("SCAN (?!transformation\\b)", Plan(IntermediateExpiry.ReadFiles));

    // Each statement takes what it names of them.
    private static readonly object Parameters = new
    {
        file = 1L,
        TransformationId = 1L,
        input = 1L,
        Id = 1L,
        limit = 1L,
        includeEnded = false,
        Transformation = 1L,
        Campaign = 1L,
        Tier = "ESD",
        most = 1L,
    };

    private static string Plan(string statement)
    {
        using var place = new TestDatabase(Engine.Sqlite);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        return database.Read(connection => string.Join('\n', connection.Select(
            "EXPLAIN QUERY PLAN " + statement, Parameters, row => row.GetString(3))));
    }
}
