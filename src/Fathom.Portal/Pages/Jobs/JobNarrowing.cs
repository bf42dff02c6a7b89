using System.Globalization;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Criteria for the jobs of one group.</summary>
internal static class JobNarrowing
{
    /// <summary>The criteria with a column's value; null where no filter says it.</summary>
    public static JobCriteria? To(JobCriteria? criteria, JobColumn column, string value) => criteria is null ? null : column switch
    {
        JobColumn.State => criteria with { States = [Enum.Parse<JobState>(value)] },
        JobColumn.Minor => criteria with { Minors = [value] },
        JobColumn.Application => criteria with { Applications = [value] },
        JobColumn.Cause => criteria with { Causes = [value] },
        JobColumn.Site => criteria with { Sites = [value] },
        JobColumn.Host => criteria with { Hosts = [value] },
        JobColumn.Owner => criteria with { Owners = [value] },
        JobColumn.Campaign => criteria with { Campaigns = [value] },
        JobColumn.Step => criteria with { Steps = [value] },
        JobColumn.Transformation => criteria with { Transformations = [Number(value)] },
        JobColumn.Run when value.Length > 0 => criteria with { Runs = [One(value)] },
        JobColumn.Attempt => criteria with { Attempts = One(value) },
        JobColumn.PayloadFailures => criteria with { PayloadFailures = One(value) },
        JobColumn.InfrastructureLosses => criteria with { InfrastructureLosses = One(value) },
        JobColumn.CreatedDay => criteria with { Created = Day(value) },
        JobColumn.UpdatedDay => criteria with { Updated = Day(value) },
        _ => null,
    };

    private static long Number(string value) => long.Parse(value, CultureInfo.InvariantCulture);

    private static NumberRange One(string value) => new(Number(value), Number(value));

    private static NumberRange Day(string value)
    {
        var begin = new DateTimeOffset(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
        return new NumberRange(begin, begin + 86_400_000 - 1);
    }
}
