using System.Globalization;
using Fathom.Database;
using Fathom.Database.Bulk;
using Fathom.Database.Writing;
using static Fathom.Database.Bulk.BulkType;

namespace Fathom.Benchmarks.Ledger;

/// <summary>Past jobs with their events, so that the audit folds them as it folds any: each done, one in five at its second attempt.</summary>
internal static class LedgerPreload
{
    private const int AtOnce = 10_000;

    private static readonly BulkTable JobRows = new(
        "job", ["id"], new("id", Whole), new("transformation_id", Whole), new("run", Whole), new("section", Whole), new("state", Text),
        new("attempt", Whole), new("payload_failures", Whole), new("host", Text), new("site", Text), new("input_file", Whole),
        new("last_event", Whole), new("created_utc", Text), new("updated_utc", Text));

    private static readonly BulkTable AttemptRows = new(
        "attempt", ["job_id", "number"], new("job_id", Whole), new("number", Whole), new("lease", Text), new("epoch", Whole),
        new("pilot_id", Whole), new("host", Text), new("state", Text), new("se", Text), new("path", Text), new("swept", Whole),
        new("cause", Text), new("leased_utc", Text), new("ended_utc", Text));

    /// <summary>Writes jobs from id 1 on, about six events each, until both numbers are reached; returns the number of events.</summary>
    public static async Task<long> RunAsync(WorkspaceDatabase database, long jobs, long events, long transformation)
    {
        long written = 0;
        for (long first = 1; first <= jobs; first += AtOnce)
        {
            long from = first;
            int count = (int)Math.Min(AtOnce, jobs - first + 1);
            int sweeps = (int)Math.Max(0, (events - written) / Math.Max(1, jobs - first + 1) - 5);
            written += await database.WriteAsync(sql => Write(sql, from, count, transformation, sweeps));
        }

        return written;
    }

    // Beyond five a job the rest are repeated sweeps: they change nothing, and are folded all the same.
    private static long Write(WriteTransaction sql, long first, int count, long transformation, int sweeps)
    {
        var jobs = new BulkRows(JobRows);
        var attempts = new BulkRows(AttemptRows);
        long before = 0;
        long made = sql.Events.Append(
            Subjects.Job, first, null, "JobsCreated", "server",
            string.Create(CultureInfo.InvariantCulture, $$"""{"transformationId":{{transformation}},"firstJob":{{first}},"count":{{count}},"inputs":[{{10_000_000 + first}},{{count}}]}"""), 0);
        for (long id = first; id < first + count; id++)
        {
            int tries = id % 5 == 0 ? 2 : 1;
            long last = made;
            for (int number = 1; number <= tries; number++)
            {
                last = Attempt(sql, attempts, id, number, last, done: number == tries, sweeps);
            }

            before = last;
            jobs.Add(id).Add(transformation).Add(id / 100).Add(id % 100).Add("Done").Add(tries).Add(tries - 1).Add("node" + id % 300).Add("IHEP")
                .Add(10_000_000 + id).Add(last).Add(sql.Now).Add(sql.Now);
        }

        sql.Write(jobs, BulkVerb.Insert);
        sql.Write(attempts, BulkVerb.Insert);
        return before - made + 1;
    }

    private static long Attempt(WriteTransaction sql, BulkRows rows, long id, int number, long last, bool done, int sweeps)
    {
        string lease = new Guid((int)id, (short)number, 7, 1, 2, 3, 4, 5, 6, 7, 8).ToString("N");
        string path = string.Create(CultureInfo.InvariantCulture, $"Past/RTRAW/{id:D8}/{number}-{lease.AsSpan(0, 12)}");
        string host = "node" + id % 300;
        string fence = string.Create(CultureInfo.InvariantCulture, $"\"attempt\":{number},\"lease\":\"{lease}\"");
        long Append(string kind, string body) => last = sql.Events.Append(Subjects.Job, id, number, kind, "pilot:7", "{" + body + "}", last);
        Append("Leased", $"{fence},\"pilotId\":7,\"host\":\"{host}\",\"element\":\"main\",\"path\":\"{path}\"");
        Append("Started", fence + ",\"payloadProcessId\":4711");
        if (done)
        {
            Append("Uploaded", fence + ",\"outputs\":[],\"use\":{\"cpuSeconds\":1,\"wallSeconds\":1,\"maxRssBytes\":1},\"remark\":\"\",\"logTail\":\"\",\"requestId\":\"r\"");
            Append("Accepted", fence + ",\"files\":[]");
        }
        else
        {
            Append(
                "Failed",
                fence + ",\"outcome\":\"Failed\",\"host\":\"" + host + "\",\"evidence\":{\"origin\":\"Payload\",\"cause\":\"RawFileTruncated\",\"detail\":\"\",\"logTail\":\"\",\"use\":{\"cpuSeconds\":1,\"wallSeconds\":1,\"maxRssBytes\":1}},\"decision\":{\"action\":\"Retry\",\"cause\":\"\",\"detail\":\"\"}");
        }

        for (int i = 0; i < Math.Max(1, sweeps); i++)
        {
            last = sql.Events.Append(Subjects.Job, id, number, "Swept", "server", "{}", last);
        }

        rows.Add(id).Add(number).Add(lease).Add(1L).Add(7L).Add(host).Add(done ? "Accepted" : "Failed").Add("main").Add(path).Add(1L)
            .Add(done ? "" : "RawFileTruncated").Add(sql.Now).Add(sql.Now);
        return last;
    }
}
