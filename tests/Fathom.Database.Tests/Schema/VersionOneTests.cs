using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Fathom.Database.Writing;
using Fathom.PostgresServers;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Tests.Schema;

public sealed class VersionOneTests
{
    [Fact]
    public async Task A_workspace_of_version_1_keeps_every_event_job_and_attempt()
    {
        using var place = new TestDatabase(Engine.Sqlite);
        List<(long, string, long, string, long, int?, string, string, string)> expected = MakeVersionOne(place.Location, events: 9000);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        List<LedgerEvent> found = [.. database.ReadEvents()];
        Assert.Equal(expected, found.Select(one => (
            one.Seq, one.Utc, one.Epoch, one.Subject, one.SubjectId, one.Attempt, one.Kind, one.Actor, one.Body)));
        database.Read(connection =>
        {
            foreach (IGrouping<(string Subject, long SubjectId), LedgerEvent> subject in found
                .Where(one => one.Subject != Subjects.Job || one.SubjectId <= 2).GroupBy(one => (one.Subject, one.SubjectId)))
            {
                Assert.Equal(
                    subject.Select(one => one.Seq), EventLog.History(connection, subject.Key.Subject, subject.Key.SubjectId).Select(one => one.Seq));
            }

            Assert.Equal(
                [(1L, "Done", 10L), (2L, "Waiting", 20L)],
                connection.Select("SELECT id, state, input_file FROM job ORDER BY id", null, row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2))));
            Assert.Equal(1, connection.SelectNumber("SELECT count(*) FROM attempt WHERE lease = 'secret' AND path = 'p'"));
            Assert.Equal(2, connection.SelectNumber("SELECT count(*) FROM job_input"));
            Assert.Equal(1, connection.SelectNumber("SELECT count(*) FROM transformation_input WHERE job_id = 1"));
            return 0;
        });
        Assert.Equal(4, database.Epoch);
        Assert.Equal(9001, await database.WriteAsync(transaction => transaction.Events.Append(Subjects.File, 3, null, "Registered", "server", "{}")));
    }

    [Fact]
    public void Events_missing_in_a_version_1_workspace_are_named_and_the_file_stays_as_it_was()
    {
        using var place = new TestDatabase(Engine.Sqlite);
        MakeVersionOne(place.Location, events: 40);
        Run(place.Location, "DELETE FROM event WHERE seq = 17");
        WorkspaceException damaged = Assert.Throws<WorkspaceException>(() => WorkspaceDatabase.Open(place.Location));
        Assert.Equal(WorkspaceProblem.Damaged, damaged.Problem);
        Assert.Contains("expected event 17, found event 18", damaged.Message, StringComparison.Ordinal);
        Run(place.Location, "INSERT INTO event SELECT 17, utc, epoch, subject, subject_id, attempt, kind, actor, body FROM event WHERE seq = 16");
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Assert.Equal(40, database.Read(EventLog.Newest));
    }

    private static List<(long, string, long, string, long, int?, string, string, string)> MakeVersionOne(string path, int events)
    {
        Run(path, Migration.All[0].Sql + ";PRAGMA user_version=1");
        Run(path,
            """
            PRAGMA foreign_keys=0;
            UPDATE server SET epoch = 3;
            INSERT INTO job (id, transformation_id, state, created_utc, updated_utc) VALUES (1, 1, 'Done', '', ''), (2, 1, 'Waiting', '', '');
            INSERT INTO job_input VALUES (1, 10), (2, 20);
            INSERT INTO transformation_input VALUES (1, 10, 'Processed', 1);
            INSERT INTO attempt (job_id, number, lease, epoch, pilot_id, host, state, se, path, leased_utc) VALUES (1, 1, 'secret', 1, 1, 'h', 'Accepted', 's', 'p', '')
            """);
        var random = new Random(1);
        string[] subjects = [Subjects.Job, Subjects.File, Subjects.Pilot];
        var rows = new List<(long, string, long, string, long, int?, string, string, string)>();
        using SqliteConnection connection = Open(path);
        connection.Execute("BEGIN");
        for (int seq = 1; seq <= events; seq++)
        {
            string utc = UtcLabel.Of(DateTimeOffset.UnixEpoch.AddMilliseconds(1_700_000_000_000 + random.Next(1_000_000)));
            (long, string, long, string, long, int?, string, string, string) row = (
                seq, utc, 1 + (seq * 3 / (events + 1)), subjects[random.Next(3)], 1 + random.Next(50), random.Next(2) == 0 ? null : random.Next(9),
                "Kind" + random.Next(5), "user:ä", $$"""{"n":{{random.Next()}}}""");
            rows.Add(row);
            connection.Execute(
                "INSERT INTO event (utc, epoch, subject, subject_id, attempt, kind, actor, body) VALUES (@Item2, @Item3, @Item4, @Item5, @Item6, @Item7, @Rest, @Body)",
                new { row.Item2, row.Item3, row.Item4, row.Item5, row.Item6, row.Item7, Rest = row.Item8, Body = row.Item9 });
        }

        connection.Execute("COMMIT");
        return rows;
    }

    private static void Run(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
