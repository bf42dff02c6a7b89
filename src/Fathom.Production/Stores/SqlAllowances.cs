using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Stores;

/// <summary>What operators and rules of failures gave jobs beyond their transformation's limits: mostly nothing, or a few jobs, which are then read at once.</summary>
internal sealed class SqlAllowances
{
    private const int Few = 1000;
    private readonly Dictionary<long, JobAllowance> _all = [];
    private long? _asOf;
    private bool _areFew;

    /// <summary>That of a job; <see cref="JobAllowance.None"/> where it was given nothing.</summary>
    public JobAllowance Of(WriteTransaction sql, long job)
    {
        if (sql.IsRemote && sql.Unchanged is { } now && (_asOf == now ? _areFew : ReadAll(sql, now)))
        {
            return _all.GetValueOrDefault(job, JobAllowance.None);
        }

        return sql.Reading.SelectFirst(
            "SELECT memory_mib, wall_seconds FROM job_allowance WHERE job_id = @job", new { job },
            row => new JobAllowance(row.DoubleOrNull(0), row.DoubleOrNull(1))) ?? JobAllowance.None;
    }

    /// <summary>The next group reads anew.</summary>
    public void EndGroup() => _asOf = null;

    /// <summary>Sets that of a job.</summary>
    public static void Set(WriteTransaction transaction, long job, JobAllowance allowance)
    {
        if (allowance == JobAllowance.None)
        {
            transaction.Execute("DELETE FROM job_allowance WHERE job_id = @job", new { job });
        }
        else
        {
            Upsert(transaction, job, allowance);
        }
    }

    private static void Upsert(WriteTransaction transaction, long job, JobAllowance allowance) => transaction.Execute(
        """
        INSERT INTO job_allowance (job_id, memory_mib, wall_seconds) VALUES (@job, @MemoryMiB, @WallSeconds)
        ON CONFLICT (job_id) DO UPDATE SET memory_mib = excluded.memory_mib, wall_seconds = excluded.wall_seconds
        """,
        new { job, allowance.MemoryMiB, allowance.WallSeconds });

    private bool ReadAll(WriteTransaction sql, long now)
    {
        _all.Clear();
        sql.Reading.ForEach(
            "SELECT job_id, memory_mib, wall_seconds FROM job_allowance LIMIT @limit", new { limit = Few + 1 },
            row => _all.Add(row.GetInt64(0), new JobAllowance(row.DoubleOrNull(1), row.DoubleOrNull(2))));
        (_asOf, _areFew) = (now, _all.Count <= Few);
        return _areFew;
    }
}
