using System.Globalization;
using Fathom.Production.Logs;

namespace Fathom.Cli.Campaigns;

/// <summary>How long a campaign's whole logs are kept: every transformation carries it, because logs are packed by transformation.</summary>
internal static class LogPolicy
{
    /// <summary>The parameters of a step with what the file says of logs.</summary>
    /// <exception cref="CommandException">A value is out of its range.</exception>
    public static IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> parameters, LogContent? logs, string path)
    {
        if (logs is null)
        {
            return parameters;
        }

        var with = new Dictionary<string, string>(parameters);
        Add(CampaignLogs.GoodDaysParameter, "good-days", logs.GoodDays, LogRetention.MostDays);
        Add(CampaignLogs.FailedDaysParameter, "failed-days", logs.FailedDays, LogRetention.MostDays);
        Add(CampaignLogs.MostMiBParameter, "most-mib", logs.MostMib, int.MaxValue);
        return with;

        void Add(string parameter, string name, int? value, int most)
        {
            if (value is { } given)
            {
                with[parameter] = given >= 0 && given <= most
                    ? given.ToString(CultureInfo.InvariantCulture)
                    : throw new CommandException(ExitCode.Usage, $"{path}, logs: expected '{name}' of 0 to {most}, found {given}.");
            }
        }
    }
}
