using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Stores;

/// <summary>What operators gave jobs beyond their transformation's limits.</summary>
internal static class SqlAllowances
{
    /// <summary>That of a job; <see cref="JobAllowance.None"/> where it was given nothing.</summary>
    public static JobAllowance Of(DbConnection connection, long job) => connection.SelectFirst(
        "SELECT memory_mib, wall_seconds FROM job_allowance WHERE job_id = @job", new { job },
        row => new JobAllowance(row.DoubleOrNull(0), row.DoubleOrNull(1))) ?? JobAllowance.None;

    /// <summary>Sets that of a job.</summary>
    public static void Set(WriteTransaction transaction, long job, JobAllowance allowance) => transaction.Execute(
        """
        INSERT INTO job_allowance (job_id, memory_mib, wall_seconds) VALUES (@job, @MemoryMiB, @WallSeconds)
        ON CONFLICT (job_id) DO UPDATE SET memory_mib = excluded.memory_mib, wall_seconds = excluded.wall_seconds
        """,
        new { job, allowance.MemoryMiB, allowance.WallSeconds });
}
