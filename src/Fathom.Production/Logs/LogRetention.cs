using System.Globalization;

namespace Fathom.Production.Logs;

/// <summary>How long whole logs are kept.</summary>
/// <param name="GoodDays">Of attempts that did not fail [days].</param>
/// <param name="FailedDays">Of attempts that failed [days].</param>
/// <param name="MostBytes">All together [byte]; the oldest go first, those of failed attempts last.</param>
public sealed record LogRetention(int GoodDays, int FailedDays, long MostBytes)
{
    /// <summary>30 days, 180 days where the attempt failed, 20 GiB together.</summary>
    public static LogRetention Default { get; } = new(30, 180, 20L << 30);

    /// <summary>Longest time [days].</summary>
    public const int MostDays = 36_500;
}

/// <summary>What a campaign says of its own logs; null: as the workspace.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="GoodDays">Of attempts that did not fail [days].</param>
/// <param name="FailedDays">Of attempts that failed [days].</param>
/// <param name="MostBytes">All of the campaign's together [byte].</param>
public sealed record CampaignLogs(long Campaign, int? GoodDays = null, int? FailedDays = null, long? MostBytes = null)
{
    /// <summary>Parameter of each transformation: <see cref="GoodDays"/>.</summary>
    public const string GoodDaysParameter = "log.goodDays";

    /// <summary>Parameter of each transformation: <see cref="FailedDays"/>.</summary>
    public const string FailedDaysParameter = "log.failedDays";

    /// <summary>Parameter of each transformation: <see cref="MostBytes"/> [MiB].</summary>
    public const string MostMiBParameter = "log.mostMiB";

    /// <summary>From a transformation's parameters; what is no whole number counts as not said.</summary>
    public static CampaignLogs Of(long campaign, IReadOnlyDictionary<string, string> parameters) => new(
        campaign, Number(parameters, GoodDaysParameter), Number(parameters, FailedDaysParameter),
        Number(parameters, MostMiBParameter) is { } mebibytes ? (long)mebibytes << 20 : null);

    private static int? Number(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
